"""HSDS 3.0 as tables: one CSV for each kind of row, joined by ids, in a zip or a folder."""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from banso.interop.table_files import UnreadableFile
from banso.kit.disk_index import OnDisk
from banso.kit.export import harmless, plain
from banso.resources.rules.parts import NUMBERS, PARTS

_PLACE = ("location_id", "service_id", "organization_id", "service_at_location_id")
# Each table: its file, the list under which its rows stand in JSON, and its columns beside what
# they belong to.
_TABLES: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "description"),
    "organization_identifiers": (
        "id",
        "organization_id",
        "identifier_scheme",
        "identifier_type",
        "identifier",
    ),
    "services": (
        "id",
        "organization_id",
        "name",
        "alternate_name",
        "description",
        "url",
        "email",
        "status",
        "fees_description",
        "eligibility_description",
        "assured_date",
    ),
    "locations": ("id", "location_type", "organization_id", "latitude", "longitude"),
    "service_at_location": ("id", "service_id", "location_id"),
    "addresses": (
        "id",
        "location_id",
        "address_1",
        "city",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    ),
    "accessibility": ("id", "location_id", "description"),
    "attributes": ("id", "link_id", "link_type", "link_entity", "value"),
    **{name: ("id", *_PLACE, *fields) for name, fields in PARTS.items()},
}
_NUMBERS = NUMBERS | {"latitude", "longitude"}
# Lists of a service, a place, a service at a place, an organization: which table, by which column.
_UNDER = {
    "service": dict.fromkeys(PARTS, "service_id")
    | {"attributes": "link_id", "service_at_locations": "service_id"},
    "location": dict.fromkeys(
        ("addresses", "accessibility", "phones", "schedules", "contacts", "languages"),
        "location_id",
    ),
    "at": dict.fromkeys(("phones", "schedules", "contacts"), "service_at_location_id"),
    "organization": {"organization_identifiers": "organization_id"},
}
_FILES = {"service_at_locations": "service_at_location"}
MOST_BYTES = 2_000_000_000


# out


def write_tables(file: IO[bytes], services: Iterable[dict[str, Any]]) -> int:
    """Write services as a zip of tables; return how many services there were."""
    with TemporaryDirectory() as folder, ZipFile(file, "w", ZIP_DEFLATED) as packed:
        count = _write_folder(Path(folder), services)
        for name in _TABLES:
            packed.write(Path(folder) / f"{name}.csv", f"{name}.csv")
    return count


