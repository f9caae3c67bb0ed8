"""Closing an entry in a ledger, with the days on which somebody asks again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions.promises import make_promise
from banso.kit.db import one_transaction
from banso.kit.eras import months_later
from banso.people.actions import close_entry
from banso.people.models import LedgerEntry
from banso.people.queries import entry_seen
from banso.people.rules import ClosingReason


@asks(Duty.KEEP_LEDGERS, Duty.WRITE_MEMORY)
@one_transaction
def close_and_ask_again(
    *,
    entry_id: UUID,
    reason: str,
    on: date,
    months: Sequence[int] = (),
    answerable_id: UUID,
    by: Viewer,
) -> LedgerEntry:
    """
    Close an entry, and promise to ask how things are so many months after, on days to come; of
    somebody who has died nothing is promised.

    :raises NotSeen: if the viewer may not see the entry, or there is no such member
    :raises EntryAlreadyClosed: if it was closed before
    """
    entry = entry_seen(by, entry_id)
    closed = close_entry(entry_id=entry_id, reason=reason, on=on, by=by)
    asked = () if reason == ClosingReason.DIED or closed.person.has_died else months
    days = [months_later(on, later) for later in sorted(set(asked))]
    for day in (one for one in days if one > by.today):
        make_promise(
            person_id=closed.person_id,
            text=_g("Ask how things are (after %(entry)s)") % {"entry": entry.number},
            due_on=day,
            answerable_id=answerable_id,
            by=by,
            by_hand=False,
        )
    return closed
