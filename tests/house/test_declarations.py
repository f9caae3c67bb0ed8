"""What the rooms declare is what they do: nothing unknown, nothing left over."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from banso.kit.declarations import AuditAction, AuditedRead, declarations_of
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
