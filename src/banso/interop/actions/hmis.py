"""
HUD's HMIS CSV export: people, ledger entries, encounters and contacts. Columns are read by name;
SSN and race are never read.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions import IncomingNote, upsert_notes
from banso.intake.actions import IncomingEncounter, upsert_encounters
from banso.interop.actions.import_runs import kept_unless
from banso.interop.hmis_codes import (
    LEDGER_OF_PROJECT,
    PROJECTS_LEFT_OUT,
    RECORD_TYPES,
    closing_reason,
    living,
)
from banso.interop.hmis_files import (
    BadCell,
    Export,
    birth_in,
    code_in,
    day_in,
    number_in,
    read_export,
    sex_in,
)
from banso.interop.rules import Progress, Report, Tally, no_progress
from banso.interop.table_files import Row
from banso.people.actions import Incoming, IncomingEntry, upsert_entries, upsert_people

BATCH = 500
T = TypeVar("T")


@asks(Duty.IMPORT_DATA)
def import_hmis(
    path: Path,
    *,
    by: Viewer,
    renamed: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring an HMIS CSV export in; a row that can't be taken is refused and the rest goes on.
    `renamed` gives the name that is meant for a heading.

    :raises UnreadableFile: if the folder is no such export, or a file lacks a column that is needed
    """
    folder = path if path.is_dir() else path.parent
    export = read_export(folder, renamed)
    report = Report(dry_run=dry_run)
    with kept_unless(dry_run):
        _Run(export, report, by, progress).everything()
    return report


class _Run:
    """One import under way: what was taken in so far, by outside id."""

    def __init__(self, export: Export, report: Report, by: Viewer, progress: Progress) -> None:
        self.export, self.report, self.by, self.progress = export, report, by, progress
        self.total, self.done = sum(map(len, export.tables.values())), 0
        self.office = offices_seen_by(by).values_list("pk", flat=True)[0]
        self.people: dict[str, UUID] = {}
        self.ledgers: dict[str, str] = {}

    def everything(self) -> None:
        """Take in the tables in their order."""
        for batch in self._batches("Client.csv", "people", "PersonalID", self._person):
            counted, ids = upsert_people(batch, office_id=self.office, by=self.by)
            self.report.of("people").add(counted)
            self.people |= ids
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
            lambda row: self._entry(row, projects, exits),
        ):
            self.report.of("ledger_entries").add(
                upsert_entries(entries, people=self.people, by=self.by)
            )
        for encounters in self._batches(
            "CurrentLivingSituation.csv", "encounters", "CurrentLivingSitID", self._encounter
        ):
            self.report.of("encounters").add(upsert_encounters(encounters, by=self.by))
        for notes in self._batches("Services.csv", "contacts", "ServicesID", self._contact):
            self.report.of("contacts").add(upsert_notes(notes, by=self.by))

    def _batches(
        self, file: str, kind: str, key: str, make: Callable[[Row], T]
    ) -> Iterator[list[T]]:
        tally = self.report.of(kind)
        batch: list[T] = []
        seen: set[str] = set()
        for row in self.export.of(file):
            self.done += 1
            tally.read += 1
            one = self._made(file, row, key, seen, make, tally)
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
        self, file: str, row: Row, key: str, seen: set[str], make: Callable[[Row], T], tally: Tally
    ) -> T | None:
        try:
            identity = row.cells.get(key, "")
            if not identity:
                raise BadCell(key, _("is empty"))
            if row.surplus:
                raise BadCell("", _("has more cells than the header"))
            if identity in seen:
                raise BadCell(key, _("stands twice in the file"))
            if row.cells.get("DateDeleted"):
                raise BadCell("DateDeleted", _("was deleted where it comes from"))
            made = make(row)
        except BadCell as bad:
            tally.refuse(file, row.number, bad.field, bad.reason)
            return None
        seen.add(identity)
        return made

    def _known_person(self, row: Row) -> UUID:
        person = self.people.get(f"hmis:{row.cells['PersonalID']}")
        if person is None:
            raise BadCell("PersonalID", _("points at nobody in Client.csv"))
        return person

    def _person(self, row: Row) -> Incoming:
        given, family = row.cells.get("FirstName", ""), row.cells.get("LastName", "")
        full = f"{given} {family}".strip()[:100]
        names = (("roman", full, ""),) if full else ()
        return Incoming(
            outside_id=f"hmis:{row.cells['PersonalID']}",
            called_name=(given or family or f"HMIS {row.cells['PersonalID']}")[:100],
            names=names,
            birth=birth_in(row),
            sex=sex_in(row),
        )

    def _entry(self, row: Row, projects: dict[str, int], exits: dict[str, Row]) -> IncomingEntry:
        self._known_person(row)
        project = projects.get(row.cells["ProjectID"])
        if project is None:
            raise BadCell("ProjectID", _("points at no project in Project.csv"))
        if project not in LEDGER_OF_PROJECT:
            raise BadCell(
                "ProjectID",
                _("project type %(code)s (%(words)s) has no ledger here")
                % {"code": project, "words": PROJECTS_LEFT_OUT.get(project, "?")},
            )
        ledger, opened = LEDGER_OF_PROJECT[project], day_in(row, "EntryDate")
        out = exits.get(row.cells["EnrollmentID"])
        closed = day_in(out, "ExitDate") if out else None
        if closed and closed < opened:
            raise BadCell("ExitDate", _("lies before the entry"))
        destination = code_in(out, "Destination") if out else None
        values: dict[str, object] = {}
        before = living(code_in(row, "LivingSituation") or 0)
        if ledger == "outreach" and before:
            values = {"sleeps_kind": before.place, "sleeps_at": before.words}
        if ledger == "centre" and destination and (where := living(destination)):
            values["exit_to"] = where.words
        if ledger == "centre":
            values["admitted_on"] = opened.isoformat()
        self.ledgers[row.cells["EnrollmentID"]] = ledger
        return IncomingEntry(
            outside_id=f"hmis:{row.cells['EnrollmentID']}",
            person=f"hmis:{row.cells['PersonalID']}",
            ledger=ledger,
            office_id=self.office,
            opened_on=opened,
            closed_on=closed,
            closing_reason=closing_reason(destination) if closed else "",
            values=values,
        )

    def _encounter(self, row: Row) -> IncomingEncounter:
        code = code_in(row, "CurrentLivingSituation")
        where = living(code or 0)
        if where is None:
            raise BadCell(
                "CurrentLivingSituation", _("code %(code)s is not known") % {"code": code}
            )
        return IncomingEncounter(
            outside_id=f"hmis:{row.cells['CurrentLivingSitID']}",
            person_id=self._known_person(row),
            on=day_in(row, "InformationDate"),
            title=where.words,
            place=row.cells.get("LocationDetails", "")[:200],
            place_kind=where.place,
            office_id=self.office,
        )

    def _contact(self, row: Row) -> IncomingNote:
        kind = code_in(row, "RecordType")
        if kind not in RECORD_TYPES:
            raise BadCell("RecordType", _("code %(code)s is not known") % {"code": kind})
        detail = row.cells.get("OtherTypeProvided", "")
        return IncomingNote(
            outside_id=f"hmis:{row.cells['ServicesID']}",
            person_id=self._known_person(row),
            on=day_in(row, "DateProvided"),
            title=RECORD_TYPES[kind],
            fact=" ".join(
                part
                for part in (f"HMIS {kind}-{row.cells.get('TypeProvided', '')}", detail)
                if part
            ),
            office_id=self.office,
            ledger=self.ledgers.get(row.cells.get("EnrollmentID", ""), ""),
        )
