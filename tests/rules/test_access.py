"""Duties, reach, what may be read, and the number of a ledger entry."""

import pytest

from banso.access.rules import Duty, Scope, duties_of, widest_scope
from banso.people.rules import ledger_number, readable


def test_several_roles_carry_the_duties_of_each() -> None:
    volunteer = {Duty.SEE_PEOPLE, Duty.RECORD_ROUNDS}

    assert duties_of([]) == frozenset()
    assert duties_of(["volunteer"]) == volunteer
    assert duties_of(["volunteer", "observer"]) == volunteer | {Duty.SEE_RESOURCES}
    assert duties_of(["manager"]) == frozenset(Duty)
    assert Duty.SEE_HEALTH not in duties_of(["employment"])


def test_the_widest_reach_of_several_roles_counts() -> None:
    assert widest_scope([]) is Scope.OWN
    assert widest_scope(["volunteer"]) is Scope.OWN
    assert widest_scope(["volunteer", "outreach"]) is Scope.OFFICE
    assert widest_scope(["coordinator", "outreach"]) is Scope.AGENCY


def test_a_role_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="captain"):
        duties_of(["captain"])
    with pytest.raises(ValueError, match="captain"):
        widest_scope(["captain"])


@pytest.mark.parametrize(
    ("duties", "kinds"),
    [
        (set(), ["plain"]),
        ({Duty.SEE_HEALTH}, ["plain", "health"]),
        ({Duty.SEE_MONEY}, ["plain", "money"]),
        ({Duty.SEE_CRIME}, ["plain", "crime"]),
        (set(Duty), ["plain", "health", "money", "crime"]),
    ],
)
def test_what_somebody_may_read_follows_their_duties(duties: set[Duty], kinds: list[str]) -> None:
    assert readable(frozenset(duties)) == kinds


def test_a_ledger_entry_is_numbered_by_ledger_and_fiscal_year() -> None:
    assert ledger_number("outreach", 2026, 42) == "巡2026-0042"
    assert ledger_number("centre", 2026, 12345) == "セ2026-12345"
    with pytest.raises(ValueError, match="street"):
        ledger_number("street", 2026, 1)
