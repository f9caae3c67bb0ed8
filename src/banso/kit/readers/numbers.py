"""Amounts as people write them: 「150,000円」, 「15万円」, 「10万5千円」."""

import re
import unicodedata
from decimal import Decimal

_FIGURE = r"\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"^(?:(?P<man>{_FIGURE})万)?(?:(?P<sen>{_FIGURE})千)?(?P<rest>{_FIGURE})?$")
_AROUND = re.compile(r"^[¥\\]|円$|(?<=\d)-$")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_HYPHENS = str.maketrans("‐‑‒–—―−", "-------")
_MOST = 100_000_000


def in_one_width(text: str) -> str:
    """Return a number as typed with its digits, signs and hyphens in one width."""
    return unicodedata.normalize("NFKC", text).translate(_HYPHENS).strip()


def read_amount(text: str) -> int | None:
    """
    Return a whole number from 0 to a hundred million that a text plainly is, else None:
    「約10〜15万円」 stays the words it is.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    while (bare := _AROUND.sub("", plain)) != plain:
        plain = bare
    if "," in plain:
        head = plain.rstrip("万千")
        if not _GROUPED.match(head):
            return None
        plain = plain.replace(",", "")
    found = _AMOUNT.match(plain)
    if not plain or not found:
        return None
    parts = ((found["man"], 10_000), (found["sen"], 1_000), (found["rest"], 1))
    amount = sum((Decimal(figure) * unit for figure, unit in parts if figure), Decimal(0))
    return int(amount) if amount == int(amount) and amount <= _MOST else None
