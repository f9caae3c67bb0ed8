"""A household's money by date: nothing is lost, nothing is hoped for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from banso.budget.rules import (
    INCOME,
    SPENDING,
    Flowing,
    Line,
    Pace,
    first_below,
    flow,
    last_open_day,
    per_month,
    total_of_month,
)

SINCE = date(2026, 11, 27)
THINGS = some.lists(
    some.builds(
        Flowing,
        label=some.just("x"),
        amount=some.integers(-200_000, 200_000),
        day=some.none() | some.integers(1, 31),
        pace=some.sampled_from(Pace),
        before_holidays=some.booleans(),
    ),
    max_size=12,
)


def test_each_line_is_income_or_spending() -> None:
    assert {*INCOME, *SPENDING} == set(Line)
    assert Line.OTHER_IN in INCOME
    assert Line.RENT in SPENDING


@given(THINGS, some.integers(-50_000, 500_000), some.integers(0, 200))
def test_what_is_left_is_what_was_there_and_all_that_came_and_went(
    things: list[Flowing], cash: int, days: int
) -> None:
    steps = flow(things, cash=cash, since=SINCE, until=SINCE + timedelta(days=days))

    assert [one.on for one in steps] == sorted(one.on for one in steps)
    assert all(SINCE < one.on <= SINCE + timedelta(days=days) for one in steps)
    left = cash
    for one in steps:
        left += one.amount
        assert one.left == left


@given(THINGS)
def test_over_two_whole_months_everything_is_there_once(things: list[Flowing]) -> None:
    plain = [Flowing("x", one.amount, one.day, one.pace) for one in things]

    steps = flow(plain, cash=0, since=date(2026, 12, 31), until=date(2027, 2, 28))

    both = total_of_month(plain, 1) + total_of_month(plain, 2)
    assert sum(one.amount for one in steps) == both
    assert per_month(plain) == both // 2


@given(THINGS, some.integers(0, 100_000))
def test_the_first_day_below_nothing_is_the_first_one(things: list[Flowing], cash: int) -> None:
    steps = flow(things, cash=cash, since=SINCE, until=SINCE + timedelta(days=120))
    ends = {one.on: one.left for one in steps}

    short = first_below(steps)

    assert short == min((on for on, left in ends.items() if left < 0), default=None)


def test_the_pension_comes_on_the_15th_of_even_months_or_before_a_day_off() -> None:
    pension = Flowing("年金", 130_000, 15, Pace.EVEN, before_holidays=True)

    steps = flow([pension], cash=0, since=SINCE, until=date(2027, 8, 31))

    assert [one.on for one in steps] == [
        date(2026, 12, 15),
        date(2027, 2, 15),
        date(2027, 4, 15),
        date(2027, 6, 15),
        date(2027, 8, 13),  # the 15th is a Sunday
    ]


@pytest.mark.parametrize(
    ("day", "open_day"),
    [
        (date(2026, 11, 23), date(2026, 11, 20)),  # a holiday after a weekend
        (date(2027, 1, 3), date(2026, 12, 30)),
        (date(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_banks_are_closed_on_weekends_holidays_and_new_year(day: date, open_day: date) -> None:
    assert last_open_day(day) == open_day


def test_what_is_paid_before_a_day_off_of_the_next_month_is_not_forgotten() -> None:
    aid = Flowing("保護費", 100_000, 1, before_holidays=True)

    steps = flow([aid], cash=0, since=date(2026, 12, 28), until=date(2026, 12, 31))

    assert [one.on for one in steps] == [date(2026, 12, 30)]  # the 1st of January is a holiday


def test_a_day_that_a_month_lacks_is_its_last_and_what_has_none_goes_in_four_parts() -> None:
    rent, food = Flowing("家賃", -30_000, 31), Flowing("食費", -10_001)

    steps = flow([rent, food], cash=0, since=date(2027, 1, 31), until=date(2027, 2, 28))

    assert [(one.on.day, one.amount) for one in steps] == [
        (1, -2_501),
        (8, -2_500),
        (15, -2_500),
        (22, -2_500),
        (28, -30_000),
    ]


def test_on_one_day_what_goes_out_stands_before_what_comes_in() -> None:
    both = [Flowing("収入", 10, 5), Flowing("支出", -10, 5)]

    steps = flow(both, cash=0, since=date(2027, 1, 1), until=date(2027, 1, 31))

    assert [one.left for one in steps] == [-10, 0]
    assert first_below(steps) is None  # at the end of the day nothing is missing
