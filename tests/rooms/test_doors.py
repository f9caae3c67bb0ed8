"""Every URL × every role; wrong input; bounded queries; one write for two clicks."""

import logging
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote, urlencode
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from banso.access.actions import DemoOnly, create_agency, invite
from banso.access.models import Member
from banso.access.navigation import NavigationEntry
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.rules import ROLES, Role
from banso.assessment.actions import begin_assessment, write_part
from banso.assessment.models import Assessment
from banso.companionship.actions import NewNote, hand_over, make_promise, walk_with, write_note
from banso.conferences.actions import (
    NewConference,
    NewLine,
    NewSeat,
    add_item,
    call_conference,
    hand_out,
    seat_somebody,
    set_attendance,
    write_minute,
)
from banso.conferences.models import Paper
from banso.consent.actions import NewConsent, keep_consents, note_provision
from banso.decisions.actions import NewRequest, ask_decision
from banso.insight.actions import (
    ask_for_research,
    keep_outside_group,
    keep_question,
    publish_agency,
)
from banso.intake.actions import NewIntake, NewMeeting, begin_round, meet, take_intake
from banso.kit.declarations import declared
from banso.kit.logs import WithoutWords
from banso.kit.pages import page_of
from banso.kit.readonly import WriteOnRead
from banso.kit.row_level_security import limited_to_agency
from banso.people.actions import (
    NewEntry,
    NewPerson,
    add_caution,
    add_place,
    enter_person,
    merge_people,
    open_entry,
)
from banso.people.models import LedgerEntry, Person, TimelineEntry
from banso.planning.actions import (
    NewEvaluation,
    NewGoal,
    begin_plan,
    evaluate,
    replan,
    save_cell,
    save_goal,
)
from banso.planning.models import SupportPlan
from banso.referrals.actions import NewReferral, begin_referral
from banso.resources.actions import (
    NewCheck,
    NewIncident,
    ReceiverDetails,
    check_service,
    keep_incident,
    keep_service,
)
from banso.surveys.actions import NewSurvey, keep_questionnaire, keep_survey
from banso.surveys.instrument import packed
from banso.ties.actions import NewGiving, keep_giving, keep_tie, plan_hand_over
from banso.training.actions import (
    NewCertificate,
    NewCourse,
    add_hours,
    begin_heavy,
    give_certificate,
    keep_course,
    keep_handover_words,
    keep_session,
    keep_supervision,
    require,
)
from tests.conftest import Cast
from tests.house.access_tables import BY_ROLE, addresses, compare
from tests.house.words import words_not_ours
from tests.rooms.what_is_asked import Asked, note_who_looks
from tests.seconded import confirmed, founded, opened

OPEN_TO_ALL = {
    "account/login/",
    "account/logout/",
    "account/reauthenticate/",
    "account/language/",
    "answer/<str:token>/",
    "field/",
    "field/api/hello",
    "field/api/ops",
    "field/api/pair",
    "field/app.webmanifest",
    "field/worker.js",
    "invited/",
    "survey/<str:token>/",
}


SLUGS = {
    "ledger": "outreach",
    "kind": "csv",
    "section": "matter",
    "domain": "work",
    "period": "now",
    "sensitivity": "plain",
    "sheet": "support",
    "paper": "face",
    "to": "agreed",
    "figure": "all",
    "token": "x",
    "way": "unroot",
    "step": "start",
    "attendance": "present",
    "line": "news",
    "after": "renewal",
    "code": "isolation",
    "days": "182",
    "group": "kept",
}


