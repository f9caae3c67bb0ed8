"""Tables of HSDS 3.0, 2.0 and 1.1, in a zip or a folder, as services, one by one."""

import csv
import json
import sqlite3
from collections import Counter as Counted
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from banso.interop.hsds.older_tables import OTHER_NAMES, in_words_of_today
from banso.interop.hsds.tables import FILES, PLACE, TABLES
from banso.interop.table_files import UnreadableFile
from banso.kit.export import plain
from banso.resources.rules.parts import NUMBERS, PARTS

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
_OWNERS = (*PLACE, "link_id", "contact_id")
_BESIDE = {
    "addresses": {"region", "attention"},
    "accessibility": {"details"},
    "eligibility": {"id", "eligibility"},
    "organization_identifiers": {"identifier_scheme"},
}
MOST_BYTES = 2_000_000_000


def read_tables(path: Path, aside: "Counted[str]") -> Iterator[dict[str, Any]]:
    """
    Yield the services of a zip or folder of tables as `service_full`, one by one; the rows wait in
    a file of their own, not in memory. What no service takes up is counted in `aside`.

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
                if "services" not in map(_table_of, files):
                    raise UnreadableFile(_("The file lacks the table services.csv."))
                for name, file in files.items():
                    _keep(rows, name, file, aside)
        except (BadZipFile, UnicodeDecodeError, csv.Error) as error:
            raise UnreadableFile(_("A table is no CSV in UTF-8, or it breaks off.")) from error
        rows.execute("CREATE INDEX kept_by_owner ON kept (file, place, owner)")
        _count_unused(rows, aside)
        for (text,) in rows.execute(
            "SELECT row FROM kept WHERE file = 'services' AND place = 'id' ORDER BY rowid"
        ):
            yield _joined(rows, json.loads(text))


def _table_of(name: str) -> str:
    """Return which of our tables a file holds, empty where it is none."""
    table = OTHER_NAMES.get(name.lower(), name.lower())
    return table if table in TABLES or table == "eligibility" else ""


@contextmanager
def _opened(path: Path) -> Iterator[dict[str, IO[str]]]:
    """Open the tables, by the names of their files, in whatever folder they stand."""
    with ExitStack() as stack:
        if path.is_dir():
            yield {
                one.stem: stack.enter_context(one.open(encoding="utf-8-sig", newline=""))
                for one in sorted(path.glob("*.csv"))
            }
            return
        packed = stack.enter_context(ZipFile(path))
        inside = [one for one in packed.infolist() if one.filename.endswith(".csv")]
        if sum(one.file_size for one in inside) > MOST_BYTES:
            raise UnreadableFile(_("The tables are larger than can be read."))
        yield {
            Path(one.filename).stem: TextIOWrapper(
                stack.enter_context(packed.open(one)), "utf-8-sig", newline=""
            )
            for one in inside
        }


def _keep(rows: sqlite3.Connection, name: str, file: IO[str], aside: "Counted[str]") -> None:
    table = _table_of(name)
    if not table:
        count = sum(1 for cells in csv.reader(file) if any(cells)) - 1
        aside.update({f"{name}.csv": count} if count > 0 else {})
        return
    known = {"id", *_OWNERS, *TABLES.get(table, ()), *_BESIDE.get(table, ())}

    def kept() -> Iterator[tuple[str, str, str, str]]:
        for cells in csv.DictReader(file):
            typed = {
                key: _typed(key, text)
                for key, text in cells.items()
                if isinstance(key, str) and isinstance(text, str) and text
            }
            row = in_words_of_today(table, typed)
            if table != "services":  # of these every field is counted where they are read
                aside.update(f"{name}.csv {column}" for column in row if column not in known)
            text = json.dumps(row, ensure_ascii=False)
            yield table, "id", str(row.get("id", "")), text
            for column in _OWNERS:
                if row.get(column):
                    yield table, column, str(row[column]), text

    rows.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", kept())


def _count_unused(rows: sqlite3.Connection, aside: "Counted[str]") -> None:
    """Count organizations without a service, and places at which nothing is offered."""
    for table, column, named in (
        ("organizations", "organization_id", "services"),
        ("locations", "location_id", "service_at_location"),
    ):
        count = rows.execute(
            "SELECT count(*) FROM kept WHERE file = ? AND place = 'id' AND owner NOT IN "
            "(SELECT owner FROM kept WHERE file = ? AND place = ?)",
            (table, named, column),
        ).fetchone()[0]
        words = _("without a service")
        aside.update({f"{table}.csv {words}": count} if count else {})


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
        own = [
            phone
            for phone in _by(rows, "phones", "organization_id", found[0].get("id"))
            if not any(phone.get(owner) for owner in _OWNERS if owner != "organization_id")
        ]
        service["phones"] = [*service.get("phones", ()), *own]
    for at in service.get("service_at_locations", ()):
        _fill(rows, at, "at")
        if found := _by(rows, "locations", "id", at.get("location_id")):
            at["location"] = found[0]
            _fill(rows, at["location"], "location")
    said = [
        one["eligibility"]
        for one in _by(rows, "eligibility", "service_id", service.get("id"))
        if one.get("eligibility")
    ]
    if said and not service.get("eligibility_description"):
        service["eligibility_description"] = "\n".join(said)
    return service


def _fill(rows: sqlite3.Connection, holder: dict[str, Any], kind: str) -> None:
    for name, column in _UNDER[kind].items():
        if found := _by(rows, FILES.get(name, name), column, holder.get("id")):
            holder[name] = found
    for contact in holder.get("contacts", ()):
        reached = [
            {"description": contact.get("name", ""), **phone}
            for phone in _by(rows, "phones", "contact_id", contact.get("id"))
        ]
        if reached:
            holder["phones"] = [*holder.get("phones", ()), *reached]


def _by(rows: sqlite3.Connection, file: str, column: str, key: Any) -> list[dict[str, Any]]:
    return [
        json.loads(text)
        for (text,) in rows.execute(
            "SELECT row FROM kept WHERE file = ? AND place = ? AND owner = ? ORDER BY rowid",
            (file, column, str(key)),
        )
    ]
