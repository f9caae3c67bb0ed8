"""When a job is due: its moment has passed since it last ran."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from banso.schedule.rules import Ran, is_due, last_that_counts, next_moment, trigger_of

TOKYO = ZoneInfo("Asia/Tokyo")
NIGHTLY = "30 1 * * *"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def due(now: datetime, *runs: Ran, when: str = NIGHTLY) -> bool:
    return is_due(when, runs, now=now, zone=TOKYO)


def test_what_never_ran_is_due() -> None:
    assert due(at(24, 12))


@pytest.mark.parametrize(
    ("now", "expected"),
    [(at(25, 1, 29), False), (at(25, 1, 30), True), (at(25, 9), True), (at(28, 0), True)],
)
def test_what_ran_is_due_again_from_its_next_moment_on(now: datetime, expected: bool) -> None:
    assert due(now, Ran(at(24, 1, 30))) is expected


def test_a_run_that_was_late_does_not_move_the_next_moment() -> None:
    late = Ran(at(24, 11))

    assert not due(at(24, 23, 59), late)
    assert due(at(25, 1, 30), late)


def test_the_moment_is_in_the_home_s_time() -> None:
    ran = Ran(datetime(2026, 11, 23, 16, 30, tzinfo=UTC))  # half past one in Tokyo

    assert next_moment(NIGHTLY, ran.begun_at, TOKYO) == at(25, 1, 30)


def test_what_was_broken_off_is_done_again_once() -> None:
    whole, first, second = (
        Ran(at(24, 1, 30)),
        Ran(at(25, 1, 30), broken_off=True),
        Ran(at(25, 9), broken_off=True),
    )

    assert due(at(25, 9), first, whole)
    assert not due(at(25, 10), second, first, whole)
    assert due(at(26, 1, 30), second, first, whole)


def test_the_very_first_run_broken_off_is_done_again() -> None:
    assert last_that_counts([Ran(at(25, 1), broken_off=True)]) is None
    assert last_that_counts([]) is None


def test_a_line_that_is_no_cron_is_refused() -> None:
    with pytest.raises(ValueError, match="Wrong number of fields"):
        trigger_of("nightly", TOKYO)


def test_once_an_hour() -> None:
    ran = Ran(at(24, 10, 45))

    assert not due(ran.begun_at + timedelta(minutes=59), ran, when="45 * * * *")
    assert due(ran.begun_at + timedelta(minutes=60), ran, when="45 * * * *")


def test_every_moment_is_asked_in_the_zone_that_was_given() -> None:
    nepal = ZoneInfo("Asia/Kathmandu")
    ran = datetime(2026, 11, 24, 12, tzinfo=UTC)
    there = datetime(2026, 11, 25, 1, 30, tzinfo=nepal)

    assert next_moment(NIGHTLY, ran, nepal) == there
    assert trigger_of(NIGHTLY, nepal).timezone == nepal
    assert is_due(NIGHTLY, [Ran(ran)], now=there, zone=nepal)
    assert not is_due(NIGHTLY, [Ran(ran)], now=there - timedelta(minutes=1), zone=nepal)


def test_of_runs_broken_off_the_newest_counts_from_the_second_on() -> None:
    old, new = Ran(at(24, 1), broken_off=True), Ran(at(25, 1), broken_off=True)
    whole, earlier = Ran(at(23, 1)), Ran(at(22, 1))

    assert last_that_counts([new, old]) == new
    assert last_that_counts([new, whole, earlier]) == whole
