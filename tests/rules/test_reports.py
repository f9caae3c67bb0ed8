"""The arithmetic of reports, periods and research lists, edge by edge."""

from datetime import date
from typing import Any

import duckdb
import pytest

from banso.insight.report_lines import REPORTS, lines_of
from banso_analysis.periods import (
    Period,
    age_text,
    as_table,
    fiscal_year_of,
    fiscal_years,
    months,
    months_over,
    stands_between,
    stands_on,
)
from banso_analysis.reports import (
    PER,
    Line,
    filled,
    people_behind,
    per_month_and_100k,
    rate,
)
from banso_analysis.research import ANY, banded, coarse, released

TODAY = date(2026, 5, 20)
MAY, YEAR = 202605, 2026


class Answers:
    """An engine whose rows depend on what is asked; it counts the questions."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        self.asked.append(question)
        if "GROUPING" not in question:
            return [("q", "x"), ("p", "y"), ("p", "x")]
        return [
            (202604, "x", 1, 4, 0),
            (202604, "y", 2, 5, 0),
            (202604, None, 2, 9, 1),
            (YEAR, "x", 3, 6, 0),
            (YEAR, None, 3, 6, 1),
        ]


def line(counts: str, kind: str = "") -> Line:
    return Line("l", REPORTS["support"][0].figure, counts, kind)


@pytest.mark.parametrize(
    ("counts", "kind", "april", "may", "year"),
    [
        ("people", "", 2, 0, 3),
        ("times", "", 9, 0, 6),
        ("people", "x", 1, 0, 3),
        ("times", "x", 4, 0, 6),
        ("times", "z", 0, 0, 0),
    ],
)
def test_a_line_counts_different_people_or_how_often(
    counts: str, kind: str, april: int, may: int, year: int
) -> None:
    found = filled(Answers(), (line(counts, kind),), fiscal_year=YEAR, today=TODAY)  # type: ignore[arg-type]

    assert found.numbers["l"] == {202604: april, MAY: may, YEAR: year}
    assert found.total("l") == year
    assert [one.key for one in found.months] == [202604, MAY]
    assert found.year == Period(YEAR, date(2026, 4, 1), TODAY)


def test_lines_over_the_same_rows_ask_once() -> None:
    engine = Answers()
    both = (Line("a", line("times").figure, "times"), Line("b", line("times").figure, "people"))

    found = filled(engine, both, fiscal_year=YEAR, today=TODAY)  # type: ignore[arg-type]

    assert len(engine.asked) == 1
    assert (found.total("a"), found.total("b")) == (6, 3)


def test_a_year_that_has_not_begun_has_no_report() -> None:
    with pytest.raises(ValueError, match="2027"):
        filled(Answers(), (line("times"),), fiscal_year=2027, today=TODAY)  # type: ignore[arg-type]


def test_today_stands_in_what_is_asked_about_silence() -> None:
    engine = Answers()
    silent = next(one for one in REPORTS["accompanying"] if one.code == "silent")

    filled(engine, (silent,), fiscal_year=YEAR, today=TODAY)  # type: ignore[arg-type]

    assert "t.next_look_on <= DATE '2026-05-20'" in engine.asked[0]
    assert "t.returned_on IS NULL" in engine.asked[0]


def test_the_people_behind_a_number_are_of_its_kind_and_its_period() -> None:
    def behind(kind: str, period: int = MAY) -> list[str]:
        return people_behind(
            Answers(),  # type: ignore[arg-type]
            line("people", kind),
            fiscal_year=YEAR,
            period=period,
            today=TODAY,
        )

    assert behind("x") == ["p", "q"]
    assert behind("y") == ["p"]
    assert behind("") == behind("x", YEAR) == ["p", "q"]
    with pytest.raises(LookupError):
        behind("x", 202606)


def test_the_support_report_has_a_line_for_each_statutory_service() -> None:
    more = lines_of("support", ("work_prep", "housing"))[-2:]

    assert [(one.code, one.kind, one.counts) for one in more] == [
        ("service-work_prep", "work_prep", "times"),
        ("service-housing", "housing", "times"),
    ]
    assert lines_of("centre", ("work_prep",)) == REPORTS["centre"]
    with pytest.raises(KeyError):
        lines_of("nothing")


def test_a_share_of_nothing_is_none() -> None:
    assert (rate(1, 4), rate(0, 4), rate(0, 0)) == (0.25, 0.0, None)


def test_the_monthly_number_for_each_100_000_people() -> None:
    assert PER == 100_000
    assert per_month_and_100k(24, 1_000_000, 12) == 0.2
    assert per_month_and_100k(24, 1_000_000, 0) is None
    assert per_month_and_100k(24, 0, 12) is None
    assert per_month_and_100k(1_234, 950_000, 7) == 18.6


def test_the_fiscal_year_begins_in_april() -> None:
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31), date(2027, 1, 1)]

    assert [fiscal_year_of(day) for day in days] == [2025, 2026, 2026, 2026]


def test_years_and_months_are_cut_at_the_day_and_begin_on_their_first() -> None:
    assert fiscal_years(2025, 2027, until=date(2026, 4, 1)) == [
        Period(2025, date(2025, 4, 1), date(2026, 3, 31)),
        Period(2026, date(2026, 4, 1), date(2026, 4, 1)),
    ]
    cut = months(2025, until=date(2026, 3, 1))
    assert (cut[0], cut[8], cut[-1]) == (
        Period(202504, date(2025, 4, 1), date(2025, 4, 30)),
        Period(202512, date(2025, 12, 1), date(2025, 12, 31)),
        Period(202603, date(2026, 3, 1), date(2026, 3, 1)),
    )
    assert len(months(2023, until=date(2030, 1, 1))) == 12
    assert months(2023, until=date(2030, 1, 1))[10].last == date(2024, 2, 29)


def test_periods_as_rows_begin_at_their_end_where_only_that_is_asked() -> None:
    given = [Period(1, date(2026, 4, 1), date(2026, 4, 30))]

    assert "(1, DATE '2026-04-01', DATE '2026-04-30', TRUE)" in as_table(given)
    ends = as_table(given, at_the_end=True)
    assert "(1, DATE '2026-04-30', DATE '2026-04-30', FALSE)" in ends
    assert as_table(given * 2).count("), (") == 1
    assert as_table(given).endswith("AS given(period, first_on, last_on, any_day))")


def test_an_age_in_a_question_waits_for_the_month_of_birth() -> None:
    assert age_text("x", year=2026, month=11) == (
        "(2026 - x.birth_year - CASE WHEN x.birth_month > 11 THEN 1 ELSE 0 END)"
    )


@pytest.mark.parametrize(
    ("kind", "value", "steps"),
    [
        ("day", date(2026, 3, 31), ["2026-03", "2026-Q1", "FY2025", ANY, ANY]),
        ("day", date(2026, 4, 1), ["2026-04", "2026-Q2", "FY2026", ANY, ANY]),
        ("number", 39, ["30-39", "20-39", ANY]),
        ("number", 40, ["40-49", "40-59", ANY]),
        ("number", None, ["", "", ANY]),
        ("code", "female", ["female", ANY]),
        ("code", None, ["", ANY]),
    ],
)
def test_what_tells_becomes_coarser_step_by_step(kind: str, value: Any, steps: list[str]) -> None:
    assert [coarse(kind, value, step) for step in range(len(steps))] == steps


def test_numbers_that_do_not_tell_stand_in_bands() -> None:
    edges = [None, 0, 1, 4, 5, 9, 10, 19, 20, 49, 50, 999]

    assert [banded(one) for one in edges] == [
        "",
        "0",
        "1-4",
        "1-4",
        "5-9",
        "5-9",
        "10-19",
        "10-19",
        "20-49",
        "20-49",
        "50+",
        "50+",
    ]


COLUMNS = [("sex", "code", True), ("age", "number", True), ("notes", "number", False)]


def test_rows_stay_as_fine_as_enough_people_share_them() -> None:
    rows = [("f", 31, 3)] * 4 + [("f", 31, 0)] + [("m", 39, 60)] * 4 + [("m", 39, None)]

    found = released(rows, COLUMNS)

    assert found.steps == {"sex": 0, "age": 0}
    assert set(found.rows) == {
        ("f", "30-39", "1-4"),
        ("f", "30-39", "0"),
        ("m", "30-39", "50+"),
        ("m", "30-39", ""),
    }
    assert (found.left_out, found.kept) == (0, list(range(10)))


def test_the_column_that_sets_most_apart_becomes_coarser_first() -> None:
    rows = [("f", age, age) for age in (21, 31, 41, 51, 61)] + [("f", 61, 0)] * 5

    found = released(rows, COLUMNS)

    assert found.steps == {"sex": 0, "age": 2}
    assert {row[1] for row in found.rows} == {ANY}


def test_few_who_stand_alone_are_left_out_and_counted() -> None:
    rows = [("f", 31, number) for number in range(95)] + [("m", 71, number) for number in range(5)]

    assert released(rows, COLUMNS).left_out == 0
    found = released([*rows[:96], ("m", 31, 0), *rows[:20]], COLUMNS)
    assert found.left_out == 2
    assert not set(found.kept) & {95, 96}
    assert found.steps == {"sex": 0, "age": 0}


def test_many_alike_who_all_say_the_same_are_left_out() -> None:
    """Whoever knows that somebody is in the list would learn it of them."""
    told = [("f", 31, number) for number in (0, 3) * 60]
    silent = [("m", 71, number) for number in (3, 4, 1, 2, 3)]

    assert released(told + silent, COLUMNS).left_out == 5, "all of one band"
    assert released(silent, COLUMNS).rows == []
    assert released([*told, *silent[1:], ("m", 71, 9)], COLUMNS).left_out == 0


def test_fewer_than_two_alike_hide_nobody() -> None:
    with pytest.raises(ValueError, match="1"):
        released([], COLUMNS, k=1)
    assert released([("f", 1, 1), ("f", 1, 0)], COLUMNS, k=2).left_out == 0


def test_the_services_lines_count_services_and_a_line_without_rows_is_zero() -> None:
    (service,) = lines_of("support", ("work_prep",))[-1:]
    silent = next(one for one in REPORTS["accompanying"] if one.code == "silent")
    engine = Answers()

    found = filled(engine, (service, silent), fiscal_year=YEAR, today=TODAY)  # type: ignore[arg-type]

    assert "FROM plan_services t" in engine.asked[0]
    assert "t.service AS kind" in engine.asked[0]
    assert found.total("service-work_prep") == 0


def test_a_figure_of_the_last_day_is_asked_at_the_end_of_each_period() -> None:
    engine = Answers()
    people = next(one for one in REPORTS["accompanying"] if one.code == "people")

    filled(engine, (people,), fiscal_year=YEAR, today=TODAY)  # type: ignore[arg-type]

    assert "(202604, DATE '2026-04-30', DATE '2026-04-30', FALSE)" in engine.asked[0]


def test_years_end_with_the_last_that_was_asked_for() -> None:
    assert [one.key for one in fiscal_years(2023, 2024, until=TODAY)] == [2023, 2024]


def on_duckdb(condition: str, begins: date | None, ends: date | None) -> bool:
    """Return whether a condition holds of a row `t` that begins and ends on these days."""
    row = "SELECT CAST(? AS DATE) AS begun_on, CAST(? AS DATE) AS ended_on"
    question = f"SELECT COUNT(*) FROM ({row}) t WHERE {condition}"
    found = duckdb.connect().execute(question, [begins, ends]).fetchone()
    assert found is not None
    return found[0] == 1


DAY, EVE, MORROW = date(2026, 5, 20), date(2026, 5, 19), date(2026, 5, 21)


@pytest.mark.parametrize(
    ("begins", "ends", "stands"),
    [
        (EVE, None, True),
        (DAY, None, True),
        (MORROW, None, False),
        (None, None, True),
        (None, DAY, False),
        (None, MORROW, True),
        (EVE, DAY, False),
        (EVE, MORROW, True),
        (DAY, DAY, False),
    ],
)
def test_what_stands_on_a_day_stands_as_it_ends(
    begins: date | None, ends: date | None, stands: bool
) -> None:
    condition = stands_on("t.begun_on", "t.ended_on", f"DATE '{DAY}'")

    assert on_duckdb(condition, begins, ends) is stands


@pytest.mark.parametrize(
    ("begins", "ends", "both", "since", "until"),
    [
        (EVE, EVE, False, False, True),
        (EVE, DAY, False, False, True),
        (EVE, MORROW, True, True, True),
        (DAY, DAY, True, True, True),
        (MORROW, MORROW, True, True, True),
        (MORROW, None, True, True, True),
        (date(2026, 5, 22), None, False, True, False),
        (None, DAY, False, False, True),
        (None, MORROW, True, True, True),
        (None, None, True, True, True),
    ],
)
def test_what_stands_between_two_days_stands_on_one_of_them_or_came_and_went(
    begins: date | None, ends: date | None, both: bool, since: bool, until: bool
) -> None:
    first, last = f"DATE '{DAY}'", f"DATE '{MORROW}'"

    def between(first: str, last: str) -> bool:
        condition = stands_between("t.begun_on", "t.ended_on", first, last)
        return on_duckdb(condition, begins, ends)

    assert (between(first, last), between(first, ""), between("", last)) == (both, since, until)
    assert stands_between("t.begun_on", "t.ended_on", "", "") == ""


def test_a_month_is_over_on_its_last_day() -> None:
    def over(until: date) -> list[int]:
        return [one.key for one in months_over(months(2026, until=until))]

    assert over(date(2026, 4, 29)) == []
    assert over(date(2026, 4, 30)) == over(date(2026, 5, 30)) == [202604]
    assert len(over(date(2027, 3, 31))) == 12


def test_lines_are_counted_over_the_months_that_are_over_as_well() -> None:
    class Engine(Answers):
        def rows(self, question: str) -> list[tuple[Any, ...]]:
            more = [(202600, "x", 7, 8, 0), (202600, None, 7, 8, 1)]
            return super().rows(question) + (more if "GROUPING" in question else [])

    engine = Engine()
    found = filled(engine, (line("times"),), fiscal_year=YEAR, today=TODAY)  # type: ignore[arg-type]

    assert "(202600, DATE '2026-04-01', DATE '2026-04-30', TRUE)" in engine.asked[0]
    assert (found.over, found.over_numbers) == ([found.months[0]], {"l": 8})
    april = filled(engine, (line("people"),), fiscal_year=YEAR, today=date(2026, 4, 29))  # type: ignore[arg-type]
    assert (april.over, april.over_numbers) == ([], {})
    assert "202600" not in engine.asked[1]
    june = filled(engine, (line("people"),), fiscal_year=YEAR, today=date(2026, 6, 30))  # type: ignore[arg-type]
    assert june.over_numbers == {"l": 7}
    assert "(202600, DATE '2026-04-01', DATE '2026-06-30', TRUE)" in engine.asked[2]


TWO_TELLING = [("age", "number", True), ("sex", "code", True)]


def test_what_tells_most_is_made_coarser_one_step_at_a_time() -> None:
    found = released([(20, "f"), (31, "f")], TWO_TELLING, k=2)

    assert found.steps == {"age": 1, "sex": 0}
    assert found.rows == [("20-39", "f")] * 2


def test_one_of_twenty_may_be_left_out_before_anything_is_made_coarser() -> None:
    found = released([(20, "f")] * 19 + [(90, "f")], TWO_TELLING, k=2)

    assert (found.left_out, found.steps) == (1, {"age": 0, "sex": 0})


def test_too_few_are_made_as_coarse_as_can_be_and_leave() -> None:
    found = released([(20, "f"), (31, "m")], TWO_TELLING, k=5)

    assert (found.rows, found.left_out, found.steps) == ([], 2, {"age": 2, "sex": 1})


def test_what_does_not_tell_leaves_as_it_is_even_where_it_is_not_known() -> None:
    columns = [("sex", "code", True), ("kind", "code", False), ("times", "number", False)]
    found = released([("f", "x", 3), ("f", None, 30)], columns, k=2)

    assert found.rows == [("f", None, "20-49"), ("f", "x", "1-4")]
