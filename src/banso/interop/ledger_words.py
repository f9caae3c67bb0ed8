"""Which column of somebody's own ledger means what: guessed from the words of its header."""

from banso.interop.guessing import Words

FIELDS = (
    "called_name", "full_name", "kana", "birth", "sex", "number", "opened_on", "closed_on", "contact", "place", "sleeps_at", "since_words", "health", "income",
    "papers", "wish_words", "room", "belongings", "exit_to", "dwelling", "contract", "visits", "benefits", "whom_to_call", "note",
)  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "called_name": ("呼び名", "呼称", "ニックネーム", "あだ名", "通称", "called", "nickname"),
    "full_name": ("氏名", "名前", "本人氏名", "お名前", "姓名", "name"),
    "kana": ("フリガナ", "ふりがな", "カナ", "かな", "読み", "よみがな", "kana"),
    "birth": ("生年月日", "誕生日", "生まれ", "birth", "dob"),
    "sex": ("性別", "男女", "sex", "gender"),
    "number": ("台帳番号", "番号", "整理番号", "管理番号", "登録番号", "no", "id"),
    "opened_on": ("登録日", "受付日", "開始日", "入所日", "初回", "初回面接日", "面接日", "opened"),
    "closed_on": ("終了日", "退所日", "終結日", "閉鎖日", "closed"),
    "contact": ("電話", "電話番号", "連絡先", "携帯", "tel", "phone"),
    "place": ("会える場所", "よくいる場所"),
    "sleeps_at": ("寝場所", "起居場所", "野宿場所", "場所", "生活場所"),
    "since_words": ("路上期間", "野宿期間", "期間"),
    "health": ("健康", "健康状態", "病気", "病歴", "既往歴"),
    "income": ("収入", "月収"),
    "papers": ("身分証", "証明書", "保険証"),
    "wish_words": ("希望", "本人の希望", "今後の希望", "意向"),
    "room": ("部屋", "部屋番号", "居室", "号室"),
    "belongings": ("預かり品", "持ち物", "荷物"),
    "exit_to": ("退所先", "転居先"),
    "dwelling": ("住所", "住居", "居所", "アパート", "address"),
    "contract": ("契約", "賃貸契約"),
    "visits": ("訪問", "訪問予定"),
    "benefits": ("年金", "手当", "生活保護", "保護"),
    "whom_to_call": ("緊急連絡先", "緊急"),
    "note": ("備考", "特記事項", "メモ", "経過", "note", "remarks"),
}

_LEDGER = Words(_WORDS)
guess, header_row = _LEDGER.guess, _LEDGER.header_row
