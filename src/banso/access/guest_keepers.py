"""
Who may renew or end a guest's way in: whoever invited them, and whom a room names as knowing of the
place they were invited to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from banso.access.models import Guest
from banso.access.rules import GuestKind
from banso.access.viewer import Viewer
from banso.kit.declarations import declared


@dataclass(frozen=True)
class GuestKeeper:
    """A room's word on which of these guests, by id, sit where a member may know of; one query."""

    code: str
    among: Callable[[Viewer, list[UUID]], set[UUID]]


def kept_among(viewer: Viewer, guests: Iterable[Guest]) -> set[UUID]:
    """
    Return those of these guests whose way in a member may renew or end; seats of a deciding body
    are nobody's alone.
    """
    known = [one for one in guests if one.kind != GuestKind.DECIDER]
    found = {one.pk for one in known if one.invited_by_id == viewer.member_id}
    others = [one.pk for one in known if one.pk not in found]
    for keeper in declared(GuestKeeper) if others else ():
        found |= keeper.among(viewer, others)
    return found


def keeps_guest(viewer: Viewer, guest: Guest) -> bool:
    """Return whether a member may renew or end a guest's way in."""
    return guest.pk in kept_among(viewer, [guest])
