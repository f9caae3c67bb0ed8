"""
No My Number anywhere (番号法 arts. 15, 19, 20): a text that carries a valid one is refused.

The check digit is that of the ordinance on individual numbers (平成26年総務省令第85号 art. 5).
"""

import re
import unicodedata
from collections.abc import Iterator

from stdnum.jp import in_

_GAP = r"[ \-‐‑–—−ー・.]"
# Twelve digits in one piece, in equal groups as on the card (4-4-4), or each by itself as in boxes:
# a phone number with a count behind it (090-1234-5678 3) has other groups and is left alone.
_TWELVE = re.compile(
    rf"(?<!\d)(?<!\d{_GAP})"
    rf"(?:\d{{12}}|\d{{4}}(?:{_GAP}\d{{4}}){{2}}|\d{{3}}(?:{_GAP}\d{{3}}){{3}}"
    rf"|\d{{6}}{_GAP}\d{{6}}|\d(?:{_GAP}\d){{11}})"
    rf"(?!{_GAP}?\d)"
)
# The ids of our own rows (RFC 9562) are chosen from lists and never typed; some of them would pass.
_ID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b", re.IGNORECASE
)


class MyNumberRefused(ValueError):
    """The text carries a valid individual number, which must not be kept here."""


def carries_my_number(text: str) -> bool:
    """
    Return whether twelve digits in the text pass the check digit of an individual number, whatever
    their width.
    """
    plain = _ID.sub("", unicodedata.normalize("NFKC", text))
    found = (re.sub(r"\D", "", match.group()) for match in _TWELVE.finditer(plain))
    return any(in_.is_valid(number) for number in found)


def without_my_number(text: str) -> str:
    """Return a text without every number in it that passes as an individual number."""
    plain = unicodedata.normalize("NFKC", text)
    for match in reversed(list(_TWELVE.finditer(plain))):
        if in_.is_valid(re.sub(r"\D", "", match.group())):
            plain = plain[: match.start()] + plain[match.end() :]
    return plain.strip()


def refuse_my_number(value: object) -> None:
    """
    Refuse a text, or any text inside lists and mappings, that carries a valid individual number.

    :raises MyNumberRefused: if one does
    """
    for text in _texts(value):
        if carries_my_number(text):
            raise MyNumberRefused


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
