"""Words that the field does not use, and those of frameworks that stand for ours."""

import re

# A caseworker (ケースワーカー) is called so by everybody; nobody's life is a case.
NOT_OURS = {
    "チケット": "チケット",
    "ユーザー": "ユーザー",
    "ユーザ名": "ユーザ名",
    "クライアント": "クライアント",
    "ケース": r"(?<!ショー)ケース(?!ワーカー|ワーク)",
    "対象者": "対象者",
    "クローズ": "クローズ",
    "ログイン": "ログイン",
    "ログアウト": "ログアウト",
    "フィールド": r"フィールド(?!ワーク)",
    "パスワードをお忘れ": "パスワードをお忘れ",
    "リクエスト": "リクエスト",
    "標準様式準拠": "標準様式準拠",
    "AA準拠": "AA準拠",
    "ISMAP": "ISMAP",
}
_ANY = re.compile("|".join(NOT_OURS.values()))


def words_not_ours(text: str) -> list[str]:
    """Return the words in a text that are not ours, each with what stands around it."""
    return [
        text[max(0, found.start() - 12) : found.end() + 12].strip() for found in _ANY.finditer(text)
    ]
