"""
Words that the field does not use, and those of frameworks that stand for ours, in Japanese and in
English. `docs/words.md` names them to people.
"""

import html
import re

# A caseworker (ケースワーカー) is called so by everybody; nobody's life is a case. A decision or
# a benefit is applied for (申請する); a form of ours is sent, kept or asked.
NOT_OURS = {
    "チケット": "チケット",
    "ユーザー": "ユーザー",
    "ユーザ名": "ユーザ名",
    "クライアント": "クライアント",
    "ケース": r"(?<!ショー)ケース(?!ワーカー|ワーク)",
    "対象者": "対象者",
    "被支援者": "被支援者",
    "処遇困難": "処遇困難",
    "困難事例": "困難事例",
    "クローズ": "クローズ",
    "ログイン": "ログイン",
    "ログアウト": "ログアウト",
    "フィールド": r"フィールド(?!ワーク)",
    "申請する": r">\s*申請する\s*<",
    "キャンセル": r"(?<!ドタ)キャンセル",
    "ダッシュボード": "ダッシュボード",
    "データベース": "データベース",
    "レコード": r"(?<!タイム)レコード",
    "デフォルト": "デフォルト",
    "アカウント": "アカウント",
    "サーバー": "サーバー",
    "エラー": "エラー",
    "無効": "無効",
    "パスワードをお忘れ": "パスワードをお忘れ",
    "リクエスト": "リクエスト",
    "標準様式準拠": "標準様式準拠",
    "AA準拠": "AA準拠",
    "ISMAP": "ISMAP",
}
# `Client.csv` is the name that the HMIS gives to its file.
NOT_OURS_IN_ENGLISH = {
    "user": r"\busers?\b(?! name)|\busername\b",
    "client": r"\bclients?\b(?!\.csv)",
    "case": r"\bcase(s|load|loads)?\b(?! of| conference)",
    "patient": r"\bpatients?\b",
    "beneficiary": r"\bbeneficiar",
    "ticket": r"\btickets?\b",
    "log in": r"\blog(ged)?[ -]?(in|out|on)\b",
    "submit": r"\bsubmit",
    "invalid": r"\binvalid\b",
    "dashboard": r"\bdashboards?\b",
    "database": r"\bdatabases?\b",
    "server": r"\bservers?\b",
    "forgot your password": r"forgot (your )?password",
    "error": r"\berrors?\b",
    "the homeless": r"\bthe homeless\b|\bhomeless person\b",
}
# What stands in every text that a pattern finds, where that is not the word itself.
_STEMS = {
    "beneficiary": "beneficiar",
    "forgot your password": "forgot",
    "log in": "log",
    "the homeless": "homeless",
}
Patterns = dict[str, re.Pattern[str]]
_IN_JAPANESE: Patterns = {word: re.compile(pattern) for word, pattern in NOT_OURS.items()}
_IN_ENGLISH: Patterns = {
    _STEMS.get(word, word): re.compile(pattern, re.IGNORECASE)
    for word, pattern in NOT_OURS_IN_ENGLISH.items()
}
# Names of forms, laws and benefits stand in brackets or quotes behind what they are in English.
_NAMED = re.compile(r"\([^()]*\)|“[^”]*”|「[^」]*」")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]{2,}")
_READ_ALOUD = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
_UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)


def _around(patterns: Patterns, text: str, folded: str) -> list[str]:
    """
    Return what the patterns find, each with what stands around it. A pattern is looked for only
    where its stem stands: with conditions it is tried at every letter of a page, and the walks
    read ten thousand pages.
    """
    found = (
        one
        for stem, pattern in patterns.items()
        if stem in folded
        for one in pattern.finditer(text)
    )
    return [text[max(0, one.start() - 12) : one.end() + 12].strip() for one in found]


def words_not_ours(text: str) -> list[str]:
    """Return the words in a text that are not ours, each with what stands around it."""
    return _around(_IN_JAPANESE, text, text)


def english_not_ours(text: str) -> list[str]:
    """Return the same of a text in English."""
    return _around(_IN_ENGLISH, text, text.lower())


_SAID_IN_JAPANESE = re.compile(r'<(?!html\b)(\w+)\b[^>]*\blang="ja"[^>]*>.*?</\1>', re.DOTALL)


def seen_on(page: str) -> str:
    """Return what somebody reads or hears of a page: its texts, not the names in its markup."""
    page = _UNSEEN.sub(" ", page)
    told = [re.sub(r"<[^>]*>", " ", page), *_READ_ALOUD.findall(page)]
    return html.unescape("\n".join(told))


def without_parts_in_japanese(page: str) -> str:
    """Return a page in English without what it marks as Japanese, for the ear as well."""
    return _SAID_IN_JAPANESE.sub(" ", page)


def not_in_english(text: str) -> list[str]:
    """Return the Japanese in a text in English, but for names that stand in brackets."""
    return _JAPANESE.findall(_NAMED.sub(" ", text))