class Home:
    """
    A small home with one of everything. A room's own samples can stand in `samples_<room>.py`
    beside this file: its `samples` returns the ids that the room's addresses ask for, and may add
    to the `slugs`.
    """

    def __init__(self, cast: Cast) -> None:
        by = cast.outreach
        self.person = enter_person(
            person=NewPerson(
                called_name="ハルさん",
                names=[("legal", "見本 春一", "みほん はるいち")],
                place="北公園",
            ),
            by=by,
        )
        self.other = enter_person(person=NewPerson(called_name="マツさん"), by=by)
        self.gone = enter_person(person=NewPerson(called_name="消さん"), by=by)
        self.merge = merge_people(kept_id=self.other.pk, gone_id=self.gone.pk, reason="", by=by)
        self.entry = open_entry(
            person=self.person,
            entry=NewEntry(
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=by.member_id,
                on=cast.today,
            ),
            by=by,
        )
        self.walk = walk_with(
            person_id=self.person.pk, member_id=by.member_id, on=cast.today, by=by
        )
        self.note = write_note(
            person_id=self.person.pk,
            note=NewNote(at=timezone.now(), method="visit", being=True, words="やあ"),
            by=by,
        )
        self.memory = TimelineEntry.objects.get(source_id=self.note.pk)
        self.promise = make_promise(
            person_id=self.person.pk,
            text="受診",
            due_on=cast.today,
            answerable_id=by.member_id,
            by=by,
        )
        self.place = add_place(
            person_id=self.person.pk, kind="park", place="東屋", when="", sleeps_here=True, by=by
        )
        self.caution = add_caution(
            person_id=self.person.pk, kind="do_not", text="x", until_on=None, by=by
        )
        self.post = hand_over(
            office_id=cast.outreach_office.pk, text="毛布", person_id=None, at=timezone.now(), by=by
        )
        self.round = begin_round(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            course="c",
            weather="",
            member_ids=[by.member_id],
            others=["学生"],
            by=by,
        )
        self.intake = take_intake(
            person=self.person.pk,
            intake=NewIntake(
                office_id=cast.outreach_office.pk,
                on=cast.today,
                channel="phone",
                matters=[],
                worst="",
                words="",
            ),
            by=by,
        )
        self.assessment = begin_assessment(person_id=self.person.pk, taken_on=cast.today, by=by)
        self.plan = begin_plan(
            person_id=self.person.pk,
            made_on=cast.today,
            periods=[{"code": "now", "label": "いま"}],
            by=by,
        )
        self.goal = save_goal(
            plan_id=self.plan.pk, goal=NewGoal(text="私は、ハルさんと呼ばれたい。"), by=by
        )
        self.evaluation = evaluate(
            plan_id=self.plan.pk,
            evaluation=NewEvaluation(
                on=cast.today, outcome="go_on", next_review_on=cast.today + timedelta(days=9)
            ),
            by=by,
        )
        self.service = keep_service(
            name="見本病院 相談室", receiver=ReceiverDetails(organization="見本病院"), by=by
        )
        self.consent = keep_consents(
            person_id=self.person.pk,
            consent=NewConsent(
                recipient_kind="company",
                recipient="見本青果",
                parts=["work"],
                purpose="面接",
                answer="yes",
                from_on=cast.today,
                way="written",
            ),
            by=by,
        )[0]
        note_provision(
            person_id=self.person.pk,
            recipient="見本青果",
            parts=["work"],
            on=cast.today,
            what="履歴書",
            by=by,
        )
        hidden = enter_person(
            person=NewPerson(called_name="隠れた方", restricted=True), by=cast.centre
        )
        opening = opened(hidden.called_name, by=by, second=cast.coordinator)
        assert opening is not None
        assert hidden.pk == opening.person_id
        self.opening = opening
        self.conference = call_conference(
            conference=NewConference(kind="six", on=cast.today), by=by
        )
        self.item = add_item(
            conference_id=self.conference.pk, person_id=self.person.pk, plan_id=self.plan.pk, by=by
        )
        self.seat = seat_somebody(
            conference_id=self.conference.pk,
            seat=NewSeat(party="employer", name="例 店主", organisation="見本青果"),
            by=by,
        )
        self.minute = write_minute(
            item_id=self.item.pk, line=NewLine(kind="news", text="朝は起きられる"), by=by
        )
        set_attendance(seat_id=self.seat.pk, attendance="present", by=by)
        hand_out(conference_id=self.conference.pk, title="プラン案", by=by)
        body_agency, (office,) = create_agency(name="見本市 支援決定委員会", offices=["事務局"])
        self.office = cast.join("secretariat", ["manager"], [office], agency=body_agency)
        self.body = founded(self.office, quorum=2)
        keep_consents(
            person_id=self.person.pk,
            consent=NewConsent(
                recipient_kind="office",
                recipient=body_agency.name,
                parts=["plan", "work", "contact"],
                purpose="支援決定",
                answer="yes",
                from_on=cast.today,
                way="written",
            ),
            by=by,
        )
        self.request = ask_decision(
            person_id=self.person.pk,
            request=NewRequest(
                plan_id=self.plan.pk, body_id=self.body.pk, words="納得いくまで話したい"
            ),
            by=by,
        )
        self.survey = keep_survey(
            survey=NewSurvey(
                code="isolation",
                moment="meeting",
                on=cast.today,
                mode="interview",
                answers={"alone": "4"},
            ),
            person_id=self.person.pk,
            by=by,
        )
        keep_questionnaire(body=packed()["loneliness"] | {"code": "own"}, by=cast.manager)
        self.tie = keep_tie(
            person_id=self.person.pk,
            name="マスター",
            what="person",
            role="key_person",
            kind="fourth",
            by=by,
        )
        friend = keep_tie(
            person_id=self.person.pk,
            name="将棋の友",
            what="person",
            role="friend",
            kind="place",
            by=by,
        )
        self.tie_over = plan_hand_over(
            from_tie_id=self.tie.pk, to_tie_id=friend.pk, planned_on=cast.today, by=by
        )
        self.giving = keep_giving(
            person_id=self.person.pk, giving=NewGiving(gift="meals", from_on=cast.today), by=by
        )
        self.check = check_service(
            service_id=self.service.pk,
            check=NewCheck(visited_on=cast.today, trust="watched", reason="面会が断られた"),
            by=cast.coordinator,
        )
        self.incident = keep_incident(
            service_id=self.service.pk,
            incident=NewIncident(kind="turned_away", at_on=cast.today),
            by=by,
        )
        self.referral = begin_referral(
            person_id=self.person.pk,
            referral=NewReferral(
                purpose="受診",
                system="community",
                on=cast.today,
                answerable_id=by.member_id,
                service_id=self.service.pk,
            ),
            by=by,
        )
        self.question = keep_question(
            title="巡回の方",
            body={"match": "all", "parts": [{"fact": "ledger", "now": True}]},
            columns=["sex", "last_met"],
            shared=True,
            by=by,
        )
        self.research = ask_for_research(
            question_id=self.question.pk,
            columns=["sex"],
            purpose="孤立の研究",
            recipient="見本大学",
            by=by,
        )
        group = keep_outside_group(
            code="isolation",
            item="alone",
            title="市民",
            source="見本市の調査",
            counts={"4": 1},
            by=cast.manager,
        )
        course = keep_course(
            course=NewCourse(
                title="同意の研修", level="local", hours=Decimal(2), about="", valid_months=12
            ),
            by=cast.manager,
        )
        lesson = keep_session(
            course_id=course.pk, on=cast.today, place="見本会館", taught_by="", by=cast.manager
        )
        certificate = give_certificate(
            member_id=by.member_id,
            certificate=NewCertificate(
                title="修了", level="local", number="1", issued_by="見本", issued_on=cast.today
            ),
            by=cast.manager,
        )
        heavy = begin_heavy(person_id=self.person.pk, by=by)
        keep_handover_words(person_id=self.person.pk, text="まず缶コーヒー", by=by)
        keep_supervision(
            member_id=cast.supporter.member_id,
            on=cast.today,
            text="眠れない夜の話",
            agreed="",
            minutes=None,
            next_on=None,
            by=cast.coordinator,
        )
        hours = add_hours(on=cast.today, work="being", minutes=30, by=by)
        asked = require(
            duty="merge_people",
            course_id=course.pk,
            from_on=cast.today + timedelta(days=30),
            by=cast.manager,
        )
        publish_agency(agency_id=cast.agency.pk)
        self.slugs = dict(SLUGS)
        self.ids = {
            "group_id": group.pk,
            "course_id": course.pk,
            "session_id": lesson.pk,
            "certificate_id": certificate.pk,
            "heavy_id": heavy.pk,
            "hours_id": hours.pk,
            "requirement_id": asked.pk,
            "question_id": self.question.pk,
            "research_id": self.research.pk,
            "guest_id": invite(
                kind="employer", name="例 店主", organisation="見本青果", by=by
            ).guest.pk,
            "survey_id": self.survey.pk,
            "request_id": self.request.pk,
            "conference_id": self.conference.pk,
            "item_id": self.item.pk,
            "seat_id": self.seat.pk,
            "minute_id": self.minute.pk,
            "paper_id": Paper.objects.get().pk,
            "opening_id": self.opening.pk,
            "consent_id": self.consent.pk,
            "tie_id": self.tie.pk,
            "hand_over_id": self.tie_over.pk,
            "giving_id": self.giving.pk,
            "referral_id": self.referral.pk,
            "check_id": self.check.pk,
            "incident_id": self.incident.pk,
            "assessment_id": self.assessment.pk,
            "plan_id": self.plan.pk,
            "goal_id": self.goal.pk,
            "evaluation_id": self.evaluation.pk,
            "person_id": self.person.pk,
            "other_id": self.other.pk,
            "merge_id": self.merge.pk,
            "entry_id": self.entry.pk,
            "walk_id": self.walk.pk,
            "note_id": self.note.pk,
            "promise_id": self.promise.pk,
            "place_id": self.place.pk,
            "caution_id": self.caution.pk,
            "post_id": self.post.pk,
            "round_id": self.round.pk,
            "member_id": cast.volunteer.member_id,
            "view_id": uuid4(),
            "service_id": self.service.pk,
            "upload_id": uuid4(),
        }
        for path in sorted(Path(__file__).parent.glob("samples_*.py")):
            self.ids |= import_module(f"tests.rooms.{path.stem}").samples(self, cast)

    def address(self, route: str) -> str:
        """Fill the places of a route with what there is here."""

        def fill(found: re.Match[str]) -> str:
            kind, name = found.group(1), found.group(2)
            if "memory/" in route and name == "entry_id":
                return str(self.memory.pk)
            if name == "other_id" and not route.startswith("people/"):
                return str(self.assessment.pk if route.startswith("assessments/") else self.plan.pk)
            if name == "kind" and any(
                word in route for word in ("sheet", "slip", "journey", "sphere")
            ):
                return "html"
            if name == "kind" and route.startswith("in-danger/"):
                return "place"
            if name == "item" and route.startswith("findings/"):
                return "alone"
            if name == "code" and route.startswith(("trends/", "reports/")):
                return "in_ledger" if route.startswith("trends/") else "support"
            return str(self.ids[name] if kind == "uuid" else self.slugs[name])

        return "/" + re.sub(r"<(\w+):(\w+)>", fill, route)


