"""Every action asks for the duty that its page asks for, whoever calls it."""

import dis
import inspect
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import CodeType, ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from banso.access.permission import DutyMissing, Exempt, asks
from banso.access.rules import Duty, Scope
from banso.access.viewer import GuestViewer, Viewer
from tests.actions_of_rooms import Action, guarded_actions, public_actions

pytestmark = pytest.mark.house

MEMBER = Viewer(
    member_id=uuid4(),
    agency_id=uuid4(),
    office_ids=frozenset(),
    name="例 一郎",
    duties=frozenset(Duty),
    scope=Scope.AGENCY,
    today=date(2026, 4, 1),
)
GUEST = GuestViewer(
    guest_id=uuid4(),
    agency_id=MEMBER.agency_id,
    kind="hello_work",
    name="例 二郎",
    organisation="見本のハローワーク",
    invited_by_id=MEMBER.member_id,
    today=MEMBER.today,
)


def _somebody(action: Action) -> str | None:
    """Return the parameter that says who acts."""
    parameters = inspect.signature(action).parameters
    return next((name for name in ("by", "guest") if name in parameters), None)


ASKED = guarded_actions()
WITH_DUTIES = [
    (name, duty) for name, action in ASKED.items() for duty in Duty if duty in action.asks
]


def _called(action: Action, who: object) -> Any:
    """Call an action with something, however senseless, in every place that must be filled."""
    asked = {
        name: object()
        for name, one in inspect.signature(action).parameters.items()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    }
    return action(**(asked | {str(_somebody(action)): who}))


def test_every_action_that_knows_who_acts_asks_for_a_duty_or_says_why_not() -> None:
    silent = [
        name
        for name, action in public_actions().items()
        if _somebody(action) and not getattr(action, "asks", None)
    ]

    assert silent == []


@pytest.mark.parametrize(("name", "duty"), WITH_DUTIES)
def test_somebody_without_the_duty_is_refused_before_anything_is_read_or_written(
    name: str, duty: Duty
) -> None:
    """Without a database at hand: whoever touched one would fail otherwise."""
    somebody = replace(MEMBER, duties=frozenset(Duty) - {duty})

    with pytest.raises(DutyMissing) as refused:
        _called(ASKED[name], somebody)

    assert refused.value.duty is duty


@pytest.mark.parametrize("name", ASKED)
def test_guests_and_nobody_act_where_an_action_says_so_only(name: str) -> None:
    action = ASKED[name]
    refused = {
        Exempt.GUEST: GUEST,
        Exempt.SYSTEM: None,
    }

    for exempt, who in refused.items():
        if exempt not in action.asks:  # type: ignore[attr-defined]
            with pytest.raises(DutyMissing):
                _called(action, who)


def _globals_used(code: CodeType, known: dict[str, Any]) -> Iterator[Any]:
    """Return what a function's code, and the code inside it, reads from its module."""
    found: Any = None
    for step in dis.get_instructions(code):
        if step.opname == "LOAD_GLOBAL":
            found = known.get(step.argval)
            yield found
        elif step.opname in ("LOAD_ATTR", "LOAD_METHOD") and isinstance(found, ModuleType):
            found = getattr(found, step.argval, None)
            yield found
        elif step.opname not in ("PRECALL", "PUSH_NULL"):
            found = None
    for inside in code.co_consts:
        if isinstance(inside, CodeType):
            yield from _globals_used(inside, known)


def _actions_called(view: Action, seen: set[Action]) -> set[Action]:
    """Return the actions that a view calls, itself or by functions beside it."""
    view = inspect.unwrap(view)
    if view in seen:
        return set()
    seen.add(view)
    called: set[Action] = set()
    for used in _globals_used(view.__code__, view.__globals__):
        for one in used.values() if isinstance(used, dict) else [used]:
            if not inspect.isfunction(one):
                continue
            if hasattr(one, "asks"):
                called.add(one)
            elif ".web" in one.__module__ and not hasattr(one, "door"):
                called |= _actions_called(one, seen)
    return called


def _views(resolver: URLResolver | None = None) -> Iterator[Action]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry)
        elif isinstance(entry, URLPattern) and inspect.isfunction(entry.callback):
            yield entry.callback


def test_a_page_asks_for_the_duties_of_the_action_behind_it() -> None:
    """
    A page may call several actions, each of which asks for no more than the page; the only action
    of a page asks for just as much.
    """
    wrong, compared = [], set()
    for view in _views():
        door = getattr(view, "door", "open")
        if isinstance(door, str):
            continue
        called = [one for one in _actions_called(view, set()) if set(Duty) & one.asks]  # type: ignore[attr-defined]
        compared |= {one.__name__ for one in called}
        for one in called:
            needed = set(Duty) & one.asks  # type: ignore[attr-defined]
            if needed - set(door) or (len(called) == 1 and needed != set(door)):
                wrong.append((view.__module__, view.__name__, one.__name__))

    assert wrong == []
    assert len(compared) > 100


def test_a_page_for_guests_calls_what_guests_may_do() -> None:
    wrong = [
        (view.__module__, view.__name__, one.__name__)
        for view in _views()
        if getattr(view, "door", "") == "guest"
        for one in _actions_called(view, set())
        if Exempt.GUEST not in one.asks  # type: ignore[attr-defined]
    ]

    assert wrong == []


@asks(Duty.KEEP_LEDGERS)
def _open(*, by: Viewer) -> str:
    return "opened"


@asks(Duty.RECORD_ROUNDS)
def _meet(*, by: Viewer, then_by: Viewer | None = None) -> str:
    return _open(by=then_by or by)


@asks(Exempt.OWN)
def _note(*, by: Viewer) -> str:
    return _open(by=by)


def test_what_an_action_does_on_its_way_is_done_under_the_duty_that_was_asked() -> None:
    volunteer = replace(MEMBER, duties=frozenset({Duty.RECORD_ROUNDS}))

    assert _meet(by=volunteer) == "opened"
    with pytest.raises(DutyMissing):
        _open(by=volunteer)


def test_a_permission_is_somebody_s_own_and_nobody_else_s() -> None:
    volunteer = replace(MEMBER, duties=frozenset({Duty.RECORD_ROUNDS}))
    other = replace(volunteer, member_id=uuid4())

    with pytest.raises(DutyMissing):
        _meet(by=volunteer, then_by=other)


def test_what_is_a_member_s_own_permits_nothing_further() -> None:
    volunteer = replace(MEMBER, duties=frozenset({Duty.RECORD_ROUNDS}))

    with pytest.raises(DutyMissing):
        _note(by=volunteer)


def test_an_action_that_declares_nonsense_is_refused_when_it_is_written() -> None:
    def nobody() -> None: ...

    def own(*, by: Viewer) -> None: ...

    def later(*, by: Viewer) -> Iterator[None]:
        yield

    for needed, action in (
        ((), own),
        (("refer",), own),
        ((Duty.REFER, Exempt.OWN), own),
        ((Duty.REFER,), nobody),
        ((Duty.REFER,), later),
    ):
        with pytest.raises(TypeError):
            asks(*needed)(action)  # type: ignore[arg-type]
