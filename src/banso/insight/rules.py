"""What is chosen and said where numbers over everyone are argued about, without a database."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.surveys.rules import Moment

# Whether somebody still has their own home, asked after so many days. What counts is chosen, said,
# and kept for a fiscal year (the denominators that are argued about).
MARK_LABELS: dict[int, Lazy] = {
    182: _("After half a year"),
    365: _("After a year"),
    1096: _("After three years"),
}


class LostTouch(Codes):
    """How those who are out of contact count."""

    OUT = "out", _("Out of contact: left out of the denominator")
    KEPT = "kept", _("Out of contact: counted as kept")
    NOT = "not", _("Out of contact: counted as not kept")


class IntoCare(Codes):
    """How those in hospital or a home count."""

    OUT = "out", _("Into hospital or a home: left out of the denominator")
    NOT = "not", _("Into hospital or a home: counted as not kept")


class HomeGroup(Codes):
    """How it stands with a home after so long."""

    KEPT = "kept", _("Still there")
    NOT = "not", _("Back on the street or in the centre, or counted so")
    TOO_NEW = "too_new", _("Moved in not long enough ago")
    LOST = "lost", _("Out of contact")
    CARE = "care", _("Into hospital or a home")
    DIED = "died", _("Died")
    ENDED = "ended", _("The entry was closed for another reason")


class ComparedGroup(Codes):
    """
    Different people laid beside each other, as the reference study did: by where they were asked
    first, so that nobody's group depends on whether they were met again.
    """

    STREET = "street", _("First asked on the street (when we met)")
    CENTRE = "centre", _("First asked in the centre")
    LEFT = "left", _("First asked after leaving the centre")


MOMENT_GROUP: dict[str, str] = {
    Moment.MEETING: ComparedGroup.STREET,
    Moment.ENTRY: ComparedGroup.CENTRE,
    Moment.EXIT: ComparedGroup.LEFT,
    Moment.M3: ComparedGroup.LEFT,
    Moment.M6: ComparedGroup.LEFT,
    Moment.M12: ComparedGroup.LEFT,
    Moment.YEARLY: ComparedGroup.LEFT,
}


def stay_of(moment: str, on: date, openings: Sequence[date]) -> int:
    """
    Return to which of a person's stays in the centre an asking belongs (the first is 1; 0 where
    there is none), out of the days on which stays began, in order.

    Meeting comes before the stay that follows; coming in belongs to the stay that began nearest;
    everything else to the one that began last.
    """
    if not openings:
        return 0
    if moment == Moment.MEETING:
        return bisect_left(openings, on) + 1
    if moment == Moment.ENTRY:
        nearest = min(openings, key=lambda day: (abs(day - on), -day.toordinal()))
        return openings.index(nearest) + 1
    return bisect_right(openings, on)


@dataclass(frozen=True)
class Asking:
    """Somebody asked once: at which moment, on which day, and whether they would rather not."""

    moment: str
    on: date
    declined: bool = False


def asked_twice(
    askings: Sequence[Asking], openings: Sequence[date], *, before: str, after: str
) -> tuple[int | None, int | None]:
    """
    Return the places of the askings that count for a person at two moments, given in the order of
    their days: both within one stay, and the first never later than the second.

    The stay that counts is the newest one answered both times, else the newest one answered at all.
    An answer counts although somebody would rather not answer later on.
    """
    stays: dict[int, list[int]] = {}
    for place, one in enumerate(askings):
        stays.setdefault(stay_of(one.moment, one.on, openings), []).append(place)
    found = [
        _of_a_stay(askings, places, before=before, after=after)
        for _stay, places in sorted(stays.items())
    ]
    return max(
        enumerate(found),
        key=lambda one: (_answers(askings, one[1]) == 2, _answers(askings, one[1]) > 0, one[0]),
        default=(0, (None, None)),
    )[1]


def _of_a_stay(
    askings: Sequence[Asking], places: Sequence[int], *, before: str, after: str
) -> tuple[int | None, int | None]:
    second = _last(askings, [one for one in places if askings[one].moment == after])
    firsts = [one for one in places if askings[one].moment == before]
    if second is None:
        return _last(askings, firsts), None
    return _last(askings, [one for one in firsts if askings[one].on <= askings[second].on]), second


def _last(askings: Sequence[Asking], places: Sequence[int]) -> int | None:
    """Return the last one that was answered, else the last one."""
    return max(places, key=lambda one: (not askings[one].declined, one), default=None)


def _answers(askings: Sequence[Asking], pair: tuple[int | None, int | None]) -> int:
    return sum(one is not None and not askings[one].declined for one in pair)
