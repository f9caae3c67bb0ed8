"""Phone numbers as people write them, several in one text, and as spreadsheets lose their zero."""

import re
import unicodedata

_SIGNS = str.maketrans("‐‑‒–—―−ー", "--------")
_NUMBER = re.compile(r"(?:\+\s?81[-.\s]?(?:\(0\))?|\(?0)[\d()\-.\s]*\d")
_BETWEEN = re.compile(r"[/;,、・\n]|または|又は|(?<=\d)\s{2,}(?=0)|(?<=\d)\s+(?=0[5-9]0)")
_LOST_ZERO = re.compile(r"^(?:[5-9]0\d{8}|[1-9]\d{8})$")
_INSIDE = re.compile(r"[()\-.\s]")


def phone_numbers(text: str) -> tuple[str, ...]:
    """
    Return the numbers in a text as digits, in the order in which they stand, as one dials them
    within the country: 「+81-90-1234-5678」 is 09012345678.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    found: list[str] = []
    for piece in _BETWEEN.split(plain):
        for match in _NUMBER.finditer(with_zero(piece.strip())):
            whole = _within_the_country(match[0])
            several = [whole] if len(whole) <= 11 else map(_within_the_country, match[0].split())
            for digits in several:
                if 9 <= len(digits) <= 11 and digits not in found:
                    found.append(digits)
    return tuple(found)


def dialled(text: str) -> str:
    """Return the first number in a text, or the digits of a part of one that somebody typed."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return next(iter(phone_numbers(text)), digits)


def _within_the_country(text: str) -> str:
    digits = _INSIDE.sub("", text).removeprefix("+81")
    return digits if digits.startswith("0") else f"0{digits}"


def with_zero(text: str) -> str:
    """
    Return a number with the zero that a spreadsheet took from it (9012345678: 09012345678);
    anything else as it stands.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    return f"0{plain}" if _LOST_ZERO.match(plain) else text
