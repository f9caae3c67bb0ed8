"""
What the rooms declare about themselves, gathered by type.

A room says what it adds to the whole in its own `declares.py`: one tuple of plain values, called
`DECLARATIONS`. Whoever makes use of them asks for all values of a type, in the order of the floors.
A type stands in the room that collects it, or here where rooms below the collector declare some.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class DeclaredTwice(Exception):
    """Two declarations of one type carry the same code."""


class Coded(Protocol):
    """A declaration that others name by its code."""

    @property
    def code(self) -> str:
        """Return the name it goes by."""


@dataclass(frozen=True)
class AuditAction:
    """Something done that leaves an audit event, and how people read it there."""

    code: str
    label: Promise | str


@dataclass(frozen=True)
class AuditedRead:
    """Something read that leaves an audit event, and how people read it there."""

    code: str
    label: Promise | str


@dataclass(frozen=True)
class SectionHelp:
    """
    A sentence of help behind a section, by its heading as the code has it: it stands wherever a
    page shows that heading.
    """

    code: str
    sentence: Promise | str


@dataclass(frozen=True)
class ReadBeside:
    """
    What is read beside a page, by the name of the page's address: the address of the text, and
    which of its chapters.
    """

    code: str
    url_name: str
    chapter: str


class TakenBack(Codes):
    """How what a form wrote is put right or taken back, as the page about it says."""

    CHANGED = (
        "changed",
        _(
            "It can be changed later where it stands, by whoever may write here. Where two have "
            "changed the same, it is asked whose words stay."
        ),
    )
    ANEW = (
        "anew",
        _(
            "It is not changed any more. What was wrong is put right beside it, and both can be "
            "read."
        ),
    )
    TODAY = (
        "today",
        _(
            "Whoever wrote it takes it back on the same day, with one tap. Later it is put right "
            "beside it."
        ),
    )
    PERSON = (
        "person",
        _(
            "The person takes their word back on any day, without a reason; it holds from then on. "
            "What was given on already stays in the record."
        ),
    )
    STRUCK = (
        "struck",
        _(
            "Until the minutes are confirmed it can be changed or struck. Then it stays; what is "
            "to be added comes as an addition."
        ),
    )
    SECOND = (
        "second",
        _(
            "It waits for somebody else’s word. Until then whoever asked for it stops it; "
            "afterwards it is changed in the same way, with two."
        ),
    )


@dataclass(frozen=True)
class Writes:
    """
    Where a form writes, by the name of its address: the model that holds its words, those that are
    written along with it, all by their labels, and how it is taken back. Where that is not said, a
    row that several may edit is changed, and every other stays.
    """

    code: str
    model: str
    also: tuple[str, ...] = ()
    back: TakenBack | None = None

    @property
    def models(self) -> tuple[str, ...]:
        """Every model it writes to, the one with its words first."""
        return (self.model, *self.also)


@dataclass(frozen=True)
class Urls:
    """Addresses that a room answers: a module with URL patterns, and what they all begin with."""

    module: str
    prefix: str = ""


@dataclass(frozen=True)
class ScheduledJob:
    """
    Something that runs by itself: its name, how people read it, when, as a line of cron in the
    home's time, and what is called with the moment; it returns a sentence in numbers, no names.
    """

    code: str
    label: Promise | str
    when: str
    run: Callable[[datetime], str]


T = TypeVar("T")
C = TypeVar("C", bound=Coded)
_of_rooms: dict[str, tuple[Any, ...]] = {}
_of_kinds: dict[type, tuple[Any, ...]] = {}
_by_code: dict[type, dict[str, Any]] = {}


def read_declarations() -> None:
    """
    Read what every installed room declares; done once, at start-up, so that a mistake shows then.

    :raises DeclaredTwice: if two declarations of one type go by one code
    """
    for table in (_of_rooms, _of_kinds, _by_code):
        table.clear()
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "declares"):
            _of_rooms[app.label] = tuple(import_module(f"{app.name}.declares").DECLARATIONS)
    for one in (one for declarations in _of_rooms.values() for one in declarations):
        _of_kinds[type(one)] = (*_of_kinds.get(type(one), ()), one)
        if hasattr(one, "code"):
            codes = _by_code.setdefault(type(one), {})
            if one.code in codes:
                raise DeclaredTwice(f"{type(one).__name__} {one.code}")
            codes[one.code] = one


def declared(kind: type[T]) -> tuple[T, ...]:
    """Return everything of a type that the installed rooms declare, the lowest floor first."""
    return _of_kinds.get(kind, ())


def declared_by_code(kind: type[C]) -> dict[str, C]:
    """Return everything of a type that the installed rooms declare, by its code."""
    return _by_code.get(kind, {})


def declarations_of(room: str) -> tuple[object, ...]:
    """Return what one room, by the label of its app, declares."""
    return _of_rooms.get(room, ())
