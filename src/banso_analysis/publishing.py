"""
Publishing a snapshot: a base written piece by piece, and on top of it everybody who was touched
since, read in one moment.

Whoever was not touched after the base was begun reads the same in every piece of it, whenever that
was written; whoever was touched is left out of the base and
taken from the second layer, which is read in one transaction. So the whole is of one moment, no
long transaction is held while the base is written, and a base
that broke off is simply gone on with. The second layer grows with what happens; when it holds more
than a tenth of the people, a new base is due. So it is when the declaration has changed: the
snapshot carries the format it was made in, and what it is made of.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.parquet.encryption import create_encryption_properties

from banso_analysis.schema import Declaration, Kind, Table

PIECE = 100_000  # rows read at a time: what the memory holds
FILE = 1_000_000  # rows in a file
SHARE = 0.1  # of all people, in the second layer, before a new base is due
CURRENT, PROGRESS, TOUCHED = "current.json", "progress.json", "touched"
ARROW: dict[Kind, pa.DataType] = {
    Kind.ID: pa.string(),
    Kind.CODE: pa.string(),
    Kind.DAY: pa.date32(),
    Kind.FLAG: pa.bool_(),
    Kind.NUMBER: pa.int32(),
}

Columns = Mapping[str, Sequence[Any]]


class Source(Protocol):
    """Where rows come from; `mark` grows with every write and is what "since" means."""

    @property
    def declaration(self) -> Declaration:
        """What is published."""
        ...

    def mark(self) -> int:
        """Return the mark of now."""
        ...

    def touched_since(self, mark: int) -> list[str]:
        """Return whoever was written about after a mark."""
        ...

    def piece(self, table: str, after: str, size: int) -> tuple[Columns, str]:
        """
        Return the columns of the next rows behind a place by name, and the place of the last one
        ("" at the end); no columns where there is no row.
        """
        ...

    def of_people(self, table: str, people: Sequence[str]) -> Iterator[Columns]:
        """Yield the columns of all rows of some people by name."""
        ...

    def in_one_moment(self) -> Any:
        """Return a context in which every read is of the same moment."""
        ...


@dataclass
class Report:
    """What a publication did."""

    rows: int = 0
    touched: int = 0
    whole: bool = False
    went_on: bool = False


class NotAsDeclared(ValueError):
    """The columns of some rows are not those that the declaration names."""


def arrow_of(table: Table) -> pa.Schema:
    """Return the schema that a table's files carry."""
    return pa.schema([(one.name, ARROW[one.kind]) for one in table.columns])


def record(table: Table, columns: Columns) -> pa.RecordBatch:
    """
    Return columns as they are declared; days may come as text.

    :raises NotAsDeclared: if a column is missing or not declared
    :raises pyarrow.ArrowInvalid: if a value is not what the declaration says
    """
    if odd := set(columns) ^ set(table.names):
        raise NotAsDeclared(f"{table.name}: {', '.join(sorted(odd))}")
    return pa.record_batch(
        [_column(columns[one.name], ARROW[one.kind]) for one in table.columns],
        schema=arrow_of(table),
    )


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if isinstance(values, pa.Array):
        return values
    first = next((one for one in values if one is not None), None)
    if isinstance(first, str) and not pa.types.is_string(kind):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_boolean(kind) and isinstance(first, int) and not isinstance(first, bool):
        return pa.array(values, pa.int8()).cast(kind)
    return pa.array(values, kind)


def _write_json(path: Path, body: dict[str, Any]) -> None:
    """Replace a small file in one step, durably."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(body, out)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def current(folder: Path) -> dict[str, Any] | None:
    """Return what the snapshot in a folder is made of, None where there is none."""
    try:
        body: dict[str, Any] = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return body


def publish(
    folder: Path, source: Source, *, at: str, whole: bool = False, key: bytes | None = None
) -> Report:
    """
    Bring the snapshot in a folder up to now: only who was touched, or everybody where there is no
    base of this declaration, a new one is due or `whole` asks for it. With a key (32 bytes) its
    files are sealed, each with AES-GCM as Parquet has it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    report, before, wanted = Report(), current(folder) or {}, source.declaration
    base = before.get("base") if before.get("format") == wanted.format and not whole else None
    if base is not None and _too_many(base, source):
        base = None
    if base is None:
        base = _write_base(folder, source, report, key)
        report.whole = True
    layer = _write_layer(folder, base, before, source, report, key)
    body = {"format": wanted.format, "tables": wanted.body, "at": at, "base": base, "layer": layer}
    _write_json(folder / CURRENT, body)
    old = (part["folder"] for part in (before.get("base"), before.get("layer")) if part)
    _sweep(folder, keep={base["folder"], layer["folder"], *old})
    return report


