"""
Two engines that answer the same questions from the same files: DuckDB in this process, Spark on one
machine or many.

A question names declared tables and nothing else. Each name is a view that holds only whom the one
who asks may know of, and only what their duties let them
read; so a question can't forget the rule. Both engines are given the very same text, in the part of
SQL that they share.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa
from pyarrow.dataset import ParquetFileFormat, ParquetFragmentScanOptions, dataset
from pyarrow.parquet.encryption import create_decryption_properties

from banso_analysis.publishing import TOUCHED, current
from banso_analysis.schema import PLAIN, Column, Kind, Table, tables_from

Row = tuple[Any, ...]
_WORDS = re.compile(r"[a-z_]+")
_NOTHING = {  # of a column that may not be read, in the words of both engines
    Kind.ID: "CAST(NULL AS STRING)",
    Kind.CODE: "CAST(NULL AS STRING)",
    Kind.DAY: "CAST(NULL AS DATE)",
    Kind.FLAG: "CAST(NULL AS BOOLEAN)",
    Kind.NUMBER: "CAST(NULL AS INT)",
}
AS_SPARK_SAYS_IT = (  # what DuckDB has under another name
    "CREATE MACRO sha2(words, bits) AS sha256(words)",
    "CREATE MACRO conv(digits, from_base, to_base) AS CAST('0x' || digits AS BIGINT)",
)


class NothingPublished(LookupError):
    """There is no snapshot of this declaration yet: `banso publish` makes one."""


@dataclass(frozen=True)
class Seen:
    """
    Whom somebody may know of: only these, or everybody but these; and what they may read of them.
    """

    only: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
    readable: tuple[str, ...] = ("plain",)


class Engine(Protocol):
    """What answers."""

    def rows(self, question: str) -> list[Row]:
        """Return the rows of a question."""
        ...


class SealedForSpark(Exception):
    """Spark opens no sealed files: a home that is sealed answers in its own process."""


@dataclass(frozen=True)
class Snapshot:
    """The files of a snapshot, and the tables they hold."""

    folder: Path
    at: str
    tables: Mapping[str, Table]
    base: dict[str, Any]
    layer: dict[str, Any]
    key: bytes | None = None  # that its files are sealed with

    def files(self, layer: str, table: str) -> list[str]:
        """Return the paths of a table's files in the base or the layer."""
        part = self.base if layer == "base" else self.layer
        return [str(self.folder / part["folder"] / name) for name in part["files"][table]]

    @property
    def touched(self) -> str:
        """The path of the list of those who are in the layer."""
        return str(self.folder / self.layer["folder"] / f"{TOUCHED}.parquet")


def snapshot_in(folder: Path, format: str = "", *, key: bytes | None = None) -> Snapshot:
    """
    Return the snapshot in a folder; of one format only, where the question is written for that, and
    with the key that its files are sealed with.

    :raises NothingPublished: if there is none
    """
    body = current(folder)
    if body is None or "tables" not in body or (format and body["format"] != format):
        raise NothingPublished
    tables = tables_from(body["tables"])
    return Snapshot(folder, body["at"], tables, body["base"], body["layer"], key)


def tables_in(question: str, tables: Iterable[str]) -> list[str]:
    """Return which tables a question names."""
    words = set(_WORDS.findall(question))
    return [name for name in tables if name in words]


def _whole(table: Table, base: str, layer: str, touched: str, *, is_layered: bool) -> str:
    """Return a table of one moment, out of base and layer."""
    columns = ", ".join(table.names)
    if not is_layered:
        return f"SELECT {columns} FROM {base}"
    return (
        f"SELECT {columns} FROM {base} WHERE person_id NOT IN (SELECT person_id FROM {touched}) "
        f"UNION ALL SELECT {columns} FROM {layer}"
    )


def _allowed(table: Table, source: str, seen: Seen) -> str:
    """
    Return the part of a table that somebody may know of; in a column that they may not read stands
    nothing.
    """
    conditions = []
    if seen.only is not None:
        conditions.append("person_id IN (SELECT person_id FROM seen_only)")
    if seen.but:
        conditions.append("person_id NOT IN (SELECT person_id FROM seen_but)")
    if table.is_sensitive:
        conditions.append(
            "sensitivity IN ({})".format(
                ", ".join(f"'{_code(one)}'" for one in seen.readable) or "''"
            )
        )
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    columns = ", ".join(_open_part(one, seen) for one in table.columns)
    return f"SELECT {columns} FROM ({source}) AS whole{where}"


