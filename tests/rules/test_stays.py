"""To which stay an asking belongs, and which two askings of a person are compared."""

from datetime import date

import pytest

from banso.insight.rules import Asking, asked_twice, stay_of

JAN, MAY, SEP = date(2025, 1, 10), date(2025, 5, 10), date(2025, 9, 10)


@pytest.mark.parametrize(
    ("moment", "on", "stay"),
    [
        ("meeting", date(2024, 12, 1), 1),
        ("meeting", JAN, 1),
        ("meeting", date(2025, 1, 11), 2),
        ("meeting", SEP, 3),
        ("entry", date(2024, 12, 1), 1),
        ("entry", date(2025, 3, 10), 1),
        ("entry", date(2025, 3, 11), 2),
        ("entry", date(2025, 5, 1), 2),
        ("entry", date(2025, 12, 1), 2),
        ("exit", date(2025, 1, 9), 0),
        ("exit", JAN, 1),
        ("m6", date(2025, 5, 9), 1),
        ("m6", MAY, 2),
        ("yearly", SEP, 2),
    ],
)
def test_an_asking_belongs_to_one_stay(moment: str, on: date, stay: int) -> None:
    assert stay_of(moment, on, [JAN, MAY]) == stay


def test_coming_in_between_two_stays_belongs_to_the_nearer_one_and_else_to_the_later() -> None:
    assert stay_of("entry", date(2025, 1, 12), [JAN, date(2025, 1, 14)]) == 2
    assert stay_of("entry", date(2025, 1, 11), [JAN, date(2025, 1, 14)]) == 1


def test_without_a_stay_only_the_days_count() -> None:
    assert {stay_of(one, JAN, []) for one in ("meeting", "entry", "m6")} == {0}


def twice(
    *askings: tuple[str, date] | tuple[str, date, bool], stays: tuple[date, ...] = ()
) -> object:
    made = [Asking(*one) for one in askings]
    return asked_twice(made, stays, before="entry", after="m6")


def test_nobody_asked_gives_no_pair() -> None:
    assert twice() == (None, None)
    assert twice(("exit", JAN)) == (None, None)


def test_the_last_answer_at_each_moment_counts() -> None:
    assert twice(("entry", JAN), ("entry", JAN), ("m6", MAY), ("m6", SEP)) == (1, 3)
    assert twice(("entry", JAN), ("entry", JAN, True), ("m6", MAY), ("m6", SEP, True)) == (0, 2)
    assert twice(("entry", JAN, True), ("m6", MAY, True), ("m6", SEP, True)) == (0, 2)


def test_the_first_time_is_never_later_than_the_second() -> None:
    assert twice(("m6", JAN), ("entry", MAY)) == (None, 0)
    assert twice(("entry", JAN), ("m6", JAN)) == (0, 1)
    assert twice(("entry", JAN), ("m6", MAY), ("entry", SEP)) == (0, 1)


def test_one_moment_alone_is_told_alone() -> None:
    assert twice(("entry", JAN)) == (0, None)
    assert twice(("m6", JAN)) == (None, 0)


def test_the_newest_stay_answered_both_times_counts_else_the_newest_answered_at_all() -> None:
    first, second = (("entry", JAN), ("m6", date(2025, 4, 1))), (("entry", MAY), ("m6", SEP))
    stays = (JAN, MAY)
    assert twice(*first, *second, stays=stays) == (2, 3)
    assert twice(*first, ("entry", MAY), stays=stays) == (0, 1)
    assert twice(*first, ("entry", MAY), ("m6", SEP, True), stays=stays) == (0, 1)
    assert twice(("entry", JAN), ("entry", MAY), stays=stays) == (1, None)
    assert twice(("entry", JAN), ("entry", MAY, True), stays=stays) == (0, None)
    assert twice(("entry", JAN, True), ("entry", MAY, True), stays=stays) == (1, None)


def test_two_stays_are_never_paired_with_each_other() -> None:
    assert twice(("entry", JAN), ("m6", SEP), stays=(JAN, MAY)) == (None, 1)


def test_coming_in_a_little_early_belongs_to_the_stay_that_begins() -> None:
    assert twice(("entry", date(2025, 5, 8)), ("m6", SEP), stays=(JAN, MAY)) == (0, 1)
