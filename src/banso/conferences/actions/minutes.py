"""
Writing at the table: lines with versions of their own, by members and by guests; papers handed out
and taken back.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import OutOfTurn, touch
from banso.conferences.models import AgendaItem, Minute, Paper, Seat
from banso.conferences.queries import (
    conference_seen,
    guest_minute,
    guest_seat,
    item_seen,
    minute_seen,
    seat_seen,
    table_for_guest,
)
from banso.conferences.rules import MARKS, Attendance, LineKind, State, default_part
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.numbering.actions import next_numbers
from banso.numbering.queries import highest
from banso.ties.queries import tie_seen


class AlreadyPromised(Refusal):
    """What stands on somebody's desk is not rewritten behind their back."""

    sentence = _(
        "This line has become a promise on somebody’s desk. Please write another line instead."
    )


@asks(Duty.CONFER)
@one_transaction
def write_minute(
    *,
    item_id: UUID,
    kind: str,
    text: str,
    by: Viewer,
    seat_id: UUID | None = None,
    until_on: date | None = None,
    mark: str = "",
    part: str | None = None,
    from_tie_id: UUID | None = None,
    to_tie_id: UUID | None = None,
    minute_id: UUID | None = None,
    version: int | None = None,
    new_id: UUID | None = None,
) -> Minute:
    """
    Write a line of the minutes, or write it anew from the version it was read in.

    :raises NotSeen: if the viewer may not know of the item, the line, the seat or a tie
    :raises StaleEdit: if somebody wrote it anew in the meantime
    :raises MinutesClosed: if the meeting is over
    :raises AlreadyPromised: if it has become a promise
    """
    item = item_seen(by, item_id)
    if kind not in set(LineKind) or (mark and mark not in MARKS.get(kind, ())):
        raise NotSeen
    seat = _seat_of(item.conference_id, seat_id)
    ties = _ties(item, by, from_tie_id, to_tie_id)
    touch(item.conference_id)
    if minute_id:
        minute_seen(by, minute_id)
        minute = Minute.objects.get(pk=minute_id)
        if minute.item_id != item.pk:
            raise NotSeen
        if minute.promise_id:
            raise AlreadyPromised
        require_version(minute, version)
    else:
        minute = Minute(
            id=new_id or made_id(),
            agency_id=by.agency_id,
            conference_id=item.conference_id,
            item=item,
            written_by_id=by.member_id,
        )
    minute.kind, minute.text, minute.seat, minute.until_on, minute.mark = (
        kind,
        text,
        seat,
        until_on,
        mark,
    )
    minute.part = default_part(kind, seat.party if seat else "") if part is None else part
    minute.from_tie_id, minute.to_tie_id = ties
    minute.save(force_insert=minute_id is None)
    _trace("minute_written", by, minute, item)
    return minute


def _seat_of(conference_id: UUID, seat_id: UUID | None) -> Seat | None:
    if seat_id is None:
        return None
    seat = Seat.objects.filter(pk=seat_id, conference=conference_id).first()
    if seat is None:
        raise NotSeen
    return seat


def _ties(
    item: AgendaItem, by: Viewer, start: UUID | None, end: UUID | None
) -> tuple[UUID | None, UUID | None]:
    if not (start and end):
        return None, None
    if any(tie_seen(by, one).person_id != item.person_id for one in (start, end)):
        raise NotSeen
    return start, end


def _trace(action: str, by: Viewer | GuestViewer, minute: Minute, item: AgendaItem) -> None:
    record_event(
        action=action,
        by=by,
        subjects=[item.person_id] if item.person_id else [],
        object_kind="conferences.Minute",
        object_id=minute.pk,
    )


@asks(Duty.CONFER, Exempt.GUEST)
@one_transaction
def strike_minute(*, minute_id: UUID, by: Viewer | GuestViewer) -> None:
    """
    Strike a line: it is read no more, and stays.

    :raises NotSeen: if the viewer may not read it, or the guest did not write it
    :raises MinutesClosed: if the meeting is over
    :raises AlreadyPromised: if it has become a promise
    """
    minute = minute_seen(by, minute_id) if isinstance(by, Viewer) else guest_minute(by, minute_id)
    if minute.promise_id:
        raise AlreadyPromised
    touch(minute.conference_id)
    Minute.objects.filter(pk=minute.pk, struck_at=None).update(struck_at=timezone.now())
    _trace("minute_struck", by, minute, AgendaItem.objects.get(pk=minute.item_id))


