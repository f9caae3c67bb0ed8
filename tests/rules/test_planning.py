"""Plans: whose sentence it is, what became of a cell, when a version is looked at, signatures."""

from datetime import date, timedelta
from typing import Any

import pytest

from banso.planning.rules import (
    BOARD,
    MOST_POINTS,
    MOST_STROKES,
    REMIND_BEFORE,
    clean_strokes,
    compare_cells,
    due_kind,
    is_blank,
    sensitivities_for,
    speaks_as_i,
)

DAY, ONE = date(2026, 11, 24), timedelta(days=1)


@pytest.mark.parametrize(
    "text",
    [
        "私は駅前の部屋で暮らす",
        "わたしも週に一度は外へ出る",
        "俺なりに朝起きる",
        "自分の足で役所へ行く",
        "僕には話し相手がいる",
        "いつか私が教える側になる",
        "I’ll see the doctor once a month",
        "私は田中さんに会いに行く",
        "おれ、やってみる",
    ],
)
def test_a_sentence_whose_subject_is_i_is_the_persons_own(text: str) -> None:
    assert speaks_as_i(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "毎日起きる",
        "本人に通院させる",
        "田中さんを役所へ行かせる。私は待つ",
        "相談員が付き添う",
        "支援員は私が話すのを聞く",
        "ご本人は働く",
        "A job in the spring",
    ],
)
def test_a_sentence_about_the_person_is_not(text: str) -> None:
    assert not speaks_as_i(text)


def test_health_stays_health_or_grows_stricter() -> None:
    assert sensitivities_for("health") == ["health", "crime"]
    assert sensitivities_for("money") == ["money", "crime"]
    assert sensitivities_for("work") == ["plain", "health", "money", "crime"]


def cell(**said: str) -> dict[str, Any]:
    return {"content": "家を探す", **said}


@pytest.mark.parametrize(
    ("before", "after", "kind", "changed"),
    [
        (None, None, "same", []),
        ({}, None, "same", []),
        (None, cell(), "added", []),
        ({"content": ""}, cell(), "added", []),
        (cell(), None, "gone", []),
        (cell(), {"state": ""}, "gone", []),
        (cell(), cell(), "same", []),
        (cell(), cell(timing=""), "same", []),
        (cell(), cell(timing="春"), "changed", ["timing"]),
        (cell(words="x"), cell(words="y", state="trying"), "changed", ["state", "words"]),
    ],
)
def test_what_became_of_a_cell(
    before: dict[str, Any] | None, after: dict[str, Any] | None, kind: str, changed: list[str]
) -> None:
    found = compare_cells(before, after)

    assert (found.kind, found.fields) == (kind, changed)


def test_a_cell_that_only_says_unknown_fields_is_blank() -> None:
    assert is_blank(None)
    assert is_blank({"other": "x"})
    assert not is_blank({"priority": 1})


def test_a_review_comes_near_comes_due_and_waits() -> None:
    days = [DAY - REMIND_BEFORE - ONE, DAY - REMIND_BEFORE, DAY - ONE, DAY, DAY + ONE]

    assert timedelta(days=14) == REMIND_BEFORE
    assert [due_kind(DAY, day) for day in days] == ["", "soon", "soon", "today", "waiting"]
    assert due_kind(None, DAY) == ""


def test_a_signature_is_kept_as_whole_points_without_empty_strokes() -> None:
    assert clean_strokes([[[1.9, 2]], [], [[0, 0], list(BOARD)]]) == [
        [[1, 2]],
        [[0, 0], [1000, 300]],
    ]
    assert clean_strokes([]) == []


@pytest.mark.parametrize(
    "raw",
    [
        "x",
        {"a": 1},
        ["x"],
        [[[-1, 0]]],
        [[[0, -1]]],
        [[[1001, 0]]],
        [[[0, 301]]],
        [[[1]]],
        [[["x", 1]]],
        [[[0, 0]]] * (MOST_STROKES + 1),
        [[[0, 0]] * (MOST_POINTS + 1)],
        [[[0, 0]] * MOST_POINTS, [[0, 0]]],
    ],
)
def test_what_no_hand_draws_is_no_signature(raw: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        clean_strokes(raw)


def test_a_signature_at_its_bounds_is_kept() -> None:
    assert len(clean_strokes([[[0, 0]]] * MOST_STROKES)) == MOST_STROKES
    assert len(clean_strokes([[[0, 0]] * MOST_POINTS])[0]) == MOST_POINTS
