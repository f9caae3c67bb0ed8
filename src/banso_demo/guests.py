"""The sign-ins of those who come from outside."""

from uuid import UUID

from banso.access.actions import seat_demo_guest
from banso.access.queries import DEMO_SECRET, guest_for_account
from banso.access.viewer import GuestViewer
from banso_demo.agency import PASSWORD, DemoAgency


def give_account(agency: DemoAgency, username: str, guest_id: UUID) -> GuestViewer:
    """Let a guest sign in, and return them as the rooms know them."""
    guest = seat_demo_guest(
        username=username, password=PASSWORD, guest_id=guest_id, secret=DEMO_SECRET
    )
    viewer = guest_for_account(guest.account_id, today=agency.today) if guest.account_id else None
    if viewer is None:
        raise RuntimeError(username)
    return viewer
