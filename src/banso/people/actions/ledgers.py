"""Opening, passing on and closing entries in the three ledgers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.eras import fiscal_year
from banso.kit.models import require_version
from banso.kit.my_number import refuse_my_number
from banso.numbering.actions import next_numbers
from banso.people.actions.deaths import day_known, note_death
from banso.people.actions.entry_closing import remember_closing, set_closing
from banso.people.actions.entry_refusals import (
    AlreadyOpen,
    ClosedBeforeOpened,
    EntryAlreadyClosed,
    require_living,
)
from banso.people.actions.indexing import reindex
from banso.people.actions.memory import Memory, remember
from banso.people.actions.reach import grant_reach
from banso.people.ledger_fields import inherited
from banso.people.models import LedgerEntry, Person
from banso.people.queries import entries_of, entry_seen, refuse_lent
from banso.people.rules import (
    ClosingReason,
    Ledger,
    ledger_number,
)


@one_transaction
def number_entry(*, agency_id: UUID, ledger: str, on: date, count: int = 1) -> list[str]:
    """Give the next numbers of a ledger in the 年度 of a day."""
    year = fiscal_year(on)
    given = next_numbers(
        scheme="ledger", agency_id=agency_id, period=f"{ledger}-{year}", count=count
    )
    return [ledger_number(ledger, year, number) for number in given]


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """
    An entry to be opened: in which ledger, where, in whose hands; what is known already, and from
    which entry each value comes.
    """

    ledger: str
    office_id: UUID
    worker_id: UUID | None
    on: date
    values: dict[str, Any] = field(default_factory=dict)
    another: bool = False  # beside one that is open in the same ledger
    came_from: LedgerEntry | None = None
    origins: dict[str, str] = field(default_factory=dict)


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def open_entry(*, person: Person, entry: NewEntry, by: Viewer) -> LedgerEntry:
    """
    Open an entry in a ledger; to an earlier ledger is as normal as to a later one.

    :raises AlreadyOpen: if they stand in this ledger and `another` entry was not asked for
    :raises HasDied: if they have died
    :raises OnlyLent: if the viewer sees them for some hours only
    """
    refuse_my_number(entry.values)
    refuse_lent([person.pk], by)
    require_living(person.pk)  # and one entry at a time
    before = LedgerEntry.objects.filter(person=person)
    if not entry.another and before.filter(ledger=entry.ledger, closed_on=None).exists():
        raise AlreadyOpen
    returns = entry.came_from is None and before.exists()
    if entry.worker_id is not None:
        member_here(by, entry.worker_id)
    number = number_entry(agency_id=person.agency_id, ledger=entry.ledger, on=entry.on)[0]
    opened = LedgerEntry.objects.create(
        agency_id=person.agency_id,
        person=person,
        ledger=entry.ledger,
        number=number,
        office_id=entry.office_id,
        worker_id=entry.worker_id,
        opened_on=entry.on,
        came_from=entry.came_from,
        values=entry.values,
        origins=entry.origins,
    )
    grant_reach(person=person, office_id=entry.office_id)
    reindex(person)
    said = (
        _g("Welcome back: %(ledger)s, number %(number)s")
        if returns
        else _g("Entered in the %(ledger)s, number %(number)s")
    )
    title = said % {"ledger": Ledger.label_of(entry.ledger), "number": number}
    remember(
        person=person,
        memory=Memory(
            at=moment_of(entry.on),
            kind="ledger",
            title=title,
            ledger=entry.ledger,
            office_id=entry.office_id,
            source="people.LedgerEntry",
            source_id=opened.pk,
        ),
        by=by,
    )
    record_event(
        action="ledger_opened",
        by=by,
        subjects=[person.pk],
        object_kind="people.LedgerEntry",
        object_id=opened.pk,
        detail={"ledger": entry.ledger},
    )
    return opened


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def open_next_entry(
    *, entry_id: UUID, into: str, office_id: UUID, worker_id: UUID | None, on: date, by: Viewer
) -> LedgerEntry:
    """
    Pass a person on: close this entry and open the next, filled with what is known and from where.

    :raises NotSeen: if the viewer may not see the entry
    :raises EntryAlreadyClosed: if it was passed on or closed before
    :raises ClosedBeforeOpened: if the day lies before the entry's beginning
    """
    old = _open_entry(entry_id, on=on, by=by)
    others = LedgerEntry.objects.filter(person=old.person_id, ledger=into, closed_on=None)
    if others.exclude(pk=old.pk).exists():
        raise AlreadyOpen(
            _(
                "There is an open entry in that ledger already. Please go on in that one and "
                "close this one."
            ),
            field="into",
        )
    known: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for entry in entries_of(old.person):  # oldest first, so that the newest word on a field wins
        for code, value in inherited(entry.values, into).items():
            known[code] = value
            origins[code] = (
                entry.origins.get(code, str(entry.pk))
                if entry.origins.get(code) and entry.values[code] == known.get(code)
                else str(entry.pk)
            )
    set_closing(old, reason=ClosingReason.PASSED_ON, on=on)
    return open_entry(
        person=old.person,
        entry=NewEntry(
            ledger=into,
            office_id=office_id,
            worker_id=worker_id,
            on=on,
            values=known,
            came_from=old,
            origins=origins,
        ),
        by=by,
    )


def _open_entry(entry_id: UUID, *, on: date, by: Viewer) -> LedgerEntry:
    entry_seen(by, entry_id)
    entry = LedgerEntry.objects.select_for_update().select_related(None).get(pk=entry_id)
    if entry.closed_on is not None:
        raise EntryAlreadyClosed
    if on < entry.opened_on:
        raise ClosedBeforeOpened
    return entry


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def edit_entry(
    *,
    entry_id: UUID,
    version: int | None,
    values: dict[str, Any],
    worker_id: UUID | None,
    by: Viewer,
) -> LedgerEntry:
    """
    Change what an entry knows; values the viewer may not read stay as they are.

    :raises NotSeen: if the viewer may not see the entry
    :raises StaleEdit: if somebody changed it in the meantime
    """
    entry_seen(by, entry_id)
    entry = LedgerEntry.objects.select_for_update().select_related(None).get(pk=entry_id)
    require_version(entry, version)
    if worker_id is not None and worker_id != entry.worker_id:
        member_here(by, worker_id)
    changed = sorted(
        code
        for code, value in values.items()
        if entry.values.get(code, "") != value
        and (value not in ("", None, []) or code in entry.values)
    )
    entry.values = {**entry.values, **values}
    entry.origins = {code: origin for code, origin in entry.origins.items() if code not in changed}
    entry.worker_id = worker_id
    entry.save()
    reindex(entry.person)
    if changed:
        record_event(
            action="ledger_edited",
            by=by,
            subjects=[entry.person_id],
            object_kind="people.LedgerEntry",
            object_id=entry.pk,
            detail={"fields": changed},
        )
    return entry


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def close_entry(*, entry_id: UUID, reason: str, on: date, by: Viewer) -> LedgerEntry:
    """
    Close an entry; the memory stays, and the door stays open.

    :raises NotSeen: if the viewer may not see the entry
    :raises EntryAlreadyClosed: if it was closed before
    """
    entry = _open_entry(entry_id, on=on, by=by)
    if reason == ClosingReason.DIED:  # whoever has died has died in every ledger
        note_death(person_id=entry.person_id, death=day_known(on), by=by)
        entry.refresh_from_db()
        return entry
    set_closing(entry, reason=reason, on=on)
    remember_closing(entry, on=on, by=by)
    record_event(
        action="ledger_closed",
        by=by,
        subjects=[entry.person_id],
        object_kind="people.LedgerEntry",
        object_id=entry.pk,
        detail={"reason": reason},
    )
    return entry
