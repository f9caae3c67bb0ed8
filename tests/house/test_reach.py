"""Who brings whom within reach: every place, and what keeps somebody from taking it there."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.test_house import SOURCE

pytestmark = pytest.mark.house

_WRITES = ("get_or_create", "update_or_create", "create", "bulk_create", "update", "bulk_update")
GRANTS = ("grant_reach", "grant_reach_to_members", "open_reach")
GROUNDS = {
    "companionship.actions.passing.pass_walks": "a walk that stood in another's name, given on",
    "companionship.actions.passing.pass_promises": "a promise in another's name, given on",
    "companionship.actions.lives.go_on": "who walked with them until the death was noted",
    "companionship.actions.walks.walk_with": "only with whom somebody reaches already",
    "keeping.actions.passing.pass_keepings": "what lay in another's keeping, given on",
    "documents.actions.pass_documents": "a paper in another's name, given on",
    "referrals.actions.passing.pass_referrals": "a referral in another's name, given on",
    "intake.actions.rounds._let_volunteers_reach": "until noon; somebody else confirmed the team",
    "intake.actions.encounters._enter_on_round": "somebody new, whom this round has entered",
    "people.actions.merging._copy_reach": "what stood at the entry that went",
    "people.actions.passing.pass_entries": "an entry in another's name, given on",
    "people.actions.entries_from_outside.went_over": "an office named by a file, under IMPORT_DATA",
    "people.actions.upsert_entries._open": "an office named by a file, under IMPORT_DATA",
    "people.actions.upsert_people._write_new": "somebody new from a file, under IMPORT_DATA",
    "people.actions.ledgers.open_entry": "only of whom somebody reaches already",
    "people.actions.person._bring_within_reach": "somebody new, by whoever enters them",
    "people.actions.reach.grant_reach": "the one place itself",
    "people.actions.reach.grant_reach_to_members": "the one place itself, for several at once",
    "people.actions.reach.open_reach": "the one place itself",
}


def _granting(tree: ast.Module) -> Iterator[str]:
    """Yield the functions that bring somebody within reach."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _grants(call.func):
                    yield function.name


def _grants(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in GRANTS
    return isinstance(called, ast.Attribute) and (
        called.attr in GRANTS
        or (called.attr in _WRITES and ast.unparse(called.value).startswith("Reach.objects"))
    )


def test_every_place_that_grants_reach_says_what_keeps_somebody_from_taking_it() -> None:
    found = {
        f"{'.'.join(path.relative_to(SOURCE).with_suffix('').parts)}.{name}"
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for name in _granting(ast.parse(path.read_text()))
    }
    assert found == set(GROUNDS), (
        "A place that brings somebody within reach is new or gone. Whoever acts must not be able "
        "to write themselves into it; say here what prevents that."
    )
