"""
Taking many ledger entries in at once, from elsewhere: corrections at the source arrive, what a
worker wrote wins, closed stays closed.
"""

from typing import Any
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.eras import fiscal_year
from banso.people.actions.deaths import close_for_death, closing_day, mark_died
from banso.people.actions.entries_from_outside import VALUE, went_over, write_entry
from banso.people.actions.incoming import Changed, IncomingEntry, Outcome, keep_said
from banso.people.actions.indexing import entry_keys, reindex_many
from banso.people.actions.ledgers import number_entry
from banso.people.actions.memory import remember_many
from banso.people.models import LedgerEntry, OutsideRow, Person, Reach, TimelineEntry
from banso.people.queries import outside_row, outside_rows
from banso.people.rules import ClosingReason, Ledger
from banso.people.three_values import weigh

KIND = "entry"


def said_of(one: IncomingEntry) -> dict[str, Any]:
    """Return what a file says of an entry, as it is kept for the next time."""
    said: dict[str, Any] = {"person": one.person, "ledger": one.ledger, "closing": None}
    if one.opened_said:
        said["opened_on"] = one.opened_on.isoformat()
    if one.closed_on:
        said["closing"] = [one.closed_on.isoformat(), one.closing_reason]
    return said | {f"{VALUE}{code}": value for code, value in one.values.items()}


def entry_as_said(row: LedgerEntry) -> dict[str, Any]:
    """Return what stands in an entry, in the same words."""
    closing = [row.closed_on.isoformat(), row.closing_reason] if row.closed_on else None
    here: dict[str, Any] = {
        "ledger": row.ledger,
        "closing": closing,
        "opened_on": row.opened_on.isoformat(),
    }
    return here | {f"{VALUE}{code}": value for code, value in row.values.items()}


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_entries(entries: list[IncomingEntry], *, people: dict[str, UUID], by: Viewer) -> Outcome:
    """
    Take ledger entries in, or what is new of those that came before; each opening, closing and
    correction is remembered; what stands otherwise here stays, and is told.
    """
    outcome = Outcome()
    entries = [one for one in entries if one.person in people]
    rows = _rows_of(entries, people, by)
    present = {
        row.pk: row
        for row in LedgerEntry.objects.select_for_update().filter(
            agency_id=by.agency_id, pk__in=[row.row_id for row in rows.values()]
        )
    }
    said: list[tuple[OutsideRow, dict[str, Any]]] = []
    new = [one for one in entries if one.outside_id not in rows]
    for one in entries:
        row = rows.get(one.outside_id)
        entry = present.get(row.row_id) if row else None
        if row is None or entry is None:
            continue
        changed = _take_over(entry, one, row, people, outcome, by)
        outcome.became[one.outside_id] = "changed" if changed else "unchanged"
        said.append((row, said_of(one)))
    said += _open(new, people, outcome, by)
    keep_said(said, outcome)
    return outcome


def _rows_of(
    entries: list[IncomingEntry], people: dict[str, UUID], by: Viewer
) -> dict[str, OutsideRow]:
    rows = outside_rows(KIND, [one.outside_id for one in entries], by)
    older = LedgerEntry.objects.filter(
        agency_id=by.agency_id,
        outside_id__in=[one.outside_id for one in entries if one.outside_id not in rows],
    )
    came_before = dict(older.values_list("outside_id", "pk"))
    for one in entries:
        if one.outside_id not in rows:
            which = came_before.get(one.outside_id) or one.into
            if which is not None:
                rows[one.outside_id] = outside_row(
                    KIND, one.outside_id, people[one.person], which, by
                )
    return rows


