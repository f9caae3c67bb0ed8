"""Rounding as forms expect it, and how shares, points and p are said."""

from fractions import Fraction

import pytest

from banso.kit.formatting import p_value, percent, points
from banso_analysis.reports import per_month_and_100k
from banso_analysis.rounding import half_up


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(6, 48, "13%"), (1, 200, "1%"), (57, 200, "29%"), (0, 3, "0%"), (2, 3, "67%"), (1, 3, "33%")],
)
def test_a_half_goes_up_in_percent(part: int, of: int, said: str) -> None:
    assert percent(part / of) == said


def test_every_half_of_a_percent_goes_up_whatever_the_denominator() -> None:
    for of in (2, 3, 7, 8, 40, 48, 125, 200):
        for part in range(of + 1):
            exactly = Fraction(part * 100, of)
            wanted = int(exactly) + (exactly % 1 >= Fraction(1, 2))
            assert percent(part / of) == f"{wanted}%", (part, of)


def test_a_half_goes_away_from_zero_in_points() -> None:
    assert [points(one) for one in (0.125, -0.125, 0.0, -0.004, None)] == [
        "+13",
        "-13",
        "+0",
        "+0",
        "—",
    ]
    assert percent(None) == "—"


def test_a_very_small_p_is_never_said_to_be_none() -> None:
    assert [p_value(one) for one in (0.0, 1e-9, 0.00009999, 0.0001, 0.12345, 1.0, None)] == [
        "p < 0.0001",
        "p < 0.0001",
        "p < 0.0001",
        "p = 0.0001",
        "p = 0.1235",
        "p = 1.0000",
        "—",
    ]


def test_numbers_are_rounded_to_so_many_digits_without_a_detour() -> None:
    assert str(half_up(Fraction(125, 1000), 2)) == "0.13"
    assert str(half_up(Fraction(-125, 1000), 2)) == "-0.13"
    assert str(half_up(Fraction(1, 3), 1)) == "0.3"
    assert str(half_up(Fraction(7, 2))) == "4"
    assert str(half_up(0.285, 2)) == "0.29"
    assert str(half_up(2.5)) == "3"
    assert str(half_up(3)) == "3"


def test_the_monthly_rate_rounds_a_half_up() -> None:
    # 3 ÷ 12 ÷ 100,000 × 100,000 = 0.25
    assert per_month_and_100k(3, 100_000, 12) == 0.3
