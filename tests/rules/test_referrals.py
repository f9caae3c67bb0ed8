"""There and back: which way leads on, when somebody looks, and that only silence is an alarm."""

from datetime import date, timedelta

import pytest

from banso.referrals.rules import (
    NEXT_LOOK_DAYS,
    State,
    is_at_risk,
    proposed_look,
    systems_spanned,
    way,
    ways_by_link,
)

DAY, ONE = date(2026, 11, 24), timedelta(days=1)


def test_every_state_leads_back_but_the_last() -> None:
    assert [way(state, "returned") is not None for state in State] == [True] * 7 + [False]


def test_a_way_that_is_not_there_is_none() -> None:
    assert way("considered", "went") is None
    assert way("returned", "asked") is None


@pytest.mark.parametrize(
    ("state", "to", "needs"),
    [
        ("considered", "agreed", ("words",)),
        ("asked", "refused", ("refusal_reason",)),
        ("accepted", "went", ("along",)),
        ("watched", "returned", ("return_reason", "next_step")),
    ],
)
def test_a_step_asks_for_what_it_needs(state: str, to: str, needs: tuple[str, ...]) -> None:
    found = way(state, to)

    assert found is not None
    assert found.needs == needs


def test_a_receiver_tells_by_the_link_only_what_is_theirs_to_tell() -> None:
    told = {str(state): [str(one) for one in ways_by_link(state)] for state in State}

    assert told == {
        "considered": [],
        "agreed": [],
        "asked": ["accepted", "refused"],
        "accepted": ["refused", "returned"],
        "refused": [],
        "went": ["returned"],
        "watched": ["returned"],
        "returned": [],
    }


def test_a_refusal_comes_back_soonest_and_a_return_is_not_looked_after() -> None:
    looks = {state: proposed_look(state, DAY) for state in State}

    assert looks["refused"] == DAY + 2 * ONE == min(day for day in looks.values() if day)
    assert looks["watched"] == DAY + 30 * ONE
    assert looks["returned"] is None
    assert set(NEXT_LOOK_DAYS) == set(State) - {State.RETURNED}


def test_silence_is_an_alarm_from_its_day_on() -> None:
    days = (DAY - ONE, DAY, DAY + ONE)

    assert [is_at_risk(next_look_on=DAY, today=day) for day in days] == [False, True, True]


def test_a_path_counts_each_system_once() -> None:
    assert systems_spanned(["medical", "welfare", "medical"]) == 2
    assert systems_spanned([]) == 0