@pytest.fixture
def home(cast: Cast) -> Home:
    """A small home."""
    return Home(cast)


def our_routes() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (route, tuple(duty.value for duty in pattern.callback.door))
        for route, pattern, _room in addresses()
        if isinstance(pattern.callback.door, tuple)
    ]


def test_the_tables_of_addresses_and_roles_in_the_rooms_are_these() -> None:
    routes = our_routes()
    compare(BY_ROLE, "needs", {route: ", ".join(duties) or "signed in" for route, duties in routes})
    for role in Role:
        marks = {
            route: "○" if set(duties) <= set(ROLES[role].duties) else "×"
            for route, duties in routes
        }
        compare(BY_ROLE, role.value, marks)


def test_outsiders_are_led_to_the_sign_in(home: Home) -> None:
    browser = Client()
    leaks = [
        route
        for route, _ in our_routes()
        if browser.get(home.address(route)).status_code not in (302, 405)
    ]

    assert leaks == []


# Texts that a field may hold: every field gets another one, and in the next walk again another.
STRANGE = (
    "=1+1",
    "<script>alert(1)</script>",
    "🏠" * 50,
    "'; DROP TABLE people_person; --",
    "%s %(n)s",
)


# Two million characters in all are no form any more.
POISONS = {
    "nothing": [""],
    "long": ["x" * 9000],
    "my number": ["1234-5678-9018"],
    "strange": STRANGE,
    "strange in other fields": (*STRANGE[2:], *STRANGE[:2]),
}


