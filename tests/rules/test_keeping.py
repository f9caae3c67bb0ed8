"""What is kept: the sum of a book, when less than nothing is there, what is left of things."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from banso.keeping.rules import (
    COUNTED_WITHIN,
    Entry,
    Piece,
    balance,
    falls_below,
    in_one_hand,
    is_due,
    left_of,
    lowest_from,
    running,
)

DAY, ONE = date(2026, 11, 1), timedelta(days=1)
AMOUNTS = some.integers(-100_000, 100_000).filter(bool)
BOOKS = some.lists(some.tuples(some.integers(0, 40), AMOUNTS), max_size=30).map(
    lambda rows: [Entry(no, DAY + ONE * day, sum_) for no, (day, sum_) in enumerate(rows, 1)]
)


@given(BOOKS)
def test_what_is_there_in_the_end_is_the_sum_whatever_the_order(book: list[Entry]) -> None:
    totals = running(reversed(book))

    assert balance(book) == sum(one.amount for one in book)
    assert [one for one, _total in totals] == sorted(book, key=lambda one: (one.on, one.number))
    assert not book or totals[-1][1] == balance(book)


@given(BOOKS, some.integers(0, 41))
def test_the_least_from_a_day_on_is_never_more_than_what_is_there(
    book: list[Entry], day: int
) -> None:
    on = DAY + ONE * day

    assert lowest_from(book, on) <= balance(book)
    assert balance(book, until=on) == sum(one.amount for one in book if one.on <= on)


@given(BOOKS, some.integers(0, 41), some.integers(1, 100_000))
def test_what_goes_out_without_a_reason_leaves_nothing_below_nothing(
    book: list[Entry], day: int, amount: int
) -> None:
    new = Entry(len(book) + 1, DAY + ONE * day, -amount)

    below = [one for one, total in running([*book, new]) if one.on >= new.on and total < 0]

    assert falls_below(book, new) == bool(below)


@given(BOOKS)
def test_every_row_reversed_leaves_what_was_there_before(book: list[Entry]) -> None:
    undone = [Entry(len(book) + one.number, one.on, -one.amount) for one in book]

    assert balance([*book, *undone]) == 0


def test_money_that_came_later_does_not_pay_what_went_out_before() -> None:
    book = [Entry(1, DAY, 1000), Entry(2, DAY + ONE * 10, 5000)]

    assert falls_below(book, Entry(3, DAY + ONE, -2000))
    assert not falls_below(book, Entry(3, DAY + ONE * 10, -2000))
    assert not falls_below(book, Entry(3, DAY + ONE, 2000))


def _id(number: int) -> UUID:
    return UUID(int=number)


def test_of_a_thing_is_left_what_was_not_given_back_and_not_reversed() -> None:
    keys, bag, wrong = (
        Piece(_id(1), 3),
        Piece(_id(2), 1),
        Piece(_id(3), 5),
    )
    given_back = [Piece(_id(4), -1, of=keys.id), Piece(_id(5), -1, of=bag.id)]
    undone = [
        Piece(_id(6), -5, reverses=wrong.id),
        Piece(_id(7), 1, of=bag.id, reverses=given_back[1].id),
    ]

    assert left_of([keys, bag, wrong, *given_back, *undone]) == {keys.id: 2, bag.id: 1}
    assert left_of([]) == {}


@given(some.integers(1, 50), some.lists(some.integers(1, 9), max_size=9))
def test_never_more_is_left_than_came(came: int, outs: list[int]) -> None:
    rows = [Piece(_id(1), came)]
    for number, one in enumerate(outs, 2):
        if one <= left_of(rows).get(_id(1), 0):
            rows.append(Piece(_id(number), -one, of=_id(1)))

    assert 0 <= left_of(rows).get(_id(1), 0) <= came


def test_it_is_counted_within_a_month_and_when_it_changes_hands() -> None:
    last = DAY + COUNTED_WITHIN

    assert not is_due(since=DAY, counted_on=None, today=last)
    assert is_due(since=DAY, counted_on=None, today=last + ONE)
    assert not is_due(since=DAY, counted_on=DAY + ONE, today=last + ONE)
    assert is_due(since=DAY, counted_on=DAY + ONE, today=last + ONE * 2)
    assert is_due(since=DAY + ONE, counted_on=DAY, today=DAY + ONE)
    assert not is_due(since=DAY, counted_on=DAY, today=DAY)


def test_what_draws_money_and_its_seal_lie_in_two_hands() -> None:
    assert in_one_hand(["seal", "bankbook"])
    assert in_one_hand(["cash_card", "cash", "seal"])
    assert not in_one_hand(["bankbook", "cash_card"])
    assert not in_one_hand(["seal"])
    assert not in_one_hand([])
