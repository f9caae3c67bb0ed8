"""Closing and opening the row of a ledger entry, and what the memory tells of an entry."""

from datetime import date

from django.utils.translation import gettext as _g

from banso.access.viewer import Viewer
from banso.kit.clock import moment_of
from banso.people.actions.memory import Memory, remember
from banso.people.models import LedgerEntry
from banso.people.rules import CLOSING_SENSITIVITY, ClosingReason, Ledger, Sensitivity


def set_closing(entry: LedgerEntry, *, reason: str, on: date | None) -> None:
    """Write when and why an entry is closed; without a day it is open again."""
    entry.closed_on, entry.closing_reason = on, reason
    entry.version += 1
    entry.save(update_fields=["closed_on", "closing_reason", "version"])


def remember_of_entry(
    entry: LedgerEntry,
    *,
    on: date,
    title: str,
    by: Viewer,
    sensitivity: str = Sensitivity.PLAIN,
) -> None:
    """Remember what happened to an entry."""
    remember(
        person=entry.person,
        memory=Memory(
            at=moment_of(on),
            kind="ledger",
            title=title,
            sensitivity=sensitivity,
            ledger=entry.ledger,
            source="people.LedgerEntry",
            source_id=entry.pk,
        ),
        by=by,
    )


def remember_closing(entry: LedgerEntry, *, on: date, by: Viewer) -> None:
    """Remember that an entry was closed and why, under the protection that the reason asks for."""
    title = _g("%(ledger)s %(number)s closed: %(reason)s") % {
        "ledger": Ledger.label_of(entry.ledger),
        "number": entry.number,
        "reason": ClosingReason.label_of(entry.closing_reason),
    }
    asks = CLOSING_SENSITIVITY.get(ClosingReason(entry.closing_reason), Sensitivity.PLAIN)
    remember_of_entry(entry, on=on, title=title, by=by, sensitivity=asks)
