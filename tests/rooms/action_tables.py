"""What the names of parameters don't tell of sample arguments, by room."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings

from banso.access.actions import SignIn
from banso.companionship.actions import IncomingNote, NewNote, NewVisit
from banso.conferences.actions import (
    NewConference,
    NewLine,
    NewSeat,
)
from banso.consent.actions import NewConsent
from banso.decisions.actions import NewRequest
from banso.decisions.models import BodyMember
from banso.intake.actions import IncomingEncounter, NewIntake, NewMeeting
from banso.interop.actions import LedgerSheet
from banso.interop.models import ImportDifference, ImportRun
from banso.interop.rules import Decided
from banso.kit.eras import PartialDate, Precision
from banso.people.actions import Incoming, IncomingEntry, Memory
from banso.people.models import Person
from banso.planning.actions import NewAgreement, NewEvaluation, NewGoal
from banso.referrals.actions import NewReferral, NextTry, Return, Step
from banso.resources.actions import NewCheck, NewIncident
from banso.surveys.actions import NewSurvey
from banso.surveys.instrument import packed
from banso.ties.actions import NewGiving
from banso.training.actions import NewCertificate, NewCourse, Takers
from tests.conftest import member_of
from tests.rooms.action_samples import Arguments, World, built

Told = Callable[[World, str], Arguments]


def _items(w: World, mark: str) -> Arguments:
    section = w.home.assessment.instrument.form.sections[0]
    item = section.items[0].code
    return {
        "by": w.cast.coordinator,
        "section": section.code,
        "changes": {item: {"standing": "", "value": "", "words": mark, "fact": "", "view": ""}},
    }


def _sheet(w: World, mark: str) -> Arguments:
    cells = [["番号", "呼び名", "備考"], ["A-1", "取込さん", mark]]
    columns = {0: "number", 1: "called_name", 2: "note"}
    return {"sheet": LedgerSheet(cells=cells, top=0, columns=columns, file="a.csv")}


def _survey(w: World, mark: str, **told: Any) -> Any:
    return built(
        NewSurvey,
        w,
        mark,
        **{"code": "isolation", "moment": "meeting", "mode": "interview"} | told,
    )


def _hmis(w: World, mark: str) -> Arguments:
    folder = Path(mkdtemp(dir=settings.HOME))
    for name, text in {
        "Client": f"PersonalID,FirstName,LastName,DOB,DOBDataQuality\n"
        f"1,{mark},Sample,1980-07-23,1\n",
        "Project": "ProjectID,ProjectType\n10,4\n",
        "Enrollment": "EnrollmentID,PersonalID,ProjectID,EntryDate\n100,1,10,2021-01-01\n",
    }.items():
        (folder / f"{name}.csv").write_text(text)
    return {"path": folder, "file": "export"}


_PERIODS = [{"code": "now", "label": "いま"}, {"code": "later", "label": "あとで"}]
_CONSENT = {
    "recipient_kind": "office",
    "recipient": "見本市役所",
    "parts": ["plan", "work"],
    "answer": "yes",
}


def _death(w: World) -> PartialDate:
    return PartialDate(year=w.cast.today.year, precision=Precision.YEAR)


TOLD: dict[str, Told] = {
    "access.add_member": lambda w, mark: {
        "agency_id": w.cast.agency.pk,
        "sign_in": SignIn(username="newcomer", password="banso-demo-2026"),
        "roles": ["outreach"],
        "office_ids": [w.cast.outreach_office.pk],
    },
    "access.edit_agency": lambda w, mark: {"name": mark},
    "access.invite": lambda w, mark: {"kind": "employer"},
    "access.close_own_record": lambda w, mark: {"entry": w.home.other.pk},
    "assessment.write_part": lambda w, mark: _items(w, mark),
    "audit.record_event": lambda w, mark: {"action": "promise_made"},
    "audit.record_read": lambda w, mark: {"what": "card", "people": [w.home.person.pk]},
    "companionship.close_and_ask_again": lambda w, mark: {"reason": "wished", "months": [3, 12]},
    "companionship.mark_handover": lambda w, mark: {"kind": "read"},
    "companionship.pass_on": lambda w, mark: {"into": "aftercare"},
    "companionship.pass_promises": lambda w, mark: {"ids": [w.home.promise.pk]},
    "companionship.pass_walks": lambda w, mark: {"ids": [w.home.walk.pk]},
    "companionship.tap_note": lambda w, mark: {"way": "phone"},
    "companionship.settle_promise": lambda w, mark: {"outcome": "kept"},
    "companionship.upsert_notes": lambda w, mark: {
        "notes": [
            built(IncomingNote, w, mark, outside_id="n-1", person_id=w.home.person.pk, fact=mark)
        ]
    },
    "companionship.write_note": lambda w, mark: {
        "note": built(NewNote, w, mark, being=True, fact=mark)
    },
    "companionship.write_visit": lambda w, mark: {
        "visit": built(NewVisit, w, mark, met="met", fact=mark, looked={"rent": "fine"})
    },
    "conferences.add_item": lambda w, mark: {"person_id": w.home.other.pk},
    "conferences.call_conference": lambda w, mark: {
        "conference": built(NewConference, w, mark, kind="six")
    },
    "conferences.confirm_seat": lambda w, mark: {"by": w.cast.outreach},
    "conferences.edit_conference": lambda w, mark: {"place": mark},
    "conferences.edit_item": lambda w, mark: {"domains": ["work"]},
    "conferences.note_confirmation": lambda w, mark: {"way": "paper"},
    "conferences.pass_chairs": lambda w, mark: {"ids": [w.home.conference.pk]},
    "conferences.pass_minutes": lambda w, mark: {"ids": [w.home.conference.pk]},
    "conferences.pass_seats": lambda w, mark: {"ids": [w.home.seat.pk]},
    "conferences.seat_somebody": lambda w, mark: {
        "seat": built(NewSeat, w, mark, party="other", name=mark, organisation="見本")
    },
    "conferences.write_as_guest": lambda w, mark: {"item_id": w.home.item.pk, "version": None},
    "conferences.write_minute": lambda w, mark: {
        "line": built(NewLine, w, mark, kind="news"),
        "version": None,
    },
    "consent.keep_consents": lambda w, mark: {"consent": built(NewConsent, w, mark, **_CONSENT)},
    "consent.note_provision": lambda w, mark: {"recipient": "見本青果", "parts": ["work"]},
    "consent.explain_opening": lambda w, mark: {"by": w.cast.manager},
    "decisions.ask_decision": lambda w, mark: {
        "request": NewRequest(plan_id=w.home.plan.pk, body_id=w.home.body.pk, words=mark)
    },
    "decisions.decide": lambda w, mark: {"guest": w.decider, "outcome": "approve"},
    "decisions.give_opinion": lambda w, mark: {"guest": w.decider, "stance": "approve"},
    "decisions.recuse": lambda w, mark: {"guest": w.decider},
    "decisions.end_seat": lambda w, mark: {
        "member_id": BodyMember.objects.get(guest=w.decider.guest_id).pk,
        "by": w.home.office,
    },
    "decisions.found_body": lambda w, mark: {"by": w.home.office, "sign": mark},
    "decisions.seat_in": lambda w, mark: {"by": w.home.office},
    "drafts.keep_unsent_form": lambda w, mark: {
        "account_id": member_of(w.cast.outreach).account_id,
        "path": "/",
    },
    "drafts.save_draft": lambda w, mark: {"key": "a", "data": {"words": mark}},
    "drafts.write_once": lambda w, mark: {"token": w.ids["upload_id"], "write": lambda: "/"},
    "insight.approve_research": lambda w, mark: {"by": w.cast.coordinator},
    "insight.ask_for_research": lambda w, mark: {"columns": ["sex"]},
    "insight.keep_outside_group": lambda w, mark: {
        "code": "isolation",
        "item": "alone",
        "counts": {"4": 1},
    },
    "insight.keep_question": lambda w, mark: {
        "body": {"match": "all", "parts": [{"fact": "ledger", "now": True}]},
        "columns": ["sex"],
    },
    "insight.note_taken_out": lambda w, mark: {"what": "report"},
    "intake.begin_round": lambda w, mark: {
        "member_ids": [w.cast.outreach.member_id],
        "weather": "clear",
        "others": ["学生"],
    },
    "intake.set_off": lambda w, mark: {"by": w.cast.manager},
    "intake.meet": lambda w, mark: {
        "meeting": built(NewMeeting, w, mark, outcome="talked", note=mark),
        "person_id": w.home.person.pk,
    },
    "intake.take_intake": lambda w, mark: {
        "person": w.home.person.pk,
        "intake": built(NewIntake, w, mark, words=mark),
    },
    "intake.upsert_encounters": lambda w, mark: {
        "encounters": [
            built(IncomingEncounter, w, mark, outside_id="e-1", person_id=w.home.person.pk)
        ]
    },
    "interop.export_file": lambda w, mark: {"kind": "list.csv", "file": BytesIO()},
    "interop.export_hsds": lambda w, mark: {"file": StringIO()},
    "interop.export_receivers": lambda w, mark: {"file": StringIO()},
    "interop.import_hmis": _hmis,
    "interop.import_ledger": _sheet,
    "interop.decide_difference": lambda w, mark: {
        "difference_id": ImportDifference.objects.get().pk,
        "decided": Decided.LEFT,
    },
    "interop.take_back": lambda w, mark: {"run_id": ImportRun.objects.get().pk},
    "people.close_entry": lambda w, mark: {"reason": "wished"},
    "people.close_gone_entries": lambda w, mark: {"gone": {"x-1": w.cast.today}},
    "people.write_entry": lambda w, mark: {
        "entry_id": w.home.entry.pk,
        "taken": {"values.wish_words": mark},
    },
    "people.correct_memory": lambda w, mark: {"entry_id": w.home.memory.pk, "words": mark},
    "people.edit_entry": lambda w, mark: {"values": {"wish_words": mark}},
    "people.edit_person": lambda w, mark: {"own_words": mark},
    "people.merge_people": lambda w, mark: {
        "kept_id": w.home.person.pk,
        "gone_id": w.home.other.pk,
    },
    "people.note_death": lambda w, mark: {"death": _death(w), "words": mark},
    "people.pass_entries": lambda w, mark: {"ids": [w.home.entry.pk]},
    "people.open_entry": lambda w, mark: {"person": Person.objects.get(pk=w.home.other.pk)},
    "people.open_next_entry": lambda w, mark: {"into": "aftercare"},
    "people.remember": lambda w, mark: {"memory": built(Memory, w, mark, kind="note", fact=mark)},
    "people.keep_remembered": lambda w, mark: {
        "memory": built(Memory, w, mark, kind="note", fact=mark)
    },
    "people.say_never_same": lambda w, mark: {
        "one_id": w.home.person.pk,
        "other_id": w.home.other.pk,
    },
    "people.ask_about_double": lambda w, mark: {
        "one_id": w.home.person.pk,
        "other_id": w.home.other.pk,
    },
    "people.put_off_double": lambda w, mark: {
        "one_id": w.home.person.pk,
        "other_id": w.home.other.pk,
    },
    "people.take_memory_back": lambda w, mark: {
        "source": "companionship.ContactNote",
        "source_id": w.home.note.pk,
    },
    "people.upsert_entries": lambda w, mark: {
        "entries": [built(IncomingEntry, w, mark, outside_id="x-1", person="p-1")],
        "people": {"p-1": w.home.person.pk},
    },
    "people.upsert_people": lambda w, mark: {"people": [built(Incoming, w, mark, outside_id="p")]},
    "planning.begin_plan": lambda w, mark: {"person_id": w.home.other.pk, "periods": _PERIODS},
    "planning.evaluate": lambda w, mark: {
        "evaluation": built(
            NewEvaluation,
            w,
            mark,
            outcome="go_on",
            remaining=mark,
            next_review_on=w.cast.today + timedelta(days=9),
        )
    },
    "planning.record_agreement": lambda w, mark: {
        "agreement": built(NewAgreement, w, mark, answered="agreed", way="paper")
    },
    "planning.replan": lambda w, mark: {"periods": _PERIODS},
    "planning.save_cell": lambda w, mark: {"version": None, "content": mark},
    "planning.save_frame": lambda w, mark: {"periods": _PERIODS},
    "planning.save_goal": lambda w, mark: {
        "goal": NewGoal(text=f"私は、{mark}と呼ばれたい。", insisted=True),
        "version": None,
    },
    "planning.save_wish": lambda w, mark: {"version": None},
    "referrals.begin_referral": lambda w, mark: {
        "referral": built(NewReferral, w, mark, service_id=w.home.service.pk)
    },
    "referrals.bring_back": lambda w, mark: {
        "back": built(Return, w, mark, return_reason="wished", next_step="rest")
    },
    "referrals.mail_link": lambda w, mark: {"address": lambda token: f"https://x.example/{token}"},
    "referrals.pass_referrals": lambda w, mark: {"ids": [w.home.referral.pk]},
    "referrals.take_step": lambda w, mark: {"step": built(Step, w, mark, to="agreed", words=mark)},
    "referrals.try_next": lambda w, mark: {
        "onward": built(NextTry, w, mark, system="community", receiver=mark, domain="")
    },
    "resources.check_service": lambda w, mark: {
        "check": built(NewCheck, w, mark, trust="trusted", facts=mark)
    },
    "resources.keep_incident": lambda w, mark: {
        "incident": built(NewIncident, w, mark, kind="turned_away", words=mark)
    },
    "resources.keep_reply": lambda w, mark: {"check_id": w.home.check.pk},
    "resources.keep_service": lambda w, mark: {"service_id": w.home.service.pk, "name": mark},
    "surveys.hand_tablet": lambda w, mark: {"code": "isolation", "moment": "meeting"},
    "surveys.keep_questionnaire": lambda w, mark: {"body": packed()["loneliness"] | {"code": "b"}},
    "surveys.keep_survey": lambda w, mark: {"survey": _survey(w, mark, answers={"alone": "4"})},
    "surveys.retire_questionnaire": lambda w, mark: {"code": "own"},
    "ties.keep_giving": lambda w, mark: {
        "giving": NewGiving(gift="meals", from_on=w.cast.today, words=mark),
        "giving_id": w.home.giving.pk,
        "version": 1,
    },
    "ties.keep_tie": lambda w, mark: {
        "tie_id": w.home.tie.pk,
        "version": 1,
        "name": mark,
        "what": "person",
        "role": "key_person",
        "kind": "fourth",
    },
    "ties.end_tie": lambda w, mark: {"ending": "moved"},
    "ties.keep_family": lambda w, mark: {"kin": "parent"},
    "ties.plan_hand_over": lambda w, mark: {
        "from_tie_id": w.home.tie_over.to_tie_id,
        "to_tie_id": w.home.tie.pk,
    },
    "training.add_hours": lambda w, mark: {"work": "being"},
    "training.begin_heavy": lambda w, mark: {"person_id": w.home.other.pk},
    "training.give_certificate": lambda w, mark: {
        "certificate": built(NewCertificate, w, mark, level="local")
    },
    "training.keep_course": lambda w, mark: {
        "course": built(NewCourse, w, mark, level="local", hours=Decimal(2), valid_months=12),
        "course_id": w.ids["course_id"],
    },
    "training.let_go_handing_over": lambda w, mark: {
        "member_id": w.cast.outreach.member_id,
        "takers": Takers(to=w.cast.coordinator.member_id),
    },
    "training.move_caseload": lambda w, mark: {
        "member_id": w.cast.outreach.member_id,
        "people": [w.home.person.pk],
    },
    "training.keep_handover_words": lambda w, mark: {"version": 1},
    "training.pass_heavy": lambda w, mark: {"ids": [w.ids["heavy_id"]]},
    "training.mark_presence": lambda w, mark: {"presence": "there"},
    "training.require": lambda w, mark: {"duty": "assess", "course_id": w.ids["course_id"]},
}
