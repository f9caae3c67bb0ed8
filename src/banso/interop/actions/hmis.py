"""
HUD's HMIS CSV export: people, ledger entries, encounters and contacts. Columns are read by name;
SSN and race are never read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
from banso.interop.actions.hmis_rows import HmisRows
from banso.interop.actions.import_runs import Run, kept_unless
from banso.interop.hmis_files import (
    BadCell,
    Export,
    day_in,
    number_in,
    read_export,
)
from banso.interop.may_be import LEAST_ALIKE
from banso.interop.rules import Progress, Report, no_progress
from banso.interop.table_files import Row
from banso.kit.my_number import carries_my_number
from banso.people.actions import (
    Incoming,
    Outcome,
    close_gone_entries,
    retract_memories,
    upsert_entries,
    upsert_people,
)
from banso.people.queries import came_before, similar_people

BATCH = 500
_TEXTS = ("FirstName", "LastName", "LocationDetails", "OtherTypeProvided")
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


@dataclass(frozen=True)
class _Gone:
    """A row that was deleted where it comes from: where it stands, and since when."""

    file: str
    row: int
    on: date


class _Run(HmisRows):
    """One import under way: what was taken in so far, by outside id."""

    def __init__(self, export: Export, report: Report, by: Viewer, progress: Progress) -> None:
        self.export, self.report, self.by, self.progress = export, report, by, progress
        self.total, self.done = sum(map(len, export.tables.values())), 0
        self.office = offices_seen_by(by).values_list("pk", flat=True)[0]
        self.people: dict[str, UUID] = {}
        self.ledgers: dict[str, str] = {}
        self.run = Run("hmis", _("HMIS export"), by)
        self.gone: dict[str, dict[str, _Gone]] = {}

    def everything(self) -> None:
        """Take in the tables in their order."""
        arriving = list(self._batches("Client.csv", "people", "PersonalID", self.person))
        self._say_who_is_alike([one for batch in arriving for one in batch])
        for batch in arriving:
            self._add("people", upsert_people(batch, office_id=self.office, by=self.by))
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
        for encounters in self._batches(
            "CurrentLivingSituation.csv", "encounters", "CurrentLivingSitID", self.encounter
        ):
            self._add("encounters", upsert_encounters(encounters, by=self.by))
        for notes in self._batches("Services.csv", "contacts", "ServicesID", self.contact):
            self._add("contacts", upsert_notes(notes, by=self.by))
        self._let_go()
        self.run.keep(self.report)

    def _add(self, kind: str, outcome: Outcome) -> None:
        self.report.of(kind).add(outcome.counted)
        self.run.add(kind, outcome)

    def _say_who_is_alike(self, arriving: list[Incoming]) -> None:
        """Say of those who are new whom they may be: nobody is taken for somebody else."""
        rows = {f"hmis:{row.cells['PersonalID']}": row for row in self.export.of("Client.csv")}
        known = came_before([one.outside_id for one in arriving], self.by)
        for one in arriving:
            if one.outside_id in known:
                continue
            names = [(text, kana) for _kind, text, kana in one.names] or [(one.called_name, "")]
            alike = similar_people(self.by, names=names, birth=one.birth, least=LEAST_ALIKE)
            if alike:
                sentence = _("may be the same person as %(names)s; comes in as somebody new")
                said = "、".join(hit.known_as.called for hit in alike)
                number = rows[one.outside_id].number
                self.report.remark("Client.csv", number, "PersonalID", sentence % {"names": said})

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
                    raise BadCell(name, _("carries what looks like a My Number"))
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
