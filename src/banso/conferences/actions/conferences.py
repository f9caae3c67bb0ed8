"""Calling a meeting for a day."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.conferences.actions.checks import touch
from banso.conferences.actions.seats import OathMissing, take_seat
from banso.conferences.models import Conference
from banso.conferences.queries import conference_seen
from banso.conferences.rules import Kind, Party
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.models import require_version
from banso.numbering.actions import next_number
from banso.numbering.queries import highest


@dataclass(frozen=True, kw_only=True)
class NewConference:
    """
    A meeting to be called: its day and place, what for, who leads it and who keeps its minutes;
    `sworn_on` where nothing is said in it but under an oath.
    """

    kind: str
    on: date
    starts_at: time | None = None
    place: str = ""
    purpose: str = ""
    regular: bool = True
    chair_id: UUID | None = None
    keeper_id: UUID | None = None
    sworn_on: date | None = None


@asks(Duty.CONFER)
@one_transaction
def call_conference(
    *, conference: NewConference, by: Viewer, new_id: UUID | None = None
) -> Conference:
    """
    Call a conference for a day; whoever calls it, its chair and its keeper have a seat.

    :raises NotSeen: if there is no such member
    :raises OathMissing: if a meeting without consent is called by somebody who has not sworn
    """
    kind, alone = conference.kind, conference.kind == Kind.SEALED  # others are sworn in one by one
    if alone and conference.sworn_on is None:
        raise OathMissing
    chair, keeper = (
        member_here(by, by.member_id if alone else one or by.member_id)
        for one in (conference.chair_id, conference.keeper_id)
    )
    called = Conference(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        kind=kind,
        number=next_number(
            scheme="conference",
            agency_id=by.agency_id,
            period=kind,
            standing=lambda: highest(Conference.objects.filter(agency_id=by.agency_id, kind=kind)),
        ),
        regular=conference.regular,
        on=conference.on,
        starts_at=conference.starts_at,
        place=conference.place,
        purpose=conference.purpose,
        chair=chair,
        keeper=keeper,
    )
    called.save(force_insert=True)
    for member in dict.fromkeys((chair, keeper, member_here(by, by.member_id))):
        take_seat(
            called,
            by,
            party=Party.COORDINATOR,
            name=member.name,
            member_id=member.pk,
            sworn_on=conference.sworn_on if alone else None,
        )
    record_event(
        action="conference_called",
        by=by,
        object_kind="conferences.Conference",
        object_id=called.pk,
    )
    return called


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
