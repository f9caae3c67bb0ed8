"""Which column of somebody's own ledger means what: guessed from the words of its header."""

from banso_recognition import fold

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


def _plain(text: str) -> str:
    return "".join(fold(text).split()).strip("()・:*※")


_BY_WORD = {_plain(word): field for field, words in _WORDS.items() for word in words}


def guess(header: list[str]) -> dict[int, str]:
    """Return which column means which field: an exact word first, then a word inside the heading; no field twice."""
    found: dict[int, str] = {}
    for exact in (True, False):
        for column, heading in enumerate(header):
            plain = _plain(heading)
            if column in found or not plain:
                continue
            fields = [_BY_WORD[plain]] if plain in _BY_WORD else []
            if not exact and not fields:
                fields = [field for word, field in sorted(_BY_WORD.items(), key=lambda one: -len(one[0])) if len(word) >= 2 and word in plain]
            fresh = next((field for field in fields if field not in found.values()), None)
            if fresh:
                found[column] = fresh
    return found


def header_row(cells: list[list[str]]) -> int:
    """Return which of the first rows is the header: the one in which most columns are understood (title rows stand above it)."""
    scored = [(len(guess(row)), -number) for number, row in enumerate(cells[:15])]
    best = max(scored, default=(0, 0))
    return -best[1]
