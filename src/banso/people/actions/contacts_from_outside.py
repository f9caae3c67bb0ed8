"""
Contacts that come in from elsewhere, whatever a room keeps of them: which came before, which are
new, what became of each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.db.models import Model

from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.people.actions.incoming import Outcome, keep_said
from banso.people.actions.memory import remember_many
from banso.people.actions.reach import note_last_met
from banso.people.models import OutsideRow, TimelineEntry
from banso.people.queries import current_entries_of, outside_row, outside_rows


class IncomingContact(Protocol):
    """What a room has read of one contact."""

    @property
    def outside_id(self) -> str:
        """Its id where it comes from."""

    @property
    def person_id(self) -> UUID:
        """Whose it is."""

    @property
    def on(self) -> date:
        """The day of it."""

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as it is kept for the next time."""


M = TypeVar("M", bound=Model)
C = TypeVar("C", bound=IncomingContact)
TakeOver = Callable[[M, TimelineEntry | None, C, OutsideRow, Outcome, Viewer], bool]


@dataclass(frozen=True)
class Contacts(Generic[M, C]):
    """
    How a room keeps contacts: the kind of their outside rows, the model, how a row and its memory
    are made of what came in, and how a row that is there takes over what the file says now.
    """

    kind: str
    model: type[M]
    new: Callable[[C, Viewer], M]
    memory: Callable[[M, C, Viewer], TimelineEntry]
    take_over: TakeOver[M, C]

    def upsert(self, incoming: Sequence[C], by: Viewer) -> Outcome:
        """Take contacts in, and return what became of each."""
        outcome = Outcome()
        known = outside_rows(self.kind, [one.outside_id for one in incoming], by)
        rows: Any = self.model._default_manager  # of a model that keeps its outside id
        older: dict[str, M] = {
            row.outside_id: row
            for row in rows.filter(
                agency_id=by.agency_id,
                outside_id__in=[one.outside_id for one in incoming if one.outside_id not in known],
            )
        }
        present: dict[UUID, M] = rows.in_bulk([row.row_id for row in known.values()])
        memories = current_entries_of([*present, *(row.pk for row in older.values())])
        fresh: list[tuple[M, C]] = []
        said: list[tuple[OutsideRow, dict[str, Any]]] = []
        for one in incoming:
            row = known.get(one.outside_id)
            there = present.get(row.row_id) if row else older.get(one.outside_id)
            if there is None:
                there = self.new(one, by)
                fresh.append((there, one))
                outcome.became[one.outside_id] = "new"
            row = row or outside_row(self.kind, one.outside_id, one.person_id, there.pk, by)
            if one.outside_id not in outcome.became:
                changed = self.take_over(there, memories.get(there.pk), one, row, outcome, by)
                outcome.became[one.outside_id] = "changed" if changed else "unchanged"
            said.append((row, one.said))
        self._write(fresh, outcome, by)
        keep_said(said, outcome)
        return outcome

    def _write(self, fresh: list[tuple[M, C]], outcome: Outcome, by: Viewer) -> None:
        if not fresh:
            return
        label = self.model._meta.label
        memories = [self.memory(row, one, by) for row, one in fresh]
        last: dict[UUID, date] = {}
        for _row, one in fresh:
            last[one.person_id] = max(one.on, last.get(one.person_id, one.on))
        self.model._default_manager.bulk_create([row for row, _one in fresh], batch_size=1000)
        remember_many(memories)
        note_last_met(last)
        outcome.made += [(label, row.pk) for row, _one in fresh]
        outcome.made += [("people.TimelineEntry", one.pk) for one in memories]
        record_event(
            action="imported",
            by=by,
            subjects=[one.person_id for _row, one in fresh],
            object_kind=label,
        )