@pytest.mark.slow
@pytest.mark.both_engines
def test_nobody_types_a_nul(home: Home, signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("manager")
    for route, _duties in our_routes():
        answer = browser.post(home.address(route), {"text": "a\x00b"})
        assert answer.status_code in (302, 400), route
    assert browser.get("/").status_code == 200


@pytest.mark.slow
@pytest.mark.either
def test_nothing_a_person_types_becomes_a_500(
    home: Home, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in("manager")
    browser.raise_request_exception = False
    names = [
        "called_name",
        "own_words",
        "birth",
        "sex",
        "looks",
        "kind",
        "text",
        "kana",
        "place",
        "when",
        "value",
        "note",
        "until_on",
        "title",
        "fact",
        "words",
        "view",
        "sensitivity",
        "reason",
        "on",
        "ledger",
        "office",
        "worker",
        "time",
        "method",
        "pillars",
        "minutes",
        "promise_text",
        "promise_on",
        "due_on",
        "answerable",
        "outcome",
        "member",
        "system",
        "into",
        "course",
        "weather",
        "team",
        "others",
        "handed",
        "condition",
        "place_kind",
        "channel",
        "came_with",
        "matters",
        "worst",
        "urgency",
        "consent",
        "full_name",
        "contact",
        "version",
        "submission",
        "q",
        "before",
        "other",
        "name",
        "query",
        "page",
        "back",
        "draft-key",
        "taken_on",
        "form",
        "start",
        "then",
        "now",
        "chief__words",
        "chief__standing",
        "urgent__value",
        "chief__base",
        "content",
        "priority",
        "timing",
        "frequency",
        "who",
        "who_name",
        "state",
        "into",
        "wish",
        "insisted",
        "period",
        "period0_label",
        "period0_code",
        "period0_from_on",
        "review_on",
        "made_on",
        "services",
        "answered",
        "way",
        "signature",
        "witness",
        "explained_by",
        "next_review_on",
        "follow_1",
        "changes",
        "sheet",
        "receiver",
        "system",
        "purpose",
        "next_look_on",
        "refusal_reason",
        "along",
        "told_by",
        "return_reason",
        "learnt",
        "next_step",
        "second_person",
        "suspended_reason",
        "organization",
        "corporate_number",
        "latitude",
        "longitude",
        "phone",
        "said",
        "trust",
        "visited_on",
        "p_contract",
        "at_on",
        "reply",
        "to",
        "silence_days",
        "approval_boxes",
        "contact",
        "recipient",
        "recipient_kind",
        "parts",
        "answer",
        "explained_by",
        "basis",
        "what",
        "role",
        "from_on",
        "member_id",
        "other_id",
        "both_agreed_on",
        "born_year",
        "kin",
        "ending",
        "base_words",
        "to_tie",
        "planned_on",
        "from_side",
        "to_side",
        "done_on",
        "gift",
        "dx",
        "dy",
        "step",
        "person",
        "username",
        "password",
        "code",
        "mail",
        "explained_on",
        "body_id",
        "moment",
        "mode",
        "q_alone",
        "questions",
        "steps",
        "rights",
        "source",
        "plan_id",
        "urgent",
        "urgent_from",
        "urgent_reason",
        "gains",
        "quorum",
        "sign",
        "months",
        "home_agency_id",
        "seat_id",
        "mark",
        "part",
        "party",
        "guest_id",
        "organisation",
        "subject",
        "person_id",
        "domains",
        "chair_id",
        "starts_at",
        "sworn_on",
        "next_on",
        "item_id",
        "roles",
        "offices",
    ]
    note_who_looks(monkeypatch)
    looks = [route for route, _duties in our_routes()]
    broken: list[tuple[str, str, object]] = []
    for kind, poisons in POISONS.items():
        typed = urlencode(dict(zip(names, cycle(poisons), strict=False)))
        tried, looks = looks, []
        for route in tried:
            Asked.looked = False
            answer = browser.post(home.address(route), typed, "application/x-www-form-urlencoded")
            looks += [route] if Asked.looked else []
            text = answer.content.decode(errors="replace") if not answer.streaming else ""
            if answer.status_code >= 500:
                broken.append((kind, route, answer.status_code))
            if "<script>alert" in text:
                broken.append((kind, route, "markup"))
            broken += [(kind, route, word) for word in words_not_ours(text)]

    assert broken == []
    assert len(looks) > 100


def test_an_error_s_words_never_reach_the_log() -> None:
    try:
        raise ValueError("山田という名前の人")
    except ValueError:
        record = logging.LogRecord(
            "x",
            logging.ERROR,
            __file__,
            1,
            "Internal Server Error: %s",
            ("/people/",),
            sys.exc_info(),
        )

    assert "ValueError" in WithoutWords().format(record)
    assert "山田" not in WithoutWords().format(record)


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=WzFd",
        "after=e30",
        "state=%00&office=1&worker=x&order=z&col=nope",
        "kind=zz&ledger=q&after=WyIyMDI2IiwiMSJd",
        "met=zz",
    ],
)
def test_no_address_breaks_a_list(
    home: Home, signed_in: Callable[[str], Client], query: str
) -> None:
    browser = signed_in("manager")
    browser.raise_request_exception = False
    paths = [
        "/ledgers/outreach/",
        "/ledgers/outreach/file.csv",
        "/rounds/",
        "/intake/all/",
        "/handover/",
        "/receivers/",
        "/desk/my-people/",
        f"/people/{home.person.pk}/timeline/",
        f"/people/{home.person.pk}/readers/",
        f"/rounds/{home.round.pk}/",
    ]

    assert [
        path for path in paths if browser.get(f"{path}?{query}").status_code not in (200, 400, 404)
    ] == []


