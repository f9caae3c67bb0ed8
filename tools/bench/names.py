"""Invented people in numbers, and the mistakes that names meet on their way, from a fixed seed."""

import random
import unicodedata
from dataclasses import dataclass, replace

from banso.kit.eras import PartialDate, Precision
from banso.people.actions import Incoming

_FAMILIES = """
佐藤さとう 鈴木すずき 高橋たかはし 田中たなか 渡辺わたなべ 伊藤いとう 山本やまもと 中村なかむら
小林こばやし 加藤かとう 吉田よしだ 山田やまだ 佐々木ささき 山口やまぐち 松本まつもと
井上いのうえ 木村きむら 林はやし 斎藤さいとう 清水しみず 山崎やまざき 阿部あべ 森もり 池田いけだ
橋本はしもと 山下やました 石川いしかわ 中島なかじま 前田まえだ 藤田ふじた 後藤ごとう 小川おがわ
岡田おかだ 村上むらかみ 長谷川はせがわ 近藤こんどう 石井いしい 坂本さかもと 遠藤えんどう
藤井ふじい 青木あおき 福田ふくだ 三浦みうら 西村にしむら 藤原ふじわら 太田おおた 松田まつだ
原田はらだ 岡本おかもと 中野なかの 中川なかがわ 小野おの 竹内たけうち 金子かねこ 和田わだ
中山なかやま 石田いしだ 上田うえだ 森田もりた 小島こじま 柴田しばた 原はら 宮崎みやざき
酒井さかい 工藤くどう 横山よこやま 宮本みやもと 内田うちだ 高木たかぎ 安藤あんどう 谷口たにぐち
大野おおの 丸山まるやま 今井いまい 高田たかだ 藤本ふじもと 武田たけだ 村田むらた 上野うえの
杉山すぎやま 増田ますだ 菅原すがわら 平野ひらの 久保くぼ 大塚おおつか 千葉ちば 松井まつい
岩崎いわさき 木下きのした 野口のぐち 松尾まつお 野村のむら 菊地きくち 佐野さの 渡部わたべ
大西おおにし 杉本すぎもと 新井あらい 浜田はまだ 古川ふるかわ 市川いちかわ 小松こまつ 水野みずの
桜井さくらい 高野たかの 吉川よしかわ 山内やまうち 西田にしだ 飯田いいだ 菊池きくち 西川にしかわ
小山こやま 北村きたむら 五十嵐いがらし 安田やすだ 福島ふくしま 中田なかた 広瀬ひろせ 東ひがし
川口かわぐち 平田ひらた 川崎かわさき 本田ほんだ 久保田くぼた 沢田さわだ 関せき 中西なかにし
服部はっとり 樋口ひぐち 土屋つちや 星野ほしの 秋山あきやま 田村たむら 矢野やの 栗原くりはら
辻つじ 浅野あさの 大橋おおはし 松下まつした 荒木あらき 川村かわむら
"""
_GIVENS = """
太郎たろう 一郎いちろう 二郎じろう 三郎さぶろう 健一けんいち 健二けんじ 浩ひろし 博ひろし
誠まこと 隆たかし 孝たかし 茂しげる 実みのる 清きよし 進すすむ 勇いさむ 正ただし 昭あきら
明あきら 勝まさる 修おさむ 豊ゆたか 弘ひろむ 武たけし 剛つよし 毅たけし 学まなぶ 聡さとし
哲也てつや 和也かずや 達也たつや 直樹なおき 秀樹ひでき 英樹ひでき 正樹まさき 大輔だいすけ
健太けんた 翔太しょうた 拓也たくや 雄一ゆういち 裕二ゆうじ 幸雄ゆきお 和夫かずお 義雄よしお
正雄まさお 信夫のぶお 敏夫としお 春男はるお 秋男あきお 文雄ふみお 武夫たけお 良一りょういち
良平りょうへい 恵一けいいち 敬三けいぞう 幸三こうぞう 庄司しょうじ 光男みつお 辰雄たつお
虎男とらお 花子はなこ 和子かずこ 幸子さちこ 恵子けいこ 洋子ようこ 久美子くみこ 由美子ゆみこ
明美あけみ 直美なおみ 真由美まゆみ 智子ともこ 陽子ようこ 裕子ゆうこ 美穂みほ 京子きょうこ
良子りょうこ 節子せつこ 文子ふみこ 千代ちよ 春子はるこ 夏子なつこ 秋子あきこ 冬子ふゆこ
美代子みよこ 富美子とみこ 信子のぶこ 典子のりこ 順子じゅんこ 孝子たかこ 光子みつこ 静子しずこ
優子ゆうこ 愛あい 舞まい 彩あや 香織かおり 麻衣まい 千尋ちひろ 七海ななみ 勉つとむ 稔みのる
昇のぼる 登のぼる 守まもる 満みつる 薫かおる 忍しのぶ 純じゅん 潤じゅん 晃あきら 亮りょう
諭さとし 徹とおる 透とおる 渉わたる 航わたる 望のぞみ 光ひかる 洋平ようへい 康平こうへい
慎吾しんご 圭介けいすけ
"""
_VARIANTS = {
    "辺": "邉邊",
    "高": "髙",
    "崎": "﨑",
    "斎": "齋斉齊",
    "沢": "澤",
    "浜": "濱",
    "広": "廣",
    "桜": "櫻",
    "関": "關",
    "島": "嶋",
    "国": "國",
    "実": "實",
    "恵": "惠",
    "徳": "德",
    "竜": "龍",
    "吉": "𠮷",
    "富": "冨",
}
_SLIPS = {
    "が": "か",
    "ざ": "さ",
    "だ": "た",
    "ば": "は",
    "べ": "へ",
    "ぶ": "ふ",
    "じ": "ぢ",
    "ず": "づ",
    "う": "お",
    "お": "を",
    "い": "え",
    "し": "ち",
    "つ": "っ",
    "よ": "ょ",
}


