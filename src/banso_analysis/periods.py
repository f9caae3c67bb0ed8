"""
Spans of time and how they are cut: Japan's fiscal years (年度, from April), months, or the whole.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """
    One piece of time: its key (2026 for a fiscal year, 202604 for a month), its first and its last
    day.
    """

    key: int
    first: date
    last: date


def fiscal_year_of(day: date) -> int:
    """Return the 年度 in which a day lies."""
    return day.year - (1 if day.month < 4 else 0)


def age_text(who: str, *, year: object, month: object) -> str:
    """
    Return the age of a person in a question, in a year and month that are numbers or texts
    themselves; nothing where no year of birth is known.
    """
    return f"({year} - {who}.birth_year - CASE WHEN {who}.birth_month > {month} THEN 1 ELSE 0 END)"


def fiscal_years(first: int, last: int, *, until: date) -> list[Period]:
    """Return fiscal years, the last cut at a day where it is not over yet."""
    years = [
        Period(year, date(year, 4, 1), date(year + 1, 3, 31)) for year in range(first, last + 1)
    ]
    return [Period(one.key, one.first, min(one.last, until)) for one in years if one.first <= until]


def months(fiscal_year: int, *, until: date) -> list[Period]:
    """Return the months of a fiscal year, the last cut at a day where it is not over yet."""
    found = []
    for number in range(12):
        year, month = fiscal_year + (3 + number) // 12, (3 + number) % 12 + 1
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        if first <= until:
            found.append(
                Period(year * 100 + month, first, min(following - timedelta(days=1), until))
            )
    return found


def as_table(periods: list[Period], *, at_the_end: bool = False) -> str:
    """
    Return periods as rows (period, first_on, last_on) that a question can join; seen at their ends
    only, both days are the last one.
    """
    rows = ", ".join(
        (
            f"({one.key}, DATE '{(one.last if at_the_end else one.first).isoformat()}', DATE "
            f"'{one.last.isoformat()}')"
        )
        for one in periods
    )
    return f"(SELECT * FROM (VALUES {rows}) AS given(period, first_on, last_on))"
