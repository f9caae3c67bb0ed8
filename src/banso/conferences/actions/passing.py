"""Giving the lead, the minutes and the seats of meetings that are to come to another member."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.passed_on import trace_passed_on
from banso.conferences.actions.checks import touch
from banso.conferences.models import Conference, Seat
from banso.conferences.rules import Attendance
from banso.kit.db import one_transaction


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_chairs(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member lead meetings.

    :raises NoLongerHere: if that member has gone
    """
    _pass(ids, "chair", from_id, to_id, by)


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_minutes(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member keep the minutes of meetings.

    :raises NoLongerHere: if that member has gone
    """
    _pass(ids, "keeper", from_id, to_id, by)


def _pass(ids: Sequence[UUID], part: str, from_id: UUID, to_id: UUID, by: Viewer) -> None:
    to = member_here(by, to_id)
    rows = Conference.objects.filter(pk__in=ids, agency_id=by.agency_id, **{part: from_id})
    passed = list(rows.select_for_update().order_by("pk"))
    for conference in passed:
        touch(conference.pk)
        Conference.objects.filter(pk=conference.pk).update(**{part: to})
        seats = Seat.objects.filter(conference=conference, member=to)
        if not seats.exists():
            own = Seat.objects.filter(conference=conference, member=from_id).first()
            Seat.objects.create(
                agency_id=by.agency_id,
                conference=conference,
                party=own.party if own else "coordinator",
                name=to.name,
                member=to,
                seated_by_id=by.member_id,
            )
    trace_passed_on("conferences.Conference", len(passed), from_id=from_id, to_id=to_id, by=by)


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_seats(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """
    Let another member sit where somebody sat, at meetings that have not begun; where they have a
    seat, the other one stays empty.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    rows = Seat.objects.filter(pk__in=ids, agency_id=by.agency_id, member=from_id)
    passed = list(rows.select_for_update().order_by("pk"))
    for seat in passed:
        touch(seat.conference_id)
        if Seat.objects.filter(conference=seat.conference_id, member=to).exists():
            seat.attendance = Attendance.ABSENT
        else:
            seat.member, seat.name = to, to.name
        seat.version += 1
        seat.save(update_fields=["member", "name", "attendance", "version"])
    trace_passed_on("conferences.Seat", len(passed), from_id=from_id, to_id=to_id, by=by)
