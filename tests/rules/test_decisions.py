"""Who takes no part, what follows from opinions, and when a term comes back."""

from datetime import date, timedelta
from typing import Any

import pytest

from banso.decisions.rules import (
    RENEW_BEFORE,
    comes_back,
    enough,
    folded,
    follows,
    last_day,
    why_recused,
)

OTHERS: dict[str, Any] = {
    "home_agency_id": None,
    "organisation": "見本大学",
    "name": "見本 一",
    "asker_id": 1,
    "asker": "見本の会",
    "asked_by": "見本 二",
    "gains": ["例の家"],
    "took_part": False,
}


@pytest.mark.parametrize(
    ("differs", "why"),
    [
        ({}, ""),
        ({"home_agency_id": 1}, "own_organisation"),
        ({"home_agency_id": 2}, ""),
        ({"home_agency_id": None, "asker_id": None}, ""),
        ({"organisation": "見本 の会"}, "own_organisation"),
        ({"name": "見本　二"}, "own_request"),
        ({"organisation": "例の家"}, "gains"),
        ({"organisation": "", "gains": ["", " "]}, ""),
        ({"took_part": True}, "took_part"),
    ],
)
def test_nobody_decides_on_what_is_their_own(differs: dict[str, Any], why: str) -> None:
    assert why_recused(**{**OTHERS, **differs}) == why


def test_names_are_compared_without_widths_spaces_and_capitals() -> None:
    assert folded("ＮＰＯ 見本の会 ") == folded("npo見本の会") == "npo見本の会"


def test_a_quorum_is_reached_by_as_many_as_it_names() -> None:
    assert [enough(opinions, quorum=3) for opinions in (2, 3, 4)] == [False, True, True]


def able(*stances: str) -> list[str]:
    return [
        one for one in ("approve", "conditions", "send_back", "refuse") if follows(one, stances)
    ]


def test_an_outcome_follows_when_its_side_has_more_than_any_other() -> None:
    assert able("approve", "approve", "refuse") == ["approve"]
    assert able("refuse") == ["refuse"]
    assert able("send_back", "send_back", "approve", "refuse") == ["send_back"]


def test_to_approve_with_and_without_conditions_is_one_side_first() -> None:
    assert able("approve", "conditions", "send_back") == ["approve", "conditions"]
    assert able("conditions", "conditions", "approve", "refuse", "refuse") == ["conditions"]
    assert able("approve", "approve", "conditions") == ["approve"]


def test_a_tie_decides_nothing() -> None:
    assert able("approve", "refuse") == []
    assert able("approve", "conditions", "send_back", "send_back") == []
    assert able("send_back", "refuse") == []


def test_a_term_ends_on_the_day_before_it_began() -> None:
    assert last_day(date(2026, 4, 1), 6) == date(2026, 9, 30)
    assert last_day(date(2026, 1, 31), 1) == date(2026, 2, 27)


def test_a_term_comes_back_sixty_days_before_its_end_and_stays() -> None:
    until = date(2026, 9, 30)
    days = [until - RENEW_BEFORE - timedelta(days=1), until - RENEW_BEFORE, until + RENEW_BEFORE]

    assert timedelta(days=60) == RENEW_BEFORE
    assert [comes_back(day, until) for day in days] == [False, True, True]
    assert not comes_back(until, None)


def test_without_a_stance_nothing_follows() -> None:
    assert not follows("approve", [])