def _split(text: str) -> list[tuple[str, str]]:
    pairs = []
    for one in text.split():
        cut = next(place for place, letter in enumerate(one) if "ぁ" <= letter <= "ん")
        pairs.append((one[:cut], one[cut:]))
    return pairs


FAMILIES, GIVENS = _split(_FAMILIES), _split(_GIVENS)
_ABROAD = (
    *("Nguyễn Văn Đức", "Trần Thị Mai", "Lê Hoàng Phúc", "Phạm Minh Tuấn", "Đỗ Thị Hương"),
    *("Seán O’Brien", "Aoife D’Arcy", "João Gonçalves", "José Núñez", "Łukasz Wójcik"),
    *("Søren Jørgensen", "Zoë Müller", "Amélie Lefèvre", "Ana Peña", "Čedomir Šimić"),
)
_TOWNS = (
    *(
        "霞ヶ丘町",
        "萩之茶屋",
        "梅ヶ枝町",
        "一ノ宮町",
        "佐々木通",
        "緑ケ丘",
        "南町",
        "本町",
        "日本橋",
    ),
    *("太子", "山王", "天下茶屋北", "花園南", "鶴見橋", "松ヶ枝町", "中之島"),
)
_CALLED = ("とし", "よし", "まさ", "けん", "のぶ", "ひろ", "たけ", "やす", "きよ", "かつ")
_AFTER = (("坊", "ぼう"), ("爺", "じい"), ("兄", "にい"), ("丸", "まる"), ("親方", "おやかた"))
_KANJI_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Invented:
    """
    Somebody invented: written name, kana, birth; the number they are reached at, where they live,
    what they are called and how that is read.
    """

    written: str
    kana: str
    birth: tuple[int, int, int]
    phone: str
    home: tuple[str, int, int, int]
    called: tuple[str, str]

    @property
    def contact(self) -> str:
        """The cell in which the number stands, as the second of two."""
        first, middle, last = self.phone[:3], self.phone[3:7], self.phone[7:]
        return f"06-{middle}-{first[:2]}00 / {first}-{middle}-{last}"

    @property
    def place(self) -> str:
        """Where they live, as it was written down."""
        town, first, second, third = self.home
        return f"{town}{_KANJI_DIGITS[first]}丁目{second}番{third}号"

    def incoming(self, outside_id: str) -> Incoming:
        """Return them as somebody who is brought in."""
        return Incoming(
            outside_id=outside_id,
            called_name=self.called[0],
            names=(("legal", self.written, self.kana),),
            birth=PartialDate(*self.birth, Precision.DAY),
            place=self.place,
            contact=self.contact,
        )


