"""Reading whose day of death somebody wants to keep."""

from datetime import date, timedelta

from banso.access.viewer import Viewer
from banso.people.models import Person
from banso.people.queries.visibility import people_seen_by

NEAR = timedelta(days=7)


def next_return(month: int | None, day: int | None, first: date) -> date | None:
    """Return the next return of a day, 29 February on the 28th of a shorter year."""
    if not (month and day):
        return None
    for year in (first.year, first.year + 1):
        short = (month, day) == (2, 29) and not _leap(year)
        on = date(year, month, 28 if short else day)
        if on >= first:
            return on
    return None


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def death_days_near(viewer: Viewer, *, size: int = 20) -> list[tuple[Person, date]]:
    """
    Return the people whose day of death is kept and returns within a week, with that day, the next
    first; two months of the calendar are looked through.
    """
    first, last = viewer.today, viewer.today + NEAR
    rows = people_seen_by(viewer).filter(
        has_died=True,
        keeps_death_day=True,
        death_day__isnull=False,
        death_month__in={first.month, last.month},
        death_year__lt=last.year,
    )
    found = [
        (one, day)
        for one in rows.order_by("sort_name", "pk")[:500]
        if (day := next_return(one.death_month, one.death_day, first)) and day <= last
    ]
    return sorted(found, key=lambda pair: (pair[1], str(pair[0].pk)))[:size]
