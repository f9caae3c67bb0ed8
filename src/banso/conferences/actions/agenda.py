"""What is on the agenda: people and subjects, with what was promised last time."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import touch
from banso.conferences.actions.seats import seat_who_belongs, take_seat
from banso.conferences.models import AgendaItem, Conference, Minute, Seat
from banso.conferences.queries import conference_seen, item_seen, last_before
from banso.conferences.rules import PROMISED, Kind, LineKind, Party
from banso.kit.db import one_transaction
from banso.kit.formatting import brief_day
from banso.kit.ids import new_id as made_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen
from banso.people.queries import person_seen
from banso.planning.queries import plan_seen


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
        take_seat(conference, by, party=Party.PERSON, name=person.called_name, item=item)
        seat_who_belongs(conference, item, by)
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
            for part in (gone, one.text, brief_day(one.until_on) if one.until_on else "")
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
