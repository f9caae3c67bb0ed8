"""Statistics held against formulas written anew, over every small table."""

from fractions import Fraction
from itertools import product
from math import comb, sqrt

import pytest

from banso.insight.statistics import apart, paired, several, share_of

Z = 1.959963984540054


def wilson(count: int, of: int) -> tuple[float, float, float]:
    """Return a share with its interval (Wilson 1927)."""
    p = count / of
    middle = (p + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z * sqrt(p * (1 - p) / of + Z**2 / (4 * of**2)) / (1 + Z**2 / of)
    return p, middle - half, middle + half


def newcombe(both: int, only_after: int, only_before: int, neither: int) -> tuple[float, float]:
    """Return the interval of a paired difference (Newcombe 1998b, method 10)."""
    n = both + only_after + only_before + neither
    after, low_after, high_after = wilson(both + only_after, n)
    before, low_before, high_before = wilson(both + only_before, n)
    odds = both * neither - only_after * only_before
    corrected = odds - n / 2 if odds > n / 2 else 0 if odds >= 0 else odds
    margins = (
        (both + only_after)
        * (only_before + neither)
        * (both + only_before)
        * (only_after + neither)
    )
    phi = corrected / sqrt(margins) if margins else 0.0
    down, up = (after - low_after, high_before - before), (high_after - after, before - low_before)
    difference = after - before
    return (
        difference - sqrt(down[0] ** 2 - 2 * phi * down[0] * down[1] + down[1] ** 2),
        difference + sqrt(up[0] ** 2 - 2 * phi * up[0] * up[1] + up[1] ** 2),
    )


def test_every_small_paired_table_has_newcombe_s_interval() -> None:
    for both, before, after, neither in product((0, 1, 2, 5), repeat=4):
        found = paired(both, before, after, neither)
        if not found.pairs:
            continue
        expected = newcombe(both, after, before, neither)
        assert (found.low, found.high) == pytest.approx(expected, abs=1e-9), found
        assert -1 - 1e-9 <= expected[0] <= expected[1] <= 1 + 1e-9


def test_every_small_paired_table_has_the_exact_p_of_a_coin() -> None:
    for before, after in product(range(6), repeat=2):
        moved, few = before + after, min(before, after)
        tail = Fraction(sum(comb(moved, one) for one in range(few + 1)), 2**moved)
        assert paired(3, before, after, 2).p == pytest.approx(float(min(2 * tail, Fraction(1))))


@pytest.mark.parametrize("place", range(4))
def test_no_count_of_pairs_is_negative(place: int) -> None:
    counts = [9, 9, 9, 9]
    counts[place] = -1

    with pytest.raises(ValueError, match="negative"):
        paired(*counts)


def test_something_has_moved_only_where_interval_and_exact_test_agree() -> None:
    assert paired(0, 6, 0, 0).moved is True
    assert paired(0, 0, 6, 0).moved is True
    assert paired(3, 1, 1, 3).moved is False
    assert paired(0, 4, 0, 0).moved is None, "the interval leaves zero out, p is 0.125"
    assert paired(0, 0, 4, 0).moved is None
    assert paired(0, 0, 0, 0).moved is None


def test_where_the_interval_holds_zero_a_small_p_says_nothing_alone() -> None:
    for one in product((0, 1, 3, 6), repeat=4):
        found = paired(*one)
        if found.low is None or found.high is None:
            continue
        outside, small = not found.low <= 0 <= found.high, found.p < 0.05
        assert found.moved is (outside if outside == small else None)


@pytest.mark.parametrize(
    ("first", "second"),
    [((1, 1), (0, 9)), ((3, 10), (7, 12)), ((40, 90), (70, 95)), ((0, 4), (0, 7))],
)
def test_two_groups_are_told_with_their_shares(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found = apart(first, second)

    assert (found.first, found.second) == (share_of(*first), share_of(*second))
    assert found.difference == pytest.approx(second[0] / second[1] - first[0] / first[1])


def test_one_of_ten_is_no_column_of_nobody() -> None:
    assert apart((1, 1), (0, 9)).p == pytest.approx(0.1)


def test_a_group_of_nobody_keeps_its_place() -> None:
    found = apart((0, 0), (3, 4))
    assert (found.first, found.second, found.p) == (share_of(0, 0), share_of(3, 4), None)


def test_several_groups_are_compared_without_yates_correction() -> None:
    groups = [(30, 50), (20, 50)]
    (first, second) = groups

    assert several(groups).p == apart(first, second).p == pytest.approx(0.0455, abs=0.00005)


def exact(groups: list[tuple[int, int]]) -> float:
    """Return how likely a table is that lies as far off as this one, over all tables."""
    yes, everybody = sum(one for one, _of in groups), sum(of for _one, of in groups)

    def distance(counts: tuple[int, ...]) -> Fraction:
        return sum(
            (Fraction(count) - Fraction(of * yes, everybody)) ** 2
            * everybody**2
            / (of * yes * (everybody - yes))
            for count, (_one, of) in zip(counts, groups, strict=True)
        )  # type: ignore[return-value]

    seen = distance(tuple(one for one, _of in groups))
    ways = {
        counts: 1
        for counts in product(*(range(of + 1) for _one, of in groups))
        if sum(counts) == yes
    }
    for counts in ways:
        for count, (_one, of) in zip(counts, groups, strict=True):
            ways[counts] *= comb(of, count)
    far = sum(number for counts, number in ways.items() if distance(counts) >= seen)
    return far / comb(everybody, yes)


@pytest.mark.parametrize(
    "groups", [[(1, 4), (0, 5), (3, 4)], [(2, 3), (0, 6), (1, 5)], [(4, 4), (1, 4), (1, 3), (0, 2)]]
)
def test_drawn_tables_come_near_the_exact_p(groups: list[tuple[int, int]]) -> None:
    found = several(groups)

    assert found.test == "drawn"
    assert found.p == pytest.approx(exact(groups), abs=0.01)


def test_where_every_table_is_as_far_off_p_is_one_exactly() -> None:
    assert several([(1, 1), (0, 1), (0, 1)]).p == 1.0
