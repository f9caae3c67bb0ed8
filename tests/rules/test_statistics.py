"""Statistics against published worked examples, and their properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.insight.statistics import apart, paired, ranked, share_of, steps_counted


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_s_interval_as_newcombe_1998_table_i(
    count: int, of: int, low: float, high: float
) -> None:
    found = share_of(count, of)
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 10), (10, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_s_interval_for_different_people_as_his_table_ii(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = apart(first, second)
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (low, high)


def test_the_reference_study_s_fall_of_isolation_between_different_people() -> None:
    found = apart((62, 100), (23, 100))
    assert found.test == "chi2"
    assert [round(100 * (one or 0)) for one in (found.difference, found.low, found.high)] == [
        -39,
        -50,
        -26,
    ]
    small = apart((12, 20), (5, 20))
    assert small.low is not None
    assert small.high is not None
    assert small.high - small.low > 0.5, "so that n is always printed"


def test_mcnemar_s_exact_test_as_in_the_textbook() -> None:
    """
    Agresti, Categorical Data Analysis: approval of a leader, the same 1,600 people twice: 794, 150,
    86, 570; the exact test of 86 against 150.
    """
    found = paired(both=794, only_before=150, only_after=86, neither=570)
    assert found.p == pytest.approx(3.7e-5, rel=0.05)
    assert found.difference == pytest.approx(-0.04)
    assert found.low is not None
    assert found.high is not None
    assert found.low == pytest.approx(-0.0587, abs=0.0008)
    assert found.high == pytest.approx(-0.0213, abs=0.0008)
    assert paired(5, 0, 0, 5).p == 1.0
    assert paired(0, 0, 6, 4).p == pytest.approx(2 * 0.5**6)


def test_wilcoxon_s_signed_ranks_as_in_the_textbook() -> None:
    """
    Wilcoxon 1945 on Darwin's maize (fifteen pairs, rank sum 24 on the smaller side; exact two-sided
    p = 0.0413).
    """
    differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    found = ranked([0] * 15, differences)
    assert found.p == pytest.approx(0.0413, abs=0.0005)
    assert (found.pairs, found.moved, found.median) == (15, 15, 24.0)
    assert ranked([3, 3], [3, 3]).p == 1.0
    assert ranked([], []).p is None


def test_fisher_s_test_is_taken_where_few_are_expected() -> None:
    tea = apart((3, 4), (1, 4))
    assert (tea.test, tea.p) == ("fisher", pytest.approx(0.4857, abs=0.0001))
    assert apart((0, 5), (0, 5)).p == 1.0
    assert apart((0, 0), (3, 5)).p is None


def test_what_was_left_out_is_counted() -> None:
    assert steps_counted(["4", "", "4", "1"], ["4", "3", "2", "1"]) == [
        ("4", 2),
        ("3", 0),
        ("2", 0),
        ("1", 1),
        ("", 1),
    ]


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_an_interval_holds_its_difference_and_stays_within_everybody(
    both: int, only_before: int, only_after: int, neither: int
) -> None:
    found = paired(both, only_before, only_after, neither)
    other = paired(both, only_after, only_before, neither)
    assert 0 < found.p <= 1
    if found.pairs:
        assert found.low is not None
        assert found.high is not None
        assert found.difference is not None
        assert -1 <= found.low <= found.difference + 1e-9
        assert found.difference - 1e-9 <= found.high <= 1
        assert found.low == pytest.approx(-(other.high or 0))
