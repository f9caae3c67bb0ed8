"""Everybody who was there confirms; confirmed minutes never change."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Proposal
from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import OutOfTurn, move_on, refuse_for_others
from banso.conferences.models import Addition, Conference, Seat
from banso.conferences.queries import (
    conference_seen,
    conferences_seen_by,
    guest_seat,
    item_seen,
    seat_seen,
)
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
def note_confirmation(*, seat_id: UUID, way: str, by: Viewer, note: str = "") -> Proposal:
    """
    Ask that it be noted how somebody without a screen confirmed on paper, and where that paper is,
    or why they could not be reached; somebody else who knows of the meeting confirms it.

    :raises NotSeen: if the viewer may not know of the seat
    :raises NotTheirKeeper: if the viewer neither leads the meeting nor keeps its minutes
    :raises NotYours: if it is the seat of another member, who confirms for themselves
    :raises OutOfTurn: if the meeting is not closed
    """
    seat = seat_seen(by, seat_id)
    if way not in (ConfirmedBy.PAPER, ConfirmedBy.UNREACHED):
        raise NotSeen
    refuse_for_others(seat.conference_id, seat, by)
    if way == ConfirmedBy.PAPER and seat.member_id and seat.member_id != by.member_id:
        raise NotYours
    given = {"way": way, "note": note, "closed_at": _closed_at(seat.conference_id)}
    return propose("seat_confirmed", asker=by, about=seat.pk, given=given)


def _closed_at(conference_id: UUID) -> str:
    """Return when the minutes were closed that are to be confirmed."""
    found = Conference.objects.get(pk=conference_id)
    if found.state != State.CLOSED or found.closed_at is None:
        raise OutOfTurn
    return found.closed_at.isoformat()


def confirm_for(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Note how a seat confirmed, as asked for and confirmed by somebody else.

    :raises OutOfTurn: if the minutes were opened again in the meantime
    """
    given, seat = proposal.given, Seat.objects.get(pk=proposal.about)
    if given["closed_at"] != _closed_at(seat.conference_id):
        raise OutOfTurn
    _confirm(seat, given["way"], given["note"], second)
    return ""


def says_confirmed(proposal: Proposal) -> str:
    """Return in words whose confirmation it is, of which minutes, and how it came."""
    seat = Seat.objects.select_related("conference").get(pk=proposal.about)
    given = proposal.given
    how = str(ConfirmedBy.label_of(given["way"]))
    return "　".join(one for one in (seat.name, str(seat), how, given["note"]) if one)


def knows_of(proposal: Proposal, viewer: Viewer) -> bool:
    """Return whether a member may know of the meeting whose minutes are confirmed."""
    seat = Seat.objects.filter(pk=proposal.about)
    meetings = conferences_seen_by(viewer).order_by().values("pk")
    return viewer.may(Duty.CONFER) and seat.filter(conference__in=meetings).exists()


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
