"""Homes that were kept: who is in the denominator, under every choice, to the day."""

from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from banso_analysis.homes import MARKS, Choice, End, Stay, events, kept_after, stays

TODAY, ONE = date(2026, 11, 24), timedelta(days=1)


class Answers:
    """An engine that gives prepared rows and keeps what it was asked."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._rows, self.asked = rows, ""

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        self.asked = question
        return self._rows


def home(*, moved: int, ended: int | None = None, end: str = "kept") -> Stay:
    """A home moved into so many days ago, which ended after so many days."""
    return Stay("p", TODAY - moved * ONE, moved if ended is None else ended, end)


def standing(one: Stay, **choice: str) -> str:
    found = kept_after([one], 182, Choice(**choice), today=TODAY)
    return next(name for name, people in found.people.items() if people)


@pytest.mark.parametrize(
    ("one", "where"),
    [
        (home(moved=182), "kept"),
        (home(moved=181), "too_new"),
        (home(moved=400, ended=182, end=End.BACK), "kept"),
        (home(moved=400, ended=181, end=End.BACK), "not"),
        (home(moved=100, ended=30, end=End.BACK), "too_new"),
        (home(moved=400, ended=90, end=End.DIED), "died"),
        (home(moved=400, ended=90, end=End.ENDED), "ended"),
    ],
)
def test_where_a_home_stands_after_half_a_year(one: Stay, where: str) -> None:
    assert standing(one) == where


@pytest.mark.parametrize(
    ("end", "choice", "where"),
    [
        (End.LOST, {}, "lost"),
        (End.LOST, {"lost": "kept"}, "kept"),
        (End.LOST, {"lost": "not"}, "not"),
        (End.LOST, {"care": "not"}, "lost"),
        (End.CARE, {}, "care"),
        (End.CARE, {"care": "not"}, "not"),
        (End.CARE, {"lost": "not"}, "care"),
    ],
)
def test_who_is_counted_is_chosen_and_stated(end: str, choice: dict[str, str], where: str) -> None:
    assert standing(home(moved=400, ended=90, end=end), **choice) == where


def test_recent_movers_count_neither_when_they_stay_nor_when_they_are_back() -> None:
    found = kept_after(
        [home(moved=400)] * 7
        + [home(moved=400, ended=90, end=End.BACK)] * 2
        + [home(moved=100, ended=30, end=End.BACK)] * 2,
        182,
        Choice(),
        today=TODAY,
    )

    assert (found.days, found.kept, found.of, found.out) == (182, 7, 9, {"too_new": 2})


def test_a_curve_falls_only_where_a_home_was_lost() -> None:
    found = [home(moved=9, ended=5, end=end) for end in End]

    def lost(**choice: str) -> list[str]:
        return [
            end
            for end, (_days, event) in zip(End, events(found, Choice(**choice)), strict=True)
            if event
        ]

    assert lost() == ["back"]
    assert lost(lost="not") == ["back", "lost"]
    assert lost(care="not") == ["back", "care"]
    assert lost(lost="kept", care="out") == ["back"]
    assert [days for days, _event in events(found, Choice())] == [5] * len(End)


@pytest.mark.parametrize(
    ("closed", "reason", "back", "days", "end"),
    [
        (None, None, None, 100, "kept"),
        (TODAY + ONE, "died", None, 100, "kept"),
        (TODAY, "died", None, 100, "died"),
        (TODAY - 40 * ONE, "lost_contact", None, 60, "lost"),
        (TODAY - 40 * ONE, "hospital", None, 60, "care"),
        (TODAY - 40 * ONE, "facility", None, 60, "care"),
        (TODAY - 40 * ONE, "wished", None, 60, "ended"),
        (TODAY - 40 * ONE, None, None, 60, "ended"),
        (TODAY - 40 * ONE, "wished", TODAY - 10 * ONE, 90, "back"),
        (None, None, TODAY, 100, "back"),
        (None, None, TODAY + ONE, 100, "kept"),
    ],
)
def test_what_became_of_a_home(
    closed: date | None, reason: str | None, back: date | None, days: int, end: str
) -> None:
    since = TODAY - 100 * ONE
    engine = Answers([("p", since, closed, reason, back)])

    assert stays(engine, today=TODAY) == [Stay("p", since, days, end)]  # type: ignore[arg-type]
    assert "a.opened_on <= DATE '2026-11-24'" in engine.asked


def test_the_marks_are_half_a_year_a_year_and_three() -> None:
    assert MARKS == (182, 365, 1096)


class OnDuckDB:
    """The real engine over a few entries."""

    def __init__(self, entries: list[tuple[Any, ...]]) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(
            "CREATE TABLE ledger_entries (person_id TEXT, ledger TEXT, opened_on DATE, "
            "closed_on DATE, closing_reason TEXT)"
        )
        self._connection.executemany("INSERT INTO ledger_entries VALUES (?, ?, ?, ?, ?)", entries)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(question).fetchall()


def test_each_person_has_one_home_their_first_and_the_soonest_way_back() -> None:
    day = date.fromisoformat
    engine = OnDuckDB(
        [
            ("b", "aftercare", day("2026-01-01"), day("2026-02-01"), "wished"),
            ("b", "aftercare", day("2026-03-01"), None, ""),
            ("a", "centre", day("2025-01-01"), day("2025-06-01"), "passed_on"),
            ("a", "aftercare", day("2025-06-01"), None, ""),
            ("a", "outreach", day("2025-08-01"), None, ""),
            ("a", "centre", day("2025-07-01"), None, ""),
            ("c", "aftercare", day("2026-11-25"), None, ""),
            ("d", "outreach", day("2026-01-01"), None, ""),
            ("e", "aftercare", TODAY, None, ""),
        ]
    )

    assert stays(engine, today=TODAY) == [  # type: ignore[arg-type]
        Stay("a", day("2025-06-01"), 30, "back"),
        Stay("b", day("2026-01-01"), 31, "ended"),
        Stay("e", TODAY, 0, "kept"),
    ]


def test_who_stands_where_is_told_by_name() -> None:
    found = kept_after([home(moved=400)], 182, Choice(), today=TODAY)

    assert found.people["kept"] == ["p"]


@pytest.mark.parametrize(
    ("entries", "days", "end"),
    [
        ([(-100, -60, "wished"), (-60, None, "")], 100, "kept"),
        ([(-100, -60, "wished"), (-59, None, "")], 40, "ended"),
        ([(-100, -60, "lost_contact"), (-60, -20, "died")], 80, "died"),
        ([(-100, -60, "wished"), (-60, -60, "died")], 40, "died"),
        ([(-100, -20, "wished"), (-60, -50, "died")], 80, "ended"),
        ([(-100, None, ""), (-60, -50, "died")], 100, "kept"),
        ([(-100, -60, "wished"), (-60, -40, "died"), (-40, None, "")], 100, "kept"),
        ([(-100, -60, "died"), (-50, -40, "wished"), (-40, None, "")], 40, "died"),
        ([(-100, -60, "wished"), (-60, None, ""), (-50, -40, "died")], 100, "kept"),
    ],
)
def test_a_home_goes_on_over_entries_that_touch(
    entries: list[tuple[int, int | None, str]], days: int, end: str
) -> None:
    rows = [
        ("p", TODAY + begun * ONE, None if over is None else TODAY + over * ONE, reason, None)
        for begun, over, reason in entries
    ]

    assert stays(Answers([*rows, ("q", TODAY, None, "", None)]), today=TODAY) == [  # type: ignore[arg-type]
        Stay("p", TODAY - 100 * ONE, days, end),
        Stay("q", TODAY, 0, "kept"),
    ]
