"""
Assessments and plans of the invented people, over years. Days are counted back from today; what
people say is theirs.
"""

from dataclasses import dataclass, field

Answers = dict[str, dict[str, object]]
Cells = dict[tuple[str, str], dict[str, object]]


@dataclass(frozen=True)
class Snapshot:
    """An assessment, so many days ago, by a role; a second role may write in a second sitting."""

    ago: int
    by: str
    parts: dict[str, Answers]
    second: tuple[int, str, dict[str, Answers]] | None = None
    finished: bool = True


@dataclass(frozen=True)
class Version:
    """
    A version of a plan: what is changed against the one before, what the person said, how it went.
    """

    ago: int
    by: str
    reason: str = ""
    goals: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    wish: str = ""
    cells: Cells = field(default_factory=dict)
    frame: dict[str, object] = field(default_factory=dict)
    review_in: int | None = 91
    answer: tuple[str, str, str] | None = None
    handed: bool = False
    evaluation: dict[str, object] | None = None


def _level(value: str, words: str = "", view: str = "") -> dict[str, object]:
    return {"standing": "heard", "value": value, "words": words, "view": view}


_UNKNOWN: dict[str, object] = {"standing": "unknown"}
_UNSAID: dict[str, object] = {"standing": "unsaid"}

SNAPSHOTS: dict[str, tuple[Snapshot, ...]] = {
    "ハルさん": (
        Snapshot(
            1690,
            "outreach",
            {
                "hardships": {
                    "h_dwelling": _level("now", "ここ、夜中に水をまかれるんや。"),
                    "h_work": _level("much", "空き缶は、朝が勝負や。"),
                    "h_body": _level("much", "腰がな。薬は切れとる。"),
                    "h_mind": _UNSAID,
                    "h_daily": _level("some"),
                    "h_rely": _level("now", "おらん。"),
                    "h_family": _UNSAID,
                    "h_company": _level("some", "駅の連中とは、あいさつする。"),
                },
                "route": {"route": {"standing": "heard", "value": "outreach"}},
                "matter": {
                    "chief": {"standing": "heard", "words": "屋根のあるところで、眠れたらな。"},
                    "urgent": {"standing": "heard", "value": ["shelter", "medical"]},
                },
                "health": {
                    "health_state": {
                        "standing": "heard",
                        "value": "poor",
                        "fact": "腰痛。血圧の薬が切れて数か月。",
                    },
                    "visiting": {"standing": "heard", "value": "stopped"},
                },
                "dwelling": {"dwelling": {"standing": "heard", "value": "street"}},
            },
            second=(
                1683,
                "outreach",
                {
                    "work": {
                        "work_now": {"standing": "heard", "value": "working", "fact": "空き缶集め"},
                        "work_history": {
                            "standing": "heard",
                            "words": "左官を二十年やった。腰で続かんようになった。",
                        },
                    },
                    "issues": {
                        "issues_life": {
                            "standing": "heard",
                            "value": ["homeless", "housing", "isolation"],
                        },
                        "issues_health": {"standing": "heard", "value": ["illness"]},
                    },
                    "summary": {
                        "strengths": {
                            "standing": "heard",
                            "view": "手先が器用。朝が早い。約束の時間に必ずおられる。",
                        },
                        "summary": {
                            "standing": "heard",
                            "view": "からだと住まいを先に。人との関わりは、ご本人の間合いで。",
                        },
                    },
                    "screening": {"screening": {"standing": "heard", "value": "plan"}},
                },
            ),
        ),
        Snapshot(
            1470,
            "centre",
            {
                "hardships": {
                    "h_income": _level("some"),
                    "h_dwelling": _level("some", "部屋に鍵がある。"),
                    "h_work": _level("some"),
                    "h_debt": _level("fine"),
                    "h_body": _level("some", "薬を飲むと、頭が軽い。"),
                    "h_mind": _level("much", "夜、静かすぎて眠れん。"),
                    "h_rely": _level("much", "巡さんくらいかな。"),
                    "h_family": _UNSAID,
                    "h_company": _level("much", "食堂は、よう行かん。"),
                },
                "money": {
                    "assistance": {"standing": "heard", "value": "applying"},
                    "debt": {"standing": "heard", "value": "no"},
                },
                "dwelling": {"dwelling": {"standing": "heard", "value": "facility"}},
            },
        ),
        Snapshot(
            405,
            "aftercare",
            {
                "hardships": {
                    "h_income": _level("fine"),
                    "h_dwelling": _level("fine", "隣が静かでええ。"),
                    "h_work": _level("fine"),
                    "h_body": _level("some", "膝がな。"),
                    "h_mind": _level("fine", "よう眠れる。"),
                    "h_rely": _level("some", "灯さんと、大家さん。"),
                    "h_company": _level("fine", "炊き出しの日は、忙しい。"),
                },
                "summary": {
                    "strengths": {
                        "standing": "heard",
                        "words": "頼まれたら、断らん。",
                        "view": "炊き出しの場で、はじめての方に声をかけておられる。",
                    }
                },
            },
        ),
        Snapshot(
            18,
            "aftercare",
            {
                "hardships": {
                    "h_body": _level("much", "膝が冷えるわ。"),
                    "h_rely": _level("fine", "困ったら、電話できるけん。"),
                    "h_use": _level("fine", "今度はわしが配る番や。"),
                    "h_family": _level("some", "弟に、手紙を書こうかと思うとる。"),
                },
                "domains": {
                    "d_health": _level("much"),
                    "d_relations": _level("fine"),
                    "d_purpose": _level("fine"),
                    "d_work": _UNKNOWN,
                },
            },
            finished=False,
        ),
    ),
    "テツさん": (
        Snapshot(
            195,
            "centre",
            {
                "hardships": {
                    "h_income": _level("much"),
                    "h_debt": _level("now", "手紙は開けてない。"),
                    "h_work": _level("much", "働きたい。でも朝が来るのがこわい。"),
                    "h_dwelling": _level("some"),
                    "h_body": _level("fine"),
                    "h_mind": _level("much", "夜中に目がさめる。"),
                    "h_rely": _level("much", "だれも。"),
                    "h_company": _level("some", "夕飯のときは、話せる。"),
                    "h_use": _UNKNOWN,
                },
                "money": {
                    "debt": {"standing": "heard", "value": "yes"},
                    "debt_count": {"standing": "heard", "value": 3},
                    "debt_state": {
                        "standing": "heard",
                        "value": "advice",
                        "fact": "法テラスで整理の方針が立った。",
                    },
                },
                "work": {
                    "work_now": {"standing": "heard", "value": "seeking"},
                    "since_left": {"standing": "heard", "value": "under_1y"},
                    "work_wish": {"standing": "heard", "words": "人と話さんでいい仕事。倉庫とか。"},
                },
                "summary": {
                    "strengths": {
                        "standing": "heard",
                        "view": "道具を大切にされる。夕食の片付けを、いつも最後までされる。",
                    },
                    "summary": {
                        "standing": "heard",
                        "view": "借金の不安が眠りにひびいている。お金とこころを一緒に。",
                    },
                },
            },
        ),
    ),
    "アキさん": (
        Snapshot(
            1550,
            "centre",
            {
                "hardships": {
                    "h_dwelling": _level("now", "友だちの家に、もういられない。"),
                    "h_work": _level("now"),
                    "h_income": _level("now"),
                    "h_rely": _level("much"),
                    "h_mind": _level("some"),
                },
                "summary": {"strengths": {"standing": "heard", "words": "子どもの相手は得意。"}},
            },
        ),
        Snapshot(
            710,
            "aftercare",
            {
                "hardships": {
                    "h_dwelling": _level("fine"),
                    "h_work": _level("fine", "給料日って、こわくない日だったんだ。"),
                    "h_income": _level("some"),
                    "h_rely": _level("fine"),
                }
            },
        ),
    ),
}


