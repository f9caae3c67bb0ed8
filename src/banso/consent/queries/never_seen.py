"""Reading the person's own no: who must never know of them."""

from uuid import UUID

from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen
from banso.people.models import NeverSeenBy
from banso.people.queries import person_seen


def no_seen(viewer: Viewer, no_id: UUID) -> NeverSeenBy:
    """
    Return a no that stands.

    :raises NotSeen: if the viewer may not see its person, or it was taken back
    """
    rows = NeverSeenBy.objects.filter(pk=no_id, agency_id=viewer.agency_id, taken_back_on=None)
    row = rows.select_related("member").first()
    if row is None:
        raise NotSeen
    row.person = person_seen(viewer, row.person_id)
    return row
