"""The only identity below the door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest

from banso.access.rules import Duty, Scope


@dataclass(frozen=True)
class Viewer:
    """A member as the rooms know them: who, of which agency and offices, trusted with what; `own_record` is the entry that speaks of them and that they may not open."""

    member_id: UUID
    agency_id: UUID
    office_ids: frozenset[UUID]
    name: str
    duties: frozenset[Duty]
    scope: Scope
    today: date
    own_record: UUID | None = None

    def may(self, duty: Duty) -> bool:
        """Return whether this member is trusted with a duty."""
        return duty in self.duties

    @property
    def can(self) -> dict[str, bool]:
        """Every duty by name, for templates."""
        return {duty.value: duty in self.duties for duty in Duty}


class WorkerRequest(HttpRequest):
    """A request that came through a door."""

    viewer: Viewer
