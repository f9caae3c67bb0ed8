"""Every read of drafts."""

from uuid import UUID

from banso.access.viewer import Viewer
from banso.drafts.models import Draft, Unsent
from banso.kit.db import starts_with


def draft_of(viewer: Viewer, key: str) -> Draft | None:
    """Return what the viewer typed into a form and has not sent yet."""
    return Draft.objects.filter(member_id=viewer.member_id, key=key).first()


def drafts_under(viewer: Viewer, key: str) -> dict[str, Draft]:
    """Return what the viewer typed into several forms of one page, by what follows the key."""
    rows = Draft.objects.filter(starts_with("key", f"{key}:"), member_id=viewer.member_id)
    return {one.key.removeprefix(f"{key}:"): one for one in rows}


def unsent_of(account_id: UUID, unsent_id: UUID) -> Unsent | None:
    """Return a form that an account sent after its sign-in had ended."""
    return Unsent.objects.filter(pk=unsent_id, account_id=account_id).first()
