"""Names in parts, and how they sound. For keys only."""

import re
from functools import lru_cache

import jaconv

from banso_recognition.loose import loosen
from banso_recognition.nicknames import readings

_SPACES = re.compile(r"[\s・･,，、.．]+")
_KANA = re.compile(r"^[ぁ-ゖーゔ\s]+$")
_LATIN = re.compile(r"^[a-z\- ]+$")
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


@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in _SPACES.split(loosen(text)) if part)


def fold_name(text: str) -> list[str]:
    """Return the folded parts of a name: one part where no space tells family from given name."""
    return list(_parts(text))


def hiragana(text: str) -> str:
    """
    Return kana or romaji as hiragana without spaces, or an empty string where the text is neither.
    """
    folded = loosen(text).strip()
    if _LATIN.match(folded):
        folded = str(jaconv.alphabet2kana(_LABIAL.sub("n", folded.replace("-", ""))))
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


def ways_to_say(name: str, kana: str = "") -> list[list[str]]:
    """
    Return how the parts of a name sound, in each way it may be read; a part that can't be read is
    empty. The first way is the kana, or the name as it is written.
    """
    ways = [[skeleton(part) for part in fold_name(kana or name)]]
    if not kana:
        ways += [[skeleton(one)] for one in readings(name)]
    return ways


def known_parts(
    birth: tuple[int | None, int | None, int | None],
) -> tuple[int | None, int | None, int | None]:
    """
    Return a birth (year, month, day) as far as it tells somebody apart: the first of January is
    what offices write where only the year is known.
    """
    return (birth[0], None, None) if birth[1:] == (1, 1) else birth
