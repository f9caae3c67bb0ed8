"""
Writing into a ledger entry what its source says: remembered and traced as when it is done by hand.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.people.actions.entry_closing import remember_closing, remember_of_entry
from banso.people.actions.incoming import Changed, Outcome
from banso.people.actions.indexing import reindex
from banso.people.actions.ledgers import number_entry
from banso.people.models import LedgerEntry, MemoryText, OutsideRow, Person, Reach, TimelineEntry
from banso.people.queries import holders
from banso.people.rules import Ledger

VALUE = "values."


@asks(Duty.IMPORT_DATA)
@one_transaction
def write_entry(*, entry_id: UUID, taken: dict[str, Any], by: Viewer) -> None:
    """
    Write what a file says into an entry; closing, another day and another ledger are remembered,
    and everything is traced, as when it is done by hand.
    """
    entry = LedgerEntry.objects.select_for_update().get(pk=entry_id)
    earlier = f"{Ledger.label_of(entry.ledger)} {entry.number}"
    was_open = entry.closed_on is None
    entry.values = entry.values | {
        name.removeprefix(VALUE): value for name, value in taken.items() if name.startswith(VALUE)
    }
    if "opened_on" in taken:
        entry.opened_on = date.fromisoformat(taken["opened_on"])
    if taken.get("closing"):
        entry.closed_on = date.fromisoformat(taken["closing"][0])
        entry.closing_reason = taken["closing"][1]
    if "ledger" in taken:
        entry.ledger = taken["ledger"]
        entry.number = number_entry(
            agency_id=entry.agency_id, ledger=entry.ledger, on=entry.opened_on
        )[0]
    entry.version += 1
    entry.save()
    if taken.get("closing") and entry.closed_on:
        remember_closing(entry, on=entry.closed_on, by=by)
    if "opened_on" in taken or "ledger" in taken:
        title = _g("Corrected where it comes from: %(earlier)s is %(now)s, opened %(day)s") % {
            "earlier": earlier,
            "now": f"{Ledger.label_of(entry.ledger)} {entry.number}",
            "day": f"{entry.opened_on:%Y/%m/%d}",
        }
        remember_of_entry(entry, on=by.today, title=title, by=by)
    reindex(entry.person)
    record_event(
        action="ledger_closed" if taken.get("closing") and was_open else "ledger_edited",
        by=by,
        subjects=[entry.person_id],
        object_kind="people.LedgerEntry",
        object_id=entry.pk,
        detail={"fields": sorted(taken), "from": "outside"},
    )


def went_over(entry: LedgerEntry, row: OutsideRow, to: UUID, outcome: Outcome, by: Viewer) -> bool:
    """Let an entry go over to whom the source now says it belongs, were it nobody else's here."""
    if entry.person_id == to:
        return True
    came_for = holders([row.person_id])[row.person_id]
    if entry.person_id != came_for:
        return False
    outcome.changed.append(
        Changed(
            "people.LedgerEntry",
            entry.pk,
            to,
            {"person": str(entry.person_id)},
            {"person": str(to)},
        )
    )
    LedgerEntry.objects.filter(pk=entry.pk).update(person_id=to)
    move_memories(source_id=entry.pk, to=to)
    Reach.objects.bulk_create(
        [Reach(person_id=to, office_id=entry.office_id)], ignore_conflicts=True
    )
    for person in Person.objects.filter(pk__in=[entry.person_id, to]):
        reindex(person)
    record_event(
        action="ledger_edited",
        by=by,
        subjects=[entry.person_id, to],
        object_kind="people.LedgerEntry",
        object_id=entry.pk,
        detail={"fields": ["person"], "from": "outside"},
    )
    entry.person_id = row.person_id = to
    return True


def follow_to(
    row: Any,
    outside: OutsideRow,
    before: str | None,
    now: str,
    to: UUID,
    outcome: Outcome,
) -> bool:
    """
    Let a note or a meeting go over to whom its source now says it belongs, unless it is somebody
    else's here already; return whether it went.
    """
    if before in (None, "", now) or row.person_id == to:
        return False
    if row.person_id != holders([outside.person_id])[outside.person_id]:
        outcome.differ(outside, row.person_id, {"person": (before, now)})
        return False
    label = row._meta.label
    was, now_is = {"person": str(row.person_id)}, {"person": str(to)}
    outcome.changed.append(Changed(label, row.pk, to, was, now_is))
    row.person_id = outside.person_id = to
    row.save(update_fields=["person"])
    move_memories(source_id=row.pk, to=to)
    return True


def move_memories(*, source_id: UUID, to: UUID) -> None:
    """Let everything that a row told go over to another person, with its earlier revisions."""
    rows = TimelineEntry.objects.filter(source_id=source_id)
    ids = list(rows.values_list("pk", flat=True))
    rows.update(person_id=to)
    MemoryText.objects.filter(entry__in=ids).update(person_id=to)
