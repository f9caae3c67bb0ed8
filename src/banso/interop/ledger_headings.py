"""Which column of somebody's own ledger means what: guessed from the words of its header."""

from collections.abc import Mapping

from banso.interop.column_guesses import Words
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.rules import Ledger

FIELDS = (
    "called_name",
    "full_name",
    "family_name",
    "given_name",
    "kana",
    "family_kana",
    "given_kana",
    "birth",
    "age",
    "sex",
    "number",
    "opened_on",
    "closed_on",
    "closing_reason",
    "contact",
    "place",
    "sleeps_at",
    "since_words",
    "health",
    "income",
    "papers",
    "wish_words",
    "room",
    "belongings",
    "exit_to",
    "dwelling",
    "contract",
    "visits",
    "benefits",
    "whom_to_call",
    "note",
    "sleeps_kind",
    "since",
    "causes",
    "work",
    "wish",
    "term_until",
    "money_kept",
    "exit_reason",
    "rent_check",
    "utilities_check",
    "next_visit_on",
    "admitted_on",
    "met_on",
    "told_by",
    "told_as",
    "told",
    "done",
    "staff",
    "keep",
)
# The one field that any number of columns may be taken for.
MANY = "keep"
_WORDS: dict[str, tuple[str, ...]] = {
    "called_name": ("呼び名", "呼称", "ニックネーム", "あだ名", "通称", "called", "nickname"),
    "full_name": ("氏名", "名前", "本人氏名", "お名前", "姓名", "name"),
    "family_name": ("姓", "氏", "苗字", "名字"),
    "given_name": ("名",),
    "family_kana": ("セイ", "姓カナ", "姓(カナ)"),
    "given_kana": ("メイ", "名カナ", "名(カナ)"),
    "kana": ("フリガナ", "ふりがな", "カナ", "かな", "読み", "よみがな", "kana"),
    "birth": ("生年月日", "誕生日", "生まれ", "birth", "dob"),
    "age": ("年齢", "年代", "age"),
    "sex": ("性別", "男女", "sex", "gender"),
    "number": ("台帳番号", "番号", "整理番号", "管理番号", "登録番号", "no", "id"),
    "opened_on": (
        "登録日",
        "受付日",
        "初回相談日",
        "開始日",
        "入所日",
        "初回",
        "初回面接日",
        "面接日",
        "開いた日",
        "opened",
    ),
    "closed_on": ("終了日", "退所日", "終結日", "閉鎖日", "閉じた", "closed"),
    "closing_reason": ("終結理由", "終了理由", "退所理由", "閉鎖理由", "閉じた理由", "転帰"),
    "contact": ("電話", "電話番号", "連絡先", "携帯", "tel", "phone"),
    "place": ("会える場所", "よくいる場所"),
    "sleeps_at": ("寝ている場所", "寝場所", "起居場所", "野宿場所", "場所", "生活場所"),
    "since_words": ("路上期間", "野宿期間", "期間"),
    "health": ("健康(つらいところ・通院・薬)", "健康", "健康状態", "病気", "病歴", "既往歴"),
    "income": ("月の収入(最近3か月、円)", "収入", "月収"),
    "papers": ("証明書など(持っている・紛失・再発行中)", "身分証", "証明書", "保険証"),
    "wish_words": ("希望(ご本人の言葉で)", "希望", "本人の希望", "今後の希望", "意向"),
    "room": ("部屋", "部屋番号", "居室", "号室"),
    "belongings": ("預かっている持ち物", "預かり品", "持ち物", "荷物"),
    "exit_to": ("退所先", "転居先"),
    "dwelling": ("住まい", "住所", "住居", "居所", "アパート", "address"),
    "contract": ("契約(期間・名義)", "契約", "賃貸契約"),
    "visits": ("訪問の予定", "訪問", "訪問予定"),
    "benefits": ("年金・手当など", "年金", "手当", "生活保護", "保護"),
    "whom_to_call": ("何かあったときの連絡先", "緊急連絡先", "緊急"),
    "note": ("備考", "特記事項", "メモ", "経過", "note", "remarks"),
    # The headings under which our own lists go out.
    "sleeps_kind": ("寝ている場所の種類",),
    "since": ("今回の路上の期間",),
    "causes": ("路上に至ったいきさつ",),
    "work": ("収入のある仕事",),
    "wish": ("ご本人の希望",),
    "term_until": ("期限の日",),
    "money_kept": ("預かっているお金(円)",),
    "exit_reason": ("退所の理由",),
    "rent_check": ("家賃",),
    "utilities_check": ("電気・ガス・水道",),
    "next_visit_on": ("次の訪問日",),
    # Where another column tells when the entry was opened.
    "admitted_on": ("入所日",),
    "met_on": ("相談日", "面談日", "対応日", "支援日", "訪問日"),
    "told_by": ("相談者氏名", "相談者"),
    "told_as": ("本人との続柄", "続柄", "本人との関係"),
    "told": ("相談内容", "主訴", "内容"),
    "done": ("対応", "対応内容", "支援内容"),
    "staff": ("担当者", "担当支援員", "担当", "記録者", "相談員"),
}
# Headings that begin so speak of somebody else.
_OTHERS = (
    "担当",
    "記録",
    "記入",
    "家族",
    "保護者",
    "紹介",
    "保証人",
    "世帯主",
    "大家",
    "緊急連絡先",
)


def lacking(ledger: str, columns: Mapping[int, str]) -> set[str]:
    """
    Return the fields of other ledgers for which a ledger has no place; where somebody sleeps is
    where they can be met, if nothing else says that.
    """
    every = {one.code for fields in LEDGER_FIELDS.values() for one in fields}
    here = {one.code for one in LEDGER_FIELDS[Ledger(ledger)]}
    met = set() if "place" in columns.values() else {"sleeps_at"}
    return every - here - met


LEDGER_WORDS = Words(_WORDS, not_after=_OTHERS)
guess, header_row = LEDGER_WORDS.guess, LEDGER_WORDS.header_row
