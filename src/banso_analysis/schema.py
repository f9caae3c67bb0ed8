"""
What a snapshot is made of: tables of ids, codes and days, never a name, an address or a sentence.

Tables and columns are declared by whoever publishes, and told by name everywhere. Every table but
`people` itself points at a person. A declaration has a format, a hash of all that is said in it: a
snapshot of another format is made anew.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LAYOUT = 3  # of the files around the tables; what is in the tables needs no number
NAME = re.compile(r"[a-z][a-z_]*")
PLAIN = "plain"


class BadDeclaration(ValueError):
    """Tables that can't be published so; the message says what is wrong with them."""


class Kind(StrEnum):
    """What stands in a column."""

    ID = "id"
    CODE = "code"
    DAY = "day"
    FLAG = "flag"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """
    A column: its name, what stands in it, and which sensitivity one must be trusted with to read
    it; `source` says where it comes from. `guarded` are codes that ask for more than the column:
    each with what it asks for, and the code that stands in its place for everybody else. An empty
    place would tell it by what it is not.
    """

    name: str
    kind: Kind
    sensitivity: str = PLAIN
    source: str = ""
    guarded: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table by its name and columns; `source` says which rows it holds."""

    name: str
    columns: tuple[Column, ...]
    source: str = ""

    def __post_init__(self) -> None:
        """
        Look at what was declared.

        :raises BadDeclaration: if a name is none or there twice, or nobody says whose rows it holds
        """
        for name in (self.name, *self.names):
            if not NAME.fullmatch(name):
                raise BadDeclaration(f"{self.name}: {name!r} is no name")
        if twice := {name for name in self.names if self.names.count(name) > 1}:
            raise BadDeclaration(f"{self.name}: {', '.join(sorted(twice))} declared twice")
        if "person_id" not in self.names:
            raise BadDeclaration(f"{self.name}: rows of nobody")

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [one.name for one in self.columns]

    @property
    def is_sensitive(self) -> bool:
        """Whether each row carries what it asks for."""
        return "sensitivity" in self.names


@dataclass(frozen=True)
class Declaration:
    """All tables of a snapshot by name, and the format they make."""

    tables: Mapping[str, Table]
    format: str

    @property
    def body(self) -> dict[str, Any]:
        """The declaration as it lies beside the tables."""
        return {
            table.name: [
                [one.name, one.kind, one.sensitivity, one.guarded] for one in table.columns
            ]
            for table in self.tables.values()
        }


def declaration_of(tables: Iterable[Table]) -> Declaration:
    """
    Return some tables as one declaration.

    :raises BadDeclaration: if a table is declared twice, or there is none of people
    """
    found: dict[str, Table] = {}
    for table in tables:
        if table.name in found:
            raise BadDeclaration(f"{table.name} declared twice")
        found[table.name] = table
    if "people" not in found:
        raise BadDeclaration("no table of people")
    said = [
        [name, table.source, [[*map(str, _all_of(one))] for one in table.columns]]
        for name, table in sorted(found.items())
    ]
    text = json.dumps([LAYOUT, said], ensure_ascii=False)
    return Declaration(found, hashlib.sha256(text.encode()).hexdigest()[:16])


def _all_of(column: Column) -> tuple[str, ...]:
    return column.name, column.kind, column.sensitivity, column.source, str(column.guarded)


def tables_from(body: Mapping[str, Any]) -> dict[str, Table]:
    """Return the tables of a declaration that lies beside them."""
    return {
        name: Table(
            name,
            tuple(
                Column(one, Kind(kind), asks, guarded=tuple(map(tuple, guarded)))
                for one, kind, asks, guarded in columns
            ),
        )
        for name, columns in body.items()
    }
