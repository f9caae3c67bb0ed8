"""Taking many contact notes in at once, from elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import ContactNote
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.people.actions import (
    Changed,
    Outcome,
    correct_memory,
    follow_to,
    keep_said,
    note_last_met,
    remember_many,
)
from banso.people.models import OutsideRow, TimelineEntry
from banso.people.queries import current_entries_of, new_memory, outside_row, outside_rows
from banso.people.three_values import weigh

KIND = "note"


@dataclass(frozen=True)
class IncomingNote:
    """
    A contact from elsewhere; `whose` is the outside id of the person, `day_said` is false where the
    file names no day.
    """

    outside_id: str
    person_id: UUID
    on: date
    title: str
    fact: str = ""
    words: str = ""
    method: str = "other"
    ledger: str = ""
    office_id: UUID | None = None
    being: bool = False
    sensitivity: str = "plain"
    whose: str = ""
    day_said: bool = True

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as it is kept for the next time."""
        said = {"title": self.title, "fact": self.fact, "whose": self.whose}
        return said | ({"on": self.on.isoformat()} if self.day_said else {})


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_notes(notes: list[IncomingNote], *, by: Viewer) -> Outcome:
    """
    Take notes in; what was corrected at the source becomes a new revision of the memory, unless
    somebody here corrected it.
    """
    outcome = Outcome()
    known = outside_rows(KIND, [one.outside_id for one in notes], by)
    older = {
        row.outside_id: row
        for row in ContactNote.objects.filter(
            agency_id=by.agency_id,
            outside_id__in=[one.outside_id for one in notes if one.outside_id not in known],
        )
    }
    present = ContactNote.objects.in_bulk([row.row_id for row in known.values()])
    memories = current_entries_of([*present, *(row.pk for row in older.values())])
    fresh: list[tuple[ContactNote, IncomingNote]] = []
    said: list[tuple[OutsideRow, dict[str, Any]]] = []
    for one in notes:
        row = known.get(one.outside_id)
        note = present.get(row.row_id) if row else older.get(one.outside_id)
        if note is None:
            note = _new(one, by)
            fresh.append((note, one))
            outcome.became[one.outside_id] = "new"
        row = row or outside_row(KIND, one.outside_id, one.person_id, note.pk, by)
        if one.outside_id not in outcome.became:
            changed = _take_over(note, memories.get(note.pk), one, row, outcome, by)
            outcome.became[one.outside_id] = "changed" if changed else "unchanged"
        said.append((row, one.said))
    _write_new(fresh, outcome, by)
    keep_said(said, outcome)
    return outcome


def _new(one: IncomingNote, by: Viewer) -> ContactNote:
    return ContactNote(
        agency_id=by.agency_id,
        person_id=one.person_id,
        member_id=by.member_id,
        on=one.on,
        method=one.method,
        being=one.being,
        doing=not one.being,
        outside_id=one.outside_id[:120],
    )


def _write_new(fresh: list[tuple[ContactNote, IncomingNote]], outcome: Outcome, by: Viewer) -> None:
    memories = [
        new_memory(
            person_id=one.person_id,
            at=moment_of(one.on),
            kind="note",
            title=one.title,
            fact=one.fact,
            words=one.words,
            being=one.being,
            doing=not one.being,
            ledger=one.ledger,
            office_id=one.office_id,
            source="companionship.ContactNote",
            source_id=row.pk,
            sensitivity=one.sensitivity,
            by=by,
        )
        for row, one in fresh
    ]
    last: dict[UUID, date] = {}
    for _row, one in fresh:
        last[one.person_id] = max(one.on, last.get(one.person_id, one.on))
    ContactNote.objects.bulk_create([row for row, _one in fresh], batch_size=1000)
    remember_many(memories)
    note_last_met(last)
    outcome.made += [("companionship.ContactNote", row.pk) for row, _one in fresh]
    outcome.made += [("people.TimelineEntry", one.pk) for one in memories]
    if fresh:
        record_event(
            action="imported",
            by=by,
            subjects=[row.person_id for row, _one in fresh],
            object_kind="companionship.ContactNote",
        )


def _take_over(
    note: ContactNote,
    memory: TimelineEntry | None,
    one: IncomingNote,
    row: OutsideRow,
    outcome: Outcome,
    by: Viewer,
) -> bool:
    before = None if row._state.adding else row.said or None
    went = follow_to(note, row, (before or {}).get("whose"), one.whose, one.person_id, outcome)
    if memory is None:
        return went
    here = {"on": note.on.isoformat(), "title": memory.title, "fact": memory.fact}
    now = {name: text for name, text in one.said.items() if name != "whose"}
    weighed = weigh(here, before, now)
    outcome.differ(row, note.person_id, weighed.differ)
    if not weighed.take:
        return went
    texts: dict[str, Any] = {
        name: text for name, text in weighed.take.items() if name in ("title", "fact")
    }
    if "on" in weighed.take:
        note.on = date.fromisoformat(weighed.take["on"])
        note.save(update_fields=["on"])
        texts["at"] = moment_of(note.on)
    new = correct_memory(
        entry_id=memory.pk, reason=_g("Corrected where it comes from"), by=by, **texts
    )
    outcome.changed.append(
        Changed(
            "people.TimelineEntry",
            new.pk,
            note.person_id,
            {"on": here["on"], "row": str(memory.pk)},
            {"on": note.on.isoformat(), "row": str(new.pk)},
        )
    )
    return True