def _open(
    entries: list[IncomingEntry], people: dict[str, UUID], outcome: Outcome, by: Viewer
) -> list[tuple[OutsideRow, dict[str, Any]]]:
    rows, memories, said = [], [], []
    for one, number in _numbered(entries, by.agency_id):
        row = LedgerEntry(
            agency_id=by.agency_id,
            person_id=people[one.person],
            ledger=one.ledger,
            number=number,
            office_id=one.office_id,
            opened_on=one.opened_on,
            closed_on=one.closed_on,
            closing_reason=one.closing_reason,
            values=one.values,
            outside_id=one.outside_id[:120],
        )
        rows.append(row)
        memories.append(_memory(row, by))
        said.append((outside_row(KIND, one.outside_id, row.person_id, row.pk, by), said_of(one)))
        outcome.became[one.outside_id] = "new"
    LedgerEntry.objects.bulk_create(rows, batch_size=1000)
    remember_many(memories)
    Reach.objects.bulk_create(
        [Reach(person_id=row.person_id, office_id=row.office_id) for row in rows],
        ignore_conflicts=True,
        batch_size=1000,
    )
    keys: dict[UUID, set[str]] = {}
    for row in rows:
        keys.setdefault(row.person_id, set()).update(entry_keys(row.number, row.values))
    reindex_many(keys, agency_id=by.agency_id)
    outcome.made += [("people.LedgerEntry", row.pk) for row in rows]
    died = {row.person_id: row.closed_on for row in rows if row.closed_on and _died(row)}
    mark_died(died)
    for person in Person.objects.filter(pk__in={row.person_id for row in rows}, has_died=True):
        close_for_death(person, on=closing_day(person, by.today))
    outcome.made += [("people.TimelineEntry", one.pk) for one in memories]
    if rows:
        record_event(
            action="imported",
            by=by,
            subjects=[row.person_id for row in rows],
            object_kind="people.LedgerEntry",
        )
    return said


def _numbered(entries: list[IncomingEntry], agency_id: UUID) -> list[tuple[IncomingEntry, str]]:
    """Give each new entry the next number of its ledger and 年度, a whole group at a time."""
    groups: dict[tuple[str, int], list[IncomingEntry]] = {}
    for one in entries:
        groups.setdefault((one.ledger, fiscal_year(one.opened_on)), []).append(one)
    numbered = []
    for (ledger, _year), some in sorted(groups.items()):  # two at once lock in one order
        some.sort(key=lambda one: one.opened_on)
        numbered += list(
            zip(
                some,
                number_entry(
                    agency_id=agency_id, ledger=ledger, on=some[0].opened_on, count=len(some)
                ),
                strict=True,
            )
        )
    return numbered


def _memory(row: LedgerEntry, by: Viewer) -> TimelineEntry:
    return TimelineEntry(
        agency_id=by.agency_id,
        person_id=row.person_id,
        office_id=row.office_id,
        author_id=by.member_id,
        at=moment_of(row.opened_on),
        kind="ledger",
        ledger=row.ledger,
        title=f"{Ledger.label_of(row.ledger)} {row.number}",
        source="people.LedgerEntry",
        source_id=row.pk,
    )


def _take_over(
    entry: LedgerEntry,
    one: IncomingEntry,
    row: OutsideRow,
    people: dict[str, UUID],
    outcome: Outcome,
    by: Viewer,
) -> list[str]:
    """Take over what is new outside and untouched here; return which fields that were."""
    before = None if row._state.adding else row.said or None
    now, here = said_of(one), entry_as_said(entry)
    whose = now.pop("person")
    weighed = weigh(here, before, now)
    if before and before.get("closing") and now["closing"] is None and entry.closed_on:
        weighed.differ["closing"] = (here["closing"], None)  # closed stays closed
    taken = dict(weighed.take)
    if not _fits(entry, taken):
        for name in ("opened_on", "closing"):
            if name in taken:
                weighed.differ[name] = (here.get(name), taken.pop(name))
    changed = sorted(taken)
    if before and before.get("person") not in (None, whose):
        if went_over(entry, row, people[one.person], outcome, by):
            changed.append("person")
        else:
            weighed.differ["person"] = (before["person"], whose)
    outcome.differ(row, entry.person_id, weighed.differ)
    if taken:
        write_entry(entry_id=entry.pk, taken=taken, by=by)
        entry.refresh_from_db()
        if "closing" in taken and entry.closed_on and _died(entry):
            mark_died({entry.person_id: entry.closed_on})
        outcome.changed.append(
            Changed(
                "people.LedgerEntry",
                entry.pk,
                entry.person_id,
                {name: here.get(name) for name in taken},
                taken,
            )
        )
    return changed


def _fits(entry: LedgerEntry, taken: dict[str, Any]) -> bool:
    opened = taken.get("opened_on") or entry.opened_on.isoformat()
    closing = taken.get("closing")
    closed = closing[0] if closing else entry.closed_on.isoformat() if entry.closed_on else None
    return closed is None or closed >= opened


def _died(entry: LedgerEntry) -> bool:
    return entry.closing_reason == ClosingReason.DIED
