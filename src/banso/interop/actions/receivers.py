"""Lists of facilities from CSV or Excel into the directory."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import count as count_from
from math import nan
from typing import Any

from django.utils.translation import gettext as _

from banso.interop.actions.import_runs import one_file_at_a_time
from banso.interop.actions.receiver_rows import (
    counters_from,
    receive,
    receivers_report,
    spare_my_numbers,
)
from banso.interop.actions.receiver_runs import ReceiversRun
from banso.interop.actions.receivers_missing import tell_missing
from banso.interop.publishers import refuse_agency
from banso.interop.receiver_headings import guess, header_row
from banso.interop.receiver_lists import (
    AS_IT_STANDS,
    HowRead,
    lists_of,
    tell_apart,
    title_of_file,
    title_said,
    which_list,
)
from banso.interop.rules import BadRow, Progress, Report, no_progress
from banso.interop.table_files import UnreadableFile
from banso.interop.workbooks import Place, no_result, without_result
from banso.kit.readers.addresses import is_not_public, joined, read_address
from banso.kit.readers.numbers import in_one_width
from banso.kit.readers.phones import with_zero
from banso.resources.actions import Counter
from banso.resources.queries import Received, received_from
from banso.resources.rules import corporate_number_is_valid
from banso_recognition import digits, fold

_KEPT = {one.name for one in fields(Counter)}
_Numbered = tuple[int, dict[str, str]]
_HOURS = {
    "hours_weekdays": "平日",
    "hours_saturday": "土曜",
    "hours_sunday": "日曜",
    "hours_holidays": "祝日",
}


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
    how: HowRead = AS_IT_STANDS,
    run: ReceiversRun | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring a list of facilities in, or up to date; a row that can't be taken is refused and the rest
    goes on.

    :param source: who published the list; ids count within each of their lists
    :param how: what was said of how it is read, where the guess was corrected
    :param run: what the import does is kept in it, so that it can be taken back
    :raises UnreadableFile: if no column holds a name
    :raises WhichList: if it is not clear which list of the publisher it is
    :raises SourceOfAnAgency: if the publisher is an agency of the home
    """
    refuse_agency(source)
    said = how.columns is not None and how.top is not None
    top, columns = (how.top or 0, how.columns or {}) if said else columns_of(cells)
    if "name" not in columns.values():
        raise UnreadableFile(_("No column was understood as the name of a receiver."))
    report = receivers_report()
    report.dry_run = dry_run
    rows = _Rows(cells, top, columns, file, report, how.unknown)
    rows.tell_marks()
    made = counters_from(
        rows, _maker(rows, source, licence), file=file, tally=report.of("services")
    )
    numbered = {rows.numbers[one.outside_id]: one for one in made}
    with one_file_at_a_time(source):
        counters = _told_apart(numbered, rows, source, how)
        receive(
            counters,
            report,
            dry_run=dry_run,
            progress=progress,
            run=run,
            total=len(counters),
            missing=lambda: [one.outside_id for one in report.missing],
            close_missing=source if how.close_missing else "",
        )
    return report


def _told_apart(
    made: dict[int, Counter], rows: "_Rows", source: str, how: HowRead
) -> list[Counter]:
    """Return the rows that come in, each as the receiver it means, and tell of the others."""
    here, report = received_from(source), rows.report
    if how.title is None:
        stem = title_of_file(rows.file)
        title = which_list(list(made.values()), here, stem, numbered=rows.identify())
    else:
        title = how.title
    known = len(lists_of(here).get(title, []))
    words = _("Brought in as %(list)s of %(source)s, of which %(count)d receivers are here.")
    report.notes.append(words % {"list": title_said(title), "source": source, "count": known})
    told = tell_apart(made, title, here, how.answers)
    tell_missing(_missing(told.missing, rows), report)
    report.rows = told.asked
    for one in told.asked:
        if one.became in ("asked", "left"):
            waits = _("waits for an answer: %(why)s") % {"why": one.why}
            reason = waits if one.why else _("Left out")
            report.of("services").refuse(rows.file, one.row, "outside_id", reason)
    for number, name, text in told.remarks:
        report.remark(rows.file, number, name, text)
    return told.counters


def _missing(missing: list[Received], rows: "_Rows") -> list[Received]:
    """Return the receivers that the file lacks, without those whose row was refused."""
    refused = {one.row for one in rows.report.of("services").refused}
    names = {fold(typed.get("name", "")) for number, (_same, typed) in rows if number in refused}
    return [one for one in missing if fold(one.name) not in names]


