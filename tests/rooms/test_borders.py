"""
Every address × every relation to the person, compared with the tables in the rooms' `access.md`
that a person can read; a new address without a row fails.

A page is asked for by GET; what answers only to a button is pressed, and what that did is taken
back.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from banso.access.actions import end_guest, use_paper
from banso.access.models import Account, Guest
from banso.access.queries import guest_for_account
from banso.conferences.actions import (
    NewConference,
    NewLine,
    NewSeat,
    add_item,
    call_conference,
    close_conference,
    confirm_seat,
    hand_out,
    invite_to_seat,
    seat_somebody,
    set_attendance,
    start_conference,
    write_as_guest,
    write_minute,
)
from banso.conferences.models import Minute, Paper, Seat
from banso.consent.actions import NewConsent, keep_consents, withdraw
from banso.consent.models import Consent
from banso.decisions.actions import seat_in
from banso.decisions.models import BodyMember
from banso.people.actions import edit_person
from tests.conftest import Cast
from tests.house.access_tables import BY_RELATION, OF_GUESTS, addresses, compare
from tests.rooms.test_doors import Home, our_routes

OPENS, TOLD, NOTHING = "○", "×", "–"
SEEN = {200, 204, 302, 400, 422}  # 400, 422: the door opens, and asks for more than was sent


def guest_routes() -> list[str]:
    """Return the addresses of guests."""
    return sorted(route for route, one, _room in addresses() if one.callback.door == "guest")


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo what the block did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def mark(browser: Client, address: str) -> str:
    """Return how an address answers."""
    with taken_back():
        answer = browser.get(address)
        if answer.status_code == 405:
            answer = browser.post(address)
    if answer.status_code == 302 and "/account/login/" in answer["Location"]:
        return "?"
    return (
        OPENS
        if answer.status_code in SEEN
        else {403: TOLD, 404: NOTHING}.get(answer.status_code, str(answer.status_code))
    )


def column(browser: Client, routes: list[str], address: Callable[[str], str]) -> dict[str, str]:
    """Return how each address answers."""
    return {route: mark(browser, address(route)) for route in routes}


MEMBERS = {
    "walks with them": "outreach",
    "same office": "employment",
    "other office": "centre",
    "whole agency": "coordinator",
    "hidden person": "employment",
    "other agency": "neighbour",
    "sealed, sworn": "coordinator",
    "sealed, not sworn": "manager",
}
AT_A_TABLE = ("conference_id", "item_id", "seat_id", "minute_id", "paper_id")


def sealed(home: Home, cast: Cast) -> None:
    """Let the addresses of a table lead to a sealed one."""
    found = call_conference(
        conference=NewConference(kind="sealed", on=cast.today, sworn_on=cast.today),
        by=cast.coordinator,
    )
    item = add_item(conference_id=found.pk, subject="三丁目の家", by=cast.coordinator)
    minute = write_minute(
        item_id=item.pk,
        line=NewLine(kind="news", text="新聞がたまっている", part=""),
        by=cast.coordinator,
    )
    seat = Seat.objects.get(conference=found)
    set_attendance(seat_id=seat.pk, attendance="present", by=cast.coordinator)
    hand_out(conference_id=found.pk, title="地図", by=cast.coordinator)
    paper = Paper.objects.get(conference=found)
    home.ids |= {
        "conference_id": found.pk,
        "item_id": item.pk,
        "seat_id": seat.pk,
        "minute_id": minute.pk,
        "paper_id": paper.pk,
    }


@pytest.mark.slow
@pytest.mark.either
@pytest.mark.parametrize("relation", list(MEMBERS))
def test_members_by_their_relation_to_the_person(
    relation: str, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    home = Home(cast)
    if relation == "hidden person":
        edit_person(person_id=home.person.pk, version=None, restricted=True, by=cast.outreach)
    if relation.startswith("sealed"):
        sealed(home, cast)
    routes = [route for route, _duties in our_routes()]
    found = column(signed_in(MEMBERS[relation]), routes, home.address)
    compare(BY_RELATION, relation, found)
    if relation in ("other agency", "sealed, not sworn"):
        names = (
            AT_A_TABLE
            if relation.startswith("sealed")
            else tuple(set(re.findall(r"uuid:(\w+)", " ".join(routes))) - {"view_id", "service_id"})
        )
        leaks = [
            route
            for route, sign in found.items()
            if sign == OPENS and any(f"<uuid:{name}>" in route for name in names)
        ]
        assert leaks == []


@dataclass
class Table:
    """A guest, and the addresses they may try."""

    cast: Cast
    home: Home
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
        return self._sign_up(
            seat_in(name=name, organisation=organisation, by=self.home.office, **more).guest
        )

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
        return "/" + re.sub(
            r"<(\w+):(\w+)>",
            lambda found: str(ids[found.group(2)]) if found.group(1) == "uuid" else "html",
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


@pytest.mark.slow
@pytest.mark.parametrize("relation", GUESTS)
def test_guests_by_where_they_sit_and_what_was_opened(
    relation: str, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    home = Home(cast)
    table = Table(cast, home)
    in_body = relation in ("decides", "takes no part", "request stopped", "seat in the body over")
    if relation == "member":
        browser = signed_in("manager")
        start_conference(conference_id=home.conference.pk, by=cast.outreach)
    else:
        guest = _in_body(table, relation) if in_body else _at_table(table, relation)
        browser = Client()
        browser.force_login(guest.account, backend="django.contrib.auth.backends.ModelBackend")
    found = column(browser, guest_routes(), table.address)
    compare(OF_GUESTS, relation, found)
    if relation in ("opened, running", "decides", "time over"):
        inside = {
            route
            for route, _duties in our_routes()
            if mark(browser, home.address(route)) not in (TOLD, "405")
        }
        assert inside == (set() if relation == "time over" else {""}), (
            "no guest opens a page of the agency; its front page leads to their own"
        )
    if relation in ("nothing opened", "word taken back", "not begun"):
        assert (
            "朝は起きられる"
            not in browser.get(table.address("table/<uuid:conference_id>/")).content.decode()
        )
    assert Minute.objects.filter(text="朝は起きられる").exists()
