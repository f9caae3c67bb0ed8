"""Everybody who was there confirms; confirmed minutes never change."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import OutOfTurn, move_on
from banso.conferences.models import Addition, Seat
from banso.conferences.queries import conference_seen, guest_seat, item_seen, seat_seen
from banso.conferences.rules import (
    ConfirmedBy,
    State,
    all_confirmed,
)
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal


class NotYours(Refusal):
    """Everybody confirms for themselves."""

    sentence = _(
        "Everybody confirms for themselves. For somebody without a screen, note how they "
        "confirmed on paper."
    )


@asks(Duty.CONFER, Exempt.GUEST)
@one_transaction
def confirm_seat(*, conference_id: UUID, by: Viewer | GuestViewer) -> None:
    """
    Confirm the minutes from one's own seat; with the last of those who were there they are
    confirmed for ever.

    :raises NotSeen: if one does not know of the conference or has no seat there
    :raises OutOfTurn: if it is not closed
    """
    if isinstance(by, Viewer):
        conference_seen(by, conference_id)
        seat = Seat.objects.filter(conference=conference_id, member_id=by.member_id).first()
    else:
        seat = guest_seat(by, conference_id)
    if seat is None:
        raise NotSeen
    _confirm(seat, ConfirmedBy.SCREEN, "", by)


@asks(Duty.CONFER)
@one_transaction
def note_confirmation(*, seat_id: UUID, way: str, by: Viewer, note: str = "") -> None:
    """
    Note that somebody without a screen confirmed on paper, or could not be reached and why.

    :raises NotSeen: if the viewer may not know of the seat
    :raises NotYours: if it is the seat of another member, who confirms for themselves
    :raises OutOfTurn: if the meeting is not closed
    """
    seat = seat_seen(by, seat_id)
    if way not in (ConfirmedBy.PAPER, ConfirmedBy.UNREACHED):
        raise NotSeen
    if way == ConfirmedBy.PAPER and seat.member_id and seat.member_id != by.member_id:
        raise NotYours
    _confirm(seat, way, note, by)


def _confirm(seat: Seat, way: str, note: str, by: Viewer | GuestViewer) -> None:
    move_on(
        seat.conference_id, (State.CLOSED,)
    )  # counts the change, and lets one confirm after the other
    Seat.objects.filter(pk=seat.pk, confirmed_at=None).update(
        confirmed_at=timezone.now(), confirmed_by=way, confirm_note=note
    )
    record_event(
        action="minutes_confirmed", by=by, object_kind="conferences.Seat", object_id=seat.pk
    )
    rows = Seat.objects.filter(conference=seat.conference_id).values_list(
        "attendance", "confirmed_at"
    )
    if all_confirmed([(attendance, at is not None) for attendance, at in rows]):
        move_on(
            seat.conference_id, (State.CLOSED,), state=State.CONFIRMED, confirmed_at=timezone.now()
        )


@asks(Duty.CONFER)
@one_transaction
def add_afterwards(
    *,
    conference_id: UUID,
    text: str,
    by: Viewer,
    item_id: UUID | None = None,
    part: str = "",
    new_id: UUID | None = None,
) -> Addition:
    """
    Add a correction to minutes that are closed or confirmed; they stay as they are.

    :raises NotSeen: if the viewer may not know of the conference or the item
    :raises OutOfTurn: if it still goes on
    """
    conference = conference_seen(by, conference_id)
    if item_id and item_seen(by, item_id).conference_id != conference.pk:
        raise NotSeen
    if conference.state not in (State.CLOSED, State.CONFIRMED):
        raise OutOfTurn
    made = Addition(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        conference=conference,
        item_id=item_id,
        text=text,
        part=part,
        at=timezone.now(),
        by_id=by.member_id,
    )
    made.save(force_insert=True)
    record_event(
        action="minutes_added_to", by=by, object_kind="conferences.Addition", object_id=made.pk
    )
    return made
