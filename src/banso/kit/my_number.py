"""
No My Number anywhere (番号法 arts. 15, 19, 20): a text that carries a valid one is refused.

Check digit after the ordinance on individual numbers (平成26年総務省令第85号 art. 5): 11 − (Σ Pn·Qn
mod 11), 0 for a remainder of 1 or less.
"""

import re
import unicodedata
from collections.abc import Iterator

_TWELVE = re.compile(r"(?<!\d)(?:\d[ \-]?){11}\d(?!\d)")


class MyNumberRefused(ValueError):
    """The text carries a valid individual number, which must not be kept here."""


def _check_digit(eleven: str) -> int:
    total = sum(
        int(digit) * (n + 1 if n <= 6 else n - 5)
        for n, digit in enumerate(reversed(eleven), start=1)
    )
    remainder = total % 11
    return 0 if remainder <= 1 else 11 - remainder


def carries_my_number(text: str) -> bool:
    """
    Return whether twelve digits in the text pass the check digit of an individual number, whatever
    their width.
    """
    plain = unicodedata.normalize("NFKC", text)
    for found in _TWELVE.finditer(plain):
        number = re.sub(r"\D", "", found.group())
        if int(number[-1]) == _check_digit(number[:-1]):
            return True
    return False


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