def _open_part(column: Column, seen: Seen) -> str:
    """Return a column as somebody may read it."""
    if column.sensitivity not in (PLAIN, *seen.readable):
        return f"{_NOTHING[column.kind]} AS {column.name}"
    closed = " ".join(
        f"WHEN {column.name} = '{_code(code)}' THEN '{_code(instead)}'"
        for code, asks, instead in column.guarded
        if asks not in seen.readable
    )
    return f"CASE {closed} ELSE {column.name} END AS {column.name}" if closed else column.name


def _code(text: str) -> str:
    """
    Return a code that may stand in a question.

    :raises ValueError: if it is anything else
    """
    if not re.fullmatch(r"[a-z0-9_]+", text):
        raise ValueError(text)
    return text


class InProcess:
    """
    DuckDB, in this process, for one who asks; it opens nothing but the snapshot's files and never
    the network.
    """

    def __init__(self, snapshot: Snapshot, seen: Seen, *, threads: int = 2) -> None:
        self.snapshot, self.seen, self._known = snapshot, seen, set[str]()
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "threads": threads,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        folder = str(snapshot.folder).replace("'", "''")
        for macro in AS_SPARK_SAYS_IT:
            self._connection.execute(macro)
        if snapshot.key:  # what memory has no room for would be put aside in clear
            self._connection.execute("SET temp_directory = ''")
        self._connection.execute(f"SET allowed_directories = ['{folder}/']")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        for name, people in (("seen_only", seen.only), ("seen_but", seen.but)):
            self._connection.register(
                f"{name}_given",
                pa.table({"person_id": pa.array(sorted(people or ()), pa.string())}),
            )
            self._connection.execute(f"CREATE TABLE {name} AS SELECT person_id FROM {name}_given")
            self._connection.unregister(f"{name}_given")

    def _define(self, table: str) -> None:
        if table in self._known:
            return
        base, layer = (
            self._read(f"{part}_{table}_files", self.snapshot.files(part, table))
            for part in ("base", "layer")
        )
        declared = self.snapshot.tables[table]
        whole = _whole(
            declared,
            base,
            layer,
            self._read("touched_files", [self.snapshot.touched]),
            is_layered=bool(self.snapshot.layer["touched"]),
        )
        self._connection.execute(f"CREATE VIEW {table} AS {_allowed(declared, whole, self.seen)}")
        self._known.add(table)

    def _read(self, name: str, paths: Sequence[str]) -> str:
        """
        Return what to ask for the rows of files. Sealed ones are opened by Arrow and handed over as
        they are read: DuckDB 2.0 opens those that Arrow has sealed only where all columns are asked
        for, and seals none itself without an extension.
        """
        if self.snapshot.key is None:
            return f"read_parquet({_listed(paths)})"
        opened = ParquetFragmentScanOptions(
            decryption_properties=create_decryption_properties(footer_key=self.snapshot.key)
        )
        reading = ParquetFileFormat(default_fragment_scan_options=opened)
        self._connection.register(name, dataset(list(paths), format=reading))
        return name

    def rows(self, question: str) -> list[Row]:
        """Return the rows of a question."""
        for table in tables_in(question, self.snapshot.tables):
            self._define(table)
        return self._connection.execute(question).fetchall()

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()


def _listed(paths: Sequence[str]) -> str:
    return "[" + ", ".join("'" + path.replace("'", "''") + "'" for path in paths) + "]"


class OnSpark:
    """
    Spark, for what no longer fits one machine; the session is the caller's (`local[2]`, a cluster).
    """

    def __init__(self, session: Any, snapshot: Snapshot, seen: Seen) -> None:
        if snapshot.key:
            raise SealedForSpark
        self.session, self.snapshot, self.seen = session, snapshot, seen
        for name, people in (("seen_only", seen.only), ("seen_but", seen.but)):
            session.createDataFrame(
                [(one,) for one in sorted(people or ())], "person_id string"
            ).createOrReplaceTempView(name)
        session.read.parquet(snapshot.touched).createOrReplaceTempView("touched_people")

    def rows(self, question: str) -> list[Row]:
        """Return the rows of a question."""
        for table in tables_in(question, self.snapshot.tables):
            declared = self.snapshot.tables[table]
            for part in ("base", "layer"):
                self.session.read.parquet(
                    *self.snapshot.files(part, table)
                ).createOrReplaceTempView(f"{part}_{table}")
            whole = _whole(
                declared,
                f"base_{table}",
                f"layer_{table}",
                "touched_people",
                is_layered=bool(self.snapshot.layer["touched"]),
            )
            self.session.sql(_allowed(declared, whole, self.seen)).createOrReplaceTempView(table)
        return [tuple(row) for row in self.session.sql(question).collect()]
