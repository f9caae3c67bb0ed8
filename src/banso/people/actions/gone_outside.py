"""What was deleted where it came from: closed, or said in the memory; nothing vanishes unseen."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.people.actions.entry_closing import remember_of_entry, set_closing
from banso.people.actions.incoming import Changed, Outcome
from banso.people.actions.memory import correct_memory
from banso.people.models import LedgerEntry, OutsideRow, TimelineEntry
from banso.people.queries import holders, outside_rows, seen_among
from banso.people.rules import ClosingReason, Ledger


@asks(Duty.IMPORT_DATA)
@one_transaction
def close_gone_entries(gone: dict[str, date], *, by: Viewer) -> Outcome:
    """
    Close the entries that were deleted where they come from, on the day named for each outside id;
    one that is closed already stays as it is.
    """
    outcome = Outcome()
    for row, on in _still_there("entry", gone, outcome, by):
        entry = LedgerEntry.objects.select_for_update().get(pk=row.row_id)
        if entry.closed_on is None:
            day = max(on, entry.opened_on)
            set_closing(entry, reason=ClosingReason.OTHER, on=day)
            closing = [day.isoformat(), entry.closing_reason]
            outcome.changed.append(
                Changed(
                    "people.LedgerEntry",
                    entry.pk,
                    entry.person_id,
                    {"closing": None},
                    {"closing": closing},
                )
            )
            title = _g("%(ledger)s %(number)s closed: deleted where it comes from") % {
                "ledger": Ledger.label_of(entry.ledger),
                "number": entry.number,
            }
            remember_of_entry(entry, on=day, title=title, by=by)
            record_event(
                action="ledger_closed",
                by=by,
                subjects=[entry.person_id],
                object_kind="people.LedgerEntry",
                object_id=entry.pk,
                detail={"reason": "gone_outside"},
            )
            outcome.became[row.outside_id] = "changed"
        _mark_gone(row, outcome)
    return outcome


@asks(Duty.IMPORT_DATA)
@one_transaction
def retract_memories(kind: str, outside_ids: Iterable[str], *, by: Viewer) -> Outcome:
    """
    Say of memories that they were deleted where they come from: a new revision stands in their
    place, the old text stays readable behind it.
    """
    outcome = Outcome()
    for row, _on in _still_there(kind, dict.fromkeys(outside_ids, by.today), outcome, by):
        memory = TimelineEntry.objects.filter(source_id=row.row_id, is_current=True).first()
        if memory is not None:
            title = _g("Deleted where it came from: %(title)s") % {"title": memory.title}
            correct_memory(
                entry_id=memory.pk,
                reason=_g("Deleted where it comes from"),
                by=by,
                title=title[:200],
                fact="",
                words="",
                view="",
                being=False,
                doing=False,
            )
            outcome.became[row.outside_id] = "changed"
        _mark_gone(row, outcome)
    return outcome


def _still_there(
    kind: str, gone: dict[str, date], outcome: Outcome, by: Viewer
) -> list[tuple[OutsideRow, date]]:
    """Return the rows that came in earlier and are gone now, each once, as far as they are seen."""
    rows = outside_rows(kind, gone, by)
    now = holders([row.person_id for row in rows.values()])
    seen = seen_among(now.values(), by)
    found = []
    for outside_id, row in sorted(rows.items()):
        outcome.became[outside_id] = "unchanged"
        if now[row.person_id] not in seen:
            outcome.became[outside_id] = "closed"
        elif not row.said.get("gone"):
            found.append((row, gone[outside_id]))
    return found


def _mark_gone(row: OutsideRow, outcome: Outcome) -> None:
    outcome.said_before[row.pk] = row.said
    row.said = row.said | {"gone": True}
    row.save(update_fields=["said"])
