"""
The invented people, in the order in which they were met. Days are counted back from today, so that
the story stays alive.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Moment:
    """One thing that happened, so many days ago: a note by a role, or an encounter on a round."""

    ago: int
    by: str
    what: str
    words: str = ""
    fact: str = ""
    view: str = ""
    being: bool = False
    method: str = "visit"
    sensitivity: str = "plain"
    promise: tuple[str, int] | None = None


@dataclass(frozen=True)
class Story:
    """One invented person."""

    called: str
    place: str
    met_ago: int
    legal: str = ""
    kana: str = ""
    birth: str = ""
    sex: str = ""
    looks: str = ""
    own_words: str = ""
    do_not: tuple[str, ...] = ()
    restricted: bool = False
    place_kind: str = "park"
    outreach: dict[str, object] = field(default_factory=dict)
    centre_ago: int | None = None
    centre: dict[str, object] = field(default_factory=dict)
    aftercare_ago: int | None = None
    aftercare: dict[str, object] = field(default_factory=dict)
    closed_ago: int | None = None
    closing: str = "lost_contact"
    contact: str = ""
    moments: tuple[Moment, ...] = ()


STORIES: tuple[Story, ...] = (
    Story(
        "なべさん",
        "中央公園 東屋",
        2700,
        legal="渡邉 例治",
        kana="わたなべ れいじ",
        birth="S30.4.1",
        sex="male",
        looks="紺の帽子、杖",
        own_words="また会えたら、それでいい。",
        do_not=("後ろから急に声をかけない",),
        closed_ago=2300,
        closing="lost_contact",
        outreach={
            "sleeps_kind": "park",
            "sleeps_at": "中央公園 東屋",
            "since": "under_3y",
            "causes": ["lost_work", "dormitory"],
            "work": "recycling",
            "wish": "as_it_is",
            "wish_words": "今のままでいい",
        },
        moments=(
            Moment(
                2700,
                "outreach",
                "はじめて話す",
                "名前は言わんでもええか。",
                "弁当を受け取られた。左ひざをさすっておられた。",
                being=True,
                method="street",
            ),
            Moment(
                2650,
                "outreach",
                "名前を教えてくださる",
                "渡邉っていうんや。むずかしいほうの「邉」。",
                "寮付きの仕事を転々とし、契約の終わりと同時に部屋を出たとのこと。",
                method="street",
            ),
            Moment(2480, "outreach", "顔を見に行く", "今日は寒いな。", being=True, method="street"),
            Moment(
                2310,
                "outreach",
                "いつもの場所におられない",
                fact="荷物もない。近くの方も行き先を知らないとのこと。",
                view="隣の市へ移ったのかもしれない。戻られたときに続きから話せるようにしておく。",
                method="street",
            ),
        ),
    ),
    Story(
        "ハルさん",
        "駅南 自転車置き場の脇",
        1850,
        legal="見本 春一",
        kana="みほん はるいち",
        birth="昭和33年頃",
        sex="male",
        looks="白いひげ、赤いリュック",
        own_words="自分の鍵がある部屋で、ゆっくり眠りたい。",
        do_not=("お酒のことを人前で話さない", "朝早くに電話しない"),
        place_kind="station",
        outreach={
            "sleeps_kind": "station",
            "sleeps_at": "駅南 自転車置き場の脇",
            "since": "under_5y",
            "causes": ["illness", "rent"],
            "work": "recycling",
            "income": 28000,
            "health": "腰痛。血圧の薬が切れている。",
            "wish": "flat_and_help",
            "wish_words": "屋根のあるところで眠れたら。",
        },
        centre_ago=1500,
        centre={
            "admitted_on": "",
            "room": "204",
            "belongings": "リュック1つ、写真の缶",
            "benefits": "",
            "exit_reason": "assistance",
            "exit_to": "見本町1丁目 例アパート102",
        },
        aftercare_ago=1290,
        aftercare={
            "contract": "本人名義、2年更新。緊急連絡先は支援センター",
            "rent_check": "yes",
            "utilities_check": "yes",
            "visits": "毎月第2火曜、誕生日",
        },
        contact="090-0000-0001",
        moments=(
            Moment(
                1850,
                "outreach",
                "はじめて話す",
                "空き缶は朝が勝負や。",
                "カイロと弁当をお渡しした。",
                being=True,
                method="street",
            ),
            Moment(
                1700,
                "outreach",
                "病院に一緒に行く",
                "医者は十年ぶり。",
                "無料低額診療の受診に同行。血圧の薬が出た。",
                method="accompany",
                sensitivity="health",
            ),
            Moment(
                1520,
                "outreach",
                "センターの見学",
                "部屋に鍵があるんやな。",
                "見学に同行。入所を希望された。",
                method="accompany",
            ),
            Moment(
                1450,
                "centre",
                "生活相談",
                "夜、静かすぎて眠れん。",
                "はじめの一週間の様子をうかがう。住民票を設定した。",
                being=True,
                method="face",
            ),
            Moment(
                1330,
                "centre",
                "アパートさがし",
                "日当たりはどうでもええ。隣が静かなら。",
                "不動産店に同行。三件見て、例アパートに申し込み。",
                method="accompany",
            ),
            Moment(
                1290,
                "aftercare",
                "引っ越しの日",
                "鍵、なくさんようにせんと。",
                "荷物を一緒に運んだ。近所に挨拶。",
                being=True,
            ),
            Moment(900, "aftercare", "誕生日", "祝うてもろうたん、何十年ぶりや。", being=True),
            Moment(
                420,
                "aftercare",
                "炊き出しを手伝う",
                "今度はわしが配る番や。",
                "炊き出しで配膳を手伝われた。顔なじみに声をかけておられた。",
                being=True,
                method="other",
            ),
            Moment(
                20,
                "aftercare",
                "訪問",
                "膝が冷えるわ。",
                "お元気。大家さんとの関係も良い。",
                "通院の間があいている。次回、受診の話をする。",
                being=True,
                promise=("血圧の受診に一緒に行く", 3),
            ),
        ),
    ),
    Story(
        "文さん",
        "市立図書館の前",
        640,
        legal="例田 文枝",
        kana="れいだ ふみえ",
        birth="1961/11/2",
        sex="female",
        looks="花柄のカート",
        own_words="人に決められるのは、もうたくさん。",
        do_not=("男性ひとりで訪ねない", "家族のことをこちらから聞かない"),
        place_kind="facility",
        restricted=True,
        outreach={
            "sleeps_kind": "cafe",
            "sleeps_at": "駅前のネットカフェ",
            "since": "under_1y",
            "causes": ["family"],
            "work": "odd_jobs",
            "wish": "unknown",
            "wish_words": "まだ、わからない。",
        },
        moments=(
            Moment(
                640,
                "outreach",
                "はじめて話す",
                "ここは冷房がきいているから。",
                being=True,
                method="street",
            ),
            Moment(
                610,
                "supporter",
                "相談",
                "追われているかもしれない。",
                "身の安全について話した。避難先の確認を進める。",
                method="face",
                sensitivity="crime",
            ),
            Moment(
                9,
                "supporter",
                "お茶を飲む",
                "今日は何も決めなくていい日ね。",
                being=True,
                method="face",
                promise=("図書館の前で会う", 5),
            ),
        ),
    ),
    Story(
        "テツさん",
        "川岸 大橋の下",
        980,
        legal="斎藤 例哉",
        kana="さいとう れいや",
        birth="S45.9",
        sex="male",
        looks="作業着、背が高い",
        place_kind="river",
        own_words="働きたい。でも朝が来るのがこわい。",
        outreach={
            "sleeps_kind": "river",
            "sleeps_at": "大橋の下",
            "since": "under_6m",
            "causes": ["lost_work", "debt"],
            "work": "construction",
            "income": 60000,
            "wish": "flat_and_work",
        },
        centre_ago=200,
        centre={"room": "107", "belongings": "工具箱", "money_kept": 12000, "work": "none"},
        contact="090-0000-0002",
        moments=(
            Moment(
                980,
                "outreach",
                "はじめて話す",
                "現場が切れたら、ここに戻ってくる。",
                being=True,
                method="street",
            ),
            Moment(
                210,
                "outreach",
                "借金のこと",
                "手紙は開けてない。",
                "督促状が三通。法律相談につなぐ話をした。",
                method="street",
                sensitivity="money",
            ),
            Moment(
                190,
                "centre",
                "法律相談に同行",
                "怒られると思っていた。",
                "法テラスの相談に同行。整理の方針が立った。",
                method="accompany",
                sensitivity="money",
            ),
            Moment(
                30,
                "centre",
                "就労の面談",
                "倉庫なら、やれそうな気がする。",
                "研修先の見学を希望。",
                method="face",
                promise=("研修先の見学に一緒に行く", 2),
            ),
            Moment(4, "centre", "夕食をともに", "みそ汁がうまい。", being=True, method="face"),
        ),
    ),
    Story(
        "公園さん1",
        "北公園 すべり台の裏",
        45,
        looks="灰色の毛布、小柄",
        outreach={"sleeps_kind": "park", "sleeps_at": "北公園 すべり台の裏", "since": "unknown"},
        moments=(
            Moment(
                45,
                "outreach",
                "眠っておられた",
                fact="起こさず、手紙とカイロを置いた。",
                being=True,
                method="street",
            ),
            Moment(
                17,
                "volunteer",
                "会釈をかえしてくださる",
                being=True,
                method="street",
                promise=("手紙を置きに行く", 6),
            ),
        ),
    ),
    Story(
        "とし坊",
        "中央公園 噴水",
        1200,
        legal="髙﨑 例敏",
        kana="たかさき れいとし",
        birth="昭和28年頃",
        sex="male",
        looks="野球帽",
        own_words="競輪は、もうやめた。",
        outreach={
            "sleeps_kind": "park",
            "sleeps_at": "中央公園 噴水",
            "since": "over_10y",
            "causes": ["habits", "family"],
            "work": "recycling",
            "wish": "as_it_is",
            "wish_words": "今のままでいい。仲間がおる。",
        },
        moments=(
            Moment(
                1200,
                "outreach",
                "はじめて話す",
                "あんたら、毎週来よるな。",
                being=True,
                method="street",
            ),
            Moment(
                365,
                "outreach",
                "年越し",
                "餅、うまかった。",
                "年越しの炊き出しに来られた。",
                being=True,
                method="street",
            ),
            Moment(
                6,
                "outreach",
                "顔を見る",
                "寒うなったな。",
                being=True,
                method="street",
                promise=("毛布を届ける", 1),
            ),
        ),
    ),
    Story(
        "アキさん",
        "例ヶ丘団地",
        1600,
        legal="秋山 例子",
        kana="あきやま れいこ",
        birth="H2.6.15",
        sex="female",
        own_words="だれかの役に立てた日は、よく眠れる。",
        place_kind="home",
        outreach={
            "sleeps_kind": "friend",
            "sleeps_at": "友人宅",
            "since": "under_1m",
            "causes": ["relations_work", "rent"],
            "wish": "flat_and_work",
        },
        centre_ago=1560,
        centre={"room": "301", "exit_reason": "work", "exit_to": "例ヶ丘団地 3棟"},
        aftercare_ago=1380,
        aftercare={
            "contract": "本人名義",
            "rent_check": "yes",
            "utilities_check": "yes",
            "visits": "三か月に一度",
            "work": "employed",
        },
        contact="090-0000-0003",
        moments=(
            Moment(
                1590,
                "outreach",
                "来所",
                "友だちの家に、もういられない。",
                "今夜の寝場所を一緒に探した。",
                method="face",
            ),
            Moment(
                1400,
                "centre",
                "仕事が決まる",
                "給料日って、こわくない日だったんだ。",
                "介護施設の補助。週四日。",
                method="face",
            ),
            Moment(
                700,
                "aftercare",
                "互助会の集まり",
                "次は司会をやってみようかな。",
                being=True,
                method="other",
            ),
            Moment(
                70,
                "aftercare",
                "訪問",
                "職場の人とうまくいかない。",
                "休みがちとのこと。しばらく様子を聞く。",
                being=True,
            ),
        ),
    ),
    Story(
        "源さん",
        "港 倉庫の軒下",
        2100,
        legal="浜﨑 例源",
        kana="はまさき れいげん",
        birth="S22.1.7",
        sex="male",
        place_kind="road",
        own_words="船の音がしないと眠れん。",
        outreach={
            "sleeps_kind": "road",
            "sleeps_at": "港 倉庫の軒下",
            "since": "over_10y",
            "causes": ["illness"],
            "wish": "welfare",
            "health": "糖尿病。足の傷。",
        },
        centre_ago=1990,
        centre={"room": "102", "exit_reason": "hospital", "exit_to": "見本病院"},
        aftercare_ago=1700,
        aftercare={
            "dwelling": "例サポートハウス 5号室",
            "contract": "施設契約",
            "visits": "毎週",
            "benefits": "生活保護、年金申請中",
        },
        moments=(
            Moment(
                2100, "outreach", "はじめて話す", "海のもんやけん。", being=True, method="street"
            ),
            Moment(
                1995,
                "outreach",
                "救急に同行",
                "足を切るのだけは、いやや。",
                "救急受診に付き添い。入院となった。",
                method="accompany",
                sensitivity="health",
            ),
            Moment(
                1700,
                "aftercare",
                "退院",
                "港が見える部屋がええ。",
                "退院に同行。5号室からは港が見える。",
                being=True,
                method="accompany",
            ),
            Moment(
                40,
                "aftercare",
                "訪問",
                "汽笛が聞こえる。",
                being=True,
                promise=("お盆の話のつづきを聞く", -3),
            ),
        ),
    ),
)

COURSES = ("中央公園・駅南コース", "港・川岸コース", "北公園コース")
MORE_PLACES = (
    ("park", "中央公園 ベンチ"),
    ("station", "駅南 地下通路"),
    ("river", "大橋の下 東側"),
    ("road", "商店街 アーケード"),
    ("facility", "市民会館の軒下"),
    ("cafe", "駅前のネットカフェ"),
)
MORE_CALLED = (
    "マツさん",
    "ヨシさん",
    "タケさん",
    "ノブさん",
    "カズさん",
    "シゲさん",
    "ミヨさん",
    "ジロさん",
    "リョウさん",
    "イチさん",
    "サチさん",
    "ケンさん",
    "クニさん",
    "モリさん",
    "シンさん",
    "ユキさん",
)
MORE_FAMILY = (
    ("例川", "れいかわ"),
    ("見本田", "みほんだ"),
    ("例沢", "れいざわ"),
    ("見本谷", "みほんたに"),
)
MORE_GIVEN = (
    ("松男", "まつお"),
    ("義例", "よしれい"),
    ("武", "たけし"),
    ("伸例", "のぶれい"),
    ("一例", "かずれい"),
    ("茂", "しげる"),
    ("美代", "みよ"),
    ("次郎", "じろう"),
    ("良", "りょう"),
    ("例一", "れいいち"),
    ("幸", "さち"),
    ("健", "けん"),
    ("国男", "くにお"),
    ("森例", "もりれい"),
    ("真", "しん"),
    ("雪", "ゆき"),
)
EVERYDAY = (
    ("顔を見に行く", "変わりないよ。", ""),
    ("弁当をお渡しする", "ありがとうな。", "弁当とカイロ。"),
    ("世間話", "昨日の相撲、見たか。", ""),
    ("体調をうかがう", "咳が出る。", "のど飴をお渡しした。受診をすすめた。"),
    ("約束の確認", "来週もここにおる。", ""),
)
