"""
What of an agency is published: the tables that the rooms declare, read as they declare them.

Everything is read with plain statements and handed on in columns, so that millions of rows pass
without becoming objects.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.apps import apps
from django.db import connection, transaction
from django.db.models import DateTimeField, Model, QuerySet

from banso.audit.models import ChainHead, EventSubject
from banso.kit.db import on_postgres
from banso.kit.declarations import declared
from banso.kit.publishing import EACH, Column, Parts, PublishedTable
from banso_analysis.publishing import Columns
from banso_analysis.schema import Declaration, Kind, declaration_of

SOME = 500  # people asked for at a time
TOKYO = pa.scalar(9 * 3600, pa.duration("s"))  # no summer time since 1951


def declaration() -> Declaration:
    """Return what the installed rooms publish."""
    return _declaration(declared(PublishedTable))


@lru_cache(maxsize=2)
def _declaration(tables: tuple[PublishedTable, ...]) -> Declaration:
    return declaration_of(one.declared for one in tables)


def _day(values: Sequence[Any]) -> pa.Array:
    """Return moments as days in Japan."""
    first = next((one for one in values if one is not None), None)
    moments = (
        pa.array(values, pa.string()).cast(pa.timestamp("us"))
        if isinstance(first, str)
        else pa.array(values, pa.timestamp("us", "UTC"))
    )
    return pc.add(moments.cast(pa.timestamp("us")), TOKYO.cast(pa.duration("us"))).cast(
        pa.date32(), safe=False
    )


def _is_moment(table: PublishedTable, path: str) -> bool:
    """Return whether a column of the model holds moments, not days."""
    model: Any = apps.get_model(table.model)
    *way, last = path.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model
    return last != "pk" and isinstance(model._meta.get_field(last), DateTimeField)


def _under(column: Column, values: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return what stands under a key; nothing is an empty code, and no number or day."""
    found = [one.get(column.key) for one in values]
    if column.kind is Kind.CODE:
        return [str(one or "") for one in found]
    return [None if one in ("", None) else one for one in found]


class _Rows:
    """Some rows as they were read, by the names of the model's columns."""

    def __init__(self, table: PublishedTable, found: Sequence[Sequence[Any]]) -> None:
        self.table = table
        self.raw = {
            name: _plain_ids(values)
            for name, values in zip(table.reads, zip(*found, strict=True), strict=True)
        }
        self._values: dict[str, list[Any]] = {}

    def columns(self) -> Columns:
        """Return the table's columns by name."""
        if self.table.each is not None:
            return self._parts(self.table.each)
        return {one.name: self._column(one) for one in self.table.all_columns}

    def _column(self, column: Column) -> Sequence[Any]:
        values: Any = self.raw[column.read]
        if column.key:
            if column.read not in self._values:
                self._values[column.read] = [json.loads(one) for one in values]
            values = _under(column, self._values[column.read])
        if column.kind is Kind.DAY and _is_moment(self.table, column.read):
            values = _day(values)
        return [column.of(one) for one in values] if column.of else values

    def _parts(self, each: Callable[..., Parts]) -> Columns:
        """Return the columns with one row for each part of a row."""
        filled = {one.name: list[Any]() for one in self.table.columns if one.read == EACH}
        places, ids = list[int](), list[str]()
        read = zip(*(self.raw[name] for name in self.table.each_reads), strict=True)
        for place, (id, given) in enumerate(zip(self.raw["pk"], read, strict=True)):
            for part, values in each(*given):
                places.append(place)
                ids.append(f"{id}-{part}")
                for name, kept in filled.items():
                    kept.append(values[name])
        made: dict[str, Sequence[Any]] = {"id": ids, **filled}
        for column in self.table.all_columns:
            if column.name not in made:
                whole = self._column(column)
                made[column.name] = [whole[place] for place in places]
        return made


def _plain_ids(values: Sequence[Any]) -> Sequence[Any]:
    """Return ids as 32 letters, as SQLite keeps them."""
    if isinstance(next((one for one in values if one is not None), None), UUID):
        return [one.hex if one is not None else None for one in values]
    return values


def _read(table: PublishedTable, rows: QuerySet[Any]) -> list[Sequence[Any]]:
    """Read rows as they are, without making objects."""
    sql, parameters = rows.values_list(*table.reads).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[Sequence[Any]] = cursor.fetchall()
    return found


class OfAgency:
    """The rows of one agency, for publishing."""

    def __init__(self, agency_id: UUID) -> None:
        self.agency_id = agency_id
        self._tables = {one.code: one for one in declared(PublishedTable)}

    @property
    def declaration(self) -> Declaration:
        """What is published."""
        return declaration()

    def mark(self) -> int:
        """Return the last place in the trace: every write adds one, in a row."""
        return (
            ChainHead.objects.filter(agency_id=self.agency_id).values_list("seq", flat=True).first()
            or 0
        )

    def touched_since(self, mark: int) -> list[str]:
        """Return whom the trace names in anything but reading after a place in it."""
        rows = EventSubject.objects.filter(
            event__agency_id=self.agency_id, event__seq__gt=mark
        ).exclude(event__action__startswith="read:")
        return [one.hex for one in rows.order_by().values_list("person_id", flat=True).distinct()]

    def _rows(self, table: PublishedTable) -> QuerySet[Any]:
        model: type[Model] = apps.get_model(table.model)
        return model._default_manager.filter(table.only, agency_id=self.agency_id).order_by("pk")

    def piece(self, table: str, after: str, size: int) -> tuple[Columns, str]:
        """
        Return the columns of the next rows in the order of their ids, and the last id; "" at the
        end.
        """
        published = self._tables[table]
        rows = self._rows(published)
        if after:
            rows = rows.filter(pk__gt=UUID(after))
        found = _read(published, rows[:size])
        last = str(found[-1][0]) if len(found) == size else ""
        return (_Rows(published, found).columns() if found else {}), last

    def of_people(self, table: str, people: Sequence[str]) -> Iterator[Columns]:
        """Yield the columns of all rows of some people."""
        published = self._tables[table]
        for start in range(0, len(people), SOME):
            wanted = [UUID(one) for one in people[start : start + SOME]]
            found = _read(
                published, self._rows(published).filter(**{f"{published.person}__in": wanted})
            )
            if found:
                yield _Rows(published, found).columns()

    @contextmanager
    def in_one_moment(self) -> Iterator[None]:
        """
        Read everything in the block as of one moment. On SQLite the transaction is deferred: it
        holds no writer up.
        """
        if connection.in_atomic_block:
            yield
        elif on_postgres():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
        else:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN DEFERRED")
                try:
                    yield
                finally:
                    cursor.execute("COMMIT")
