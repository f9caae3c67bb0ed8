"""The only identity below the door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from banso.access.rules import Duty, Scope


@dataclass(frozen=True)
class Viewer:
    """
    A member as the rooms know them: who, of which agency and offices, trusted with what;
    `own_record` is the entry that speaks of them and that they may not open, `held_back` the duties
    they would have if they were trained. `key_asked` says that without a second key they reach
    nothing, `asked_again` that they are asked once more who they are before what weighs much;
    `lock_after` is after how many minutes without a touch their page locks, 0 for never. `by_key`
    says that a program asks in their name: it reads nothing on the ground that they wrote it.
    """

    member_id: UUID
    agency_id: UUID
    office_ids: frozenset[UUID]
    name: str
    duties: frozenset[Duty]
    scope: Scope
    today: date
    own_record: UUID | None = None
    held_back: frozenset[Duty] = frozenset()
    key_asked: bool = False
    asked_again: bool = False
    lock_after: int = 0
    by_key: bool = False

    @property
    def actor_id(self) -> UUID:
        """Who stands in the trace."""
        return self.member_id

    def may(self, duty: Duty) -> bool:
        """Return whether this member is trusted with a duty."""
        return duty in self.duties

    @property
    def can(self) -> dict[str, bool]:
        """Every duty by name, for templates."""
        return {duty.value: duty in self.duties for duty in Duty}


@dataclass(frozen=True)
class GuestViewer:
    """
    Somebody from outside, as the rooms know them: invited by an agency, speaking for an
    organisation, seeing what was consented to for it and no more.
    """

    guest_id: UUID
    agency_id: UUID
    kind: str
    name: str
    organisation: str
    invited_by_id: UUID
    today: date

    @property
    def actor_id(self) -> UUID:
        """Who stands in the trace."""
        return self.guest_id


class GuestRequest(HttpRequest):
    """A request that came through a guest's door."""

    guest: GuestViewer


class WorkerRequest(HttpRequest):
    """A request that came through a door."""

    htmx: HtmxDetails
    viewer: Viewer
