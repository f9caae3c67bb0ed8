"""Every read of the register of processing."""

from uuid import UUID

from django.db.models import QuerySet

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen
from banso.privacy.models import Processing


def register_seen_by(viewer: Viewer) -> QuerySet[Processing]:
    """Return the lines of the register of one's agency, the open ones first."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return Processing.objects.none()
    return Processing.objects.filter(agency_id=viewer.agency_id)


def register(viewer: Viewer) -> list[Processing]:
    """Return what is held now, in the order of its names."""
    return list(register_seen_by(viewer).filter(ended_on=None).order_by("name", "pk")[:500])


def processing_seen(viewer: Viewer, processing_id: UUID) -> Processing:
    """
    Return one line of the register.

    :raises NotSeen: if the viewer may not know of it
    """
    found = register_seen_by(viewer).filter(pk=processing_id).first()
    if found is None:
        raise NotSeen
    return found
