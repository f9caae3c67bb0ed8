"""Telling the next shift."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import (
    HandoverMark,
    HandoverPost,
)
from banso.companionship.queries import handovers_seen_by
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen
from banso.people.queries import person_seen

if TYPE_CHECKING:
    pass


@asks(Duty.HAND_OVER)
@one_transaction
def hand_over(
    *, office_id: UUID, text: str, person_id: UUID | None, at: datetime, by: Viewer
) -> HandoverPost:
    """
    Tell the office what the next shift should know.

    :raises NotSeen: if the viewer may not see the person, or it is not their agency's office
    """
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    person = person_seen(by, person_id) if person_id else None
    post = HandoverPost.objects.create(
        agency_id=by.agency_id,
        office_id=office_id,
        author_id=by.member_id,
        person=person,
        at=at,
        text=text,
    )
    record_event(
        action="handed_over",
        by=by,
        subjects=[person.pk] if person else [],
        object_kind="companionship.HandoverPost",
        object_id=post.pk,
    )
    return post


@asks(Duty.HAND_OVER)
@one_transaction
def mark_handover(*, post_id: UUID, kind: str, at: datetime, by: Viewer) -> None:
    """
    Say 「読みました」 or thank for a post; saying it twice changes nothing.

    :raises NotSeen: if the viewer may not see the post
    """
    post = handovers_seen_by(by).filter(pk=post_id).first()
    if post is None or kind not in ("read", "thanks"):
        raise NotSeen
    HandoverMark.objects.get_or_create(
        post=post, member_id=by.member_id, kind=kind, defaults={"at": at}
    )
    if kind == "thanks":
        HandoverMark.objects.get_or_create(
            post=post, member_id=by.member_id, kind="read", defaults={"at": at}
        )
    record_event(
        action="handover_marked",
        by=by,
        object_kind="companionship.HandoverPost",
        object_id=post.pk,
        detail={"kind": kind},
    )
