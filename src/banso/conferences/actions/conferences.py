"""Calling a conference together: the day, the agenda, the seats, the invitations."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from banso.access.actions import Invited, invite
from banso.access.permission import asks
from banso.access.queries import guest_seen, member_seen
from banso.access.rules import Duty, GuestKind
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.queries import companions_of
from banso.conferences.actions.checks import touch
from banso.conferences.models import AgendaItem, Conference, Minute, Seat
from banso.conferences.queries import conference_seen, item_seen, last_before, seat_seen
from banso.conferences.rules import PARTY_GUESTS, PROMISED, Attendance, Kind, LineKind, Party
from banso.kit.db import one_transaction
from banso.kit.formatting import format_day
from banso.kit.ids import new_id as made_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.numbering.actions import next_number
from banso.numbering.queries import highest
from banso.people.queries import person_seen
from banso.planning.queries import plan_seen


class OathMissing(Refusal):
    """Nobody sits at a meeting without consent before they have sworn secrecy."""

    field = "sworn_on"
    sentence = _(
        "In a meeting without consent everybody has sworn secrecy (法9条). Please write the "
        "day of the oath."
    )


@asks(Duty.CONFER)
@one_transaction
def call_conference(
    *,
    kind: str,
    on: date,
    by: Viewer,
    starts_at: time | None = None,
    place: str = "",
    purpose: str = "",
    regular: bool = True,
    chair_id: UUID | None = None,
    keeper_id: UUID | None = None,
    sworn_on: date | None = None,
    new_id: UUID | None = None,
) -> Conference:
    """
    Call a conference for a day; whoever calls it, its chair and its keeper have a seat.

    :raises NotSeen: if there is no such member
    :raises OathMissing: if a meeting without consent is called by somebody who has not sworn
    """
    if kind == Kind.SEALED and sworn_on is None:
        raise OathMissing
    alone = kind == Kind.SEALED  # others are sworn in one by one
    chair, keeper = (
        member_seen(by, by.member_id if alone else one or by.member_id)
        for one in (chair_id, keeper_id)
    )
    conference = Conference(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        kind=kind,
        number=next_number(
            scheme="conference",
            agency_id=by.agency_id,
            period=kind,
            standing=lambda: highest(Conference.objects.filter(agency_id=by.agency_id, kind=kind)),
        ),
        regular=regular,
        on=on,
        starts_at=starts_at,
        place=place,
        purpose=purpose,
        chair=chair,
        keeper=keeper,
    )
    conference.save(force_insert=True)
    for member in dict.fromkeys((chair, keeper, member_seen(by, by.member_id))):
        _seat(
            conference,
            by,
            party=Party.COORDINATOR,
            name=member.name,
            member_id=member.pk,
            sworn_on=sworn_on if alone else None,
        )
    record_event(
        action="conference_called",
        by=by,
        object_kind="conferences.Conference",
        object_id=conference.pk,
    )
    return conference


def _seat(conference: Conference, by: Viewer, **fields: Any) -> Seat:
    seat = Seat(
        agency_id=conference.agency_id, conference=conference, seated_by_id=by.member_id, **fields
    )
    seat.save(force_insert=True)
    return seat


@asks(Duty.CONFER)
@one_transaction
def edit_conference(
    *, conference_id: UUID, version: int | None, by: Viewer, **changes: Any
) -> Conference:
    """
    Change day, place, purpose, the next day.

    :raises NotSeen: if the viewer may not know of it
    :raises StaleEdit: if somebody changed it in the meantime
    :raises MinutesClosed: if it is over
    """
    conference_seen(by, conference_id)
    touch(conference_id)
    conference = Conference.objects.get(pk=conference_id)
    require_version(conference, version)
    for name in ("on", "starts_at", "place", "purpose", "regular", "next_on"):
        if name in changes:
            setattr(conference, name, changes[name])
    conference.save()
    record_event(
        action="conference_edited",
        by=by,
        object_kind="conferences.Conference",
        object_id=conference.pk,
    )
    return conference


@asks(Duty.CONFER)
@one_transaction
def add_item(
    *,
    conference_id: UUID,
    by: Viewer,
    person_id: UUID | None = None,
    subject: str = "",
    plan_id: UUID | None = None,
    domains: Sequence[str] = (),
    new_id: UUID | None = None,
) -> AgendaItem:
    """
    Put a person on the agenda: they take part by default, who walks with them too, and the parties
    of last time; last time's promises come along.

    A meeting without consent takes words only, never somebody from the ledgers.

    :raises NotSeen: if the viewer may not know of the conference, the person or the plan
    :raises MinutesClosed: if it is over
    """
    conference = conference_seen(by, conference_id)
    sealed = conference.kind == Kind.SEALED
    if sealed == (person_id is not None):
        raise NotSeen
    touch(conference_id)
    person = person_seen(by, person_id) if person_id else None
    before = (
        AgendaItem.objects.filter(conference=conference, person=person).first() if person else None
    )
    if before is not None:
        return before
    plan = plan_seen(by, plan_id) if plan_id else None
    if plan is not None and (person is None or plan.person_id != person.pk):
        raise NotSeen
    place = (
        AgendaItem.objects.filter(conference=conference).aggregate(last=Max("place"))["last"] or 0
    ) + 1
    item = AgendaItem(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        conference=conference,
        place=place,
        person=person,
        subject=subject,
        plan=plan,
        domains=list(domains),
    )
    item.save(force_insert=True)
    if person is not None:
        _seat(conference, by, party=Party.PERSON, name=person.called_name, item=item)
        _seat_who_belongs(conference, item, by)
        _bring_promises(conference, item, by)
    record_event(
        action="conference_item_added",
        by=by,
        subjects=[person.pk] if person else [],
        object_kind="conferences.AgendaItem",
        object_id=item.pk,
    )
    return item


@asks(Duty.CONFER)
@one_transaction
def edit_item(
    *,
    item_id: UUID,
    version: int | None,
    domains: Sequence[str],
    by: Viewer,
    plan_id: UUID | None = None,
) -> AgendaItem:
    """
    Settle which domains are talked about, and which version of the plan lies on the table.

    :raises NotSeen: if the viewer may not know of the item or the plan
    :raises StaleEdit: if somebody changed it in the meantime
    :raises MinutesClosed: if the meeting is over
    """
    seen = item_seen(by, item_id)
    plan = plan_seen(by, plan_id) if plan_id else None
    if plan is not None and plan.person_id != seen.person_id:
        raise NotSeen
    touch(seen.conference_id)
    item = AgendaItem.objects.get(pk=item_id)
    require_version(item, version)
    item.domains, item.plan = list(domains), plan
    item.save()
    record_event(
        action="conference_item_edited",
        by=by,
        subjects=[item.person_id] if item.person_id else [],
        object_kind="conferences.AgendaItem",
        object_id=item.pk,
    )
    return item


@asks(Duty.CONFER)
@one_transaction
def move_up(*, item_id: UUID, by: Viewer) -> UUID:
    """
    Let an item change places with the one before it, and return of which conference.

    :raises NotSeen: if the viewer may not know of it
    :raises MinutesClosed: if the meeting is over
    """
    item = item_seen(by, item_id)
    touch(item.conference_id)
    before = (
        AgendaItem.objects.filter(conference=item.conference_id, place__lt=item.place)
        .order_by("-place")
        .first()
    )
    if before is not None:
        AgendaItem.objects.filter(pk=item.pk).update(place=before.place)
        AgendaItem.objects.filter(pk=before.pk).update(place=item.place)
    record_event(
        action="conference_item_moved",
        by=by,
        object_kind="conferences.AgendaItem",
        object_id=item.pk,
    )
    return item.conference_id


def _seat_who_belongs(conference: Conference, item: AgendaItem, by: Viewer) -> None:
    """Seat who walks with the person, and who sat here last time: nothing is typed twice."""
    seated = set(
        Seat.objects.filter(conference=conference).values_list("member_id", "guest_id", "name")
    )
    members, guests, names = ({row[column] for row in seated} for column in range(3))
    for walk in companions_of(item.person_id) if item.person_id else ():
        if walk.until_on is None and walk.member_id not in members:
            _seat(
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
        over = (
            seat.guest is not None
            and seat.guest.until_on is not None
            and seat.guest.until_on < conference.on
        )
        if (seat.guest_id not in guests if seat.guest_id else seat.name not in names) and not over:
            _seat(
                conference,
                by,
                party=seat.party,
                name=seat.name,
                organisation=seat.organisation,
                guest_id=seat.guest_id,
            )


def _bring_promises(conference: Conference, item: AgendaItem, by: Viewer) -> None:
    last = last_before(conference, item.person_id) if item.person_id else None
    if last is None:
        return
    seats = list(Seat.objects.filter(conference=conference))
    rows = (
        Minute.objects.filter(
            conference=last, item__person=item.person_id, kind__in=PROMISED, struck_at=None
        )
        .select_related("seat")
        .order_by("pk")
    )
    for one in rows:
        seat = _same_seat(one.seat, seats, item)
        gone = one.seat.name if one.seat and seat is None and one.seat.item_id is None else ""
        said = "　".join(
            part
            for part in (gone, one.text, format_day(one.until_on) if one.until_on else "")
            if part
        )
        Minute.objects.create(
            agency_id=by.agency_id,
            conference=conference,
            item=item,
            kind=LineKind.LAST,
            text=said,
            part=one.part,
            came_from=one,
            seat=seat,
            written_by_id=by.member_id,
        )


def _same_seat(before: Seat | None, seats: Sequence[Seat], item: AgendaItem) -> Seat | None:
    """
    Return where whoever promised sits now; a name is told by the seat and never by the text, for
    not everybody at the table may know it.
    """
    if before is None:
        return None
    if before.item_id:
        return next((one for one in seats if one.item_id == item.pk), None)
    known = [
        one
        for one in seats
        if (before.member_id and one.member_id == before.member_id)
        or (before.guest_id and one.guest_id == before.guest_id)
    ]
    return known[0] if known else None


@asks(Duty.CONFER)
@one_transaction
def seat_somebody(
    *,
    conference_id: UUID,
    party: str,
    by: Viewer,
    name: str = "",
    organisation: str = "",
    member_id: UUID | None = None,
    guest_id: UUID | None = None,
    sworn_on: date | None = None,
    new_id: UUID | None = None,
) -> Seat:
    """
    Seat a member, a guest who was invited before, or somebody by name.

    :raises NotSeen: if the viewer may not know of the conference, or there is no such member or
      guest
    :raises OathMissing: if they have not sworn, in a meeting without consent
    :raises MinutesClosed: if it is over
    """
    conference = conference_seen(by, conference_id)
    if conference.kind == Kind.SEALED and sworn_on is None:
        raise OathMissing
    touch(conference_id)
    if member_id:
        member = member_seen(by, member_id)
        name, organisation = member.name, ""
    elif guest_id:
        guest = guest_seen(by, guest_id)
        name, organisation = guest.name, guest.organisation
    here = Seat.objects.filter(conference=conference)
    before = (
        here.filter(member_id=member_id).first()
        if member_id
        else here.filter(guest_id=guest_id).first()
        if guest_id
        else None
    )
    if before is not None:
        return before
    seat = Seat(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        conference=conference,
        party=party,
        name=name,
        organisation=organisation,
        member_id=member_id,
        guest_id=guest_id,
        seated_by_id=by.member_id,
        sworn_on=sworn_on,
    )
    seat.save(force_insert=True)
    record_event(
        action="conference_seated", by=by, object_kind="conferences.Seat", object_id=seat.pk
    )
    return seat


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
    :raises MinutesClosed: if the meeting is over
    """
    seat = seat_seen(by, seat_id)
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
