"""Every read of who receives what an agency holds."""

from uuid import UUID

from django.db.models import QuerySet

from banso.access.models import Proposal
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen
from banso.privacy.models import Receiver

RECEIVER_ACT = "privacy_receiver"


def receivers_seen_by(viewer: Viewer) -> QuerySet[Receiver]:
    """Return who receives what one's own agency holds."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return Receiver.objects.none()
    rows = Receiver.objects.filter(agency_id=viewer.agency_id)
    return rows.select_related("asked_by", "second")


def receivers(viewer: Viewer) -> list[Receiver]:
    """Return who receives something now, by name."""
    return list(receivers_seen_by(viewer).filter(ended_on=None).order_by("name", "pk")[:500])


def receiver_seen(viewer: Viewer, receiver_id: UUID) -> Receiver:
    """
    Return one of them.

    :raises NotSeen: if the viewer may not know of it
    """
    found = receivers_seen_by(viewer).filter(pk=receiver_id).first()
    if found is None:
        raise NotSeen
    return found


def receivers_asked(viewer: Viewer) -> list[Proposal]:
    """Return what waits for a second word about receivers."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return []
    waiting = proposals_waiting(viewer.agency_id).filter(act=RECEIVER_ACT)
    return list(waiting.select_related("asked_by").order_by("pk")[:100])
