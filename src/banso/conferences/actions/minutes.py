"""Writing at the table: lines with versions of their own, by members and by guests."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import OutOfTurn, refuse_for_others, touch
from banso.conferences.models import AgendaItem, Minute, Seat
from banso.conferences.queries import (
    at_the_table,
    guest_minute,
    guest_seat,
    item_seen,
    minute_seen,
    table_for_guest,
)
from banso.conferences.rules import MARKS, LineKind, State, default_part
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.ties.queries import tie_seen


class TheirOwnWords(Refusal):
    """What a guest has written themselves is nobody else's to write."""

    sentence = _(
        "They wrote this themselves. It is not rewritten; whoever leads the meeting or keeps its "
        "minutes can strike it."
    )


class AlreadyPromised(Refusal):
    """What stands on somebody's desk is not rewritten behind their back."""

    sentence = _(
        "This line has become a promise on somebody’s desk. Please write another line instead."
    )


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """
    A line of the minutes: who said it, until when it is promised, in which part of the plan, and
    between which ties something is handed over.
    """

    kind: str
    text: str
    seat_id: UUID | None = None
    until_on: date | None = None
    mark: str = ""
    part: str | None = None
    from_tie_id: UUID | None = None
    to_tie_id: UUID | None = None


@asks(Duty.CONFER)
@one_transaction
def write_minute(
    *,
    item_id: UUID,
    line: NewLine,
    by: Viewer,
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
    :raises NotTheirKeeper: if it stands under somebody else's seat, for whoever neither leads the
      meeting nor keeps its minutes
    :raises TheirOwnWords: if a guest has written it
    """
    item = item_seen(by, item_id)
    if line.kind not in set(LineKind) or (line.mark and line.mark not in MARKS.get(line.kind, ())):
        raise NotSeen
    seat = _seat_of(item.conference_id, line.seat_id)
    refuse_for_others(item.conference_id, seat, by)
    ties = _ties(item, line, by)
    touch(item.conference_id)
    if minute_id:
        minute_seen(by, minute_id)
        minute = Minute.objects.get(pk=minute_id)
        if minute.item_id != item.pk:
            raise NotSeen
        if minute.promise_id:
            raise AlreadyPromised
        if minute.written_by_guest_id:
            raise TheirOwnWords
        refuse_for_others(item.conference_id, minute.seat, by)
        require_version(minute, version)
    else:
        minute = Minute(
            id=new_id or made_id(),
            agency_id=by.agency_id,
            conference_id=item.conference_id,
            item=item,
            written_by_id=by.member_id,
        )
    minute.kind, minute.text, minute.mark = line.kind, line.text, line.mark
    minute.seat, minute.until_on = seat, line.until_on
    usual = default_part(line.kind, seat.party if seat else "")
    minute.part = usual if line.part is None else line.part
    minute.from_tie_id, minute.to_tie_id = ties
    minute.save(force_insert=minute_id is None)
    _trace("minute_written", by, minute, item)
    return minute


def _seat_of(conference_id: UUID, seat_id: UUID | None) -> Seat | None:
    if seat_id is None:
        return None
    seat = Seat.objects.filter(at_the_table(), pk=seat_id, conference=conference_id).first()
    if seat is None:
        raise NotSeen
    return seat


def _ties(item: AgendaItem, line: NewLine, by: Viewer) -> tuple[UUID | None, UUID | None]:
    start, end = line.from_tie_id, line.to_tie_id
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
    :raises NotTheirKeeper: if it stands under somebody else's seat, for whoever neither leads the
      meeting nor keeps its minutes
    """
    minute = minute_seen(by, minute_id) if isinstance(by, Viewer) else guest_minute(by, minute_id)
    if isinstance(by, Viewer):
        refuse_for_others(minute.conference_id, minute.seat, by)
    if minute.promise_id:
        raise AlreadyPromised
    touch(minute.conference_id)
    if not Minute.objects.filter(pk=minute.pk, struck_at=None).update(struck_at=timezone.now()):
        raise NotSeen
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
        if all(one.item.pk != minute.item_id for one in table_for_guest(seat, guest).items):
            raise NotSeen  # the word it rested on was taken back
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
