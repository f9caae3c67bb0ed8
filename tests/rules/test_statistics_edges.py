"""Statistics at their edges: signs, corrections, empty tables, the smallest numbers that leave."""

import pytest

from banso.insight.statistics import apart, paired, ranked, several, share_of, steps_counted


def rounded(*numbers: float | None) -> list[float | None]:
    return [None if one is None else round(one, 4) for one in numbers]


def test_newcombe_s_interval_for_the_same_people_is_corrected_for_continuity() -> None:
    """Method 10 of Newcombe 1998 (paired): 20, 12, 2, 16 give 0.0562 to 0.3292."""
    grew, fell = paired(20, 2, 12, 16), paired(20, 12, 2, 16)

    assert rounded(grew.difference, grew.low, grew.high) == [0.2, 0.0562, 0.3292]
    assert rounded(fell.difference, fell.low, fell.high) == [-0.2, -0.3292, -0.0562]
    assert rounded(grew.p, fell.p) == [0.0129, 0.0129]
    assert grew.pairs == 50


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((12, 9, 2, 53), [-0.0921, -0.1817, -0.0044, 0.0654]),
        ((54, 0, 0, 0), [0.0, -0.0664, 0.0664, 1.0]),
        ((16, 0, 2, 2), [0.1, -0.0807, 0.2939, 0.5]),
        ((1, 5, 6, 1), [0.0769, -0.3773, 0.4989, 1.0]),
    ],
)
def test_pairs_of_every_shape(cells: tuple[int, int, int, int], expected: list[float]) -> None:
    found = paired(*cells)

    assert rounded(found.difference, found.low, found.high, found.p) == expected


def test_nobody_asked_twice_has_no_difference() -> None:
    found = paired(0, 0, 0, 0)

    assert (found.difference, found.low, found.high, found.p, found.pairs) == (
        None,
        None,
        None,
        1.0,
        0,
    )
    with pytest.raises(ValueError, match="negative"):
        paired(1, -1, 0, 0)


def test_chi_squared_is_taken_without_yates_correction() -> None:
    found = apart((62, 100), (23, 100))

    assert found.test == "chi2"
    assert found.p == pytest.approx(2.4253e-08, rel=1e-3)
    assert rounded(found.low, found.high) == [-0.5042, -0.256]
    assert several([(50, 100), (40, 100), (30, 100)]).p == pytest.approx(0.0155, abs=1e-4)


def test_the_exact_test_is_taken_below_five_expected_and_not_at_five() -> None:
    assert (apart((5, 10), (5, 10)).test, apart((4, 10), (5, 10)).test) == ("chi2", "fisher")
    assert apart((0, 9), (0, 7)).test == "fisher"
    assert apart((0, 9), (0, 7)).p == 1.0
    assert apart((1, 9), (8, 9)).p == pytest.approx(0.0034, abs=1e-4)


def test_a_group_of_nobody_is_compared_with_nothing() -> None:
    found = apart((0, 0), (3, 7))

    assert (found.p, found.test, found.difference, found.low, found.high) == (
        None,
        "",
        None,
        None,
        None,
    )
    assert apart((3, 7), (0, 0)).difference is None


@pytest.mark.parametrize(
    ("groups", "p", "test"),
    [
        ([], None, ""),
        ([(1, 2)], None, ""),
        ([(1, 2), (0, 0)], None, ""),
        ([(0, 5), (0, 6)], 1.0, ""),
        ([(5, 5), (6, 6)], 1.0, ""),
        ([(5, 10), (6, 12), (0, 0)], 1.0, "chi2"),
        ([(1, 10), (8, 9)], 0.0014, "fisher"),
        ([(1, 5), (3, 5), (4, 5)], 0.297, "drawn"),
    ],
)
def test_several_groups(groups: list[tuple[int, int]], p: float | None, test: str) -> None:
    found = several(groups)

    assert found.test == test
    assert found.p == (None if p is None else pytest.approx(p, abs=5e-4))
    assert [(one.count, one.of) for one in found.shares] == groups


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([1, 2, 3, 4], [2, 2, 5, 1], (4, 3, 0.5, 1.0)),
        ([1, 2, 3], [1, 2, 3], (3, 0, 0.0, 1.0)),
        ([1, 2, 3], [4, 2, 2], (3, 2, 0.0, 1.0)),
        ([1, 2], [4, 3], (2, 2, 2.0, 0.5)),
        ([], [], (0, 0, None, None)),
    ],
)
def test_sums_of_the_same_people(
    before: list[int], after: list[int], expected: tuple[int, int, float | None, float | None]
) -> None:
    found = ranked(before, after)

    assert (found.pairs, found.moved, found.median, found.p) == expected


def test_sums_without_partners_are_refused() -> None:
    with pytest.raises(ValueError, match="pairs"):
        ranked([1], [])


def test_a_share_lies_between_nobody_and_everybody() -> None:
    assert (share_of(0, 0).share, share_of(0, 4).share, share_of(4, 4).share) == (None, 0.0, 1.0)
    for count, of in ((-1, 4), (5, 4)):
        with pytest.raises(ValueError, match="of"):
            share_of(count, of)


def test_steps_are_counted_in_their_order_with_what_was_left_out() -> None:
    assert steps_counted(["2", "2"], ["1", "2"]) == [("1", 0), ("2", 2), ("", 0)]
    assert steps_counted(["", "1"], ["1"]) == [("1", 1), ("", 1)]