def fill(cast: Cast, count: int) -> None:
    for number in range(count):
        person = enter_person(
            person=NewPerson(
                called_name=f"人{number}さん", names=[("legal", f"見本 {number}", "みほん")]
            ),
            by=cast.outreach,
        )
        open_entry(
            person=person,
            entry=NewEntry(
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=cast.outreach.member_id,
                on=cast.today,
            ),
            by=cast.outreach,
        )
        walk_with(
            person_id=person.pk,
            member_id=cast.outreach.member_id,
            on=cast.today - timedelta(days=60),
            by=cast.outreach,
        )
        make_promise(
            person_id=person.pk,
            text="約束",
            due_on=cast.today,
            answerable_id=cast.outreach.member_id,
            by=cast.outreach,
        )
        hand_over(
            office_id=cast.outreach_office.pk,
            text="申し送り",
            person_id=person.pk,
            at=timezone.now(),
            by=cast.outreach,
        )
        take_intake(
            person=person.pk,
            intake=NewIntake(
                office_id=cast.outreach_office.pk,
                on=cast.today,
                channel="phone",
                matters=[],
                worst="",
                words="",
            ),
            by=cast.outreach,
        )
        night = begin_round(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            course="c",
            weather="",
            member_ids=[cast.outreach.member_id],
            others=["学生"],
            by=cast.outreach,
        )
        meet(
            round_id=night.pk,
            person_id=person.pk,
            meeting=NewMeeting(outcome="talked", at=timezone.now()),
            by=cast.outreach,
        )
        begin_plan(
            person_id=person.pk,
            made_on=cast.today,
            periods=[{"label": "いま"}],
            review_on=cast.today,
            by=cast.outreach,
        )
        lead(person, cast)


LISTS = (
    "/ledgers/outreach/",
    "/rounds/",
    "/intake/all/",
    "/handover/",
    "/receivers/",
    "/watch/",
    "/receivers/to-confirm/",
    "/referrals/figures/",
    "/referrals/behind/all/",
    "/ties/figures/",
    "/ties/behind/tied/",
    "/findings/",
    "/questionnaires/",
)


