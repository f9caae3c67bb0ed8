"""
Receivers and journeys of the invented people. A path across systems with a return between every
two: the normal case.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Receiver:
    """An invented receiver."""

    key: str
    name: str
    organization: str
    kana: str
    system: str
    domains: tuple[str, ...]
    ease: tuple[str, ...] = ()
    hardships: tuple[str, ...] = ()
    address: str = ""
    place: tuple[float, float] | None = None
    phone: str = ""
    trust: str = ""
    reason: str = ""
    voices: str = ""


RECEIVERS = (
    Receiver(
        "clinic",
        "見本診療所 無料低額診療",
        "医療法人 見本会(架空)",
        "みほんしんりょうじょ",
        "medical",
        ("health",),
        ("no_id", "no_address", "free"),
        ("physical",),
        "見本町2丁目3",
        (33.8836, 130.8751),
        "093-000-0101",
        "trusted",
        "",
        "名前で呼んでくれる。待つ椅子がある。",
    ),
    Receiver(
        "hospital",
        "例総合病院 地域連携室",
        "例総合病院(架空)",
        "れいそうごうびょういん",
        "medical",
        ("health",),
        (),
        ("physical",),
        "例ヶ丘1丁目1",
        (33.8701, 130.8602),
        "093-000-0102",
        "watched",
        (
            "入院の途中で、行き先の決まらないまま退院の日を告げられたことが2回あった(記録あり、"
            "同行者2名)。"
        ),
        "先生はやさしい。事務の人が急ぐ。",
    ),
    Receiver(
        "welfare",
        "見本区 福祉事務所 保護課",
        "見本市 見本区役所(架空)",
        "みほんくふくしじむしょ",
        "welfare",
        ("security", "money"),
        ("no_address", "free"),
        ("economic",),
        "見本町1丁目1",
        (33.8842, 130.8770),
        "093-000-0103",
    ),
    Receiver(
        "flat",
        "住まいの相談 みほん",
        "居住支援法人 みほん(架空)",
        "すまいのそうだんみほん",
        "housing",
        ("living",),
        ("no_guarantor", "pets"),
        ("economic",),
        "駅南2丁目",
        (33.8800, 130.8800),
        "093-000-0104",
        "trusted",
        "",
        "部屋を一緒に見てくれた。",
    ),
    Receiver(
        "disability",
        "障害福祉課 手帳窓口",
        "見本市役所(架空)",
        "しょうがいふくしか",
        "disability",
        ("security",),
        ("free",),
        ("physical",),
        "見本町1丁目1",
        (33.8843, 130.8771),
        "093-000-0105",
    ),
    Receiver(
        "hello",
        "ハローワーク見本 専門援助",
        "ハローワーク見本(架空)",
        "はろーわーくみほん",
        "work",
        ("work",),
        ("free",),
        ("economic",),
        "駅前1丁目",
        (33.8855, 130.8842),
        "093-000-0106",
    ),
    Receiver(
        "training",
        "就労訓練 ひだまり農園",
        "NPO法人 ひだまり(架空)",
        "ひだまりのうえん",
        "training",
        ("work", "purpose"),
        ("free",),
        ("economic", "relational"),
        "川岸3丁目",
        (33.8622, 130.9001),
        "093-000-0107",
        "trusted",
        "",
        "失敗しても笑ってくれる。",
    ),
    Receiver(
        "company",
        "見本倉庫 株式会社",
        "見本倉庫(架空)",
        "みほんそうこ",
        "work",
        ("work",),
        (),
        ("economic",),
        "港2丁目",
        (33.8960, 130.8930),
        "093-000-0108",
    ),
    Receiver(
        "town",
        "例ヶ丘町内会 花の会",
        "例ヶ丘町内会(架空)",
        "れいがおかはなのかい",
        "community",
        ("relations", "purpose"),
        ("free",),
        ("relational",),
        "例ヶ丘集会所",
    ),
    Receiver(
        "lodging",
        "例ハウス",
        "例ハウス運営会(架空)",
        "れいはうす",
        "housing",
        ("living",),
        ("tonight",),
        ("economic",),
        "港の裏",
        None,
        "",
        "suspended",
        (
            "契約書がなく、保護費の通帳を預かったまま返さないとの声が3人からあった。"
            "運営者は取材に答えていない。"
        ),
        "小遣いは一日五百円。出たいと言うと怒られた。",
    ),
    Receiver(
        "cafe",
        "喫茶 ともしび",
        "喫茶 ともしび(架空)",
        "きっさともしび",
        "community",
        ("relations", "purpose"),
        (),
        ("relational",),
        "商店街",
    ),
)


@dataclass(frozen=True)
class Leg:
    """
    One way there and back: begun and back so many days ago (None: still there), and what was
    learnt.
    """

    to: str
    purpose: str
    began: int
    back: int | None
    by: str
    reason: str = "finished"
    next: str = "new_referral"
    learnt: str = ""
    words: str = ""
    domain: str = ""
    refused: tuple[int, str, str] | None = None
    never_went: bool = False
    watched: bool = True


JOURNEYS: dict[str, tuple[Leg, ...]] = {
    "ハルさん": (
        Leg(
            "hospital",
            "腰と血圧を診てもらう",
            1715,
            1702,
            "outreach",
            "not_taken",
            learnt="住所がないと診られないと、受付で言われた。別のところへ。",
            domain="health",
            refused=(1710, "turned_away", "「住民票のある病院へ」と受付で言われた。"),
            never_went=True,
            words="やっぱりな。",
        ),
        Leg(
            "clinic",
            "血圧の薬をもらう",
            1702,
            1640,
            "outreach",
            learnt="待つ椅子があると、待てる。",
            domain="health",
            words="医者は十年ぶりや。",
        ),
        Leg(
            "welfare",
            "生活保護を申請する",
            1460,
            1400,
            "centre",
            learnt="申請は受け付けられた。書類は一緒に書くと早い。",
            domain="security",
        ),
        Leg(
            "flat",
            "静かな隣の部屋をさがす",
            1350,
            1290,
            "centre",
            learnt="隣が静かなら、日当たりはいらない。",
            domain="living",
            words="鍵、なくさんようにせんと。",
        ),
        Leg(
            "disability",
            "腰のことで手帳を相談する",
            1100,
            1010,
            "aftercare",
            "did_not_fit",
            learnt="等級に当たらなかった。診断書は手元に残す。",
            domain="security",
        ),
        Leg(
            "hello",
            "からだに合う仕事をさがす",
            960,
            900,
            "aftercare",
            "wished",
            learnt="朝の早い軽い仕事なら。急がない。",
            domain="work",
            words="急かされんでよかった。",
        ),
        Leg(
            "training",
            "農園で、週に一度から",
            880,
            640,
            "aftercare",
            "term",
            learnt="道具の手入れが上手。若い人に教えていた。",
            domain="work",
            words="土はええな。",
        ),
        Leg(
            "company",
            "倉庫の見回り、週二回",
            620,
            450,
            "aftercare",
            "left",
            "rest",
            learnt="夜が続くと膝にくる。昼の仕事なら。",
            domain="work",
        ),
        Leg(
            "town",
            "花の会で、花壇の世話",
            430,
            None,
            "aftercare",
            learnt="",
            domain="purpose",
            words="今度はわしが配る番や。",
        ),
    ),
    "テツさん": (
        Leg(
            "lodging",
            "今夜の宿",
            235,
            222,
            "outreach",
            "left",
            learnt="通帳を預けるように言われ、二日で出てこられた。次は一緒に選ぶ。",
            domain="living",
            words="あそこは、もうええ。",
            watched=False,
        ),
        Leg("flat", "部屋を借りる準備", 60, None, "centre", domain="living"),
        Leg(
            "training",
            "倉庫の前に、農園で体をならす",
            32,
            None,
            "centre",
            domain="work",
            words="倉庫なら、やれそうな気がする。",
            watched=False,
        ),
    ),
    "アキさん": (
        Leg(
            "hello",
            "介護の補助の求人",
            1450,
            1405,
            "centre",
            learnt="子どもの相手が得意。夜勤は避ける。",
            domain="work",
        ),
        Leg(
            "flat",
            "団地の申し込み",
            1420,
            1380,
            "centre",
            "finished",
            "stays",
            learnt="抽選に当たった。",
            domain="living",
        ),
    ),
    "源さん": (
        Leg(
            "hospital",
            "足の傷を診てもらう",
            1996,
            1705,
            "outreach",
            "pushed_out",
            learnt="行き先が決まる前に退院の日を告げられた。港の見える部屋を急いでさがした。",
            domain="health",
            words="足を切るのだけは、いやや。",
        ),
        Leg(
            "cafe",
            "港の話をしに",
            300,
            None,
            "aftercare",
            domain="relations",
            words="汽笛が聞こえる。",
        ),
    ),
}
