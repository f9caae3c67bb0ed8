"""Papers handed out at the table, and taken back."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import touch
from banso.conferences.models import Paper, Seat
from banso.conferences.queries import (
    conference_seen,
    seat_seen,
)
from banso.conferences.rules import Attendance
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen
from banso.numbering.actions import next_numbers
from banso.numbering.queries import highest


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