def _led_to(browser: Client) -> set[str]:
    """Return where the navigation leads an outreach counsellor, and the parts of their desk."""
    leading = [*declared(NavigationEntry), *declared(DeskPart)]
    paths = [reverse(one.url_name) for one in leading]
    duties = ROLES[Role.OUTREACH].duties
    opened = [path for path in paths if set(resolve(path).func.door) <= set(duties)]  # type: ignore[attr-defined]
    return {browser.get(path, follow=True).request["PATH_INFO"] for path in opened}


def test_every_list_asks_the_same_number_of_questions_however_long_it_is(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    fill(cast, 2)
    lists = sorted({*LISTS, *_led_to(browser)})
    asked = {path: queries_of(browser, path) for path in lists}
    fill(cast, 8)

    assert {path: queries_of(browser, path) for path in lists} == asked
    # The desk holds its parts: it asks what they ask, and nothing for each of them.
    parts = [reverse(one.url_name) for one in declared(DeskPart)]
    assert max(count for path, count in asked.items() if path != "/") <= 25, asked
    assert asked["/"] <= sum(asked.get(path, 0) for path in parts), asked


def queries_of(browser: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(path).status_code == 200
    # the trace writes one row for each person of a list in one statement, so that it does not grow
    # either
    return len(
        [
            one
            for one in asked.captured_queries
            if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        ]
    )


def lead(person: Person, cast: Cast) -> None:
    """Lead somebody somewhere, and let nobody look for twenty days."""
    begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            purpose="一緒に行く",
            system="community",
            receiver="見本の窓口",
            on=cast.today - timedelta(days=30),
            answerable_id=cast.outreach.member_id,
            next_look_on=cast.today - timedelta(days=20),
        ),
        by=cast.outreach,
    )


def filled_plan(
    person: Person, cast: Cast, *, versions: int, start: SupportPlan | None = None
) -> tuple[Assessment, SupportPlan]:
    """
    Return a snapshot and the newest of so many versions; with `start`, versions beside it that end
    elsewhere.
    """
    begin_assessment(person_id=person.pk, taken_on=cast.today, by=cast.outreach)
    assessment = begin_assessment(person_id=person.pk, taken_on=cast.today, by=cast.outreach)
    write_part(
        assessment_id=assessment.pk,
        section="hardships",
        changes={"h_rely": {"value": "now", "words": "だれも"}},
        version=None,
        by=cast.outreach,
    )
    periods = [{"code": "now", "label": "いま"}, {"code": "m3", "label": "3か月"}]
    plan = begin_plan(
        person_id=person.pk,
        made_on=cast.today - timedelta(days=9 if start else 0),
        periods=periods,
        by=cast.outreach,
    )
    for number in range(versions - 1):
        save_cell(
            plan_id=plan.pk,
            domain="work",
            period="now",
            sensitivity="plain",
            version=None,
            content=f"見学 {number}",
            by=cast.outreach,
        )
        plan = replan(
            plan_id=plan.pk,
            reason="見直し",
            made_on=plan.made_on,
            periods=periods,
            by=cast.outreach,
        )
    if start:
        evaluate(
            plan_id=plan.pk,
            evaluation=NewEvaluation(on=cast.today, outcome="pause", reason="died"),
            by=cast.outreach,
        )
    return assessment, plan


