"""
What happens here that the trace, on the floor above, wants to know. An effect, never the main flow.
"""

from uuid import UUID

from django.dispatch import Signal

from banso.access.viewer import GuestViewer, Viewer

member_changed = Signal()  # member_id, agency_id, action, by (None on the console)
guest_changed = Signal()  # guest_id, agency_id, action, by (None where the guest did it), detail
proposal_changed = Signal()  # proposal_id, agency_id, action, by, detail


def tell_of_member(
    action: str, *, member_id: UUID, agency_id: UUID, by: Viewer | GuestViewer | None
) -> None:
    """Tell what was done with a member, or by one with what the agency settles for itself."""
    member_changed.send(None, member_id=member_id, agency_id=agency_id, action=action, by=by)
