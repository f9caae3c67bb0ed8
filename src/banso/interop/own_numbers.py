"""Our own numbers in a file: a list that left this home and comes back."""

from collections.abc import Iterable

from banso.access.viewer import Viewer
from banso.interop.ledger_rows import LedgerRow
from banso.people.models import LedgerEntry
from banso_recognition import Sketch

LONGEST = 20


def entries_numbered(numbers: Iterable[str], by: Viewer) -> list[LedgerEntry]:
    """Return the entries here that bear some of these numbers."""
    listed = sorted({one for one in numbers if 0 < len(one) <= LONGEST})
    found: list[LedgerEntry] = []
    for start in range(0, len(listed), 400):
        rows = LedgerEntry.objects.filter(
            agency_id=by.agency_id, number__in=listed[start : start + 400]
        )
        found += rows.select_related("worker")
    return found


def named_so(row: LedgerRow, known: Sketch) -> bool:
    """Return whether a row calls somebody what they are called here, letter by letter."""
    names = {text for text, _kana in known.names}
    return bool({row.full, row.called} & names)