def test_the_person_s_page_asks_a_bounded_number_of_questions(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")  # who may open every part
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    assessment, plan = filled_plan(person, cast, versions=2)
    lead(person, cast)
    fragments = [
        f"/people/{person.pk}/{path}"
        for path in (
            "",
            "journey/",
            "plans/",
            "assessments/",
        )
    ]
    fragments += [reverse(one.url_name, args=[person.pk]) for one in declared(PersonPart)]
    fragments += [
        f"/plans/{plan.pk}/",
        f"/plans/{plan.pk}/cells/work/now/plain/",
        f"/plans/{plan.pk}/compare/{plan.based_on_id}/",
        f"/assessments/{assessment.pk}/",
    ]
    fragments += [
        f"/plans/{plan.pk}/sheets/{sheet}.html" for sheet in ("support", "personal", "application")
    ]
    before = [queries_of(browser, path) for path in fragments]
    for _ in range(40):
        write_note(
            person_id=person.pk,
            note=NewNote(at=timezone.now(), method="visit", being=True),
            by=cast.outreach,
        )
    for _ in range(9):
        lead(person, cast)
    filled_plan(person, cast, versions=9, start=plan)
    for domain in ("work", "living", "security", "relations"):
        save_cell(
            plan_id=plan.pk,
            domain=domain,
            period="now",
            sensitivity="plain",
            version=None,
            content="もう少し",
            by=cast.outreach,
        )
    for number in range(9):
        save_goal(plan_id=plan.pk, goal=NewGoal(text=f"私は{number}回散歩する。"), by=cast.outreach)

    assert [queries_of(browser, path) for path in fragments] == before


def test_search_asks_the_same_number_of_questions_however_many_are_found(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    asked = []
    for _ in range(2):
        fill(cast, 4)
        with CaptureQueriesContext(connection) as context:
            assert browser.post("/find/", {"q": "見本"}, follow=True).status_code == 200
        asked.append(len(context))

    assert asked[0] == asked[1] <= 32


def test_a_double_click_writes_once(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    browser = signed_in("outreach")
    typed = {
        "submission": str(uuid4()),
        "on": str(cast.today),
        "method": "visit",
        "pillars": "being",
        "sensitivity": "plain",
    }
    answers = [browser.post(f"/people/{person.pk}/notes/write/", typed) for _ in range(3)]

    assert {answer["Location"] for answer in answers} == {f"/people/{person.pk}/"}
    assert TimelineEntry.objects.filter(person=person, kind="note").count() == 1


def test_a_stale_edit_shows_both_texts_and_keeps_what_was_typed(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(
        person=NewPerson(called_name="ハルさん", own_words="はじめ"), by=cast.outreach
    )
    browser = signed_in("outreach")
    typed = {"called_name": "ハルさん", "birth": "", "version": "1"}
    browser.post(f"/people/{person.pk}/edit/", {**typed, "own_words": "先の言葉"})
    answer = browser.post(f"/people/{person.pk}/edit/", {**typed, "own_words": "後の言葉"})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "先の言葉" in text
    assert "後の言葉" in text
    assert Person.objects.get(pk=person.pk).own_words == "先の言葉"
    saved = browser.post(
        f"/people/{person.pk}/edit/", {**typed, "own_words": "先の言葉。後の言葉", "version": "2"}
    )
    assert saved.status_code == 302


def test_wrong_input_is_answered_beside_the_field_and_kept(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    answer = signed_in("outreach").post(
        f"/people/{person.pk}/edit/",
        {"called_name": "", "birth": "きのう", "own_words": "消えないで"},
    )
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "日付を読み取れませんでした" in text
    assert "きのう" in text
    assert "消えないで" in text


def test_a_draft_is_saved_and_comes_back(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    browser = signed_in("outreach")
    assert browser.post(
        "/drafts/", {"draft-key": f"note:{person.pk}", "words": "書きかけ", "pillars": ["being"]}
    ).json() == {"saved": True}

    text = browser.get(f"/people/{person.pk}/notes/write/").content.decode()
    assert "書きかけ" in text
    assert re.search(r'value="being"[^>]*checked', text)
    assert (
        "書きかけ"
        not in signed_in("manager").get(f"/people/{person.pk}/notes/write/").content.decode()
    )
    assert (
        browser.post("/drafts/", {"draft-key": "x", "words": "1234-5678-9018"}).status_code == 422
    )


def test_a_list_leaves_as_it_is_on_the_screen(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="=危険"), by=cast.outreach)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"wish": "as_it_is"},
        ),
        by=cast.outreach,
    )
    answer = signed_in("outreach").get("/ledgers/outreach/file.csv?col=called&col=f_wish")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]

    assert text == "\ufeff呼び名,ご本人の希望\r\n'=危険,今のままでいい\r\n"
    assert signed_in("outreach").get("/ledgers/outreach/file.xlsx?wish=family").status_code == 200
    assert signed_in("observer").get("/ledgers/outreach/file.csv").status_code == 403


def test_columns_that_a_role_may_not_read_cannot_be_asked_for(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"income": 31415},
        ),
        by=cast.outreach,
    )

    assert (
        "31,415"
        not in signed_in("outreach")
        .get("/ledgers/outreach/?col=f_income&col=called")
        .content.decode()
    )
    assert (
        "31,415"
        in signed_in("manager").get("/ledgers/outreach/?col=f_income&col=called").content.decode()
    )


