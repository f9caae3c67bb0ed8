"""
Coming back: an entry that is opened again after an earlier one.

The one rule, for pages and figures alike: an entry with `came_from` was passed on, by
`open_next_entry` and nothing else; an entry without, of somebody who has an earlier one, is a
return.
"""

from datetime import date
from typing import Any
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.people.actions.ledgers import NewEntry, open_entry
from banso.people.ledger_fields import inherited
from banso.people.models import LedgerEntry, Person
from banso.people.queries import entries_of


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def reopen_entry(
    *,
    person: Person,
    ledger: str,
    office_id: UUID,
    worker_id: UUID | None,
    on: date,
    by: Viewer,
    another: bool = False,
) -> LedgerEntry:
    """
    Welcome a person back into a ledger, with everything their earlier entries know.

    :raises AlreadyOpen: if they stand in this ledger and `another` entry was not asked for
    """
    known: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for entry in entries_of(person):
        for code, value in inherited(entry.values, ledger).items():
            known[code], origins[code] = value, str(entry.pk)
    return open_entry(
        person=person,
        entry=NewEntry(
            ledger=ledger,
            office_id=office_id,
            worker_id=worker_id,
            on=on,
            values=known,
            origins=origins,
            another=another,
        ),
        by=by,
    )
