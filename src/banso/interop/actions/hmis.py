"""
HUD's HMIS CSV export: people, ledger entries, encounters and contacts. Columns are read by name;
SSN and race are never read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions import upsert_notes
from banso.intake.actions import upsert_encounters
from banso.interop.actions.hmis_people import (
    CLIENTS,
    keep_apart,
    mended_rows,
    outside_id_of,
    recognised,
    said_of_people,
)
from banso.interop.actions.hmis_rows import HmisRows
from banso.interop.actions.import_runs import Run, kept_unless
from banso.interop.actions.ledger_lines import Lines
from banso.interop.file_names import shown_name
from banso.interop.hmis_files import (
    BadCell,
    Export,
    day_in,
    folder_of,
    number_in,
    read_export,
)
from banso.interop.ledger_rows import my_number_left_out
from banso.interop.rules import Progress, Report, no_progress
from banso.interop.table_files import Row
from banso.interop.who_is_who import Whose
from banso.kit.my_number import carries_my_number, without_my_number
from banso.people.actions import (
    Outcome,
    close_gone_entries,
    retract_memories,
    upsert_entries,
    upsert_people,
)
from banso.people.queries import came_before

BATCH = 500
_TEXTS = ("FirstName", "LastName", "LocationDetails", "OtherTypeProvided")
T = TypeVar("T")


@asks(Duty.IMPORT_DATA)
def import_hmis(
    path: Path,
    *,
    by: Viewer,
    file: str = "",
    renamed: Mapping[str, str] | None = None,
    answers: Mapping[int, str] | None = None,
    mended: Mapping[int, Mapping[str, str]] | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring an HMIS CSV export in, from its folder or a zip of it; a row that can't be taken is
    refused and the rest goes on. Where there is doubt who somebody is, they wait for an answer (by
    their row in Client.csv). `renamed` gives the name that is meant for a heading, `file` what the
    export was called where it was chosen.

    :raises UnreadableFile: if it is no such export, or a file lacks a column that is needed
    """
    with folder_of(path) as folder:
        export = read_export(folder, renamed)
    export.tables[CLIENTS] = mended_rows(export.of(CLIENTS), mended or {})
    report = Report(dry_run=dry_run, notes=list(export.notes))
    with kept_unless(dry_run):
        run = Run("hmis", shown_name(file or path.name), by)
        _Run(export, report, run, progress).everything(answers or {})
    return report


@dataclass(frozen=True)
class _Gone:
    """A row that was deleted where it comes from: where it stands, and since when."""

    file: str
    row: int
    on: date