def test_a_saved_view_is_its_owner_s_alone(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("outreach")
    browser.post(
        "/views/save/",
        {
            "page": "ledger-outreach",
            "name": "野宿の方",
            "query": "state=open",
            "back": "/ledgers/outreach/",
        },
    )

    assert "野宿の方" in browser.get("/ledgers/outreach/").content.decode()
    assert "野宿の方" not in signed_in("manager").get("/ledgers/outreach/").content.decode()
    assert (
        browser.post(
            "/views/save/", {"page": "x", "name": "x", "back": "https://elsewhere.example/"}
        )["Location"]
        == "/"
    )


def test_names_are_searched_in_the_body_never_in_an_address(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)

    assert "ハルさん" not in signed_in("outreach").get(
        "/find/?q=ハルさん"
    ).content.decode().replace('value="ハルさん"', "")
    browser = signed_in("outreach")
    found = browser.post("/find/", {"q": "はるさん"})["Location"]
    assert "はるさん" not in unquote(found)
    for _back in range(2):
        assert "ハルさん" in browser.get(found).content.decode()
    assert "ハルさん" not in signed_in("manager").get(found).content.decode(), "another asks anew"


def test_a_get_cannot_write(
    cast: Cast, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in("outreach")
    monkeypatch.setattr(
        "banso.companionship.queries.my_promises", lambda *_, **__: _write_on_reading()
    )

    with pytest.raises(WriteOnRead):
        browser.get("/desk/due/")


def _write_on_reading() -> None:
    with transaction.atomic():
        LedgerEntry.objects.update(number="x")


def test_sign_in_is_throttled(cast: Cast) -> None:
    browser = Client()
    for _ in range(5):
        browser.post("/account/login/", {"login": "outreach", "password": "wrong"})
    answer = browser.post("/account/login/", {"login": "outreach", "password": "banso-demo"})

    assert "しばらく入れません" in answer.content.decode()


def test_whoever_left_the_agency_stays_outside(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    signed_in("manager").post(f"/members/{cast.outreach.member_id}/let-go/")

    from banso.access.queries import viewer_for_account
    from tests.conftest import member_of

    account = member_of(cast.outreach).account_id
    assert browser.get("/")["Location"].startswith("/account/login/"), "that second, not tomorrow"
    assert isinstance(account, UUID)
    assert viewer_for_account(account, today=timezone.localdate()) is None


def test_keyset_pages_reach_every_row_once(cast: Cast) -> None:
    fill(cast, 7)
    seen, cursor = [], ""
    while True:
        page = page_of(Person.objects.all(), order=("-last_met_on", "-pk"), cursor=cursor, size=3)
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break

    assert len(seen) == len(set(seen)) == 7


def test_the_merged_entry_s_address_leads_to_the_person(
    home: Home, signed_in: Callable[[str], Client]
) -> None:
    assert signed_in("outreach").get(f"/people/{home.gone.pk}/")["Location"] == reverse(
        "desk:person", args=[home.other.pk]
    )


def test_the_pages_carry_strict_headers(signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("outreach").get("/")

    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_signing_out_everywhere_ends_the_other_sessions(cast: Cast) -> None:
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.post("/account/login/", {"login": "outreach", "password": "banso-demo"})
        assert browser.get("/").status_code == 200

    here.post("/account/sessions/")

    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_those_who_choose_english_get_english(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    assert "人をさがす" in browser.get("/").content.decode()
    browser.post("/account/language/", {"language": "en", "next": "/"})

    text = browser.get("/").content.decode()
    assert "Find a person" in text
    assert "人をさがす" not in text
    assert 'lang="en"' in text


def test_the_preview_of_a_merge_names_every_row_that_will_move(
    home: Home, signed_in: Callable[[str], Client]
) -> None:
    text = (
        signed_in("outreach")
        .get(f"/people/{home.other.pk}/merge/{home.person.pk}/")
        .content.decode()
    )

    for line in ("見本 春一 みほん はるいち", home.entry.number, "北公園", "受診", "記憶"):
        assert line in text
    assert "object (" not in text


def test_two_workers_writing_how_the_night_was_lose_nothing(
    home: Home, signed_in: Callable[[str], Client]
) -> None:
    browser, address = signed_in("outreach"), f"/rounds/{home.round.pk}/handouts/"
    assert (
        browser.post(address, {"note": "静かな夜", "version": "1", "n_meal": "12"}).status_code
        == 302
    )
    answer = browser.post(address, {"note": "風が強い", "version": "1"})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "静かな夜" in text
    assert "風が強い" in text
    assert "12" in browser.get(f"/rounds/{home.round.pk}/").content.decode()


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the second wall stands on PostgreSQL only"
)
def test_behind_a_door_the_database_itself_hides_other_agencies(cast: Cast) -> None:
    enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)

    def people_in_the_table() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_person")
            return int(cursor.fetchone()[0])

    assert people_in_the_table() == 1
    with limited_to_agency(cast.agency.pk):
        assert people_in_the_table() == 1
    with limited_to_agency(cast.neighbour_agency.pk):
        assert people_in_the_table() == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.create(agency=cast.agency, called_name="よその方")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('banso.agency', '', false)")
    assert people_in_the_table() == 0


def test_demo_sign_ins_exist_in_a_demo_home_only(cast: Cast) -> None:
    with override_settings(BANSO_DEMO=False), pytest.raises(DemoOnly):
        cast.join("outreach2", ["outreach"], [cast.outreach_office])


def test_a_member_sent_twice_is_taken_in_once(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    form = {
        "submission": str(uuid4()),
        "username": "new",
        "name": "新しい人",
        "roles": ["outreach"],
        "offices": [str(cast.outreach_office.pk)],
    }
    browser = signed_in("manager")

    answers = [browser.post("/members/add/", form) for _twice in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert not Member.objects.filter(name="新しい人").exists(), "nobody is taken in by one alone"
    confirmed(cast.manager)
    assert Member.objects.filter(name="新しい人").count() == 1
    assert browser.post("/members/add/", form | {"submission": str(uuid4())}).status_code == 422
