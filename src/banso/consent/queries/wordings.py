"""Reading the words that are explained and agreed to, in all their versions."""

from uuid import UUID

from django.db.models import QuerySet

from banso.access.models import Proposal
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.consent.models import Wording
from banso.consent.rules import WORDING_ACT
from banso.kit.refusals import NotSeen


def wordings_seen_by(viewer: Viewer) -> QuerySet[Wording]:
    """Return the versions of one's own agency."""
    if not viewer.may(Duty.SEE_MEMORY):
        return Wording.objects.none()
    rows = Wording.objects.filter(agency_id=viewer.agency_id)
    return rows.select_related("asked_by", "second")


def wordings(viewer: Viewer) -> list[Wording]:
    """Return all versions, the newest first."""
    return list(wordings_seen_by(viewer).order_by("-number")[:500])


def current_wording(viewer: Viewer) -> Wording | None:
    """Return the version that is explained now; none where none was kept yet."""
    return wordings_seen_by(viewer).order_by("-number").first()


def wording_seen(viewer: Viewer, wording_id: UUID) -> Wording:
    """
    Return one version.

    :raises NotSeen: if it is not one of one's own agency
    """
    found = wordings_seen_by(viewer).filter(pk=wording_id).first()
    if found is None:
        raise NotSeen
    return found


def wording_asked(viewer: Viewer) -> Proposal | None:
    """Return the text that waits for a second word."""
    waiting = proposals_waiting(viewer.agency_id)
    return waiting.filter(act=WORDING_ACT, about=viewer.agency_id).first()
