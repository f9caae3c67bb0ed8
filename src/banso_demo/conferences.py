"""The table of six around ハルさん, as if held on those days, and two meetings beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from banso.access.actions import confirm_proposal, invite
from banso.access.viewer import GuestViewer, Viewer
from banso.companionship.queries import promises_of
from banso.conferences.actions import (
    NewConference,
    NewLine,
    NewSeat,
    add_item,
    call_conference,
    close_conference,
    confirm_seat,
    edit_conference,
    hand_out,
    note_confirmation,
    seat_somebody,
    set_attendance,
    start_conference,
    write_as_guest,
    write_minute,
)
from banso.conferences.queries import conference_seen, table_for_member
from banso.planning.queries import current_of
from banso_demo.agency import DemoAgency
from banso_demo.consents import Consent, keep
from banso_demo.decisions import ask_body
from banso_demo.guests import give_account
from banso_demo.reading import rows

FILE = "data/conferences.toml"


@dataclass(frozen=True)
class Guest:
    """Somebody of another organisation, named as in the consents, with a seat at the table."""

    username: str
    kind: str
    party: str
    name: str
    organisation: str


@dataclass(frozen=True)
class Line:
    """A line of the minutes: by which party, marked how, to be done in so many days."""

    kind: str
    text: str
    party: str = ""
    mark: str = ""
    due_in: int | None = None
    part: str | None = None


GUESTS = rows(Guest, FILE, "guests")


class Conferring:
    """The person, the guests, and their conferences."""

    def __init__(self, agency: DemoAgency) -> None:
        self.agency, self.person = agency, agency.person("ハルさん")
        self.guests: dict[str, GuestViewer] = {}

    def meet(self) -> None:
        """Ask for consent, ask the body, and hold every meeting."""
        for consent in rows(Consent, FILE, "consents"):
            keep(self.agency, self.person.pk, consent)
        by = self.agency.viewers["coordinator"]
        for one in GUESTS:
            made = invite(kind=one.kind, name=one.name, organisation=one.organisation, by=by)
            self.guests[one.username] = give_account(self.agency, one.username, made.guest.pk)
        self._coordinated()
        ask_body(self.agency, self.person)
        self._held()
        self._going_on()
        self._planned()
        self._sealed()

    def _table(self, ago: int, *, next_in: int) -> tuple[Any, Any, Viewer]:
        by = self.agency.on("coordinator", ago)
        found = call_conference(
            conference=NewConference(
                kind="six",
                on=by.today,
                starts_at=time(14),
                place="自立生活サポートセンター 二階",
                purpose="仕事の広がりと役割の線引き",
            ),
            by=by,
        )
        plan = current_of(self.person, by)[0]
        item = add_item(
            conference_id=found.pk,
            person_id=self.person.pk,
            plan_id=plan.pk,
            domains=["work", "relations"],
            by=by,
        )
        for one in GUESTS:
            seat_somebody(
                conference_id=found.pk,
                seat=NewSeat(party=one.party, guest_id=self.guests[one.username].guest_id),
                by=by,
            )
        edit_conference(
            conference_id=found.pk, version=None, next_on=by.today + timedelta(days=next_in), by=by
        )
        return found, item, by

    def _write(self, found: Any, item: Any, lines: Iterable[Line], by: Viewer) -> None:
        seats = {one.party: one.pk for one in self._seats(found, by)}
        for line in lines:
            write_minute(
                item_id=item.pk,
                line=NewLine(
                    kind=line.kind,
                    text=line.text,
                    mark=line.mark,
                    seat_id=seats.get(line.party),
                    until_on=by.today + timedelta(days=line.due_in) if line.due_in else None,
                    part=line.part,
                ),
                by=by,
            )

    def _seats(self, found: Any, by: Viewer) -> Any:
        return table_for_member(conference_seen(by, found.pk), by).seats

    def _attend(self, found: Any, by: Viewer, *absent: str) -> list[Any]:
        seats = self._seats(found, by)
        for seat in seats:
            set_attendance(
                seat_id=seat.pk, attendance="absent" if seat.party in absent else "present", by=by
            )
        return [seat for seat in seats if seat.party not in absent]

    def _coordinated(self) -> None:
        """The plan goes to the body only once the coordination meeting has sat over it."""
        by = self.agency.on("coordinator", 165)
        found = call_conference(
            conference=NewConference(
                kind="coordination",
                on=by.today,
                starts_at=time(10),
                place="見本区役所 会議室",
                purpose="花の仕事を続けるプランの検討",
            ),
            by=by,
        )
        item = add_item(
            conference_id=found.pk,
            person_id=self.person.pk,
            plan_id=current_of(self.person, by)[0].pk,
            domains=["work", "living"],
            by=by,
        )
        for one in rows(Guest, FILE, "coordinating"):
            seat = NewSeat(party=one.party, name=one.name, organisation=one.organisation)
            seat_somebody(conference_id=found.pk, seat=seat, by=by)
        self._write(found, item, rows(Line, FILE, "coordinated"), by)
        start_conference(conference_id=found.pk, by=by)
        there = self._attend(found, by)
        hand_out(conference_id=found.pk, title="プラン兼事業等利用申込書(案)", by=by)
        close_conference(conference_id=found.pk, by=by)
        self._confirm(found, there, by)

    def _held(self) -> None:
        found, item, by = self._table(91, next_in=91)
        self._write(found, item, rows(Line, FILE, "held"), by)
        start_conference(conference_id=found.pk, by=by)
        there = self._attend(found, by, "placement")
        hand_out(conference_id=found.pk, title="プラン案", by=by)
        close_conference(conference_id=found.pk, by=by)
        self._confirm(found, there, by)

    def _confirm(self, found: Any, there: Iterable[Any], by: Viewer) -> None:
        """Everybody confirms for themselves; for whoever has no screen it is noted by two."""
        members = {viewer.member_id: viewer for viewer in self.agency.viewers.values()}
        guests = {viewer.guest_id: viewer for viewer in self.guests.values()}
        for seat in there:
            if seat.member_id in members:
                confirm_seat(conference_id=found.pk, by=members[seat.member_id])
            elif seat.guest_id:
                confirm_seat(conference_id=found.pk, by=guests[seat.guest_id])
            else:
                waits = note_confirmation(
                    seat_id=seat.pk,
                    way="paper",
                    note="読み上げて、うなずかれた。"
                    if seat.item_id
                    else "写しに署名。つづり「会議」",
                    by=by,
                )
                confirm_proposal(proposal_id=waits.pk, by=self.agency.viewers["manager"])

    def _going_on(self) -> None:
        found, item, by = self._table(0, next_in=90)
        self._write(found, item, rows(Line, FILE, "going_on"), by)
        self._kept(item, by)
        self._attend(found, by, "placement")
        start_conference(conference_id=found.pk, by=by)
        write_as_guest(
            conference_id=found.pk,
            item_id=item.pk,
            text="春から週三回にできそうです。",
            guest=self.guests["florist"],
        )

    def _kept(self, item: Any, by: Viewer) -> None:
        """What was promised last time was kept: on the desks, and at the table."""
        for promise in promises_of(self.person.pk):
            if promise.settled_on is None and promise.due_on < by.today:
                self.agency.keep(promise, by)
        table = table_for_member(conference_seen(by, item.conference_id), by)
        for _code, _label, lines in table.items[0].groups:
            for line in lines:
                if line.minute.kind == "last":
                    write_minute(
                        item_id=item.pk,
                        minute_id=line.minute.pk,
                        line=NewLine(
                            kind="last",
                            text=line.minute.text,
                            mark="done",
                            part=line.minute.part,
                            seat_id=line.minute.seat_id,
                        ),
                        by=by,
                        version=1,
                    )

    def _planned(self) -> None:
        by = self.agency.viewers["coordinator"]
        found = call_conference(
            conference=NewConference(
                kind="coordination",
                on=by.today + timedelta(days=14),
                starts_at=time(10),
                place="見本区役所 会議室",
                regular=True,
            ),
            by=by,
        )
        add_item(conference_id=found.pk, person_id=self.agency.person("テツさん").pk, by=by)

    def _sealed(self) -> None:
        by = self.agency.viewers["coordinator"]
        found = call_conference(
            conference=NewConference(
                kind="sealed",
                on=by.today + timedelta(days=5),
                sworn_on=self.agency.day(200),
                place="見本区役所",
                regular=False,
            ),
            by=by,
        )
        add_item(conference_id=found.pk, subject="例町三丁目、雨戸の閉まったままの家", by=by)
