"""What may be told of so many people, so that nobody is worked out."""

from collections.abc import Sequence
from itertools import product

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso_analysis.engines import AS_SPARK_SAYS_IT
from banso_analysis.leaving import FEW, MOST, Told, may_be, whole_beside, with_one_more

TELL = Told("a secret of one home")


def _people(count: int, town: str = "") -> list[str]:
    return [f"{town}{one:032x}" for one in range(count)]


@given(st.integers(0, 300), st.text(max_size=5))
def test_few_are_hidden_and_others_told_nearly(count: int, secret: str) -> None:
    told = Told(secret).of(_people(count))
    if 0 < count < FEW:
        assert told is None
    elif count == 0:
        assert told == 0
    else:
        assert told is not None
        assert told >= FEW
        assert abs(told - count) <= MOST
    low, high = may_be(told)
    assert low <= count <= high


def test_the_same_people_are_the_same_number_and_others_another() -> None:
    crowd = _people(40)
    assert {TELL.of(crowd), TELL.of(reversed(crowd)), TELL.of(crowd + crowd)} == {TELL.of(crowd)}
    others = [(TELL.of(_people(40, town)) or 0) - 40 for town in "abcdefghijklmnopqrstuvwxyz"]
    assert set(others) == set(range(-MOST, MOST + 1))
    assert len({Told(str(secret)).of(crowd) for secret in range(30)}) == 2 * MOST + 1


def test_a_question_makes_the_same_keys() -> None:
    crowd = _people(25)
    engine = duckdb.connect()
    for macro in AS_SPARK_SAYS_IT:
        engine.execute(macro)
    engine.execute("CREATE TABLE t AS SELECT UNNEST($1) AS person_id", [[*crowd, *crowd]])
    found = engine.execute(f"SELECT SUM(DISTINCT {TELL.in_sql()}) FROM t").fetchone()
    assert found == (sum(map(TELL.key_of, crowd)),)


def test_what_one_file_less_another_gives_says_nothing_of_the_one_between() -> None:
    """Whether somebody came in between, of whom else nothing changed, is a guess either way."""
    less = [
        (TELL.of(_people(count + 1, town)) or 0) - (TELL.of(_people(count, town)) or 0)
        for count in range(10, 40)
        for town in "abcdefgh"
    ]
    assert min(less) < 0 < max(less)
    assert sum(less) / len(less) == pytest.approx(1, abs=0.5), "and the middle is true"


def _possible(whole: int | None, parts: Sequence[int | None]) -> list[tuple[int, ...]]:
    """Return every row that somebody who knows the method must reckon with."""
    rows = product(*(range(low, high + 1) for low, high in map(may_be, parts)))
    low, high = (
        may_be(whole) if whole is not None else (0, sum(high for _, high in map(may_be, parts)))
    )
    return [row for row in rows if low <= sum(row) <= high]


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4), st.integers(0, 10_000))
def test_no_sum_gives_a_hidden_part_away(counts: list[int], home: int) -> None:
    tell, groups = (
        Told(str(home)),
        [_people(count, str(place)) for place, count in enumerate(counts)],
    )
    parts = [tell.of(one) for one in groups]
    whole = whole_beside(tell.of(person for one in groups for person in one), parts)
    rows = _possible(whole, parts)
    assert tuple(counts) in rows
    for place, part in enumerate(parts):
        if part is None:
            assert len({row[place] for row in rows}) > 1


def test_a_sum_that_would_tell_is_hidden_and_another_stays() -> None:
    assert whole_beside(10, [13, None]) is None  # at most 12 in all, at least 11 of them: 1 is left
    assert whole_beside(10, [12, None]) == 10
    assert whole_beside(15, [8, 7]) == 15
    assert whole_beside(None, [None, None]) is None


def test_none_stands_hidden_alone() -> None:
    assert with_one_more([8, None, 0, 6]) == [8, None, 0, None]
    assert with_one_more([None, None, 9]) == [None, None, 9]
    assert with_one_more([None, 0]) == [None, 0]
    assert with_one_more([7, 6]) == [7, 6]
