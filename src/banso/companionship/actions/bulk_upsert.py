"""Taking many contact notes in at once, from elsewhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import ContactNote
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.people.actions import correct_memory, note_last_met, remember_many
from banso.people.queries import current_entries_of, new_memory


@dataclass(frozen=True)
class IncomingNote:
    """A contact from elsewhere."""

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


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_notes(notes: list[IncomingNote], *, by: Viewer) -> dict[str, int]:
    """Take notes in; a note that changed outside becomes a new revision of its memory."""
    present = {
        one.outside_id: one
        for one in ContactNote.objects.filter(
            agency_id=by.agency_id, outside_id__in=[one.outside_id for one in notes]
        )
    }
    memories = current_entries_of([row.pk for row in present.values()])
    rows, fresh, counted = [], [], {"new": 0, "changed": 0, "unchanged": 0}
    last: dict[UUID, date] = {}
    for one in notes:
        row = present.get(one.outside_id)
        if row is None:
            row = ContactNote(
                agency_id=by.agency_id,
                person_id=one.person_id,
                member_id=by.member_id,
                on=one.on,
                method=one.method,
                being=one.being,
                doing=not one.being,
                outside_id=one.outside_id,
            )
            rows.append(row)
            last[one.person_id] = max(one.on, last.get(one.person_id, one.on))
            fresh.append(
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
            )
            continue
        memory = memories.get(row.pk)
        same = memory is None or (row.on, memory.title, memory.fact) == (
            one.on,
            one.title,
            one.fact,
        )
        counted["unchanged" if same else "changed"] += 1
        if memory is not None and not same:
            row.on = one.on
            row.save(update_fields=["on"])
            correct_memory(
                entry_id=memory.pk,
                reason="changed outside",
                by=by,
                at=moment_of(one.on),
                title=one.title,
                fact=one.fact,
            )
    ContactNote.objects.bulk_create(rows, batch_size=1000)
    remember_many(fresh)
    note_last_met(last)
    counted["new"] = len(rows)
    if rows:
        record_event(
            action="imported",
            by=by,
            subjects=[row.person_id for row in rows],
            object_kind="companionship.ContactNote",
        )
    return counted
