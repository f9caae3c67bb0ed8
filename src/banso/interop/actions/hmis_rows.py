"""The rows of an HMIS export as what they become here."""

from uuid import UUID

from django.utils.translation import gettext as _

from banso.companionship.actions import IncomingNote
from banso.intake.actions import IncomingEncounter
from banso.interop.actions.import_runs import Run
from banso.interop.hmis_codes import (
    LEDGER_OF_PROJECT,
    PROJECTS_LEFT_OUT,
    RECORD_TYPES,
    closing_reason,
    living,
)
from banso.interop.hmis_files import BadCell, birth_in, code_in, day_in, sex_in
from banso.interop.rules import Report
from banso.interop.table_files import Row
from banso.interop.who_is_who import Whose
from banso.people.actions import Incoming, IncomingEntry


class HmisRows:
    """Makes people, entries, meetings and contacts of rows; knows who came in so far."""

    office: UUID
    people: dict[str, UUID]
    ledgers: dict[str, str]
    whose: dict[str, Whose]
    report: Report
    run: Run

    def known_person(self, row: Row) -> UUID:
        """Return who a row is about."""
        outside_id = f"hmis:{row.cells['PersonalID']}"
        person = self.people.get(outside_id)
        if self.run.of("people").became.get(outside_id) == "closed":
            raise BadCell("PersonalID", _("belongs to an entry that is not open to you"))
        whose = self.whose.get(outside_id)
        if whose is not None and whose.asked:
            raise BadCell("PersonalID", _("waits until it is answered who that is"))
        if whose is not None and whose.left_out:
            raise BadCell("PersonalID", _("belongs to somebody who was left out"))
        if person is None:
            raise BadCell("PersonalID", _("points at nobody in Client.csv"))
        return person

    def person(self, row: Row) -> Incoming:
        """Return a row of Client.csv as a person."""
        given, family = row.cells.get("FirstName", ""), row.cells.get("LastName", "")
        full = f"{given} {family}".strip()[:100]
        names = (("roman", full, ""),) if full else ()
        born = birth_in(row, self.run.by.today)
        if born.remark:
            self.report.remark("Client.csv", row.number, "DOB", born.remark)
        return Incoming(
            outside_id=f"hmis:{row.cells['PersonalID']}",
            called_name=(given or family or f"HMIS {row.cells['PersonalID']}")[:100],
            names=names,
            birth=born.value,
            sex=sex_in(row),
        )

    def entry(self, row: Row, projects: dict[str, int], exits: dict[str, Row]) -> IncomingEntry:
        """Return an enrolment as a ledger entry."""
        self.known_person(row)
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

    def encounter(self, row: Row) -> IncomingEncounter:
        """Return a living situation as a meeting."""
        code = code_in(row, "CurrentLivingSituation")
        where = living(code or 0)
        if where is None:
            raise BadCell(
                "CurrentLivingSituation", _("code %(code)s is not known") % {"code": code}
            )
        return IncomingEncounter(
            outside_id=f"hmis:{row.cells['CurrentLivingSitID']}",
            person_id=self.known_person(row),
            on=day_in(row, "InformationDate"),
            title=where.words,
            place=row.cells.get("LocationDetails", "")[:200],
            place_kind=where.place,
            office_id=self.office,
            whose=f"hmis:{row.cells['PersonalID']}",
        )

    def contact(self, row: Row) -> IncomingNote:
        """Return a service as a contact."""
        kind = code_in(row, "RecordType")
        if kind not in RECORD_TYPES:
            raise BadCell("RecordType", _("code %(code)s is not known") % {"code": kind})
        detail = row.cells.get("OtherTypeProvided", "")
        return IncomingNote(
            outside_id=f"hmis:{row.cells['ServicesID']}",
            person_id=self.known_person(row),
            on=day_in(row, "DateProvided"),
            title=RECORD_TYPES[kind],
            fact=" ".join(
                part
                for part in (f"HMIS {kind}-{row.cells.get('TypeProvided', '')}", detail)
                if part
            ),
            office_id=self.office,
            ledger=self.ledgers.get(row.cells.get("EnrollmentID", ""), ""),
            whose=f"hmis:{row.cells['PersonalID']}",
        )
