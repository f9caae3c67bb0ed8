"""Who sits at the table, who is invited to it, who was there."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.actions import Invited, invite
from banso.access.permission import asks
from banso.access.queries import guest_seen
from banso.access.rules import Duty, GuestKind
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.queries import companions_of
from banso.conferences.actions.checks import refuse_for_others, touch
from banso.conferences.models import AgendaItem, Conference, Seat
from banso.conferences.queries import conference_seen, last_before, seat_seen
from banso.conferences.rules import PARTY_GUESTS, Attendance, Kind, Party
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal


class OathMissing(Refusal):
    """Nobody sits at a meeting without consent before they have sworn secrecy."""

    field = "sworn_on"
    sentence = _(
        "In a meeting without consent everybody has sworn secrecy (法9条). Please write the "
        "day of the oath."
    )


def take_seat(conference: Conference, by: Viewer, **fields: Any) -> Seat:
    """Make a seat, without asking or tracing."""
    seat = Seat(
        agency_id=conference.agency_id, conference=conference, seated_by_id=by.member_id, **fields
    )
    seat.save(force_insert=True)
    return seat


def seat_who_belongs(conference: Conference, item: AgendaItem, by: Viewer) -> None:
    """Seat who walks with the person, and who sat here last time: nothing is typed twice."""
    seated = set(
        Seat.objects.filter(conference=conference).values_list("member_id", "guest_id", "name")
    )
    members, guests, names = ({row[column] for row in seated} for column in range(3))
    for walk in companions_of(item.person_id) if item.person_id else ():
        if walk.stands_on(by.today) and walk.member_id not in members:
            take_seat(
                conference,
                by,
                party=Party.SUPPORTER,
                name=walk.member.name,
                member_id=walk.member_id,
            )
            members.add(walk.member_id)
    last = last_before(conference, item.person_id, kind=conference.kind) if item.person_id else None
    rows = (
        Seat.objects.filter(conference=last, item=None, member=None)
        .select_related("guest")
        .order_by("pk")
        if last
        else ()
    )
    for seat in rows:
        over = seat.guest is not None and (
            seat.guest.ended_at is not None
            or (seat.guest.until_on is not None and seat.guest.until_on < conference.on)
        )
        if (seat.guest_id not in guests if seat.guest_id else seat.name not in names) and not over:
            take_seat(
                conference,
                by,
                party=seat.party,
                name=seat.name,
                organisation=seat.organisation,
                guest_id=seat.guest_id,
            )


@dataclass(frozen=True, kw_only=True)
class NewSeat:
    """Who sits at the table, for which party: a member, a guest, or somebody by name."""

    party: str
    name: str = ""
    organisation: str = ""
    member_id: UUID | None = None
    guest_id: UUID | None = None
    sworn_on: date | None = None


@asks(Duty.CONFER)
@one_transaction
def seat_somebody(
    *, conference_id: UUID, seat: NewSeat, by: Viewer, new_id: UUID | None = None
) -> Seat:
    """
    Seat a member, a guest who was invited before, or somebody by name.

    :raises NotSeen: if the viewer may not know of the conference, or there is no such member or
      guest
    :raises OathMissing: if they have not sworn, in a meeting without consent
    :raises MinutesClosed: if it is over
    """
    conference = conference_seen(by, conference_id)
    if conference.kind == Kind.SEALED and seat.sworn_on is None:
        raise OathMissing
    touch(conference_id)
    name, organisation = seat.name, seat.organisation
    here, before = Seat.objects.filter(conference=conference), None
    if seat.member_id:
        name, organisation = member_here(by, seat.member_id).name, ""
        before = here.filter(member_id=seat.member_id).first()
    elif seat.guest_id:
        guest = guest_seen(by, seat.guest_id)
        name, organisation = guest.name, guest.organisation
        before = here.filter(guest_id=seat.guest_id).first()
    if before is not None:
        return before
    taken = Seat(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        conference=conference,
        party=seat.party,
        name=name,
        organisation=organisation,
        member_id=seat.member_id,
        guest_id=seat.guest_id,
        seated_by_id=by.member_id,
        sworn_on=seat.sworn_on,
    )
    taken.save(force_insert=True)
    record_event(
        action="conference_seated", by=by, object_kind="conferences.Seat", object_id=taken.pk
    )
    return taken


@asks(Duty.CONFER)
@one_transaction
def invite_to_seat(*, seat_id: UUID, by: Viewer) -> Invited:
    """
    Invite whoever sits on a seat by name, with an account of their own; a second time only makes a
    new code.

    :raises NotSeen: if the viewer may not know of the seat, or it is a member's or the person's
    :raises MinutesClosed: if the meeting is over
    """
    seat = seat_seen(by, seat_id)
    if seat.member_id or seat.item_id:
        raise NotSeen
    touch(seat.conference_id)
    kind = PARTY_GUESTS.get(seat.party, GuestKind.OTHER)
    made = invite(
        kind=kind,
        name=seat.name,
        organisation=seat.organisation or seat.name,
        new_id=seat.guest_id or seat.pk,
        by=by,
    )
    Seat.objects.filter(pk=seat.pk).update(guest=made.guest, organisation=made.guest.organisation)
    record_event(
        action="conference_invited", by=by, object_kind="conferences.Seat", object_id=seat.pk
    )
    return made


@asks(Duty.CONFER)
@one_transaction
def set_attendance(*, seat_id: UUID, attendance: str, by: Viewer) -> None:
    """
    Note that somebody is there, or is not.

    :raises NotSeen: if the viewer may not know of the seat, or there is no such word
    :raises NotTheirKeeper: if it is somebody else's, for whoever neither leads the meeting nor
      keeps its minutes
    :raises MinutesClosed: if the meeting is over
    """
    seat = seat_seen(by, seat_id)
    refuse_for_others(seat.conference_id, seat, by)
    if attendance not in set(Attendance):
        raise NotSeen
    touch(seat.conference_id)
    Seat.objects.filter(pk=seat.pk).update(attendance=attendance)
    record_event(
        action="conference_attended",
        by=by,
        object_kind="conferences.Seat",
        object_id=seat.pk,
        detail={"attendance": attendance},
    )
