"""
Days that return: births, the day somebody moved in, the day of the first meeting, and a day of
death that somebody keeps; and visits at home that are due (アフターケア).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.eras import months_later
from banso.people.models import LedgerEntry, Person, Reach, TimelineEntry
from banso.people.queries.deaths import NEAR, death_days_near, next_return
from banso.people.queries.visibility import living, people_seen_by
from banso.people.rules import Ledger

FIRST_MEETINGS = ("encounter", "intake", "note")
VISITS_AFTER = (1, 3, 6)  # months after moving in, after a week; then twice a year


@dataclass(frozen=True)
class DayNear:
    """A day of somebody's within a week, or a visit that is overdue, and what it is."""

    person: Person
    on: date
    what: str


def days_near(viewer: Viewer, *, size: int = 20) -> list[DayNear]:
    """
    Return the days that return within a week, the next first: days of death that are kept, and of
    the living people with whom this very member walks the birth, moving in, the first meeting, and
    a visit at home that is due.
    """
    found = [DayNear(one, on, _g("day of death")) for one, on in death_days_near(viewer)]
    if viewer.may(Duty.SEE_NAMES):
        mine = _mine(viewer)
        found += [*_births(mine, viewer.today), *_moves(mine, viewer.today)]
        found += _visits(mine, viewer.today)
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


def next_visit(moved: date, planned: date | None, met: date | None, today: date) -> date:
    """
    Return the day of the next visit at home: the one that was planned until somebody has met them
    since, else the next of the calendar (a week, 1, 3, 6 months, then twice a year) from today on.
    """
    if planned is not None and (met is None or met < planned):
        return planned
    years = (today.year - moved.year + 2) * 2
    months = [*VISITS_AFTER, *(6 * half for half in range(2, years + 1))]
    days = [moved + timedelta(weeks=1), *(months_later(moved, one) for one in months)]
    return next(day for day in days if day >= today)


def _planned(values: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(values.get("next_visit_on") or ""))
    except ValueError:
        return None


def _next_visits(people: list[Person], today: date) -> Iterator[tuple[Person, date, date | None]]:
    """Yield who lives on their own now, with the day of the next visit, and when they were met."""
    known = {one.pk: one for one in people}
    rows = LedgerEntry.objects.filter(
        person__in=people, ledger=Ledger.AFTERCARE, closed_on=None, opened_on__lte=today
    )
    entries = list(rows.order_by("opened_on", "pk").values_list("person", "opened_on", "values"))
    meetings = TimelineEntry.objects.filter(
        person__in={one for one, _moved, _values in entries},
        kind__in=FIRST_MEETINGS,
        is_current=True,
        taken_back_at=None,
    )
    last = dict(meetings.values_list("person").annotate(Max("at")).order_by("person"))
    for person, moved, values in entries:
        met = timezone.localtime(last[person]).date() if person in last else None
        yield known[person], next_visit(moved, _planned(values), met, today), met


def _visits(people: list[Person], today: date) -> Iterator[DayNear]:
    for person, on, met in _next_visits(people, today):
        if on <= today + NEAR and not (on == today == met):
            overdue = on < today
            yield DayNear(person, on, _g("visit overdue") if overdue else _g("visit due"))


@dataclass(frozen=True)
class VisitAhead:
    """Somebody whom a member walks with, and when they are visited at home next, if they are."""

    person: Person
    on: date | None
    is_due: bool


def visits_ahead(viewer: Viewer) -> list[VisitAhead]:
    """
    Return the living people with whom this very member walks, whose visit at home comes first
    first, then those who are not visited by the calendar; nobody hidden for safety: for what is
    taken along on a telephone.
    """
    if not viewer.may(Duty.SEE_NAMES):
        return []
    mine = [one for one in _mine(viewer) if not one.restricted]
    ahead: dict[Any, VisitAhead] = {}
    for person, on, met in sorted(_next_visits(mine, viewer.today), key=lambda one: one[1]):
        is_due = on <= viewer.today + NEAR and not (on == viewer.today == met)
        ahead.setdefault(person.pk, VisitAhead(person, on, is_due))
    return [*ahead.values(), *(VisitAhead(one, None, False) for one in mine if one.pk not in ahead)]
