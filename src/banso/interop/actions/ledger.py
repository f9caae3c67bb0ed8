"""A ledger as organisations really have it, from Excel or CSV."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions import IncomingNote, upsert_notes
from banso.interop.actions.import_runs import kept_unless
from banso.interop.ledger_headings import FIELDS
from banso.interop.ledger_rows import LedgerRow, LedgerSheet, read_rows
from banso.interop.models import LedgerMapping
from banso.interop.queries import fingerprint
from banso.interop.rules import Progress, Report, no_progress
from banso.kit.db import one_transaction
from banso.people.actions import Incoming, IncomingEntry, upsert_entries, upsert_people

BATCH = 500


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
    report = Report(dry_run=dry_run)
    people, entries = report.of("people"), report.of("ledger_entries")
    lines: list[_Line] = []
    seen: set[str] = set()
    for row in read_rows(sheet, ledger, by.today):
        people.read += 1
        line = None if row.problems else _line(row, ledger, office, by.today)
        if line and line.entry.outside_id in seen:
            row.problems.append(("number", _("stands twice in the file")))
        for name, sentence in row.problems:
            people.refuse(sheet.file, row.number, name, sentence)
        for name, sentence in row.remarks:
            report.remark(sheet.file, row.number, name, sentence)
        if line and not row.problems:
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


def _line(row: LedgerRow, ledger: str, office: UUID, today: date) -> _Line:
    opened = row.opened or row.met or row.closed or today
    identity = (
        row.running
        or hashlib.sha256(
            "|".join(
                (
                    row.full or row.called,
                    row.typed.get("birth", ""),
                    row.typed.get("opened_on", ""),
                )
            ).encode()
        ).hexdigest()[:24]
    )
    outside = f"ledger:{ledger}:{identity}"
    person = Incoming(
        outside_id=outside,
        called_name=row.called,
        names=(("legal", row.full, row.kana),) if row.full else (),
        birth=row.birth,
        sex=row.sex,
        place=row.place,
        contact=row.contact,
    )
    entry = IncomingEntry(
        outside_id=outside,
        person=outside,
        ledger=ledger,
        office_id=office,
        opened_on=opened,
        closed_on=row.closed,
        closing_reason=(row.closing_reason or "other") if row.closed else "",
        values=row.values,
    )
    return _Line(person, entry, row.note)
