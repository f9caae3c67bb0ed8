"""Giving numbers."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from banso.numbering.models import Counter


def next_number(
    *, scheme: str, agency_id: UUID, period: str = "", standing: Callable[[], int] | None = None
) -> int:
    """
    Give the next number of a scheme; see `next_numbers`.

    :raises TransactionManagementError: outside a transaction
    """
    return next_numbers(scheme=scheme, agency_id=agency_id, period=period, standing=standing)[0]


def next_numbers(
    *,
    scheme: str,
    agency_id: UUID,
    period: str = "",
    count: int = 1,
    standing: Callable[[], int] | None = None,
) -> range:
    """
    Give the next numbers of a scheme, inside the transaction that writes what is numbered; whoever
    asks at the same moment waits until it ends.

    `standing` returns the highest number in the tables. It is asked under the lock, so that a
    number which came another way (a merge, a bulk load, a home older than its counters) is not
    given a second time.

    :raises TransactionManagementError: outside a transaction
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number is given with what it numbers, or not at all")
    counter = _locked(scheme=scheme, agency_id=agency_id, period=period)
    first = max(counter.last, standing() if standing else 0) + 1
    counter.last = first + count - 1
    counter.save(update_fields=["last"])
    return range(first, first + count)


def _locked(*, scheme: str, agency_id: UUID, period: str) -> Counter:
    """
    Return the counter with its row locked (PostgreSQL; on SQLite the transaction itself is the only
    one that writes).
    """
    rows = Counter.objects.select_for_update().filter(
        agency_id=agency_id, scheme=scheme, period=period
    )
    found = rows.first()
    if found is None:  # two may begin a scheme at once: the second waits, and finds the first's row
        Counter.objects.bulk_create(
            [Counter(agency_id=agency_id, scheme=scheme, period=period)], ignore_conflicts=True
        )
        found = rows.get()
    return found
