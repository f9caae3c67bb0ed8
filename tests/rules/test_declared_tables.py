"""
What can be published: a changed declaration is another format; rows are written by name; never what
people write.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banso.people.ledger_fields import LedgerField
from banso.people.published.tables import of_field
from banso_analysis.publishing import NotAsDeclared, publish, record
from banso_analysis.schema import (
    BadDeclaration,
    Column,
    Declaration,
    Kind,
    Table,
    declaration_of,
)

AT = "2026-01-01T00:00:00+00:00"
ENTRIES = Table(
    "entries",
    (Column("person_id", Kind.ID), Column("on_day", Kind.DAY, source="on")),
    source="model",
)
PEOPLE = Table("people", (Column("person_id", Kind.ID),))
ON_DAY = ENTRIES.columns[1]


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRIES, columns=(*ENTRIES.columns, Column("kind", Kind.CODE))),
        replace(ENTRIES, columns=ENTRIES.columns[:1]),
        replace(ENTRIES, source="only=current"),
        replace(ENTRIES, name="other"),
        *(
            replace(ENTRIES, columns=(ENTRIES.columns[0], replace(ON_DAY, **change)))
            for change in (
                {"name": "day"},
                {"kind": Kind.CODE},
                {"source": "at"},
                {"sensitivity": "health"},
            )
        ),
    ],
)
def test_whatever_is_declared_otherwise_is_another_format(changed: Table) -> None:
    assert declaration_of([PEOPLE, changed]).format != declaration_of([PEOPLE, ENTRIES]).format
    assert declaration_of([ENTRIES, PEOPLE]).format == declaration_of([PEOPLE, ENTRIES]).format


@pytest.mark.parametrize(
    "make",
    [
        lambda: declaration_of([ENTRIES]),
        lambda: declaration_of([PEOPLE, PEOPLE]),
        lambda: replace(ENTRIES, columns=ENTRIES.columns[1:]),
        lambda: replace(ENTRIES, columns=ENTRIES.columns * 2),
        lambda: replace(ENTRIES, name="entries; DROP TABLE people"),
        lambda: replace(ENTRIES, columns=(*ENTRIES.columns, Column("a b", Kind.CODE))),
    ],
)
def test_what_can_not_be_published_is_refused_at_once(make: Callable[[], Any]) -> None:
    with pytest.raises(BadDeclaration):
        make()


@pytest.mark.parametrize("odd", [{"person_id": ["1"]}, {"person_id": [], "on_day": [], "x": []}])
def test_rows_are_written_by_the_names_that_are_declared(odd: dict[str, list[Any]]) -> None:
    with pytest.raises(NotAsDeclared):
        record(ENTRIES, odd)
    made = record(ENTRIES, {"on_day": ["2026-04-01"], "person_id": ["1"]})

    assert made.to_pylist() == [{"person_id": "1", "on_day": date(2026, 4, 1)}]


class Source:
    """Two people without a database; the power goes while the second table is read."""

    def __init__(self, *tables: Table, breaks: bool = False) -> None:
        self.declaration: Declaration = declaration_of([PEOPLE, *tables])
        self.breaks = breaks

    def mark(self) -> int:
        return 1

    def touched_since(self, mark: int) -> list[str]:
        return []

    def piece(self, table: str, after: str, size: int) -> tuple[dict[str, list[Any]], str]:
        if self.breaks and table != "people":
            raise RuntimeError("the power went")
        rows = {one.name: ["1", "2"] for one in self.declaration.tables[table].columns}
        return rows, ""

    def of_people(self, table: str, people: Any) -> Iterator[dict[str, list[Any]]]:
        yield from ()

    def in_one_moment(self) -> Any:
        return nullcontext()


def test_a_base_that_broke_off_is_gone_on_with_only_as_it_was_declared(tmp_path: Path) -> None:
    first = Table("entries", (Column("person_id", Kind.ID), Column("kind", Kind.CODE)))
    then = replace(first, columns=(*first.columns, Column("more", Kind.CODE)))
    for table in (first, then):
        with pytest.raises(RuntimeError):
            publish(tmp_path, Source(table, breaks=True), at=AT)

    done = publish(tmp_path, Source(then), at=AT)

    assert done.went_on
    body = json.loads((tmp_path / "current.json").read_text())
    assert [one[0] for one in body["tables"]["entries"]] == then.names
    assert not publish(tmp_path, Source(then), at=AT).whole
    assert publish(tmp_path, Source(first), at=AT).whole


@pytest.mark.parametrize(
    ("kind", "kept", "published"),
    [
        ("choice", "dog", "dog"),
        ("choice", "駅裏の山田さんの犬", ""),
        ("choice", "", ""),
        ("number", 30000, 30000),
        ("number", "30000", 30000),
        ("number", "三万くらい", None),
        ("number", None, None),
        ("day", "2026-04-01", "2026-04-01"),
        ("day", "春ごろ", None),
        ("day", None, None),
    ],
)
def test_a_field_of_a_ledger_gives_its_codes_numbers_and_days_and_no_words(
    kind: str, kept: object, published: object
) -> None:
    column = of_field(LedgerField("pet", "動物", kind, (("dog", "犬"),), published=True))

    assert column.of is not None
    assert column.of(kept) == published


@pytest.mark.parametrize("kind", ["line", "prose", "many"])
def test_what_people_write_is_never_published(kind: str) -> None:
    with pytest.raises(BadDeclaration, match="never published"):
        of_field(LedgerField("words", "言葉", kind, published=True))