@asks(Exempt.GUEST)
@one_transaction
def write_as_guest(
    *,
    conference_id: UUID,
    text: str,
    guest: GuestViewer,
    item_id: UUID | None = None,
    minute_id: UUID | None = None,
    version: int | None = None,
    new_id: UUID | None = None,
) -> Minute:
    """
    Write what a guest says under their own seat, or write it anew; only while the meeting goes on,
    and only on somebody who is shown to them.

    :raises NotSeen: if they do not sit there, or that person is not shown to them
    :raises StaleEdit: if it was written anew in the meantime
    :raises MinutesClosed: if the meeting is over
    """
    seat = guest_seat(guest, conference_id)
    if seat.conference.state != State.RUNNING:
        raise OutOfTurn
    touch(conference_id, states=(State.RUNNING,))
    if minute_id:
        guest_minute(guest, minute_id)
        minute = Minute.objects.select_related("item").get(pk=minute_id)
        require_version(minute, version)
        minute.text = text
        minute.save()
    elif (
        new_id
        and (before := Minute.objects.filter(pk=new_id, written_by_guest=guest.guest_id).first())
        is not None
    ):
        return before
    else:
        item = next(
            (one.item for one in table_for_guest(seat, guest).items if one.item.pk == item_id), None
        )
        if item is None:
            raise NotSeen
        minute = Minute(
            id=new_id or made_id(),
            agency_id=guest.agency_id,
            conference_id=conference_id,
            item=item,
            kind=LineKind.OPINION,
            seat=seat,
            text=text,
            part=default_part(LineKind.OPINION, seat.party),
            written_by_guest_id=guest.guest_id,
        )
        minute.save(force_insert=True)
    _trace("minute_written", guest, minute, minute.item)
    return minute


@asks(Duty.CONFER)
@one_transaction
def hand_out(*, conference_id: UUID, title: str, by: Viewer) -> int:
    """
    Hand a paper to everybody who is there, each copy with a number of its own, and return how many.

    :raises NotSeen: if the viewer may not know of the conference
    :raises MinutesClosed: if it is over
    """
    conference_seen(by, conference_id)
    touch(conference_id)
    there = list(
        Seat.objects.filter(conference=conference_id, attendance=Attendance.PRESENT).order_by("pk")
    )
    numbers = next_numbers(
        scheme="paper",
        agency_id=by.agency_id,
        period=str(conference_id),
        count=len(there),
        standing=lambda: highest(Paper.objects.filter(conference=conference_id)),
    )
    now = timezone.now()
    made: list[Any] = [
        Paper(
            agency_id=by.agency_id,
            conference_id=conference_id,
            title=title,
            number=number,
            seat=seat,
            handed_at=now,
        )
        for number, seat in zip(numbers, there, strict=True)
    ]
    Paper.objects.bulk_create(made)
    record_event(
        action="paper_handed",
        by=by,
        object_kind="conferences.Conference",
        object_id=conference_id,
        detail={"copies": len(made)},
    )
    return len(made)


@asks(Duty.CONFER)
@one_transaction
def take_back(*, paper_id: UUID, by: Viewer) -> UUID:
    """
    Note that a copy was taken back, also after the meeting, and return of which conference.

    :raises NotSeen: if the viewer may not know of it
    """
    paper = Paper.objects.filter(pk=paper_id, agency_id=by.agency_id).first()
    if paper is None:
        raise NotSeen
    seat_seen(by, paper.seat_id)
    Paper.objects.filter(pk=paper.pk, back_at=None).update(back_at=timezone.now())
    record_event(
        action="paper_taken_back", by=by, object_kind="conferences.Paper", object_id=paper.pk
    )
    return paper.conference_id
