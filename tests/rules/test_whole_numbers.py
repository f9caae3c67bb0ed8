"""A number in an address is a whole number that a database can count to, or none."""

import pytest

from banso.kit.numbers import LARGEST, whole_number


@pytest.mark.parametrize("text", ["", "²", "-1", "1.5", "x", "9" * 5000, str(LARGEST + 1)])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole_number(text) is None


def test_whole_numbers_up_to_the_most_are_read() -> None:
    assert whole_number("2026") == whole_number("２０２６") == 2026
    assert whole_number(str(LARGEST)) == LARGEST
    assert (whole_number("12", most=12), whole_number("13", most=12)) == (12, None)
