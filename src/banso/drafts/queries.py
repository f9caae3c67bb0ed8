"""Every read of drafts."""

from banso.access.viewer import Viewer
from banso.drafts.models import Draft


def draft_of(viewer: Viewer, key: str) -> Draft | None:
    """Return what the viewer typed into a form and has not sent yet."""
    return Draft.objects.filter(member_id=viewer.member_id, key=key).first()