class _Run(HmisRows):
    """One import under way: what was taken in so far, by outside id."""

    def __init__(self, export: Export, report: Report, run: Run, progress: Progress) -> None:
        self.export, self.report, self.run, self.progress = export, report, run, progress
        self.by = by = run.by
        self.total, self.done = sum(map(len, export.tables.values())), 0
        self.office = offices_seen_by(by).values_list("pk", flat=True)[0]
        self.people: dict[str, UUID] = {}
        self.ledgers: dict[str, str] = {}
        self.lines = Lines()
        self.whose: dict[str, Whose] = {}
        self.gone: dict[str, dict[str, _Gone]] = {}

    def everything(self, answers: Mapping[int, str]) -> None:
        """Take in the tables in their order."""
        arriving = list(self._batches("Client.csv", "people", "PersonalID", self.person))
        numbers = {outside_id_of(row): row.number for row in self.export.of(CLIENTS)}
        everybody = [one for batch in arriving for one in batch]
        self.whose = recognised(everybody, numbers, answers, self.by)
        for one in self.whose.values():
            if one.asked:
                sentence = _("waits for an answer: %(why)s") % {"why": one.why}
                number = numbers[one.outside_id]
                self.report.of("people").refuse(CLIENTS, number, "PersonalID", sentence)
        for batch in arriving:
            clear = [
                replace(one, same_as=self.whose[one.outside_id].same_as)
                for one in batch
                if self.whose[one.outside_id].clear
            ]
            self._add("people", upsert_people(clear, office_id=self.office, by=self.by))
        keep_apart(self.whose.values(), self.run)
        self.people = self.run.of("people").ids
        projects = {
            row.cells["ProjectID"]: number_in(row, "ProjectType")
            for row in self.export.of("Project.csv")
            if not row.cells.get("DateDeleted")
        }
        self.done += len(projects)
        exits = {
            row.cells["EnrollmentID"]: row
            for row in self.export.of("Exit.csv")
            if not row.cells.get("DateDeleted")
        }
        self.done += len(exits)
        for entries in self._batches(
            "Enrollment.csv",
            "ledger_entries",
            "EnrollmentID",
            lambda row: self.entry(row, projects, exits),
        ):
            self._add("ledger_entries", upsert_entries(entries, people=self.people, by=self.by))
            self.lines.entries += entries
        for encounters in self._batches(
            "CurrentLivingSituation.csv", "encounters", "CurrentLivingSitID", self.encounter
        ):
            self._add("encounters", upsert_encounters(encounters, by=self.by))
            self.lines.met += encounters
        for notes in self._batches("Services.csv", "contacts", "ServicesID", self.contact):
            self._add("contacts", upsert_notes(notes, by=self.by))
            self.lines.notes += notes
        self._let_go()
        self.run.keep(self.report)
        rows = self.export.of(CLIENTS)
        self.report.rows = said_of_people(
            rows, self.whose, self.lines, self.run, self.report, answers
        )

    def _add(self, kind: str, outcome: Outcome) -> None:
        self.report.of(kind).add(outcome.counted)
        self.run.add(kind, outcome)

    def _let_go(self) -> None:
        """Close what was deleted at the source, or say so in the memory; refuse what never came."""
        entries = {one: gone.on for one, gone in self.gone.get("ledger_entries", {}).items()}
        done = {
            "ledger_entries": close_gone_entries(entries, by=self.by),
            "encounters": retract_memories(
                "encounter", self.gone.get("encounters", {}), by=self.by
            ),
            "contacts": retract_memories("note", self.gone.get("contacts", {}), by=self.by),
        }
        known = came_before(self.gone.get("people", {}), self.by)
        for kind, gone in self.gone.items():
            outcome = done.get(kind, Outcome())
            self._add(kind, outcome)
            for outside_id, one in gone.items():
                came = kind == "people" and outside_id in known
                if outside_id not in outcome.became and not came:
                    self.report.of(kind).refuse(
                        one.file, one.row, "DateDeleted", _("was deleted where it comes from")
                    )

    def _batches(
        self, file: str, kind: str, key: str, make: Callable[[Row], T]
    ) -> Iterator[list[T]]:
        tally = self.report.of(kind)
        batch: list[T] = []
        seen: set[str] = set()
        for row in self.export.of(file):
            self.done += 1
            tally.read += 1
            one = self._made(file, row, key, seen, make, kind)
            if one is not None:
                batch.append(one)
            if len(batch) == BATCH:
                yield batch
                batch = []
                self.progress(self.done, self.total)
        if batch:
            yield batch
        self.progress(self.done, self.total)

    def _made(
        self, file: str, row: Row, key: str, seen: set[str], make: Callable[[Row], T], kind: str
    ) -> T | None:
        try:
            identity = row.cells.get(key, "")
            if not identity:
                raise BadCell(key, _("is empty"))
            if row.surplus:
                raise BadCell("", _("has more cells than the header"))
            if identity in seen:
                raise BadCell(key, _("stands twice in the file"))
            if gone := self._deleted(row, file):
                self.gone.setdefault(kind, {})[f"hmis:{identity}"] = gone
                seen.add(identity)
                return None
            for name in _TEXTS:
                if carries_my_number(row.cells.get(name, "")):
                    row.cells[name] = without_my_number(row.cells[name])
                    self.report.remark(file, row.number, name, my_number_left_out())
            made = make(row)
        except BadCell as bad:
            self.report.of(kind).refuse(file, row.number, bad.field, bad.reason)
            return None
        seen.add(identity)
        return made

    def _deleted(self, row: Row, file: str) -> _Gone | None:
        """Return since when a row is deleted: itself, or the person whose it is."""
        if row.cells.get("DateDeleted"):
            try:
                return _Gone(file, row.number, day_in(row, "DateDeleted"))
            except BadCell:
                return _Gone(file, row.number, self.by.today)
        of_person = self.gone.get("people", {}).get(f"hmis:{row.cells.get('PersonalID', '')}")
        if of_person and file != "Client.csv":
            return _Gone(file, row.number, of_person.on)
        return None
