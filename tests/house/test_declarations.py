"""What the rooms declare is what they do: nothing unknown, nothing left over."""

import ast
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import resolve, reverse

from banso.access.navigation import NavigationEntry
from banso.access.page_parts import DeskPart, FormPart, GuestPart, PersonButton, PersonPart
from banso.access.rules import ROLES, Duty
from banso.insight.declared import facts, figures, label_of, person_columns, values_of
from banso.kit.declarations import (
    AuditAction,
    AuditedRead,
    declarations_of,
    declared,
    declared_by_code,
)
from banso.kit.publishing import PublishedTable
from banso.people.memory_kinds import MemoryKind
from tests.house.test_house import FLOORS, ROOMS, SOURCE

pytestmark = pytest.mark.house
RECORDING = {
    "record_event": (AuditAction, "action"),
    "record_sign_in": (AuditAction, "action"),
    "send": (AuditAction, "action"),
    "record_read": (AuditedRead, "what"),
    "remember": (MemoryKind, "kind"),
    "keep_remembered": (MemoryKind, "kind"),
    "new_memory": (MemoryKind, "kind"),
}


def _files_of(room: str) -> Iterator[Path]:
    for path in (SOURCE / room).rglob("*.py"):
        if "migrations" not in path.parts and path.name != "declares.py":
            yield path


def _recorded(room: str) -> Iterator[tuple[type, str]]:
    """Yield every code that stands as a plain word where a room records or remembers something."""
    for path in _files_of(room):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            kind, argument = RECORDING.get(name, (None, ""))
            for keyword in node.keywords:
                if kind and keyword.arg == argument and isinstance(keyword.value, ast.Constant):
                    yield kind, keyword.value.value


def _declared(room: str) -> set[tuple[type, str]]:
    return {
        (type(one), one.code)
        for one in declarations_of(room)
        if isinstance(one, AuditAction | AuditedRead | MemoryKind)
    }


def test_every_room_records_and_remembers_only_what_it_or_a_room_below_declares() -> None:
    below: set[tuple[type, str]] = set()
    unknown = []
    for floor in FLOORS:
        for room in floor:
            known = below | _declared(room)
            unknown += [(room, code) for kind, code in _recorded(room) if (kind, code) not in known]
        below = below.union(*map(_declared, floor))

    assert unknown == []


def test_nothing_is_declared_that_nobody_records_or_remembers() -> None:
    words = {
        part
        for room in ROOMS
        for path in _files_of(room)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for part in (node.value, node.value.partition(":")[0])
    }

    assert [code for room in ROOMS for _, code in _declared(room) if code not in words] == []


def _led_to() -> Iterator[tuple[str, set[Duty], str]]:
    """Yield every address that a page leads to: its name, who is led there, the address."""
    for entry in declared(NavigationEntry):
        yield entry.url_name, {entry.duty}, reverse(entry.url_name)
    for desk in declared(DeskPart):
        yield desk.url_name, set(desk.duties), reverse(desk.url_name)
    for person in [*declared(PersonPart), *declared(PersonButton), *declared(FormPart)]:
        yield person.url_name, set(person.duties), reverse(person.url_name, args=[UUID(int=0)])


def test_nobody_is_led_to_a_page_that_their_role_does_not_open() -> None:
    shut = [
        (role, name)
        for name, duties, address in _led_to()
        for role, one in ROLES.items()
        if duties <= one.duties and not set(resolve(address).func.door) <= one.duties  # type: ignore[attr-defined]
    ]

    assert shut == []


def test_parts_of_a_page_have_a_place_and_a_name_of_their_own() -> None:
    orders = [
        (kind, one.order)
        for kind in (
            NavigationEntry,
            PersonPart,
            PersonButton,
            DeskPart,
            FormPart,
            GuestPart,
            MemoryKind,
        )
        for one in declared(kind)
    ]
    names = [one.name for one in declared(PersonPart)]

    assert len(set(orders)) == len(orders)
    assert len(set(names)) == len(names)


def test_whatever_can_be_asked_is_published_and_has_words() -> None:
    nameless = [
        (fact.code, name)
        for fact in facts().values()
        for name in (*fact.choices, *fact.numbers, *fact.flags)
        if not label_of(fact, name) or (name in fact.choices and not values_of(fact, name))
    ]
    days = [
        (fact.code, day)
        for fact in facts().values()
        for day in (fact.day, *fact.span)
        if day and day not in declared_by_code(PublishedTable)[fact.table].names
    ]

    assert (nameless, days) == ([], [])


def test_every_figure_and_every_column_of_a_list_has_words() -> None:
    nameless = [one.code for one in figures().values() if not (one.title and one.definition)]
    codes = [one for one in person_columns().values() if one.kind == "code"]

    assert nameless == [one.code for one in figures().values() if not one.kinds_named] == []
    assert [one.code for one in person_columns().values() if not one.label] == []
    assert [one.code for one in codes if not one.options] == []