def invented(count: int, seed: int = 2026) -> list[Invented]:
    """Return so many invented people, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 — nothing secret
    more = random.Random(seed + 1)  # noqa: S311 — so that names stay those of earlier benchmarks
    people = []
    for _ in range(count):
        family, given = dice.choice(FAMILIES), dice.choice(GIVENS)
        written = "".join(
            dice.choice(_VARIANTS[letter])
            if letter in _VARIANTS and dice.random() < 0.3
            else letter
            for letter in family[0]
        )
        birth = (dice.randint(1935, 2004), dice.randint(1, 12), dice.randint(1, 28))
        people.append(
            Invented(f"{written} {given[0]}", f"{family[1]} {given[1]}", birth, *_around(more))
        )
        if more.random() < 0.08:
            people[-1] = replace(people[-1], written=_from_abroad(more), kana="")
    return people


def _from_abroad(dice: random.Random) -> str:
    """Return a name from abroad, given and family name from anywhere in the list."""
    one, other = dice.choice(_ABROAD), dice.choice(_ABROAD)
    return f"{one.split()[0]} {' '.join(other.split()[1:])}"


def _around(dice: random.Random) -> tuple[str, tuple[str, int, int, int], tuple[str, str]]:
    """Return a number, a home and what somebody is called, with how that is read."""
    phone = f"{dice.choice(('090', '080', '070'))}{dice.randrange(10**8):08d}"
    home = (dice.choice(_TOWNS), dice.randint(1, 9), dice.randint(1, 60), dice.randint(1, 40))
    called, after = dice.choice(_CALLED), dice.choice(_AFTER)
    return phone, home, (called + after[0], called + after[1])


@dataclass(frozen=True)
class Mistaken:
    """
    What somebody else wrote of the same person: name, kana (one of them may be missing), birth.
    """

    written: str
    kana: str
    birth: tuple[int | None, int | None, int | None]

    @property
    def partial(self) -> PartialDate:
        """The birth as it is asked for."""
        return PartialDate(*self.birth, Precision.DAY if self.birth[2] else Precision.YEAR)


def mistaken(person: Invented, dice: random.Random) -> Mistaken:
    """
    Return the person with one or two mistakes: other glyphs, a slip of kana, names swapped, a birth
    date off by a digit or the year only.
    """
    written, kana = person.written, person.kana or person.written
    birth: tuple[int | None, int | None, int | None] = person.birth
    kind = dice.choice(("variant", "slip", "swapped", "kana only", "drop"))
    if not person.kana:
        written, kana, kind = _plain(person.written), "", "abroad"
    if kind == "variant":
        written = "".join(
            dice.choice(_VARIANTS[letter]) if letter in _VARIANTS else letter for letter in written
        )
        kana = ""
    elif kind == "swapped":
        written, kana = (" ".join(reversed(name.split())) for name in (written, kana))
    elif kind in ("slip", "kana only", "drop"):
        kana = _slipped(kana, dice, drop=kind == "drop")
        written = kana if kind != "drop" else written
    when = dice.random()
    if when < 0.35:
        birth = (person.birth[0], None, None)
    elif when < 0.7:
        birth = (
            (person.birth[0], person.birth[1], person.birth[2] % 28 + 1)
            if dice.random() < 0.5
            else (person.birth[0] + dice.choice((-10, 10)), *person.birth[1:])
        )
    return Mistaken(written, kana, birth)


def _plain(name: str) -> str:
    """Return a name without its marks, as most keyboards write it."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
    )
    return bare.translate(str.maketrans("đĐøØłŁ’", "dDoOlL'"))


def other_forms(person: Invented, dice: random.Random) -> list[str]:
    """
    Return how somebody else asks for the person in the search box: the last digits of the phone or
    all of it from abroad, the address in other signs, the nickname as it is heard, the name in
    other signs.
    """
    town, first, second, third = person.home
    other_town = town.translate(str.maketrans("ヶケ之ノ", "がヶのの")).replace("佐々", "佐佐")
    kanji = "".join(_KANJI_DIGITS[int(letter)] for letter in str(second))
    return [
        dice.choice(
            (person.phone[3:], f"+81 {person.phone[1:3]} {person.phone[3:7]} {person.phone[7:]}")
        ),
        dice.choice(
            (
                f"{other_town}{first}-{second}-{third}",
                f"{other_town}{first}丁目{kanji}番地の{third}",
                f"大阪府{town}{first}ー{second}ー{third}",
            )
        ),
        _plain(person.written) if not person.kana else _other_signs(person.written, dice),
    ]


def _other_signs(written: str, dice: random.Random) -> str:
    return "".join(
        dice.choice(_VARIANTS[letter]) if letter in _VARIANTS else letter for letter in written
    ).replace("佐々", "佐佐")


def _slipped(kana: str, dice: random.Random, *, drop: bool) -> str:
    places = [
        place for place, letter in enumerate(kana) if letter != " " and (drop or letter in _SLIPS)
    ]
    if not places:
        return kana
    place = dice.choice(places)
    short = len(kana.split()[0]) < 2 or len(kana.split()[-1]) < 2
    return (
        kana[:place]
        + ("" if drop and not short else _SLIPS.get(kana[place], kana[place]))
        + kana[place + 1 :]
    )
