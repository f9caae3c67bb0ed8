"""Plain decisions about keys of other programs."""

from datetime import date, timedelta

from banso.access.rules import Duty

LONGEST = timedelta(days=365)
LASTS = (30, 90, 182, 365)
"""For how many days a key is made; none lasts longer than a year."""

MOST_BYTES = 256 * 1024
MOST_A_MINUTE = 300
MOST_ROWS = 100

BASE = Duty.EXPORT_LISTS
"""What a key gives away leaves the house, as a list does: whoever makes one may take lists out."""

OFFERED = (
    Duty.SEE_PEOPLE,
    Duty.SEE_NAMES,
    Duty.SEE_MEMORY,
    Duty.SEE_PLACES,
    Duty.SEE_HEALTH,
    Duty.SEE_MONEY,
    Duty.SEE_CRIME,
    Duty.SEE_RESTRICTED,
    Duty.SEE_RESOURCES,
    Duty.WRITE_MEMORY,
    Duty.KEEP_LEDGERS,
    Duty.REFER,
)
"""The duties that some address of the API asks for or goes by."""

LETS_GO = "member_let_go"
ENDS_KEYS = (LETS_GO, "member_taken_back", "member_renewed", "member_renewed_by_console")
"""After these a member's keys serve no longer: who has one now is not known any more."""


def offered_to(duties: frozenset[Duty]) -> list[Duty]:
    """Return what a member can give a key, out of their own duties."""
    return [one for one in OFFERED if one in duties]


def narrowed(duties: frozenset[Duty], given: list[str]) -> frozenset[Duty]:
    """
    Return what a key may: what it was given, as far as its member may it today. A key of somebody
    who takes no lists out any more may nothing.
    """
    return duties & frozenset(map(Duty, given)) if BASE in duties else frozenset()


def last_day(today: date, days: int) -> date:
    """Return the last day of a key that is made today."""
    return today + min(timedelta(days=days), LONGEST)
