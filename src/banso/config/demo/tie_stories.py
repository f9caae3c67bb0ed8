"""The people and places around the invented people, over five years. Days are counted back from today; what people say is theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bond:
    """A tie: begun and ended so many days ago (None: not known, or still there)."""

    key: str
    name: str
    what: str
    role: str
    kind: str
    began: int | None = None
    ended: int | None = None
    ending: str = ""
    formal: bool = False
    member: str = ""
    service: str = ""
    other: str = ""
    direction: str = "mutual"
    strength: str = "plain"
    stress: bool = False
    rhythm: str = ""
    base: tuple[int, str] | None = None
    from_base: str = ""
    visits: tuple[int, int, int] | None = None  # first and last so many days ago, every so many days
    along: str = ""
    kin: str = ""
    sex: str = ""
    born: int | None = None
    couple: str = ""
    died: bool = False
    no_contact: bool = False
    place: tuple[int, int] | None = None  # bearing, felt distance


@dataclass(frozen=True)
class Gift:
    """What somebody gives, since so many days ago."""

    gift: str
    name: str
    words: str
    began: int


TIES: dict[str, tuple[Bond, ...]] = {
    "ハルさん": (
        Bond("park", "北公園の東屋", "place", "other", "place", 1800, 1290, "moved", base=(1790, "雨のかからんとこがええ。ここがわしの家や。"), place=(200, 3)),
        Bond("flat", "例荘 103号室", "place", "other", "place", 1290, base=(1200, "鍵のある部屋は、帰る場所や。")),
        Bond("outreach", "見本 巡さん", "person", "supporter", "fourth", 1800, 1460, formal=True, member="outreach", direction="receives", rhythm="weekly", strength="strong", place=(330, 2)),
        Bond("centre", "見本 泉さん", "person", "supporter", "fourth", 1460, 1290, formal=True, member="centre", direction="receives", rhythm="daily", place=(345, 2)),
        Bond("aftercare", "見本 灯さん", "person", "supporter", "fourth", 1290, 200, "stepped_down", formal=True, member="aftercare", direction="receives", rhythm="weekly", strength="strong", place=(0, 2)),
        Bond("worker", "区のケースワーカー", "office", "caseworker", "work", 1400, 90, "stepped_down", formal=True, direction="receives", rhythm="monthly", place=(40, 5)),
        Bond("hello", "ハローワークの専門援助", "office", "hello_work", "work", 960, 620, "finished", formal=True, direction="receives", rhythm="monthly", place=(60, 5)),
        Bond("agency", "職業紹介の見本さん", "office", "placement", "work", 700, 610, "finished", formal=True, direction="receives", place=(75, 5)),
        Bond("clinic", "見本診療所", "office", "medical", "fourth", 1640, formal=True, service="clinic", direction="receives", rhythm="monthly", place=(20, 4)),
        Bond("farm", "ひだまり農園", "company", "training", "work", 880, 640, "finished", formal=True, service="training", rhythm="weekly", place=(110, 4)),
        Bond("boss", "農園の親方", "person", "light_key", "work", 870, rhythm="monthly", visits=(620, 20, 60), along="", place=(125, 4)),
        Bond("store", "見本倉庫", "company", "employer", "work", 620, 450, "wished", service="company", rhythm="weekly", place=(95, 3)),
        Bond("flowers", "花屋さん", "company", "employer", "work", 380, rhythm="weekly", visits=(380, 4, 21), strength="strong", place=(85, 2)),
        Bond("town", "例ヶ丘 花の会", "group", "community", "place", 430, service="town", rhythm="weekly", visits=(430, 6, 14), place=(65, 2)),
        Bond("master", "ともしびのマスター", "person", "key_person", "fourth", 1100, strength="strong", rhythm="weekly", visits=(1100, 3, 30), along="", place=(290, 3)),
        Bond("bath", "銭湯 亀の湯", "place", "shop", "place", 1280, rhythm="weekly", visits=(1280, 2, 45), place=(250, 1)),
        Bond("shogi", "将棋の角さん", "person", "friend", "place", 1250, rhythm="weekly", visits=(1250, 5, 60), place=(265, 1)),
        Bond("landlord", "大家さん", "person", "landlord", "place", 1290, rhythm="monthly", place=(215, 1)),
        Bond("library", "図書館の新聞の席", "place", "shop", "place", 900, rhythm="monthly", visits=(900, 400, 40), place=(310, 4)),
        Bond("meal", "土曜の炊き出し", "group", "community", "fourth", 1780, rhythm="weekly", visits=(1780, 3, 70), place=(175, 3)),
        Bond("tetsu", "テツさん", "person", "peer", "fourth", 220, other="テツさん", direction="gives", rhythm="weekly", place=(190, 2)),
        Bond("father", "父", "person", "family", "blood", None, 12000, "died", kin="father", sex="male", born=1926, died=True),
        Bond("mother", "母", "person", "family", "blood", None, 7000, "died", kin="mother", sex="female", born=1930, died=True),
        Bond("brother", "弟", "person", "family", "blood", kin="sibling", sex="male", born=1958, strength="weak", stress=True, rhythm="rarely", place=(160, 5)),
        Bond("former", "元の妻", "person", "family", "blood", None, 9000, "broke", kin="former_spouse", sex="female", born=1957, couple="divorced", no_contact=True),
        Bond("daughter", "娘", "person", "family", "blood", kin="child", sex="female", born=1983, strength="weak", rhythm="yearly", visits=(160, 160, 1), along="見本 灯さん", place=(145, 5)),
    ),
    "テツさん": (
        Bond("sauna", "港のサウナの休憩室", "place", "other", "place", 250, base=(240, "ここなら朝までおれる。"), rhythm="daily"),
        Bond("haru", "ハルさん", "person", "peer", "fourth", 220, other="ハルさん", direction="receives", rhythm="weekly"),
        Bond("centre", "見本 泉さん", "person", "supporter", "fourth", 222, formal=True, member="centre", direction="receives", rhythm="weekly"),
        Bond("bar", "立ち飲みの女将", "person", "key_person", "place", 700, rhythm="weekly", visits=(700, 9, 45)),
    ),
    "アキさん": (
        Bond("home", "団地の部屋", "place", "other", "place", 1380, base=(1370, "子どもと帰れる部屋。")),
        Bond("child", "長男", "person", "family", "blood", kin="child", sex="male", born=2016, direction="mutual", strength="strong", rhythm="daily", place=(180, 1)),
        Bond("nursery", "学童の先生", "person", "light_key", "place", 800, rhythm="weekly", direction="receives"),
        Bond("work", "介護の職場", "company", "employer", "work", 1405, rhythm="daily", strength="strong"),
        Bond("friend", "職場のミキさん", "person", "key_person", "work", 1300, rhythm="weekly", strength="strong"),
        Bond("centre", "見本 泉さん", "person", "supporter", "fourth", 1450, 700, "stepped_down", formal=True, member="centre", direction="receives", rhythm="monthly"),
    ),
}  # fmt: skip

LIVES_WITH = {("アキさん", "child")}
HAND_OVERS = {"ハルさん": (("outreach", "centre", 1460, "センターへの入所"), ("centre", "aftercare", 1290, "部屋での暮らし"))}
GIFTS: dict[str, tuple[Gift, ...]] = {
    "ハルさん": (
        Gift("club", "互助会", "葬式のときは、みんなで送るんや。", 700),
        Gift("meals", "土曜の炊き出し", "今度はわしが配る番や。", 400),
        Gift("key_person", "新しく来た人の話し相手", "黙って横におるだけやけどな。", 210),
    ),
    "アキさん": (Gift("speaker", "母子の集い", "ひとりで抱えてたころの自分に言いたい。", 150),),
}
