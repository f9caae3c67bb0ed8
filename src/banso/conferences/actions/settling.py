"""Before a meeting closes: who does what was decided, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.conferences.actions.checks import refuse_for_others
from banso.conferences.models import Conference, Minute, Seat
from banso.conferences.queries import at_the_table, open_decisions, unread_decisions
from banso.kit.refusals import NotSeen, Refusal


class DecisionsOpen(Refusal):
    """Something was decided without who or by when: it would be nobody's promise."""

    sentence = _(
        "Something was decided without who does it or by when. Please fill it in, or say that it "
        "stays open."
    )


class DecisionsUnread(Refusal):
    """Nobody can be asked who does something that they may not read."""

    sentence = _(
        "Something was decided without who does it or by when, in a part that you do not read. "
        "Please let somebody close the meeting who reads it."
    )


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Who does what was decided, and by when; or that it stays open, in so many words."""

    minute_id: UUID
    seat_id: UUID | None = None
    until_on: date | None = None
    stays_open: bool = False


def settle(conference: Conference, answers: Sequence[Settled], by: Viewer) -> set[UUID]:
    """
    Write down who and by when where it was missing; return what stays open, in so many words.

    :raises DecisionsUnread: if one is missing in a part that whoever closes may not read
    :raises DecisionsOpen: if a decision is left without, and nobody said that it stays so
    :raises NotSeen: if somebody named does not sit at this table
    :raises NotTheirKeeper: if it is to stand under somebody else's seat, for whoever neither leads
      the meeting nor keeps its minutes
    """
    if unread_decisions(conference, by):
        raise DecisionsUnread
    stays_open: set[UUID] = set()
    given = {one.minute_id: one for one in answers}
    for minute in open_decisions(conference, by):
        answer = given.get(minute.pk)
        if answer is None:
            raise DecisionsOpen
        if answer.stays_open:
            stays_open.add(minute.pk)
            continue
        if answer.seat_id is None or answer.until_on is None:
            raise DecisionsOpen
        seat = Seat.objects.filter(at_the_table(), pk=answer.seat_id, conference=conference).first()
        if seat is None:
            raise NotSeen
        refuse_for_others(conference.pk, seat, by)
        row = Minute.objects.get(pk=minute.pk)
        row.seat, row.until_on = seat, answer.until_on
        row.save()
    return stays_open
