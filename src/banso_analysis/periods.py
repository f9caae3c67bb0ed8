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


def months_over(found: list[Period]) -> list[Period]:
    """Return the months of a running year that have come to their last day."""
    return [one for one in found if (one.last + timedelta(days=1)).day == 1]


def as_table(periods: list[Period], *, at_the_end: bool = False) -> str:
    """
    Return periods as rows (period, first_on, last_on, any_day) that a question can join; seen at
    their ends only, both days are the last one.
    """
    rows = ", ".join(
        (
            f"({one.key}, {_day(one.last if at_the_end else one.first)}, {_day(one.last)}, "
            f"{'FALSE' if at_the_end else 'TRUE'})"
        )
        for one in periods
    )
    return f"(SELECT * FROM (VALUES {rows}) AS given(period, first_on, last_on, any_day))"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def stands_on(begins: str, ends: str, day: str) -> str:
    """
    Return the condition that something stands on a day, as that day ends: it has begun by then, and
    what ends on the day stands on it no longer.

    This is the one rule of what is open, of entries, ties, walks and gifts alike. Nothing known of
    its beginning means that it was there before anybody wrote it down.
    """
    return f"({begins} IS NULL OR {begins} <= {day}) AND ({ends} IS NULL OR {ends} > {day})"


def stands_between(begins: str, ends: str, first: str, last: str) -> str:
    """
    Return the condition that something stands on some day between two, or came and went on one of
    them; an empty end is open.
    """
    began = f"({begins} IS NULL OR {begins} <= {last})" if last else ""
    ended = f"({ends} IS NULL OR {ends} > {first} OR {begins} >= {first})" if first else ""
    return " AND ".join(one for one in (began, ended) if one)
