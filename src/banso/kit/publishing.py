"""
What a room publishes for figures, questions and reports over everyone: tables of ids, codes and
days, declared once, and told by name.

A room declares its tables in its own `published.py`; whoever publishes collects them. A column says
what it is called, what stands in it, where that comes from and which sensitivity one must be
trusted with to read it. Names, addresses and sentences have no kind here, so they stay.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

from banso_analysis import schema
from banso_analysis.schema import PLAIN, Kind

ID, CODE, DAY, FLAG, NUMBER = Kind.ID, Kind.CODE, Kind.DAY, Kind.FLAG, Kind.NUMBER
EACH = "*"  # a column that is filled for each part of a row


def is_there(value: object) -> bool:
    """Return whether a column of the model is filled, for one that tells no more than that."""
    return value is not None


Parts = Iterable[tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True, eq=False)
class Column:
    """
    A published column: its name, what stands in it, and where it comes from: a column of the model
    (one of the same name where `reads` says nothing), the value under a `key` of it, and what
    becomes `of` that.

    One that can be asked says what it is called, and a code what its values are called, as a
    mapping or as a function of the forms that are offered to whoever asks. `guarded` are codes that
    ask for more than the column, each with its sensitivity and the code that stands in its place.
    """

    name: str
    kind: Kind
    reads: str = ""
    key: str = ""
    of: Callable[[Any], Any] | None = None
    sensitivity: str = PLAIN
    label: Promise | str = ""
    options: Mapping[str, Any] | Callable[[Sequence[Any]], Mapping[str, Any]] = field(
        default_factory=dict
    )
    guarded: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def read(self) -> str:
        """The model's column it is read from."""
        return self.reads or self.name

    @property
    def declared(self) -> schema.Column:
        """The column as a snapshot knows it."""
        source = f"{self.read} {self.key} {_text_of(self.of)}".strip()
        guarded = tuple(
            (str(code), str(asks), str(instead)) for code, (asks, instead) in self.guarded.items()
        )
        return schema.Column(self.name, self.kind, self.sensitivity, source, guarded)


@dataclass(frozen=True, eq=False)
class PublishedTable:
    """
    A published table: its name, the rows of which model it holds, and its columns beside the ids of
    the row and of the person.

    Where a row becomes several, `each` is called with the columns it names in `each_reads` and
    returns for each of them what makes its id its own, and its values by name.
    """

    code: str
    model: str
    columns: tuple[Column, ...]
    person: str = "person_id"
    only: Q = field(default_factory=Q)
    each: Callable[..., Parts] | None = None
    each_reads: tuple[str, ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns with the ids: a row about a person has one of its own."""
        person = Column("person_id", ID, self.person)
        return (person, *self.columns) if self.person == "pk" else (_OWN, person, *self.columns)

    @property
    def reads(self) -> tuple[str, ...]:
        """What is read of the model, the row's own id first."""
        read = (one.read for one in self.all_columns if one.read != EACH)
        return tuple(dict.fromkeys(("pk", *read, *self.each_reads)))

    def column(self, name: str) -> Column:
        """
        Return a column by its name.

        :raises KeyError: if there is none
        """
        return {one.name: one for one in self.columns}[name]

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [one.name for one in self.columns]

    @property
    def declared(self) -> schema.Table:
        """
        The table as a snapshot knows it.

        :raises BadDeclaration: if it can't be published so
        """
        source = f"{self.model} {self.person} {self.only!r} {self.each_reads} {_text_of(self.each)}"
        return schema.Table(self.code, tuple(one.declared for one in self.all_columns), source)


_OWN = Column("id", ID, "pk")


def _text_of(function: Callable[..., Any] | None) -> str:
    """Return what a function does, so that a snapshot made by another one is made anew."""
    if function is None:
        return ""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):  # built in, or no source at hand
        return getattr(function, "__qualname__", repr(function))
