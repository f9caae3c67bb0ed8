"""A ledger as organisations really have it, from Excel or CSV."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions import IncomingNote, upsert_notes
from banso.interop.actions.import_runs import kept_unless
from banso.interop.ledger_headings import FIELDS
from banso.interop.models import LedgerMapping
from banso.interop.queries import fingerprint
from banso.interop.rules import BadRow, Progress, Report, no_progress
from banso.kit.db import one_transaction
from banso.kit.eras import PartialDate, UnreadableDate, parse_date, parse_day
from banso.kit.my_number import carries_my_number
from banso.people.actions import Incoming, IncomingEntry, upsert_entries, upsert_people
from banso_recognition import digits, fold

BATCH = 500
_SEX = {
    "男": "male",
    "男性": "male",
    "m": "male",
    "male": "male",
    "女": "female",
    "女性": "female",
    "f": "female",
    "female": "female",
    "その他": "other",
    "other": "other",
}
_VALUES = {
    "outreach": ("sleeps_at", "health", "income", "papers", "wish_words", "whom_to_call"),
    "centre": (
        "room",
        "belongings",
        "exit_to",
        "health",
        "income",
        "papers",
        "benefits",
        "wish_words",
        "whom_to_call",
    ),
    "aftercare": (
        "dwelling",
        "contract",
        "visits",
        "health",
        "income",
        "papers",
        "benefits",
        "wish_words",
        "whom_to_call",
    ),
}


@asks(Duty.IMPORT_DATA)
@one_transaction
def keep_mapping(
    *, header: list[str], columns: dict[int, str], ledger: str, by: Viewer
) -> LedgerMapping:
    """Keep how ledgers with this header are read."""
    kept, _made = LedgerMapping.objects.update_or_create(
        agency_id=by.agency_id,
        fingerprint=fingerprint(header),
        defaults={
            "columns": {str(column): field for column, field in columns.items() if field in FIELDS},
            "ledger": ledger,
        },
    )
    return kept


@dataclass(frozen=True)
class _Line:
    person: Incoming
    entry: IncomingEntry
    note: str


@dataclass(frozen=True)
class LedgerSheet:
    """
    A sheet of a file, named as in its report: its cells, which row is the header, and which column
    holds which field.
    """

    cells: list[list[str]]
    top: int
    columns: dict[int, str]
    file: str


@asks(Duty.IMPORT_DATA)
def import_ledger(
    sheet: LedgerSheet,
    *,
    ledger: str,
    by: Viewer,
    office_id: UUID | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring the rows of a sheet into a ledger; a row that can't be taken is refused and the rest goes
    on.
    """
    office = office_id or offices_seen_by(by).values_list("pk", flat=True)[0]
    report = Report()
    people, entries = report.of("people"), report.of("ledger_entries")
    lines: list[_Line] = []
    seen: set[str] = set()
    for number, row in enumerate(sheet.cells[sheet.top + 1 :], start=sheet.top + 2):
        values = {
            field: row[column].strip()
            for column, field in sheet.columns.items()
            if column < len(row)
        }
        if not any(cell.strip() for cell in row):
            continue
        people.read += 1
        try:
            line = _line(values, ledger, office, by.today)
            if line.entry.outside_id in seen:
                raise BadRow("number", _("stands twice in the file"))
        except BadRow as bad:
            people.refuse(sheet.file, number, bad.field, bad.reason)
            continue
        seen.add(line.entry.outside_id)
        lines.append(line)
    entries.read = len(lines)
    report.of("contacts").read = sum(1 for line in lines if line.note)
    with kept_unless(dry_run):
        for start in range(0, len(lines), BATCH):
            _take_in(lines[start : start + BATCH], ledger, office, report, by)
            progress(min(start + BATCH, len(lines)), len(lines))
    return report


def _take_in(lines: list[_Line], ledger: str, office: UUID, report: Report, by: Viewer) -> None:
    counted, ids = upsert_people([line.person for line in lines], office_id=office, by=by)
    report.of("people").add(counted)
    report.of("ledger_entries").add(
        upsert_entries([line.entry for line in lines], people=ids, by=by)
    )
    notes = [
        IncomingNote(
            outside_id=f"{line.entry.outside_id}:note",
            person_id=ids[line.person.outside_id],
            on=line.entry.opened_on,
            title=_("From the earlier ledger"),
            fact=line.note,
            ledger=ledger,
            office_id=office,
        )
        for line in lines
        if line.note
    ]
    report.of("contacts").add(upsert_notes(notes, by=by))


def _line(values: dict[str, str], ledger: str, office: UUID, today: date) -> _Line:
    called, full = values.get("called_name", ""), values.get("full_name", "")
    if not called and not full:
        raise BadRow("called_name", _("neither a name nor a called name"))
    for field, text in values.items():
        if carries_my_number(text):
            raise BadRow(field, _("carries what looks like a My Number"))
        if len(text) > (100 if field in ("called_name", "full_name", "kana", "number") else 10000):
            raise BadRow(field, _("is too long"))
    birth = _birth(values.get("birth", ""))
    opened, closed = _day(values, "opened_on") or today, _day(values, "closed_on")
    if closed and closed < opened:
        raise BadRow("closed_on", _("lies before the entry"))
    identity = (
        values.get("number")
        or hashlib.sha256(
            "|".join(
                (full or called, values.get("birth", ""), values.get("opened_on", ""))
            ).encode()
        ).hexdigest()[:24]
    )
    outside = f"ledger:{ledger}:{identity}"
    names = (("legal", full, values.get("kana", "")),) if full else ()
    person = Incoming(
        outside_id=outside,
        called_name=called or full,
        names=names,
        birth=birth,
        sex=_SEX.get(fold(values.get("sex", "")), ""),
        place=(values.get("place") or values.get("sleeps_at", ""))[:200],
        contact=values.get("contact", "")[:200],
    )
    kept: dict[str, Any] = {
        field: values[field][:300] for field in _VALUES[ledger] if values.get(field)
    }
    if "income" in kept:
        kept["income"] = int(digits(kept["income"]) or 0) or ""
    entry = IncomingEntry(
        outside_id=outside,
        person=outside,
        ledger=ledger,
        office_id=office,
        opened_on=opened,
        closed_on=closed,
        closing_reason="other" if closed else "",
        values=kept,
    )
    note = "\n".join(
        text for text in (values.get("note", ""), values.get("since_words", "")) if text
    )
    return _Line(person, entry, note)


def _birth(text: str) -> PartialDate:
    try:
        return parse_date(text)
    except UnreadableDate as error:
        raise BadRow("birth", _("is no date")) from error


def _day(values: dict[str, str], field: str) -> date | None:
    if not values.get(field):
        return None
    try:
        return parse_day(values[field])
    except UnreadableDate as error:
        raise BadRow(field, _("is no date")) from error
