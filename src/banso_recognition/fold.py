"""
Fold what people type into one comparable form. For keys only: names on screen stay exactly as they
were typed.
"""

import re
import unicodedata

from banso_recognition.variants import VARIANTS

_HYPHENS = dict.fromkeys(map(ord, "－‐‑‒–—―−－ｰ"), "-")
_KATAKANA_TO_HIRAGANA = {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def fold(text: str) -> str:
    """Return the text with widths, letter case, variant kanji, kana kinds and hyphens made one."""
    text = _SELECTORS.sub("", unicodedata.normalize("NFKC", text))
    return text.translate(_HYPHENS).translate(VARIANTS).translate(_KATAKANA_TO_HIRAGANA).lower()
