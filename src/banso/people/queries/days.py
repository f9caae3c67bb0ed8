"""
Days that return: births, the day somebody moved in, the day of the first meeting, and a day of
death that somebody keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.people.models import LedgerEntry, Person, Reach, TimelineEntry
from banso.people.queries.deaths import NEAR, death_days_near, next_return
from banso.people.queries.visibility import living, people_seen_by
from banso.people.rules import Ledger

FIRST_MEETINGS = ("encounter", "intake", "note")


@dataclass(frozen=True)
class DayNear:
    """A day of somebody's that returns within a week, and what it is."""

    person: Person
    on: date
    what: str


def days_near(viewer: Viewer, *, size: int = 20) -> list[DayNear]:
    """
    Return the days that return within a week, the next first: days of death that are kept, and of
    the living people with whom this very member walks the birth, moving in, and the first meeting.
    """
    found = [DayNear(one, on, _g("day of death")) for one, on in death_days_near(viewer)]
    if viewer.may(Duty.SEE_NAMES):
        mine = _mine(viewer)
        found += [*_births(mine, viewer.today), *_moves(mine, viewer.today)]
        if viewer.may(Duty.SEE_MEMORY):
            found += _meetings(mine, viewer.today)
    found.sort(key=lambda one: (one.on, one.what, str(one.person.pk)))
    return found[:size]


def _mine(viewer: Viewer) -> list[Person]:
    """Return the living people who were brought within this very member's reach for good."""
    own = Reach.objects.filter(person=OuterRef("pk"), member_id=viewer.member_id, until_on=None)
    rows = people_seen_by(viewer).filter(living(), Exists(own))
    return list(rows.order_by("sort_name", "pk")[:500])


def _near(month: int | None, day: int | None, today: date) -> date | None:
    on = next_return(month, day, today)
    return on if on is not None and on <= today + NEAR else None


def _births(people: list[Person], today: date) -> Iterator[DayNear]:
    for one in people:
        on = _near(one.birth_month, one.birth_day, today)
        if on is not None:
            turns = on.year - one.birth_year if one.birth_year else 0
            yield DayNear(one, on, _g("birthday, %(age)s") % {"age": turns})


def _moves(people: list[Person], today: date) -> Iterator[DayNear]:
    known = {one.pk: one for one in people}
    rows = LedgerEntry.objects.filter(
        person__in=people, ledger=Ledger.AFTERCARE, closed_on=None, opened_on__lt=today
    )
    for person, moved in rows.order_by("opened_on", "pk").values_list("person", "opened_on"):
        on = _near(moved.month, moved.day, today)
        if on is not None and on.year > moved.year:
            years = on.year - moved.year
            yield DayNear(known[person], on, _g("moved in %(years)s years ago") % {"years": years})


def _meetings(people: list[Person], today: date) -> Iterator[DayNear]:
    known = {one.pk: one for one in people}
    rows = TimelineEntry.objects.filter(
        person__in=people, kind__in=FIRST_MEETINGS, is_current=True, taken_back_at=None
    )
    for person, at in rows.values_list("person").annotate(Min("at")).order_by("person"):
        met = timezone.localtime(at).date()
        on = _near(met.month, met.day, today)
        if on is not None and on.year > met.year:
            years = on.year - met.year
            yield DayNear(known[person], on, _g("first met %(years)s years ago") % {"years": years})