def _cell(
    content: str,
    *,
    state: str = "",
    who: str = "",
    words: str = "",
    priority: int | None = None,
    timing: str = "",
    who_name: str = "",
) -> dict[str, object]:
    return {
        "content": content,
        "state": state,
        "who": who,
        "words": words,
        "priority": priority,
        "timing": timing,
        "who_name": who_name,
    }


PLANS: dict[str, tuple[Version, ...]] = {
    "ハルさん": (
        Version(
            1680,
            "outreach",
            wish="屋根のあるところで、朝まで眠りたい。",
            goals=(
                ("now", "私は、医者に行って血圧の薬をもらう。"),
                ("m3", "私は、鍵のある部屋で眠る。"),
            ),
            cells={
                ("health", "now"): _cell(
                    "無料低額診療の病院へ。薬を切らさない。",
                    state="trying",
                    who="together",
                    priority=1,
                    timing="今週",
                    words="医者は十年ぶりや。",
                ),
                ("living", "now"): _cell(
                    "センターを見学する。決めるのはそのあと。",
                    state="trying",
                    who="together",
                    priority=2,
                    words="見るだけなら。",
                ),
                ("security", "m3"): _cell(
                    "住民票をどこに置くか考える。", state="unknown", who="supporter"
                ),
                ("work", "now"): _cell(
                    "空き缶集めは、からだと相談しながら。", state="goes_on", who="person"
                ),
                ("relations", "now"): _cell(
                    "夜回りの日に顔を見る。",
                    state="goes_on",
                    who="supporter",
                    words="毎週来よるな。",
                ),
            },
            answer=("agreed", "oral", "まあ、やってみるか。"),
            evaluation={
                "outcome": "replan",
                "attained": "partly",
                "changes": ["treatment", "safer"],
                "words": "部屋に鍵があるんやな。",
                "remaining": "夜の眠り。",
            },
        ),
        Version(
            1465,
            "centre",
            "センターに入られた。暮らしの土台がかわったので、一緒に見直した。",
            dropped=("私は、医者に行って血圧の薬をもらう。",),
            goals=(
                ("m3", "私は、自分のアパートをさがす。"),
                ("", "私は、人に迷惑をかけずに、でも一人きりではなく暮らしたい。"),
            ),
            cells={
                ("living", "now"): _cell(
                    "センターの一日の流れに、無理なく慣れる。",
                    state="trying",
                    who="person",
                    priority=1,
                ),
                ("living", "m3"): _cell(
                    "アパートさがし。静かな隣を第一に。",
                    state="trying",
                    who="together",
                    priority=1,
                    words="日当たりはどうでもええ。",
                ),
                ("security", "m3"): _cell(
                    "住民票を設定し、生活保護を申請する。",
                    state="goes_on",
                    who="together",
                    timing="入所後すぐ",
                ),
                ("health", "now"): _cell(
                    "月に一度の受診。眠りのことも相談する。",
                    state="goes_on",
                    who="together",
                    words="夜、静かすぎて眠れん。",
                ),
                ("work", "now"): _cell("いまは休む。", state="resting", who="person"),
                ("money", "m6"): _cell(
                    "家財をそろえるお金を少しずつ。", state="unknown", who="person"
                ),
            },
            answer=("agreed", "paper", "鍵、なくさんようにせんと。"),
            handed=True,
            evaluation={
                "outcome": "replan",
                "attained": "reached",
                "changes": ["housing", "assistance", "safer", "calmer"],
                "words": "自分の部屋やと、よう眠れる。",
            },
        ),
        Version(
            1280,
            "aftercare",
            "ご自分の部屋での暮らしが始まった。これからは、近所と生きがいのこと。",
            dropped=("私は、鍵のある部屋で眠る。", "私は、自分のアパートをさがす。"),
            goals=(("m6", "私は、炊き出しを手伝ってみる。"),),
            cells={
                ("living", "now"): _cell(
                    "毎月第2火曜に訪問。ごみの日と家賃の日を暦に書く。",
                    state="goes_on",
                    who="together",
                    priority=1,
                ),
                ("living", "m3"): _cell("", words="隣が静かでええ。", state="goes_on"),
                ("health", "now"): _cell("近くの内科に替える。", state="goes_on", who="together"),
                ("relations", "m3"): _cell(
                    "大家さんと、顔のわかる間柄に。", state="trying", who="person"
                ),
                ("purpose", "m6"): _cell(
                    "炊き出しの配膳を一度手伝う。",
                    state="trying",
                    who="person",
                    words="わしにもできるかな。",
                ),
            },
            answer=("agreed", "drawn", "これでええ。"),
            handed=True,
            evaluation={
                "outcome": "go_on",
                "attained": "partly",
                "changes": ["sos", "less_alone"],
                "words": "祝うてもろうたん、何十年ぶりや。",
                "next": 180,
            },
        ),
        Version(
            400,
            "aftercare",
            "炊き出しを続けておられ、配る側になりたいと話された。",
            dropped=("私は、炊き出しを手伝ってみる。",),
            goals=(("now", "私は、毎月の炊き出しで弁当を配る。"), ("m6", "私は、弟に手紙を書く。")),
            cells={
                ("health", "now"): _cell(
                    "膝を診てもらう。血圧の薬は続ける。",
                    state="trying",
                    who="together",
                    priority=1,
                    words="膝が冷えるわ。",
                ),
                ("purpose", "m6"): _cell(
                    "炊き出しの配膳。新しい方に声をかける。",
                    state="goes_on",
                    who="person",
                    words="今度はわしが配る番や。",
                ),
                ("relations", "m6"): _cell(
                    "弟さんへの手紙。出すかどうかは、書いてから。", state="unknown", who="person"
                ),
            },
            review_in=407,
            answer=("agreed", "drawn", "わしのことやけん、わしが決める。"),
            handed=True,
        ),
    ),
    "テツさん": (
        Version(
            180,
            "centre",
            wish="朝が来るのが、こわくない暮らし。",
            frame={
                "problems": "借金の不安と眠り。働きはじめるきっかけ。",
                "aim": "自分の給料で、自分の部屋に住む。",
                "goal": "督促の手紙を一緒に開け、研修先を見学する。",
                "services": ["work_preparation", "budgeting"],
                "work_target": True,
            },
            goals=(
                ("now", "私は、手紙を一緒に開ける。"),
                ("m3", "私は、倉庫の仕事を見学する。"),
                ("", "私は、仲間と飯を食える毎日を送りたい。"),
            ),
            cells={
                ("law", "now"): _cell(
                    "法テラスで相談。手紙は泉さんと開ける。",
                    state="goes_on",
                    who="together",
                    priority=1,
                    words="怒られると思っていた。",
                ),
                ("money", "m3"): _cell(
                    "家計表を二週間つけてみる。",
                    state="resting",
                    who="person",
                    words="つけると、こわい。",
                ),
                ("work", "m3"): _cell(
                    "研修先(倉庫)の見学。",
                    state="trying",
                    who="together",
                    priority=2,
                    words="倉庫なら、やれそうな気がする。",
                ),
                ("work", "m6"): _cell(
                    "週三日から。休む日も決めておく。", state="unknown", who="person"
                ),
                ("health", "now"): _cell(
                    "眠れない夜のことを、医師に話す。",
                    state="came_back",
                    who="together",
                    words="薬は合わんかった。",
                ),
                ("relations", "now"): _cell("夕食をみんなと。", state="goes_on", who="person"),
            },
            review_in=165,
            answer=("agreed", "drawn", "一緒になら。"),
            handed=True,
        ),
    ),
    "アキさん": (
        Version(
            1540,
            "centre",
            wish="だれかの役に立って、よく眠る毎日。",
            goals=(
                ("m3", "私は、介護の仕事をやってみる。"),
                ("y1", "私は、団地でひとり暮らしをする。"),
            ),
            cells={
                ("work", "m3"): _cell(
                    "介護施設の補助。週四日から。", state="trying", who="person", priority=1
                ),
                ("living", "y1"): _cell("県営の団地に申し込む。", state="trying", who="together"),
                ("relations", "now"): _cell(
                    "友だちとは、少し離れてみる。", state="unknown", who="person"
                ),
            },
            answer=("agreed", "paper", ""),
            evaluation={
                "outcome": "end",
                "on_ago": 690,
                "attained": "reached",
                "changes": ["work", "housing", "accepts_self", "earns_more"],
                "reason": "out_of_hardship",
                "words": "次は司会をやってみようかな。",
                "follow": (
                    (600, "互助会の集まりで様子をうかがう"),
                    (-12, "職場のその後をうかがう"),
                ),
            },
        ),
    ),
    "文さん": (
        Version(
            600,
            "supporter",
            goals=(("", "私は、自分のことを自分で決めたい。"),),
            review_in=None,
            cells={
                ("relations", "now"): _cell(
                    "図書館の前で、お茶を飲む。",
                    state="goes_on",
                    who="together",
                    words="今日は何も決めなくていい日ね。",
                ),
                ("living", "now"): _cell("", state="unknown", words="まだ、わからない。"),
            },
            answer=("not_yet", "oral", "まだ、決めたくない。"),
        ),
    ),
}
