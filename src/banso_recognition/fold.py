"""
Fold what people type into one comparable form. For keys only: names on screen stay exactly as they
were typed.
"""

import re
import unicodedata
from functools import lru_cache

import jaconv

from banso_recognition.variants import VARIANTS

_HYPHENS = dict.fromkeys(map(ord, "－‐‑‒–—―−－ｰ"), "-")
_KATAKANA_TO_HIRAGANA = {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES = re.compile(r"[\s・･,，、.．]+")
_KANA = re.compile(r"^[ぁ-ゖーゔ\s]+$")
_LATIN = re.compile(r"^[a-zāīūēōâîûêô'\- ]+$")
_MACRONS = str.maketrans("āīūēōâîûêô", "aiueoaiueo")
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょゎゕゖ", "あいうえおやゆよわかけ")
_VOICELESS = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゐゑを",
    "かきくけこさしすせそたしすてとはひふへほはひふへほいえお",
)
_LONG = re.compile(
    r"(?<=[おこそとのほもよろ])[うお]|(?<=[えけせてねへめれ])い|(?<=[うくすつぬふむゆる])う|[ーっ]"
)
_LABIAL = re.compile("m(?=[bmp])")
_N_BEFORE_VOWEL = {
    f"ん{vowel}": row
    for vowel, row in zip(
        "あいうえおやゆよ", ("な", "に", "ぬ", "ね", "の", "にや", "にゆ", "によ"), strict=True
    )
}
_DOUBLED = re.compile(r"([あいうえお])\1+")


def fold(text: str) -> str:
    """Return the text with widths, letter case, variant kanji, kana kinds and hyphens made one."""
    text = _SELECTORS.sub("", unicodedata.normalize("NFKC", text))
    return text.translate(_HYPHENS).translate(VARIANTS).translate(_KATAKANA_TO_HIRAGANA).lower()


@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in _SPACES.split(fold(text)) if part)


def fold_name(text: str) -> list[str]:
    """Return the folded parts of a name: one part where no space tells family from given name."""
    return list(_parts(text))


def hiragana(text: str) -> str:
    """
    Return kana or romaji as hiragana without spaces, or an empty string where the text is neither.
    """
    folded = fold(text).strip()
    if _LATIN.match(folded):
        folded = str(
            jaconv.alphabet2kana(
                _LABIAL.sub("n", folded.translate(_MACRONS).replace("'", "").replace("-", ""))
            )
        )
    return _SPACES.sub("", folded) if _KANA.match(folded) else ""


@lru_cache(maxsize=8192)
def skeleton(text: str) -> str:
    """
    Return how a kana or romaji name sounds when hurried: no voicing, no long vowels, no small
    letters.

    「ヴ」 becomes 「ふ」 as 「ブ」 does; 「おおの」, 「おうの」 and 「おの」 are one. Empty where
    the text is not kana or romaji.
    """
    kana = (
        hiragana(text)
        .replace("ゔぁ", "ば")
        .replace("ゔぃ", "び")
        .replace("ゔぇ", "べ")
        .replace("ゔぉ", "ぼ")
        .replace("ゔ", "ぶ")
    )
    kana = _LONG.sub("", kana.translate(_SMALL))
    for (
        written,
        heard,
    ) in (
        _N_BEFORE_VOWEL.items()
    ):  # nobody hears in romaji whether 「しんいち」 or 「しにち」 is meant
        kana = kana.replace(written, heard)
    return _DOUBLED.sub(r"\1", kana).translate(_VOICELESS)


def known_parts(
    birth: tuple[int | None, int | None, int | None],
) -> tuple[int | None, int | None, int | None]:
    """
    Return a birth (year, month, day) as far as it tells somebody apart: the first of January is
    what offices write where only the year is known.
    """
    return (birth[0], None, None) if birth[1:] == (1, 1) else birth


def digits(text: str) -> str:
    """Return only the digits of a phone or ledger number, whatever their width."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