def _write_folder(folder: Path, services: Iterable[dict[str, Any]]) -> int:
    count = 0
    with ExitStack() as stack:
        seen = stack.enter_context(OnDisk())
        tables = {
            name: csv.writer(
                stack.enter_context(
                    (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
                )
            )
            for name in _TABLES
        }
        for name, columns in _TABLES.items():
            tables[name].writerow(columns)
        for service in services:
            count += 1
            for name, row in _flat("services", service):
                if name in ("organizations", "organization_identifiers") and not seen.is_new(
                    row["id"]
                ):
                    continue
                tables[name].writerow([_cell(row.get(column, "")) for column in _TABLES[name]])
    return count


def _cell(value: Any) -> str:
    return harmless(value) if isinstance(value, str) else str(value)


def _flat(name: str, one: dict[str, Any], **owner: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an object and all inside it as rows of tables."""
    yield name, one | owner
    for inside, value in one.items():
        table = {"organization": "organizations", "location": "locations"}.get(
            inside
        ) or _FILES.get(inside, inside)
        if isinstance(value, dict):
            yield from _flat(table, value)
        elif isinstance(value, list):
            more = (
                {"organization_id": one["id"]}
                if inside == "organization_identifiers"
                else {"location_id": one["id"]}
                if name == "locations"
                else {}
            )
            for row in value:
                yield from _flat(table, row, **more)


# in


def read_tables(path: Path) -> Iterator[dict[str, Any]]:
    """
    Yield the services of a zip or folder of tables as `service_full`, one by one; the rows wait in
    a file of their own, not in memory.

    :raises UnreadableFile: if there is no table of services, or one is no CSV in UTF-8
    """
    with (
        TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "tables.sqlite3")) as rows,
    ):
        rows.execute("PRAGMA synchronous = OFF")
        rows.execute("CREATE TABLE kept (file TEXT, place TEXT, owner TEXT, row TEXT)")
        try:
            with _opened(path) as files:
                if "services" not in files:
                    raise UnreadableFile(_("The file lacks the table services.csv."))
                for name, file in files.items():
                    _keep(rows, name, file)
        except (BadZipFile, UnicodeDecodeError, csv.Error) as error:
            raise UnreadableFile(_("A table is no CSV in UTF-8, or it breaks off.")) from error
        rows.execute("CREATE INDEX kept_by_owner ON kept (file, place, owner)")
        for (text,) in rows.execute(
            "SELECT row FROM kept WHERE file = 'services' AND place = 'id' ORDER BY rowid"
        ):
            yield _joined(rows, json.loads(text))


@contextmanager
def _opened(path: Path) -> Iterator[dict[str, IO[str]]]:
    """Open the tables that are known by their names, in whatever folder they stand."""
    with ExitStack() as stack:
        if path.is_dir():
            yield {
                one.stem: stack.enter_context(one.open(encoding="utf-8-sig", newline=""))
                for one in sorted(path.glob("*.csv"))
                if one.stem in _TABLES
            }
            return
        packed = stack.enter_context(ZipFile(path))
        inside = [
            one
            for one in packed.infolist()
            if Path(one.filename).stem in _TABLES and one.filename.endswith(".csv")
        ]
        if sum(one.file_size for one in inside) > MOST_BYTES:
            raise UnreadableFile(_("The tables are larger than can be read."))
        yield {
            Path(one.filename).stem: TextIOWrapper(
                stack.enter_context(packed.open(one)), "utf-8-sig", newline=""
            )
            for one in inside
        }


def _keep(rows: sqlite3.Connection, name: str, file: IO[str]) -> None:
    owners = [
        column
        for column in (
            "service_id",
            "service_at_location_id",
            "location_id",
            "organization_id",
            "link_id",
        )
        if column in _TABLES[name]
    ]

    def kept() -> Iterator[tuple[str, str, str, str]]:
        for cells in csv.DictReader(file):
            row = {
                key: _typed(key, text)
                for key, text in cells.items()
                if isinstance(key, str) and isinstance(text, str) and text
            }
            text = json.dumps(row, ensure_ascii=False)
            yield name, "id", str(row.get("id", "")), text
            for column in owners:
                if row.get(column):
                    yield name, column, str(row[column]), text

    rows.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", kept())


def _typed(column: str, text: str) -> Any:
    """
    Return a number where the column holds numbers and the text is one; anything else stays what it
    is and is refused later.
    """
    if column not in _NUMBERS:
        return plain(text)
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _joined(rows: sqlite3.Connection, service: dict[str, Any]) -> dict[str, Any]:
    _fill(rows, service, "service")
    if found := _by(rows, "organizations", "id", service.get("organization_id")):
        service["organization"] = found[0]
        _fill(rows, service["organization"], "organization")
    for at in service.get("service_at_locations", ()):
        _fill(rows, at, "at")
        if found := _by(rows, "locations", "id", at.get("location_id")):
            at["location"] = found[0]
            _fill(rows, at["location"], "location")
    return service


def _fill(rows: sqlite3.Connection, holder: dict[str, Any], kind: str) -> None:
    for name, column in _UNDER[kind].items():
        if found := _by(rows, _FILES.get(name, name), column, holder.get("id")):
            holder[name] = found


def _by(rows: sqlite3.Connection, file: str, column: str, key: Any) -> list[dict[str, Any]]:
    return [
        json.loads(text)
        for (text,) in rows.execute(
            "SELECT row FROM kept WHERE file = ? AND place = ? AND owner = ? ORDER BY rowid",
            (file, column, str(key)),
        )
    ]
