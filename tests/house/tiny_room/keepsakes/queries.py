"""Every read of keepsakes."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.keepsakes.models import Keepsake
from banso.kit.refusals import NotSeen
from banso.people.queries import within_reach


def keepsakes_seen_by(viewer: Viewer) -> QuerySet[Keepsake]:
    """Return what is kept for people this viewer may see, the oldest first."""
    if not viewer.may(Duty.SEE_MEMORY):
        return Keepsake.objects.none()
    rows = Keepsake.objects.filter(within_reach(viewer, "person"), agency_id=viewer.agency_id)
    return rows.filter(back_on=None).select_related("person").order_by("kept_on", "pk")


def keepsake_seen(viewer: Viewer, keepsake_id: UUID) -> Keepsake:
    """
    Return one thing that is kept.

    :raises NotSeen: if the viewer may not see its person, or it was given back
    """
    found = keepsakes_seen_by(viewer).filter(pk=keepsake_id).first()
    if found is None:
        raise NotSeen
    return found


def count_kept_since(day: date) -> int:
    """Return how many things of the whole home have been kept since a day or longer."""
    return Keepsake.objects.filter(back_on=None, kept_on__lte=day).count()
