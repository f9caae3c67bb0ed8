"""HSDS 3.0 as tables: one CSV for each kind of row, joined by ids, in a zip."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from banso.kit.disk_index import OnDisk
from banso.kit.export import harmless
from banso.resources.rules.parts import PARTS

PLACE = ("location_id", "service_id", "organization_id", "service_at_location_id")
# Each table: its file, the list under which its rows stand in JSON, and its columns beside what
# they belong to.
TABLES: dict[str, tuple[str, ...]] = {
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
    "locations": ("id", "name", "location_type", "organization_id", "latitude", "longitude"),
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
    **{name: ("id", *PLACE, *fields) for name, fields in PARTS.items()},
}
FILES = {"service_at_locations": "service_at_location"}


def write_tables(file: IO[bytes], services: Iterable[dict[str, Any]]) -> int:
    """Write services as a zip of tables; return how many services there were."""
    with TemporaryDirectory() as folder, ZipFile(file, "w", ZIP_DEFLATED) as packed:
        count = _write_folder(Path(folder), services)
        for name in TABLES:
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
            for name in TABLES
        }
        for name, columns in TABLES.items():
            tables[name].writerow(columns)
        for service in services:
            count += 1
            for name, row in _flat("services", service):
                if name in ("organizations", "organization_identifiers") and not seen.is_new(
                    row["id"]
                ):
                    continue
                tables[name].writerow([_cell(row.get(column, "")) for column in TABLES[name]])
    return count


def _cell(value: Any) -> str:
    return harmless(value) if isinstance(value, str) else str(value)


def _flat(name: str, one: dict[str, Any], **owner: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an object and all inside it as rows of tables."""
    yield name, one | owner
    for inside, value in one.items():
        table = {"organization": "organizations", "location": "locations"}.get(inside) or FILES.get(
            inside, inside
        )
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
