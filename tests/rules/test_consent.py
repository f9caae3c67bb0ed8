"""Whether a word stands, to the very day."""

from datetime import date, timedelta

import pytest

from banso.consent.rules import ENDS_SOON, ends_soon, is_weak, stands_on
from banso.people.rules import needs_witness

FROM, UNTIL, WITHDRAWN = date(2026, 4, 1), date(2026, 9, 30), date(2026, 7, 10)
ONE = timedelta(days=1)


def stands(
    day: date, *, answer: str = "yes", until: date | None = UNTIL, withdrawn: date | None = None
) -> bool:
    return stands_on(day, answer=answer, from_on=FROM, until_on=until, withdrawn_on=withdrawn)


def test_a_word_stands_from_its_first_day_to_its_last_both_included() -> None:
    days = [FROM - ONE, FROM, UNTIL, UNTIL + ONE]

    assert [stands(day) for day in days] == [False, True, True, False]


def test_a_word_without_an_end_goes_on() -> None:
    assert stands(UNTIL + 1000 * ONE, until=None)


def test_a_withdrawal_stops_it_on_the_very_day() -> None:
    days = [WITHDRAWN - ONE, WITHDRAWN, WITHDRAWN + ONE]

    assert [stands(day, withdrawn=WITHDRAWN) for day in days] == [True, False, False]


def test_a_no_never_stands_for_giving_on() -> None:
    assert not stands(FROM, answer="no")


def test_only_a_word_without_an_end_is_too_wide() -> None:
    assert (is_weak(until_on=None), is_weak(until_on=UNTIL)) == (True, False)


def test_somebody_asks_again_in_the_last_thirty_days_and_not_after() -> None:
    days = [UNTIL - ENDS_SOON - ONE, UNTIL - ENDS_SOON, UNTIL, UNTIL + ONE]

    assert timedelta(days=30) == ENDS_SOON
    assert [ends_soon(day, UNTIL) for day in days] == [False, True, True, False]
    assert not ends_soon(UNTIL, None)


@pytest.mark.parametrize(("way", "asked"), [("written", False), ("oral", True), ("proxy", True)])
def test_whoever_heard_it_is_written_down_unless_it_is_in_writing(way: str, asked: bool) -> None:
    assert needs_witness(way) is asked
