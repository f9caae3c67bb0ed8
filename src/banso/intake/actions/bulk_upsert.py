"""Taking many encounters in at once, from elsewhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.intake.models import Encounter
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.people.actions import correct_memory, note_last_met, remember_many
from banso.people.queries import current_entries_of, new_memory


@dataclass(frozen=True)
class IncomingEncounter:
    """A meeting from elsewhere."""

    outside_id: str
    person_id: UUID
    on: date
    title: str
    place: str = ""
    place_kind: str = "unknown"
    outcome: str = "talked"
    office_id: UUID | None = None


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_encounters(encounters: list[IncomingEncounter], *, by: Viewer) -> dict[str, int]:
    """Take meetings in; one that changed outside becomes a new revision of its memory."""
    present = {
        one.outside_id: one
        for one in Encounter.objects.filter(
            agency_id=by.agency_id, outside_id__in=[one.outside_id for one in encounters]
        )
    }
    memories = current_entries_of([row.pk for row in present.values()])
    rows, fresh, counted = [], [], {"new": 0, "changed": 0, "unchanged": 0}
    last: dict[UUID, date] = {}
    for one in encounters:
        row = present.get(one.outside_id)
        if row is None:
            row = Encounter(
                agency_id=by.agency_id,
                person_id=one.person_id,
                member_id=by.member_id,
                at=moment_of(one.on),
                outcome=one.outcome,
                place=one.place,
                place_kind=one.place_kind,
                outside_id=one.outside_id,
            )
            rows.append(row)
            last[one.person_id] = max(one.on, last.get(one.person_id, one.on))
            fresh.append(
                new_memory(
                    person_id=one.person_id,
                    at=row.at,
                    kind="encounter",
                    title=one.title,
                    being=True,
                    ledger="outreach",
                    office_id=one.office_id,
                    source="intake.Encounter",
                    source_id=row.pk,
                    by=by,
                )
            )
            continue
        memory = memories.get(row.pk)
        same = (timezone.localtime(row.at).date(), row.place, row.place_kind) == (
            one.on,
            one.place,
            one.place_kind,
        ) and (memory is None or memory.title == one.title)
        counted["unchanged" if same else "changed"] += 1
        if not same:
            row.at, row.place, row.place_kind = moment_of(one.on), one.place, one.place_kind
            row.save(update_fields=["at", "place", "place_kind"])
            if memory is not None:
                correct_memory(
                    entry_id=memory.pk, reason="changed outside", by=by, at=row.at, title=one.title
                )
    Encounter.objects.bulk_create(rows, batch_size=1000)
    remember_many(fresh)
    note_last_met(last)
    counted["new"] = len(rows)
    if rows:
        record_event(
            action="imported",
            by=by,
            subjects=[row.person_id for row in rows],
            object_kind="intake.Encounter",
        )
    return counted
