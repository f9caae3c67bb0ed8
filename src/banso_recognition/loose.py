"""
Forms of names and addresses that people mean as one, beyond what folding makes one:
ヶ and が, 々, marks on Latin letters, 三丁目 and 3-. For keys only.
"""

import re
import unicodedata
from functools import lru_cache

from banso_recognition.fold import fold

_APOSTROPHES = re.compile(
    "['\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\u2035\ua78c\uff07]"
)
_LATIN = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_KANJI = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々"
_KE = re.compile(f"(?<=[{_KANJI}])[ゖけがゕ](?=[{_KANJI}])")  # 霞ヶ関, 霞ケ関, 霞が関
_NO = re.compile(f"(?<=[{_KANJI}])[の之](?=[{_KANJI}])")  # 一ノ瀬, 一の瀬, 一之瀬
_TSU = re.compile(f"(?<=[一二三四五六七八九十])[っつ](?=[{_KANJI}])")  # 四ツ谷, 四谷
_AGAIN = re.compile("(.)[々〃仝ゝヽ]")
_AGAIN_VOICED = re.compile("(.)[ゞヾ]")
_VOICED = dict(
    zip(
        "かきくけこさしすせそたちつてとはひふへほ",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼ",
        strict=True,
    )
)


def _bare(text: str) -> str:
    """Return the text without the marks on Latin letters; voicing marks of kana stay."""
    bare: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter) and bare and bare[-1].isascii():
            continue
        bare.append(letter)
    return unicodedata.normalize("NFC", "".join(bare)).translate(_LATIN)


@lru_cache(maxsize=8192)
def loosen(text: str) -> str:
    """Return a folded text in which forms are one that people take for one; spaces stay."""
    text = _bare(fold(_APOSTROPHES.sub("", text)))
    text = _AGAIN_VOICED.sub(lambda one: one[1] + _VOICED.get(one[1], one[1]), text)
    while (once := _AGAIN.sub(r"\1\1", text)) != text:
        text = once
    return _TSU.sub("", _NO.sub("の", _KE.sub("が", text)))


_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")} | {"零": 0}
_NUMBER = re.compile(
    "[〇零一二三四五六七八九十百]+(?=丁目|番地|番(?!町)|号|の[0-9〇一二三四五六七八九十]|-|$)"
)
_MARKS = re.compile(r"(?<=\d)(?:丁目?の?|番地?の?|号室?|棟|室|[-のーノ])(?=\d)")
_LAST_MARK = re.compile(r"(?<=\d)(?:丁目|番地?|号室?|室)(?=\D|$)")
_PREFECTURE = re.compile("^(?:東京都|北海道|(?:京都|大阪)府|[^0-9]{2,3}県)")
_BETWEEN = re.compile(r"[\s、。，．,.・･：:；;／/（）()「」『』]+|大?字(?=[^0-9])")


def _counted(found: re.Match[str]) -> str:
    total, digit, written = 0, 0, found[0]
    if not set(written) & set("十百"):
        return "".join(str(_DIGITS[letter]) for letter in written)
    for letter in written:
        if letter in "十百":
            total, digit = total + (digit or 1) * (10 if letter == "十" else 100), 0
        else:
            digit = _DIGITS[letter]
    return str(total + digit)


@lru_cache(maxsize=8192)
def address(text: str) -> str:
    """
    Return an address in one form: 三丁目12番地の5, 3丁目12－5 and 3-12-5 are one. What is no
    address stays a text without blanks.
    """
    plain = _BETWEEN.sub("", loosen(text))
    plain = _MARKS.sub("-", _NUMBER.sub(_counted, plain))
    return _LAST_MARK.sub("", plain).strip("-")


def address_asked(text: str) -> str:
    """Return an address as it is asked for: without the prefecture, which many leave out."""
    plain = address(text)
    short = _PREFECTURE.sub("", plain)
    return short if len(short) >= 2 else plain


def digits(text: str) -> str:
    """Return only the digits of a phone or ledger number, whatever their width."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
