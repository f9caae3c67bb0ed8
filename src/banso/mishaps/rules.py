"""Plain decisions about what went wrong, or nearly."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class Kind(Codes):
    """What sort of thing happened."""

    NEAR = "near", _("It nearly happened")
    ACCIDENT = "accident", _("Accident, injury")
    MEDICINE = "medicine", _("Medicine: wrong, forgotten")
    COMPLAINT = "complaint", _("Complaint")
    QUARREL = "quarrel", _("Quarrel, violence")
    AWAY = "away", _("Away without a word")
    MONEY = "money", _("Money or things lost")
    FIRE = "fire", _("Fire, water, the building")
    LEAK = "leak", _("Personal data went astray")
    OTHER = "other", _("Another thing")


class Where(Codes):
    """Where it happened."""

    HOUSE = "house", _("In a house of ours")
    HOME = "home", _("In the person’s home")
    WAY = "way", _("On the way")
    STREET = "street", _("On a round")
    OFFICE = "office", _("In the office")
    RECEIVER = "receiver", _("At a receiver")
    ELSEWHERE = "elsewhere", _("Elsewhere")


class Told(Codes):
    """To whom it was told."""

    PERSON = "person", _("The person")
    FAMILY = "family", _("Family")
    LEAD = "lead", _("Whoever leads here")
    CITY = "city", _("City")
    DOCTOR = "doctor", _("Doctor, ambulance")
    POLICE = "police", _("Police, fire brigade")
    INSURANCE = "insurance", _("Insurance")
    OTHERS = "others", _("Others")


Counted = Mapping[tuple[int, int], Mapping[str, int]]


def months_before(day: date, count: int) -> list[tuple[int, int]]:
    """Return so many months up to that of a day, the last one first."""
    last = day.year * 12 + day.month - 1
    return [divmod(last - back, 12) for back in range(count)]


def month_of(key: tuple[int, int]) -> date:
    """Return the first day of a month that is counted from nought."""
    return date(key[0], key[1] + 1, 1)


def counted(days_and_kinds: Iterable[tuple[date, str]]) -> dict[tuple[int, int], dict[str, int]]:
    """Return how often each kind of thing happened, by month."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    for day, kind in days_and_kinds:
        of_month = found.setdefault((day.year, day.month - 1), {})
        of_month[kind] = of_month.get(kind, 0) + 1
    return found


def is_learnt(*, learnt: str, change: str) -> bool:
    """Return whether it can be closed: what was learnt stands there, or what changes."""
    return bool(learnt.strip() or change.strip())
