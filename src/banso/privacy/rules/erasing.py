"""Plain decisions about erasing: on what ground, what stays for how long, and why."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.eras import months_later

NOTHING = "－"
"""What stands in place of a text that was erased where something has to stand."""


class Ground(Codes):
    """Why a record is erased."""

    ASKED = "asked", _("It was asked for")
    ENDED = "ended", _("The time for which it is kept is over")


class How(Codes):
    """What becomes of a record."""

    ERASED = "erased", _("Erased")
    THINNED = "thinned", _("Thinned to codes and days")


class Stays(Codes):
    """Why something stays although a record is erased."""

    BOOKS = "books", _("Books of money that was kept for somebody")
    PROVISIONS = "provisions", _("Record of what was given on (提供記録)")
    LETTERS = "letters", _("Record of letters to and from other houses, without their text")
    BODY = "body", _("What an independent body was asked and decided: it is the body’s own")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """
    Rows that stay as they are: which, and how many months from which column on. Those without a
    term are somebody else's.
    """

    why: Stays
    months: int = 0
    rows: tuple[tuple[str, str], ...] = ()  # the model, and the path to the day of its end


KEPT = (
    Kept(
        why=Stays.BOOKS,
        months=84,
        rows=(
            ("keeping.Keeping", "ended_on"),
            ("keeping.BookRow", "keeping__ended_on"),
            ("keeping.Count", "keeping__ended_on"),
        ),
    ),
    Kept(why=Stays.PROVISIONS, months=36, rows=(("consent.Provision", "on"),)),
    # Who gave what to whom on which day (29・30条): hashes and days, and what is sealed to others.
    Kept(why=Stays.LETTERS, months=36, rows=(("sharing.Letter", "on"),)),
    Kept(
        why=Stays.BODY,
        rows=(
            ("decisions.Request", ""),
            ("decisions.Recusal", ""),
            ("decisions.Opinion", ""),
            ("decisions.Decision", ""),
        ),
    ),
)


def stays_until(last: date, months: int) -> date:
    """Return the last day on which something is kept that ended on a day."""
    return months_later(last, months)


_CODE = re.compile(r"[a-z][a-z0-9_]*|\d{4}-\d\d-\d\d|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_code(text: str) -> bool:
    """Return whether a value is a code, a day or a key, and nothing that somebody typed."""
    return bool(_CODE.fullmatch(text))


def codes_alone(value: Any) -> Any:
    """Return values without what people typed: codes, numbers and days stay."""
    if isinstance(value, dict):
        return {name: codes_alone(part) for name, part in value.items()}
    if isinstance(value, list):
        return [codes_alone(part) for part in value]
    if isinstance(value, str) and not is_code(value):
        return NOTHING
    return value
