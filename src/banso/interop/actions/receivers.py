"""Lists of facilities from CSV or Excel into the directory, and the directory as such a list."""

from collections.abc import Iterator
from dataclasses import fields
from typing import IO, Any

from django.utils.translation import gettext as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.interop.actions.receiver_rows import counters_from, receive, receivers_report
from banso.interop.receiver_headings import WORDS, guess, header_row
from banso.interop.rules import BadRow, Progress, Report, no_progress
from banso.interop.table_files import UnreadableFile
from banso.kit.export import csv_rows
from banso.resources.actions import Counter
from banso.resources.models import Service
from banso.resources.queries import services_to_give
from banso.resources.rules import corporate_number_is_valid
from banso_recognition import digits

_KEPT = {one.name for one in fields(Counter)}
_OUT = [name for name in WORDS if name not in ("address_more", "days", "opens", "closes")]


def columns_of(cells: list[list[str]]) -> tuple[int, dict[int, str]]:
    """
    Return (row of the header, column → field) of a list, guessed from its headings.

    :raises UnreadableFile: if no column holds a name
    """
    top = header_row(cells)
    columns = guess(cells[top]) if cells else {}
    if "name" not in columns.values():
        raise UnreadableFile(_("No column was understood as the name of a receiver."))
    return top, columns


def import_receivers(
    cells: list[list[str]],
    *,
    file: str,
    source: str,
    licence: str = "",
    columns: dict[int, str] | None = None,
    top: int | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring a list of facilities in, or up to date; a row that can't be taken is refused and the rest
    goes on.

    :param source: who published the list; ids count within it
    :param columns: which column holds which field, where the guess was corrected
    :param top: the row below which the list begins, where it was not to be looked for
    :raises UnreadableFile: if no column holds a name
    """
    guessed = (top, columns) if top is not None and columns is not None else columns_of(cells)
    top, columns = guessed
    if "name" not in columns.values():
        raise UnreadableFile(_("No column was understood as the name of a receiver."))
    report = receivers_report()
    report.dry_run = dry_run
    rows = _rows(cells, top, columns)
    made = counters_from(
        rows,
        lambda typed: _counter(typed, source, licence),
        file=file,
        tally=report.of("services"),
    )
    counters = list(made)
    receive(counters, report, dry_run=dry_run, progress=progress, total=len(counters))
    return report


def _rows(
    cells: list[list[str]], top: int, columns: dict[int, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each row in which something stands, and what stands there by field."""
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        typed = {
            field: row[column].strip()
            for column, field in columns.items()
            if column < len(row) and row[column].strip()
        }
        if typed:
            yield number, typed


def _counter(typed: dict[str, str], source: str, licence: str) -> Counter:
    """Return a row as a counter; raises BadRow with the field and the reason."""
    name = typed.get("name", "")
    if not name:
        raise BadRow("name", _("is empty"))
    values: dict[str, Any] = {key: text for key, text in typed.items() if key in _KEPT}
    values |= {"source": source, "licence": typed.get("licence", licence)}
    values["address"] = " ".join(
        part for part in (typed.get("address", ""), typed.get("address_more", "")) if part
    )
    values["outside_id"] = typed.get("outside_id") or f"{name} {values['address']}"[:200]
    values["organization"] = typed.get("organization") or name
    values["organization_id"] = typed.get("corporate_number") or values["organization"][:200]
    span = "–".join(part for part in (typed.get("opens", ""), typed.get("closes", "")) if part)
    values["hours"] = " ".join(
        part for part in (typed.get("days", ""), span, typed.get("hours", "")) if part
    )
    corporate = digits(typed.get("corporate_number", ""))
    if corporate and not corporate_number_is_valid(corporate):
        raise BadRow("corporate_number", _("has a wrong check digit"))
    values |= {
        "corporate_number": corporate,
        "municipal_code": digits(typed.get("municipal_code", "")),
    }
    values["prefecture_code"] = values["municipal_code"][:2]
    values |= {
        "latitude": _coordinate(typed, "latitude", 90),
        "longitude": _coordinate(typed, "longitude", 180),
    }
    if (values["latitude"] is None) != (values["longitude"] is None):
        raise BadRow("latitude", _("needs both coordinates"))
    return Counter(**values)


def _coordinate(typed: dict[str, str], field: str, limit: int) -> float | None:
    text = typed.get(field, "")
    try:
        found = float(text) if text else None
    except ValueError as error:
        raise BadRow(field, _("is no coordinate")) from error
    if found is not None and not abs(found) <= limit:
        raise BadRow(field, _("is no coordinate"))
    return found


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def export_receivers(file: IO[str], *, by: Viewer) -> int:
    """
    Write every service that may be given on as CSV under the headings municipalities use; return
    how many. Checks are no part of it.
    """
    rows, written = services_to_give(by), 0

    def cells() -> Iterator[list[str]]:
        nonlocal written
        for one in rows.order_by("pk").iterator(chunk_size=2000):
            written += 1
            yield [_cell(one, name) for name in _OUT]

    file.writelines(csv_rows([WORDS[name][0] for name in _OUT], cells()))
    return written


def _cell(one: Service, name: str) -> str:
    holder: Any = one
    if name in ("address", "postal_code", "latitude", "longitude", "accessibility"):
        holder = one.location
    elif name in ("corporate_number", "municipal_code"):
        holder = one.organization
    if name == "organization":
        return str(one.organization.name)
    kept = one.pk if name == "outside_id" else getattr(holder, name, None)
    return "" if kept is None else str(kept)