@dataclass(frozen=True)
class _Rows:
    """A list while it is read: its cells, what its columns mean, and the report."""

    cells: list[list[str]]
    top: int
    columns: dict[int, str]
    file: str
    report: Report
    unknown: Collection[Place] = ()
    numbers: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[int, _Numbered]]:
        """Yield each row that says something with its number; marks of the format are none."""
        for number, row in enumerate(self.cells[self.top + 1 :], start=self.top + 2):
            typed = {
                name: row[column].strip()
                for column, name in self.columns.items()
                if column < len(row) and row[column].strip()
            }
            if typed and not row[0].startswith("#"):
                yield number, (number, typed)

    def tell_marks(self) -> None:
        """Tell how many rows belong to the format of the file (#object_type, as Takamatsu has)."""
        marks = sum(row[0].startswith("#") for row in self.cells[self.top + 1 :] if row)
        if marks:
            words = _("Rows that begin with # belong to the format and were left aside: %(count)s")
            self.report.notes.append(words % {"count": marks})

    def identify(self) -> bool:
        """Return whether the numbers tell rows apart; those that mostly repeat are none."""
        ids = [typed.get("outside_id", "") for _number, (_again, typed) in self]
        return len(set(ids)) * 2 > len(ids)


def _maker(rows: _Rows, source: str, licence: str) -> Callable[[_Numbered], Counter]:
    """Return what makes a counter of a row, and remarks on what was not taken as it stands."""
    given: set[str] = set()
    numbered = rows.identify()

    def make(row: _Numbered) -> Counter:
        number, typed = row
        for name in without_result(rows.unknown, number, rows.columns):
            raise BadRow(name, no_result())
        remarks: list[tuple[str, str]] = []
        made = _counter(typed, source, licence, remarks)
        own = typed.get("outside_id", "") if numbered else ""
        made = replace(made, outside_id=own or _once(made, given))
        given.add(made.outside_id)
        rows.numbers.setdefault(made.outside_id, number)
        for name, words in remarks:
            rows.report.remark(rows.file, number, name, words)
        return made

    return make


def _once(made: Counter, seen: set[str]) -> str:
    """Return an id for a row without a number: name and place, counted where they repeat."""
    whole = f"{made.name} {made.address}"[:190]
    names = (whole if count == 1 else f"{whole} {count}" for count in count_from(1))
    return next(one for one in names if one not in seen)


def _counter(
    typed: dict[str, str], source: str, licence: str, remarks: list[tuple[str, str]]
) -> Counter:
    """Return a row as a counter; raises BadRow with the field and the reason."""
    spare_my_numbers(typed, remarks)
    name = typed.get("name", "")
    if not name:
        raise BadRow("name", _("is empty"))
    values: dict[str, Any] = {key: text for key, text in typed.items() if key in _KEPT}
    values |= {"source": source, "licence": typed.get("licence", licence), "outside_id": name[:200]}
    for one in ("phone", "fax"):
        values[one] = with_zero(in_one_width(typed.get(one, "")))
    values |= _where(typed, remarks)
    values["organization"] = typed.get("organization") or name
    values["organization_id"] = typed.get("corporate_number") or values["organization"][:200]
    values["hours"] = _hours(typed)
    told = (typed.get("description", ""), typed.get("remarks", ""))
    values["description"] = "\n".join(part for part in told if part)
    corporate = digits(typed.get("corporate_number", ""))
    if corporate and not corporate_number_is_valid(corporate):
        raise BadRow("corporate_number", _("has a wrong check digit"))
    values["corporate_number"] = corporate
    return Counter(**values)


def _hours(typed: dict[str, str]) -> str:
    span = "–".join(part for part in (typed.get("opens", ""), typed.get("closes", "")) if part)
    by_day = "、".join(f"{day} {typed[name]}" for name, day in _HOURS.items() if typed.get(name))
    parts = (typed.get("days", ""), span, by_day, typed.get("hours", ""))
    return " ".join(part for part in parts if part)


def _where(typed: dict[str, str], remarks: list[tuple[str, str]]) -> dict[str, Any]:
    """Return where a receiver is: the address whole or from its parts, codes, coordinates."""
    inwards = ("address_prefecture", "address_city", "address_town", "address_number")
    whole = typed.get("address") or joined([typed.get(one, "") for one in inwards])
    address = read_address(" ".join(p for p in (whole, typed.get("address_more", "")) if p))
    secret = is_not_public(address.text)
    municipal = digits(typed.get("municipal_code", ""))
    latitude, longitude = _coordinates(typed, remarks)
    if secret:
        remarks.append(("address", _("is confidential: the receiver is kept so and never leaves")))
    return {
        "address": address.text,
        "confidential": secret,
        "postal_code": in_one_width(typed.get("postal_code", "")) or address.postal_code,
        "municipal_code": municipal,
        "prefecture_code": municipal[:2] or address.prefecture_code,
        "latitude": None if secret else latitude,
        "longitude": None if secret else longitude,
    }


def _coordinates(
    typed: dict[str, str], remarks: list[tuple[str, str]]
) -> tuple[float | None, float | None]:
    """Return both coordinates or none; such as cannot be cost only themselves."""
    texts = [typed.get("latitude", ""), typed.get("longitude", "")]
    if not any(texts):
        texts = re.split(r"[,\s、]+", in_one_width(typed.get("coordinates", "")))
    if not any(texts):
        return None, None
    try:
        latitude, longitude = (float(in_one_width(text)) for text in texts)
    except ValueError:
        latitude = longitude = nan
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return latitude, longitude
    words = _("is no coordinate; the receiver is taken without: %(text)s")
    remarks.append(("latitude", words % {"text": " ".join(texts)}))
    return None, None
