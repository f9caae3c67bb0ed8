"""How backups are called, and which of them stay."""

from datetime import UTC, datetime, timedelta

from banso.backup.rules import differences, made_at, name_of, that_stay

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_a_name_says_whose_and_when() -> None:
    name = name_of("0a1b2c3d", NOW)

    assert name == "banso-0a1b2c3d-20261124T100000Z.age"
    assert made_at(name) == made_at(name, home="0a1b2c3d") == NOW
    assert made_at(name, home="ffffffff") is None


def test_what_is_called_otherwise_is_no_backup() -> None:
    for name in ("x.age", "banso-0a1b2c3d-20261324T100000Z.age", "banso-0a1b2c3d-20261124.age"):
        assert made_at(name) is None
    assert made_at(name_of("0a1b2c3d", NOW) + ".part") is None


def test_the_newest_of_each_day_week_and_month_stay() -> None:
    nightly = [NOW - timedelta(days=days, hours=8) for days in range(800)]

    stay = sorted(that_stay(nightly, now=NOW), reverse=True)

    assert stay[:7] == nightly[:7]
    weeks = {at.isocalendar()[:2] for at in nightly if at >= NOW - timedelta(days=35)}
    months = {(at.year, at.month) for at in nightly if at >= NOW - timedelta(days=366)}
    assert {at.isocalendar()[:2] for at in stay} >= weeks
    assert {(at.year, at.month) for at in stay} == months
    assert len(stay) <= 7 + len(weeks) + len(months)
    assert min(stay) == max(at for at in nightly if (at.year, at.month) == (2025, 11))


def test_every_one_of_the_last_day_stays_and_earlier_one_a_day() -> None:
    hourly = [NOW - timedelta(hours=hours) for hours in range(80)]

    stay = that_stay(hourly, now=NOW)

    assert set(hourly[:24]) <= stay
    assert len(stay) == 24 + 2
    assert NOW - timedelta(hours=35) in stay  # the last of the day before: 23 o'clock
    assert NOW - timedelta(hours=36) not in stay


def test_the_newest_stays_however_old_and_one_of_the_future_too() -> None:
    old, older = NOW - timedelta(days=900), NOW - timedelta(days=901)
    ahead = NOW + timedelta(days=3)

    assert that_stay([older, old], now=NOW) == {old}
    assert that_stay([old, ahead, NOW], now=NOW) == {ahead, NOW}
    assert that_stay([], now=NOW) == set()


def test_the_spans_end_where_they_end() -> None:
    at_the_end = NOW - timedelta(days=366)

    assert at_the_end in that_stay([at_the_end, NOW], now=NOW)
    assert at_the_end - timedelta(seconds=1) not in that_stay(
        [at_the_end - timedelta(seconds=1), NOW], now=NOW
    )


def test_differences_are_found_on_both_sides() -> None:
    assert differences({"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 4, "d": 5}) == ["a", "c", "d"]
    assert differences({"a": 1}, {"a": 1}) == []
