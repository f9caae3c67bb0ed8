"""
What the agency that asks may know: its own requests on people it sees, and what was decided on
them.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.conferences.models import Conference
from banso.conferences.queries import conferences_of
from banso.conferences.rules import Kind as Meeting
from banso.conferences.rules import State as MeetingState
from banso.decisions.models import Body, Request
from banso.decisions.rules import GRANTED, RENEW_BEFORE, Stance, State
from banso.kit.asked_once import asked_once
from banso.kit.formatting import brief_day
from banso.kit.refusals import NotSeen
from banso.people.models import TimelineEntry
from banso.people.queries import living, memory_of, memory_told_by, within_reach

if TYPE_CHECKING:
    from banso.people.models import Person


def bodies(viewer: Viewer) -> list[Body]:
    """Return the bodies that this agency may ask: those the home recognises, and never itself."""
    return list(
        Body.objects.filter(recognised_at__isnull=False)
        .exclude(agency_id=viewer.agency_id)
        .select_related("agency")
        .order_by("agency__name", "pk")[:100]
    )


def body_named(viewer: Viewer, body_id: UUID) -> Body:
    """
    Return one body.

    :raises NotSeen: if there is none that the home recognises, or it is the viewer's own agency
    """
    found = (
        Body.objects.filter(recognised_at__isnull=False)
        .exclude(agency_id=viewer.agency_id)
        .select_related("agency")
        .filter(pk=body_id)
        .first()
    )
    if found is None:
        raise NotSeen
    return found


def requests_seen_by(viewer: Viewer) -> QuerySet[Request]:
    """Return the requests of the viewer's own agency on people they may see."""
    if not viewer.may(Duty.CONFER):
        return Request.objects.none()
    rows = Request.objects.filter(within_reach(viewer, "person"), asker_id=viewer.agency_id)
    return rows.select_related("person", "agency", "asked_by", "decision", "before")


def request_seen(viewer: Viewer, request_id: UUID) -> Request:
    """
    Return one request.

    :raises NotSeen: if it is not of the viewer's agency, or they may not see its person
    """
    found = requests_seen_by(viewer).filter(pk=request_id).first()
    if found is None:
        raise NotSeen
    return found


@asked_once
def requests_of(person: "Person", viewer: Viewer) -> list[Request]:
    """Return what was asked on a person, the newest first."""
    return list(requests_seen_by(viewer).filter(person=person).order_by("-pk")[:50])


def arrived(viewer: Viewer, *, size: int = 30) -> list[Request]:
    """Return the requests that were decided and that nobody has taken up yet, the oldest first."""
    return list(
        requests_seen_by(viewer).filter(state=State.DECIDED, received_at=None).order_by("pk")[:size]
    )


def terms_ending(viewer: Viewer, *, size: int = 30) -> list[Request]:
    """
    Return what was granted for a term that ends soon or has ended, where nobody has asked for what
    comes after.
    """
    after = Request.objects.filter(before=OuterRef("pk")).exclude(state=State.STOPPED)
    rows = requests_seen_by(viewer).filter(
        ~Exists(after),
        living("person"),
        decision__outcome__in=GRANTED,
        decision__until_on__lte=viewer.today + RENEW_BEFORE,
    )
    return list(rows.order_by("decision__until_on", "pk")[:size])


def sent_back(viewer: Viewer, *, size: int = 30) -> list[Request]:
    """Return what was sent back and not asked again yet."""
    after = Request.objects.filter(before=OuterRef("pk")).exclude(state=State.STOPPED)
    return list(
        requests_seen_by(viewer)
        .filter(
            ~Exists(after),
            living("person"),
            decision__outcome=Stance.SEND_BACK,
            received_at__isnull=False,
        )
        .order_by("pk")[:size]
    )


def records_to_choose(person: "Person", viewer: Viewer) -> list[tuple[str, str]]:
    """Return the newest memories of a person that may tell of support that has begun already."""
    return [
        (str(one.source_id), f"{brief_day(one.at)} {one.title}")
        for one in memory_of(person, viewer, size=40).rows
        if one.source_id and one.taken_back_at is None and one.kind != "decision"
    ]


def record_of_urgent(request: Request, viewer: Viewer) -> TimelineEntry | None:
    """Return the record of support that had begun before it was decided, as far as it is read."""
    if request.urgent_source_id is None:
        return None
    return memory_told_by(request.person, viewer, request.urgent_source_id)


def approved_afterwards(source_ids: list[UUID], viewer: Viewer) -> dict[UUID, tuple[str, str]]:
    """
    Return, for what told of support that had begun, what a body decided on it afterwards, and where
    that stands.
    """
    if not viewer.may(Duty.CONFER):
        return {}
    rows = Request.objects.filter(
        within_reach(viewer, "person"),
        asker_id=viewer.agency_id,
        urgent_source_id__in=source_ids,
    ).select_related("decision")
    return {
        one.urgent_source_id: (_said_of(one), reverse("decisions:show", args=[one.pk]))
        for one in rows.order_by("pk")
        if one.urgent_source_id
    }


def _said_of(one: Request) -> str:
    if one.state != State.DECIDED:
        return _("Asked to be approved afterwards")
    return _("Decided on afterwards: %(outcome)s (%(number)s)") % {
        "outcome": Stance.label_of(one.decision.outcome),
        "number": one.decision.number,
    }


def last_conference(person: "Person", viewer: Viewer) -> Conference | None:
    """Return the last conference on a person whose minutes stand, never a sealed one."""
    found = (
        one
        for one in conferences_of(person, viewer)
        if one.kind != Meeting.SEALED and one.state in (MeetingState.CLOSED, MeetingState.CONFIRMED)
    )
    return next(found, None)
