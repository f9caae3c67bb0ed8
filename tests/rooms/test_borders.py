"""
Every address × every role and every relation to the person, compared with the tables in the rooms'
`access.md` that a person can read; a new address without a row fails.

All walk in one home where every text carries a token (`tests/rooms/canary.py`), with somebody
hidden, merged away, dead, nameless and never met: no address breaks, none shows a text to whoever
may not read it, none speaks in words that are not ours.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.template import Template
from django.test import Client, override_settings
from django.utils import timezone, translation

from banso.access import doors
from banso.access.actions import end_guest, use_paper
from banso.access.models import Account, Agency, Guest
from banso.access.queries import guest_for_account
from banso.access.rules import ROLES, Role
from banso.access.text_rules import TextRule
from banso.conferences.actions import (
    NewSeat,
    close_conference,
    confirm_seat,
    invite_to_seat,
    seat_somebody,
    set_attendance,
    start_conference,
    write_as_guest,
)
from banso.conferences.models import Addition, AgendaItem, Conference, Minute, Seat
from banso.conferences.rules import part_of_cell
from banso.consent.actions import NewConsent, keep_consents, withdraw
from banso.consent.models import Consent
from banso.decisions.models import BodyMember
from banso.kit import charts
from banso.kit.declarations import declared
from banso.kit.sheets import answering
from banso.people.actions import edit_person
from banso.people.models import Person
from banso.people.queries import people_seen_by
from banso.planning.models import PersonalGoal, PlanCell, SupportPlan
from tests.conftest import ROLES as CAST_ROLES
from tests.conftest import Cast
from tests.house.access_tables import BY_RELATION, OF_GUESTS, addresses, compare
from tests.house.words import (
    english_not_ours,
    not_in_english,
    seen_on,
    without_parts_in_japanese,
    words_not_ours,
)
from tests.rooms.canary import (
    COMPARED,
    TOKEN,
    CanaryHome,
    conference_of,
    models_with_texts,
    plain_chart,
    plain_pdf,
    readable_tokens,
    rows_of,
    text_of,
    typed_fields,
)
from tests.rooms.every_address import (
    NOTHING,
    OPENS,
    TOLD,
    Walk,
    browser_of,
    neither_name_nor_door,
    taken_back,
)
from tests.rooms.every_form import Form, answers_itself, forms_of, rows_made
from tests.rooms.every_operation import of_a_key
from tests.rooms.in_english import typed_and_declared
from tests.rooms.test_doors import our_routes
from tests.rooms.what_is_asked import Asked, note_who_looks
from tests.seconded import seated

# Left out where something else is not there too, or kept as codes alone.
NOT_BY_ITSELF = {
    ("conferences.AgendaItem", "subject"),
    ("intake.Intake", "answers"),
    ("referrals.Referral", "suspended_reason"),
    ("resources.ServiceCheck", "points"),
    ("resources.ServiceCheck", "reply"),
    ("resources.ServiceIncident", "reply"),
    ("surveys.Survey", "answers"),
    ("training.Supervision", "agreed"),
}


# What no address of a manager's tells here: what is others' own, or needs more than its row.
NEVER_SEEN = {
    "access.Agency",
    "access.Member",
    "access.Office",
    "access.SavedView",
    "conferences.AgendaItem",
    "decisions.Decision",
    "decisions.Opinion",
    "decisions.Recusal",
    "intake.Intake",
    "interop.LedgerMapping",
    "training.HandoverWords",
    "training.HeavyWalk",
    "training.Supervision",
}


@pytest.fixture(scope="module")
def canary(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CanaryHome]:
    """A home with a token in every text; what a test does to it is taken back."""
    snapshots = tmp_path_factory.mktemp("canary") / "snapshots"
    with django_db_blocker.unblock(), taken_back(), translation.override("ja"):
        with override_settings(BANSO_SNAPSHOTS=snapshots):
            home = CanaryHome(Cast(timezone.localdate()))
        home.snapshots = snapshots
        yield home


@pytest.fixture(autouse=True)
def _walked_through(
    canary: CanaryHome, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> Iterator[None]:
    """Everything is taken back; who somebody is, is asked once in a walk and not at each door."""
    settings.BANSO_SNAPSHOTS = canary.snapshots
    monkeypatch.setattr(answering, "pdf_of", plain_pdf)
    monkeypatch.setattr(charts, "_as_svg", plain_chart)
    monkeypatch.setattr(Template, "_render", lambda page, context: page.nodelist.render(context))
    for name in ("viewer_for_account", "guest_for_account"):
        monkeypatch.setattr(doors, name, cache(getattr(doors, name)))
    logging.disable(logging.ERROR)
    with taken_back():
        yield
    logging.disable(logging.NOTSET)


def walk_of(home: CanaryHome, role: str) -> Walk:
    """Let a member walk."""
    viewer = home.cast.viewers.get(role, home.cast.neighbour)
    browser = browser_of(Account.objects.get(username=role))
    return Walk(home, browser, readable_tokens(home, viewer))


def guest_routes() -> list[str]:
    """Return the addresses of guests."""
    return sorted(route for route, one, _room in addresses() if one.callback.door == "guest")


def test_each_text_of_each_model_carries_a_token_of_each_thing_it_can_speak_of(
    canary: CanaryHome,
) -> None:
    have = {(label, name.split(".")[0]) for label, _key, name in canary.tokens.places.values()}
    texts = {
        (model._meta.label, one.name)
        for model in models_with_texts()
        for one in typed_fields(model)
    }
    assert texts - have - COMPARED - NOT_BY_ITSELF == set()
    typed = {model._meta.label for model in models_with_texts()}
    not_spoken_of = {
        (rule.model, str(code))
        for rule in declared(TextRule)
        for code in rule.asks
        if rule.model in typed
        and not any(
            apps.get_model(rule.model)._default_manager.filter(**{path: code}).exists()
            for path in rule.about
        )
    }
    assert not_spoken_of == set()


# What is made anew with each press, and puts the one before out of use.
ONE_MORE_EACH_TIME = {"access_invitation", "insight_ratechoice", "referrals_sliplink"}
RELATIONS = {
    "outreach": "walks with them",
    "employment": "same office",
    "centre": "other office",
    "coordinator": "whole agency",
}
SEALED = {"coordinator": "sealed, sworn", "manager": "sealed, not sworn"}


# Whom most doors open to asks each database everything that is asked of it.
AS_EVERY_ROLE = [
    pytest.param(role, marks=[pytest.mark.both_engines] if role == Role.MANAGER else [])
    for role in CAST_ROLES
]


@pytest.mark.slow
@pytest.mark.either
@pytest.mark.parametrize("role", AS_EVERY_ROLE)
def test_members_by_their_role_and_their_relation_to_the_person(
    role: str, canary: CanaryHome
) -> None:
    viewer, walk = canary.cast.viewers[role], walk_of(canary, role)
    column = walk.column()
    opens = {
        route: set(duties) <= {duty.value for duty in ROLES[Role(role)].duties}
        for route, duties in our_routes()
    }
    assert {
        (route, mark) for route, mark in column.items() if (mark != TOLD) != opens[route]
    } == set(), "doors open as the table of roles says"
    if role in RELATIONS:
        compare(BY_RELATION, RELATIONS[role], column)
    if role in SEALED:
        of_it = {
            route: walk.ask(canary.at_the_sealed_table(route))
            for route in column
            if any(f"<uuid:{name}>" in route for name in canary.at_sealed)
        }
        compare(BY_RELATION, SEALED[role], column | of_it)
        leaks = [route for route, mark in of_it.items() if mark == OPENS]
        assert role == "coordinator" or leaks == []
    reach = people_seen_by(viewer).filter(pk=canary.odd["hidden"].pk)
    walk.off_the_path(column, CAST_ROLES.index(role), sees_hidden=reach.exists())
    walk.searches()
    kept = {label for label, _key, _name in canary.tokens.places.values()}
    assert role != "manager" or kept - walk.seen <= NEVER_SEEN, "a walk that reads, proves"

    assert walk.wrong == []


NAMES = (
    "ハルさん",
    "見本 春一",
    "マツさん",
    "毛布",
    "面会が断られた",
    "マスター",
    "将棋の友",
    "見本青果",
    "朝は起きられる",
    "例 店主",
    "納得いくまで",
    "まず缶コーヒー",
    "眠れない夜",
    "巡回の方",
    "孤立の研究",
)


@pytest.mark.slow
@pytest.mark.either
def test_another_agency_gets_404_and_no_name_anywhere(canary: CanaryHome) -> None:
    walk, version = walk_of(canary, "neighbour"), Person.objects.get(pk=canary.person.pk).version
    walk.never = NAMES
    column = walk.column()
    compare(BY_RELATION, "other agency", column)
    of_a_row = {route for route in column if re.search(r"<uuid:(?!view_id|service_id)", route)}
    assert {route for route in of_a_row if column[route] != NOTHING} == set()
    assert neither_name_nor_door(walk) == []
    assert Person.objects.get(pk=canary.person.pk).version == version
    walk.never = ()  # what one looks for is said again
    walk.searches()

    assert walk.wrong == []


@pytest.mark.slow
@pytest.mark.either
def test_somebody_hidden_is_found_nowhere(canary: CanaryHome) -> None:
    edit_person(person_id=canary.person.pk, version=None, restricted=True, by=canary.cast.outreach)
    walk = walk_of(canary, "employment")
    compare(BY_RELATION, "hidden person", walk.column())
    walk.searches()

    assert walk.wrong == []


@dataclass
class Table:
    """A guest, and the addresses they may try."""

    cast: Cast
    home: CanaryHome
    ids: dict[str, UUID] = field(default_factory=dict)

    def guest(self, party: str, organisation: str) -> Guest:
        """Seat and invite somebody at the table of the home."""
        seat = seat_somebody(
            conference_id=self.home.conference.pk,
            seat=NewSeat(party=party, name=f"例 {organisation}", organisation=organisation),
            by=self.cast.outreach,
        )
        invite_to_seat(seat_id=seat.pk, by=self.cast.outreach)
        guest = Guest.objects.get(pk=seat.pk)
        return self._sign_up(guest)

    def decider(self, name: str, organisation: str, **more: Any) -> Guest:
        """Seat somebody in the body of the home."""
        return self._sign_up(seated(self.home.office, name=name, organisation=organisation, **more))

    def _sign_up(self, guest: Guest) -> Guest:
        guest.account = Account.objects.create_user(
            username=f"g{Guest.objects.count()}", password="banso-demo"
        )
        guest.save()
        use_paper(account_id=guest.account.pk)
        return guest

    def open(self, organisation: str) -> None:
        """Let the person open themselves to an organisation."""
        keep_consents(
            person_id=self.home.person.pk,
            consent=NewConsent(
                recipient_kind="other",
                recipient=organisation,
                parts=["contact", "plan", "work", "living"],
                purpose="会議",
                answer="yes",
                from_on=self.cast.today,
                way="written",
            ),
            by=self.cast.outreach,
        )

    def say(self, guest: Guest) -> None:
        """Let a guest say something, so that there is a line of theirs."""
        viewer = guest_for_account(guest.account_id, today=self.cast.today)  # type: ignore[arg-type]
        assert viewer is not None
        made = write_as_guest(
            conference_id=self.home.conference.pk,
            item_id=self.home.item.pk,
            text="筋がいい。",
            guest=viewer,
        )
        self.ids["minute_id"] = made.pk

    def address(self, route: str) -> str:
        """Fill the places of a route."""
        ids = self.home.ids | self.ids
        words = {"room": "conferences", "form": "say"}
        return "/" + re.sub(
            r"<(\w+):(\w+)>",
            lambda found: str(ids[found[2]] if found[1] == "uuid" else words.get(found[2], "html")),
            route,
        )


GUESTS = (
    "opened, running",
    "nothing opened",
    "word taken back",
    "not begun",
    "minutes confirmed",
    "other meeting",
    "time over",
    "decides",
    "takes no part",
    "request stopped",
    "seat in the body over",
    "member",
)


def _confirmed(table: Table) -> None:
    AgendaItem.objects.filter(person__restricted=True).delete()  # whoever closes sees them all
    for seat in Seat.objects.filter(conference=table.home.conference):
        set_attendance(
            seat_id=seat.pk,
            attendance="present" if seat.member_id == table.cast.outreach.member_id else "absent",
            by=table.cast.outreach,
        )
    close_conference(conference_id=table.home.conference.pk, by=table.cast.outreach)
    confirm_seat(conference_id=table.home.conference.pk, by=table.cast.outreach)


def _at_table(table: Table, relation: str) -> Guest:
    """Bring a guest into a relation to the meeting."""
    cast, home = table.cast, table.home
    guest, other = table.guest("hello_work", "ハローワーク見本"), table.guest("placement", "例紹介")
    if relation != "nothing opened":
        table.open("ハローワーク見本")
    if relation == "not begun":
        return guest
    start_conference(conference_id=home.conference.pk, by=cast.outreach)
    if relation != "nothing opened":
        table.say(guest)
    if relation == "word taken back":
        for word in Consent.objects.filter(recipient="ハローワーク見本"):
            withdraw(consent_id=word.pk, on=cast.today, by=cast.outreach)
    if relation == "minutes confirmed":
        _confirmed(table)
    if relation == "time over":
        end_guest(guest_id=guest.pk, on=cast.today - timedelta(days=1), by=cast.outreach)
    if relation == "other meeting":
        Seat.objects.filter(guest=other).delete()
        return other
    return guest


def _in_body(table: Table, relation: str) -> Guest:
    """Bring a member of the body into a relation to the request."""
    cast = table.cast
    guest = (
        table.decider("例 理事", cast.agency.name, home_agency_id=cast.agency.pk)
        if relation == "takes no part"
        else table.decider("例 法子", "見本大学", is_chair=True)
    )
    if relation == "request stopped":
        word = Consent.objects.get(recipient="見本市 支援決定委員会", part="plan")
        withdraw(consent_id=word.pk, on=cast.today, by=cast.outreach)
    if relation == "seat in the body over":
        BodyMember.objects.filter(guest=guest).update(until_on=cast.today - timedelta(days=1))
    return guest


AT_THE_TABLE = ("opened, running", "nothing opened", "word taken back", "not begun")
OPENED = {"opened, running": {"contact", "plan", "work", "living"}, "decides": {"contact"}}


def tokens_of_guest(home: CanaryHome, guest: Guest, relation: str) -> set[str]:
    """Return the tokens a guest may read: by what was opened, and where they sit."""
    rows = rows_of(home.tokens.places.values())
    beside = Guest.objects.filter(agency=home.office.agency_id) if relation == "decides" else ()
    texts = [f"{one.name} {one.organisation}" for one in (guest, *beside)]
    return set(TOKEN.findall(" ".join(texts))) | {
        token
        for token, (label, key, name) in home.tokens.places.items()
        if (row := rows[label].get(key)) and _open_to(guest, relation, home, row, name)
    }


def _open_to(guest: Guest, relation: str, home: CanaryHome, row: Any, name: str) -> bool:
    opened = OPENED.get(relation, set())
    if row == guest:
        return True
    if isinstance(row, Person):
        return row == home.person and name == "called_name" and "contact" in opened
    if isinstance(row, Minute | Addition):
        own = getattr(row, "written_by_guest_id", None) == guest.pk
        return (own and relation in AT_THE_TABLE) or (
            row.item.person_id == home.person.pk and row.part in opened
        )
    if relation in AT_THE_TABLE and conference_of(row) == home.conference:
        named = isinstance(row, Seat) and row.item_id is not None
        return isinstance(row, Conference | Seat) and (not named or "contact" in opened)
    if isinstance(row, SupportPlan):
        return row == home.plan and name.startswith("periods") and "plan" in opened
    if isinstance(row, PlanCell):
        part = part_of_cell(row.domain, row.sensitivity)
        return row.plan == home.plan and {"plan", part} <= opened
    if relation == "decides":
        return (
            (row == home.request and name.startswith("package"))
            or (isinstance(row, PersonalGoal) and row.personal.plan_id == home.plan.pk)
            or (isinstance(row, Guest | Agency) and home.office.agency_id in _agencies(row))
        )
    return False


def _agencies(row: Guest | Agency) -> set[UUID]:
    return {row.pk if isinstance(row, Agency) else row.agency_id}


@pytest.mark.slow
@pytest.mark.either
@pytest.mark.parametrize("relation", GUESTS)
def test_guests_by_where_they_sit_and_what_was_opened(relation: str, canary: CanaryHome) -> None:
    home, cast = canary, canary.cast
    table = Table(cast, home)
    in_body = relation in ("decides", "takes no part", "request stopped", "seat in the body over")
    if relation == "member":
        account = Account.objects.get(username="manager")
        may = readable_tokens(home, cast.manager)
        start_conference(conference_id=home.conference.pk, by=cast.outreach)
    else:
        with home.tokens.planted():
            guest = _in_body(table, relation) if in_body else _at_table(table, relation)
        assert guest.account is not None
        account, may = guest.account, tokens_of_guest(home, guest, relation)
    walk = Walk(home, browser_of(account), may)
    column = {route: walk.ask(table.address(route)) for route in guest_routes()}
    compare(OF_GUESTS, relation, column)
    if relation in ("opened, running", "decides", "time over"):
        inside = {route for route, mark in walk.column().items() if mark not in (TOLD, "405")}
        assert inside == (set() if relation == "time over" else {""}), (
            "no guest opens a page of the agency; its front page leads to their own"
        )
    if relation in ("nothing opened", "word taken back", "not begun"):
        walk.never = ("朝は起きられる",)
        walk.ask(table.address("table/<uuid:conference_id>/"))
    if relation != "member":  # figures, lists and searches, however they are asked
        walk.searches()

    assert Minute.objects.filter(text__startswith="朝は起きられる").exists()
    assert walk.wrong == []


@pytest.mark.slow
@pytest.mark.both_engines
@pytest.mark.parametrize("role", ["outreach", "employment", "centre", "manager", "neighbour"])
def test_a_program_reads_what_its_key_may_and_nothing_else(role: str, canary: CanaryHome) -> None:
    by = canary.cast.viewers.get(role, canary.cast.neighbour)
    wide = of_a_key(canary, by)
    narrow = of_a_key(canary, by, "see_people", "see_memory", "see_resources")

    assert (wide.wrong, narrow.wrong) == ([], [])
    assert role != "manager" or {"people.Person", "people.TimelineEntry"} <= wide.seen


@pytest.mark.either
def test_an_address_is_looked_at_or_pressed_and_nothing_else(canary: CanaryHome) -> None:
    assert walk_of(canary, "manager").in_no_other_way() == []


@pytest.mark.either
def test_whether_something_is_there_is_told_no_sooner_than_what_it_is(canary: CanaryHome) -> None:
    walk = walk_of(canary, "neighbour")
    walk.way = "head"
    of_somebody = [route for route, _duties in our_routes() if "<uuid:person_id>" in route]
    marks = {walk.ask(canary.address(route)) for route in of_somebody}
    assert (marks, walk.wrong) == ({NOTHING}, [])


@pytest.mark.slow
@pytest.mark.either
def test_whoever_reads_english_reads_the_words_of_people(
    canary: CanaryHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_who_looks(monkeypatch)
    browser = browser_of(Account.objects.get(username="manager"))
    browser.cookies["banso_language"] = "en"
    found, known = [], typed_and_declared()
    for route, _duties in our_routes():
        address = canary.address(route)
        with taken_back():
            answer = browser.post(address)
            # A form that is shown once more is the page as well, and so is what never looked.
            if answer.status_code != 422 and (answer.status_code != 200 or Asked.looked):
                answer = browser.get(address)
            page = text_of(answer) if "html" in answer.headers.get("Content-Type", "") else ""
        seen = seen_on(without_parts_in_japanese(page))
        found += [(route, word) for word in english_not_ours(seen)]
        found += [(route, word) for word in not_in_english(seen) if word not in known]

    assert found == []


@pytest.mark.slow
@pytest.mark.either
def test_every_form_and_button_pressed_twice_does_once_what_it_does(canary: CanaryHome) -> None:
    browser = browser_of(Account.objects.get(username="manager"))
    signed_in = {name: one.value for name, one in browser.cookies.items()}
    tried: set[tuple[str, ...]] = set()
    wrong: list[tuple[str, object]] = []
    for route, _duties in our_routes():
        address = canary.address(route)
        with taken_back():
            page = browser.get(address)
            shown = text_of(page) if "html" in page.headers.get("Content-Type", "") else ""
        forms = forms_of(shown, address, canary.cast.today)
        for form in [Form(address)] if page.status_code == 405 else forms:
            key = (form.action, *sorted(form.fields))
            if key in tried:
                continue
            tried.add(key)
            with taken_back():
                first = browser.post(form.action, form.fields)
                with rows_made() as made:
                    second = browser.post(form.action, form.fields)
            browser.cookies = SimpleCookie(signed_in)  # some of them sign out
            wrong += [(route, one.status_code) for one in (first, second) if one.status_code >= 500]
            wrong += [(route, table) for table in made if table not in ONE_MORE_EACH_TIME]
            wrong += [
                (route, "Back finds no page") for one in (first, second) if answers_itself(one)
            ]

    assert not wrong, "\n".join(map(str, wrong))
    assert len(tried) > 100


def test_the_address_of_a_button_says_that_it_is_one(canary: CanaryHome) -> None:
    walk = walk_of(canary, "outreach")
    answer = walk.browser.get(f"/people/{canary.person.pk}/notes/tap/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "ここにページはありません" in answer.content.decode()


class Falls(RuntimeError):
    """Something went wrong, in words that tell everything."""


@pytest.mark.parametrize("who", ["manager", "guest", "nobody"])
def test_the_page_of_a_fault_tells_nothing(
    who: str, canary: CanaryHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client(raise_request_exception=False)
    routes = [route for route, _duties in our_routes()][::9]
    if who == "guest":
        guest = Table(canary.cast, canary).guest("hello_work", "ハローワーク見本")
        browser, routes = browser_of(guest.account), guest_routes()  # type: ignore[arg-type]
    elif who == "manager":
        browser = browser_of(Account.objects.get(username="manager"))
    else:
        routes = ["account/login/", "invited/"]
    everything = " ".join([*canary.tokens.places, *NAMES])
    table, fell, speaks = Table(canary.cast, canary), 0, [False]

    def breaks(page: Template, context: Any) -> str:
        before, speaks[0] = speaks[0], speaks[0] or page.name == "kit/message.html"
        try:
            if speaks[0]:
                return str(page.nodelist.render(context))
            raise Falls(everything)
        finally:
            speaks[0] = before

    monkeypatch.setattr(Template, "_render", breaks)
    for route in routes:
        with taken_back():
            answer = browser.get(table.address(route))
        if answer.status_code == 500:
            fell += 1
            text = text_of(answer)
            assert "うまくいきませんでした" in text, route
            assert "Falls" not in text
            assert not [one for one in [*canary.tokens.places, *NAMES] if one in text], route
            assert words_not_ours(text) == []
    assert fell > 1
