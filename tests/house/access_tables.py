"""
Who may open what, as each room's `access.md` says it: one row for each of the room's addresses.

The tests compare with what the addresses answer. With BANSO_TABLES=write they write it down
instead, for somebody to read before it is kept.
"""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

HOW_TO_READ = "How to read these tables: [docs/access.md](../../../docs/access.md)."
BY_ROLE = "By role"
BY_RELATION = "Members, by their relation to the person"
OF_GUESTS = "Guests, by where they sit and what was opened to them"


@dataclass
class Table:
    """One table: what stands at the head of its columns, and under an address the cells."""

    columns: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)


def addresses() -> Iterator[tuple[str, URLPattern, str]]:
    """Yield every address, its pattern and the label of the room that answers it."""
    for entry in get_resolver().url_patterns:
        room = apps.get_containing_app_config(entry.urlconf_module.__name__)
        for route, pattern in _patterns(entry, str(entry.pattern)):
            yield route, pattern, room.label


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def path_of(room: str) -> Path:
    """Return where a room says who may open what."""
    return Path(apps.get_app_config(room).path) / "access.md"


def tables_of(room: str) -> dict[str, Table]:
    """Return a room's tables by their headings."""
    found: dict[str, Table] = {}
    text = path_of(room).read_text() if path_of(room).exists() else ""
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        lines = [
            [cell.strip() for cell in line.strip("| ").split("|")]
            for line in body.splitlines()
            if line.startswith("|")
        ]
        rows = {line[0].strip("`").removeprefix("/"): line[1:] for line in lines[2:]}
        found[heading] = Table(lines[0][1:], rows)
    return found


def _write(room: str, tables: dict[str, Table]) -> None:
    parts = [f"# Who may open what in `{room}`", HOW_TO_READ]
    for heading in (BY_ROLE, BY_RELATION, OF_GUESTS):
        table = tables.get(heading, Table())
        if table.rows:
            lines = [["address", *table.columns], ["---"] * (len(table.columns) + 1)]
            lines += [[f"`/{route}`", *cells] for route, cells in sorted(table.rows.items())]
            body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
            parts.append(f"## {heading}\n\n{body}")
    path_of(room).write_text("\n\n".join(parts) + "\n")


def compare(heading: str, column: str, found: dict[str, str]) -> None:
    """Hold what addresses answer against a column of their rooms' tables."""
    rooms = {route: room for route, _pattern, room in addresses()}
    for room in sorted(set(rooms.values())):
        answers = {route: mark for route, mark in found.items() if rooms[route] == room}
        compare_room(room, heading, column, answers)


def compare_room(room: str, heading: str, column: str, answers: dict[str, str]) -> None:
    """Hold what the addresses of one room answer against a column of its table."""
    assert "500" not in answers.values(), f"{room}: {answers}"  # no table says that it breaks
    if os.environ.get("BANSO_TABLES") == "write":
        _write_column(room, heading, column, answers)
    table = tables_of(room).get(heading, Table())
    assert sorted(table.rows) == sorted(answers), (
        f"each address of {room} has its row there, and each row its address: {heading}"
    )
    if answers:
        place = table.columns.index(column)
        assert {route: row[place] for route, row in table.rows.items()} == answers, column


def _write_column(room: str, heading: str, column: str, answers: dict[str, str]) -> None:
    """Put a column into a room's table, with a row for each address there is."""
    with (path_of(room).parent / "apps.py").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        tables = tables_of(room)
        table = tables.setdefault(heading, Table())
        if column not in table.columns:
            table.columns.append(column)
        unknown = ["?"] * len(table.columns)
        table.rows = {
            route: (table.rows.get(route, []) + unknown)[: len(table.columns)] for route in answers
        }
        for route, mark in answers.items():
            table.rows[route][table.columns.index(column)] = mark
        _write(room, tables)