def _too_many(base: dict[str, Any], source: Source) -> bool:
    return len(source.touched_since(int(base["mark"]))) > max(1000, SHARE * int(base["people"]))


def _next_folder(folder: Path, kind: str) -> Path:
    numbers = [
        int(one.name.rpartition("-")[2])
        for one in folder.glob(f"{kind}-*")
        if one.name.rpartition("-")[2].isdigit()
    ]
    made = folder / f"{kind}-{max(numbers, default=0) + 1}"
    made.mkdir(mode=0o700)
    return made


def _writer(path: Path, schema: pa.Schema, key: bytes | None) -> pq.ParquetWriter:
    sealed = create_encryption_properties(footer_key=key) if key else None
    return pq.ParquetWriter(path, schema, compression="zstd", encryption_properties=sealed)


def _write_base(folder: Path, source: Source, report: Report, key: bytes | None) -> dict[str, Any]:
    """
    Write the base, or go on with one that broke off: its first mark is kept, so whoever was touched
    meanwhile comes with the second layer.
    """
    declaration = source.declaration
    begun, progress = _broken_off(folder, declaration.format)
    if begun is None:
        begun = _next_folder(folder, "base")
        progress = {"format": declaration.format, "mark": source.mark(), "tables": {}}
        _write_json(begun / PROGRESS, progress)
    else:
        report.went_on = True
    for table in declaration.tables.values():
        state = progress["tables"].setdefault(
            table.name, {"files": [], "rows": 0, "after": "", "done": False}
        )
        while not state["done"]:
            _one_file(begun, table, state, source, key)
            _write_json(begun / PROGRESS, progress)
        report.rows += state["rows"]
    base = {
        "folder": begun.name,
        "mark": progress["mark"],
        "people": progress["tables"]["people"]["rows"],
        "files": {name: state["files"] for name, state in progress["tables"].items()},
    }
    (begun / PROGRESS).unlink()
    return base


def _broken_off(folder: Path, format: str) -> tuple[Path | None, dict[str, Any]]:
    """Return a base of this format that was not finished, and how far it has come."""
    for path in sorted(folder.glob(f"base-*/{PROGRESS}")):
        progress: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if progress.get("format") == format:
            return path.parent, progress
    return None, {}


def _one_file(
    begun: Path, table: Table, state: dict[str, Any], source: Source, key: bytes | None
) -> None:
    """Write one file of a table; it counts only when it stands whole."""
    name = f"{table.name}-{len(state['files']) + 1:04d}.parquet"
    after, rows = state["after"], 0
    with _writer(begun / name, arrow_of(table), key) as writer:
        while rows < FILE:
            columns, behind = source.piece(table.name, after, PIECE)
            if columns:
                batch = record(table, columns)
                writer.write_batch(batch)
                rows += batch.num_rows
            if not behind:
                state["done"] = True
                break
            after = behind
    state["files"].append(name)
    state["rows"] += rows
    state["after"] = after


def _write_layer(
    folder: Path,
    base: dict[str, Any],
    before: dict[str, Any],
    source: Source,
    report: Report,
    key: bytes | None,
) -> dict[str, Any]:
    """Write everybody touched since the base was begun, all of one moment."""
    with source.in_one_moment():
        mark = source.mark()
        people = sorted(source.touched_since(base["mark"]))
        old = before.get("layer")
        if old and old["mark"] == mark and before["base"]["folder"] == base["folder"]:
            return dict(old)
        made = _next_folder(folder, "layer")
        files: dict[str, list[str]] = {}
        listed = pa.table({"person_id": pa.array(people, pa.string())})
        with _writer(made / f"{TOUCHED}.parquet", listed.schema, key) as writer:
            writer.write_table(listed)
        for table in source.declaration.tables.values():
            name = f"{table.name}.parquet"
            with _writer(made / name, arrow_of(table), key) as writer:
                for columns in source.of_people(table.name, people):
                    writer.write_batch(record(table, columns))
            files[table.name] = [name]
    report.touched = len(people)
    return {"folder": made.name, "mark": mark, "touched": len(people), "files": files}


def _sweep(folder: Path, keep: Iterable[str]) -> None:
    """
    Remove what nobody reads any more; the layers before the current ones stay once longer, for
    readers that are under way.
    """
    kept = set(keep)
    for one in folder.iterdir():
        if one.is_dir() and one.name not in kept:
            shutil.rmtree(one, ignore_errors=True)
