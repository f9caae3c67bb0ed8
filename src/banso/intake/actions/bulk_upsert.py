"""Taking many encounters in at once, from elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.intake.models import Encounter
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

KIND = "encounter"


@dataclass(frozen=True)
class IncomingEncounter:
    """A meeting from elsewhere; `whose` is the outside id of the person."""

    outside_id: str
    person_id: UUID
    on: date
    title: str
    place: str = ""
    place_kind: str = "unknown"
    outcome: str = "talked"
    office_id: UUID | None = None
    whose: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as it is kept for the next time."""
        return {
            "on": self.on.isoformat(),
            "title": self.title,
            "place": self.place,
            "place_kind": self.place_kind,
            "whose": self.whose,
        }


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_encounters(encounters: list[IncomingEncounter], *, by: Viewer) -> Outcome:
    """
    Take meetings in; what was corrected at the source becomes a new revision of the memory, unless
    somebody here corrected it.
    """
    outcome = Outcome()
    known = outside_rows(KIND, [one.outside_id for one in encounters], by)
    older = {
        row.outside_id: row
        for row in Encounter.objects.filter(
            agency_id=by.agency_id,
            outside_id__in=[one.outside_id for one in encounters if one.outside_id not in known],
        )
    }
    present = Encounter.objects.in_bulk([row.row_id for row in known.values()])
    memories = current_entries_of([*present, *(row.pk for row in older.values())])
    fresh: list[tuple[Encounter, IncomingEncounter]] = []
    said: list[tuple[OutsideRow, dict[str, Any]]] = []
    for one in encounters:
        row = known.get(one.outside_id)
        met = present.get(row.row_id) if row else older.get(one.outside_id)
        if met is None:
            met = _new(one, by)
            fresh.append((met, one))
            outcome.became[one.outside_id] = "new"
        row = row or outside_row(KIND, one.outside_id, one.person_id, met.pk, by)
        if one.outside_id not in outcome.became:
            changed = _take_over(met, memories.get(met.pk), one, row, outcome, by)
            outcome.became[one.outside_id] = "changed" if changed else "unchanged"
        said.append((row, one.said))
    _write_new(fresh, outcome, by)
    keep_said(said, outcome)
    return outcome


def _new(one: IncomingEncounter, by: Viewer) -> Encounter:
    return Encounter(
        agency_id=by.agency_id,
        person_id=one.person_id,
        member_id=by.member_id,
        at=moment_of(one.on),
        outcome=one.outcome,
        place=one.place,
        place_kind=one.place_kind,
        outside_id=one.outside_id[:120],
    )


def _write_new(
    fresh: list[tuple[Encounter, IncomingEncounter]], outcome: Outcome, by: Viewer
) -> None:
    memories = [
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
        for row, one in fresh
    ]
    last: dict[UUID, date] = {}
    for _row, one in fresh:
        last[one.person_id] = max(one.on, last.get(one.person_id, one.on))
    Encounter.objects.bulk_create([row for row, _one in fresh], batch_size=1000)
    remember_many(memories)
    note_last_met(last)
    outcome.made += [("intake.Encounter", row.pk) for row, _one in fresh]
    outcome.made += [("people.TimelineEntry", one.pk) for one in memories]
    if fresh:
        record_event(
            action="imported",
            by=by,
            subjects=[row.person_id for row, _one in fresh],
            object_kind="intake.Encounter",
        )


def _take_over(
    met: Encounter,
    memory: TimelineEntry | None,
    one: IncomingEncounter,
    row: OutsideRow,
    outcome: Outcome,
    by: Viewer,
) -> bool:
    before = None if row._state.adding else row.said or None
    went = follow_to(met, row, (before or {}).get("whose"), one.whose, one.person_id, outcome)
    on = timezone.localtime(met.at).date().isoformat()
    here = {"on": on, "place": met.place, "place_kind": met.place_kind}
    now = {name: text for name, text in one.said.items() if name != "whose"}
    if memory is None:
        now.pop("title")
    else:
        here["title"] = memory.title
    weighed = weigh(here, before, now)
    outcome.differ(row, met.person_id, weighed.differ)
    if not weighed.take:
        return went
    met.place = weighed.take.get("place", met.place)
    met.place_kind = weighed.take.get("place_kind", met.place_kind)
    if "on" in weighed.take:
        met.at = moment_of(date.fromisoformat(weighed.take["on"]))
    met.save(update_fields=["at", "place", "place_kind"])
    was: dict[str, Any] = {name: here[name] for name in weighed.take if name in here}
    now_is = dict(weighed.take)
    if memory is not None and {"on", "title"} & set(weighed.take):
        new = correct_memory(
            entry_id=memory.pk,
            reason=_g("Corrected where it comes from"),
            by=by,
            at=met.at,
            title=weighed.take.get("title", memory.title),
        )
        was["row"], now_is["row"] = str(memory.pk), str(new.pk)
    outcome.changed.append(Changed("intake.Encounter", met.pk, met.person_id, was, now_is))
    return True
