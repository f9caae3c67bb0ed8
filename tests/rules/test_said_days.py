"""Days as people say them."""

from datetime import date

import pytest

from banso.kit.readers.said_days import said_day

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("きょう", date(2026, 11, 27)),
        ("あす", date(2026, 11, 28)),
        ("明後日", date(2026, 11, 29)),
        ("おととい", date(2026, 11, 25)),
        ("Tomorrow", date(2026, 11, 28)),
        ("月曜", date(2026, 11, 30)),
        ("金曜日", date(2026, 12, 4)),
        ("来週火曜", date(2026, 12, 1)),
        ("来週の日曜", date(2026, 12, 6)),
        ("今週月曜", date(2026, 11, 23)),
        ("先週 木曜", date(2026, 11, 19)),
        ("next tuesday", date(2026, 12, 1)),
        ("３日前", date(2026, 11, 24)),
        ("2週間後", date(2026, 12, 11)),
        ("3か月後", date(2027, 2, 27)),
        ("月末", date(2026, 11, 30)),
        ("来月末", date(2026, 12, 31)),
        ("先月末", date(2026, 10, 31)),
    ],
)
def test_what_is_said_is_read_from_the_day_on_which_it_is_said(text: str, day: date) -> None:
    assert said_day(text, today=FRIDAY) == day


def test_a_weekday_of_what_happened_is_the_last_one() -> None:
    assert said_day("金曜", today=FRIDAY, past=True) == FRIDAY
    assert said_day("土曜", today=FRIDAY, past=True) == date(2026, 11, 21)
    assert said_day("friday", today=FRIDAY, past=True) == FRIDAY


@pytest.mark.parametrize(
    "text", ["", "金", "いつか", "monday morning", "0", "末", "11/20", "R8.11.20"]
)
def test_what_is_no_such_word_is_left_to_other_readers(text: str) -> None:
    assert said_day(text, today=FRIDAY) is None


def test_the_turn_of_the_year_and_a_leap_day() -> None:
    assert said_day("来月末", today=date(2027, 12, 31)) == date(2028, 1, 31)
    assert said_day("1か月後", today=date(2028, 1, 31)) == date(2028, 2, 29)
    assert said_day("先月末", today=date(2028, 3, 31)) == date(2028, 2, 29)
