"""A ledger as organisations really have it, from Excel or CSV."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions import upsert_notes
from banso.interop.actions.hmis_people import keep_apart
from banso.interop.actions.import_runs import Run, kept_unless
from banso.interop.actions.ledger_lines import Lines, lines_of
from banso.interop.actions.said_of_rows import said_of_rows
from banso.interop.file_names import shown_name
from banso.interop.ledger_headings import FIELDS
from banso.interop.ledger_rows import LedgerRow, LedgerSheet, read_rows
from banso.interop.models import LedgerMapping
from banso.interop.queries import fingerprint
from banso.interop.rules import Progress, Report, RowSaid, no_progress
from banso.interop.who_is_who import Recogniser, Whose
from banso.kit.db import one_transaction
from banso.people.actions import upsert_entries, upsert_people

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


@asks(Duty.IMPORT_DATA)
def import_ledger(
    sheet: LedgerSheet,
    *,
    ledger: str,
    by: Viewer,
    office_id: UUID | None = None,
    answers: Mapping[int, str] | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring the rows of a sheet into a ledger; a row that can't be taken is refused and the rest goes
    on. Where there is doubt whose a row is, it waits for an answer (by its number in the sheet).
    """
    office = office_id or offices_seen_by(by).values_list("pk", flat=True)[0]
    report = Report(dry_run=dry_run)
    people = report.of("people")
    entries, contacts = report.of("ledger_entries"), report.of("contacts")
    with kept_unless(dry_run):
        rows = read_rows(sheet, ledger, by.today)
        people.read = len(rows)
        recogniser = Recogniser(ledger, by, answers or {})
        whose = recogniser.everybody(rows)
        _refuse(rows, whose, sheet.file, report)
        taken = [row for row in rows if row.number in whose and whose[row.number].clear]
        lines = lines_of(taken, whose, recogniser.known, ledger, office, by)
        entries.read, contacts.read = len(lines.entries), len(lines.notes)
        run = Run("ledger", shown_name(sheet.file), by)
        for start in range(0, len(lines.people), BATCH):
            _take_in(lines.part(start, start + BATCH), whose, office, report, run)
            progress(min(start + BATCH, len(lines.people)), len(lines.people))
        keep_apart(whose.values(), run)
        run.keep(report)
        report.rows = said_of_rows(rows, whose, lines, run, answers or {})
        _refuse_closed(report.rows, sheet.file, report)
    return report


def _refuse(rows: list[LedgerRow], whose: Mapping[int, Whose], file: str, report: Report) -> None:
    people = report.of("people")
    for row in rows:
        for name, sentence in row.problems:
            people.refuse(file, row.number, name, sentence)
        for name, sentence in row.remarks:
            report.remark(file, row.number, name, sentence)
        one = whose.get(row.number)
        if one is not None and one.asked:
            name = "number" if row.running else "full_name"
            people.refuse(
                file, row.number, name, _("waits for an answer: %(why)s") % {"why": one.why}
            )


def _refuse_closed(rows: list[RowSaid], file: str, report: Report) -> None:
    for row in rows:
        if row.became == "closed":
            report.of("people").refuse(file, row.row, "number", row.why)


def _take_in(
    lines: Lines, whose: Mapping[int, Whose], office: UUID, report: Report, run: Run
) -> None:
    people = upsert_people(lines.people, office_id=office, by=run.by)
    report.of("people").add(people.counted)
    run.add("people", people)
    entries = upsert_entries(lines.entries, people=people.ids, by=run.by)
    report.of("ledger_entries").add(entries.counted)
    run.add("ledger_entries", entries)
    notes = upsert_notes(lines.incoming_notes(people.ids), by=run.by)
    report.of("contacts").add(notes.counted)
    run.add("contacts", notes)
