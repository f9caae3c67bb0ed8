"""Reading kept mappings."""

import hashlib

from banso.access.viewer import Viewer
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.models import LedgerMapping


def fingerprint(header: list[str]) -> str:
    """Return what a header is recognised by."""
    return hashlib.sha256("\x1f".join(cell.strip() for cell in header).encode()).hexdigest()


def mapping_for(cells: list[list[str]], viewer: Viewer) -> tuple[int, dict[int, str], str]:
    """
    Return (row of the header, column → field, ledger): as kept for this header, else as guessed (no
    ledger then).
    """
    headings = LEDGER_WORDS.headings(cells)
    columns, ledger = mapping_of(headings.names, viewer)
    return headings.row, columns, ledger


def mapping_of(header: list[str], viewer: Viewer) -> tuple[dict[int, str], str]:
    """Return column → field and the ledger: as kept for this header, else as guessed."""
    kept = LedgerMapping.objects.filter(
        agency_id=viewer.agency_id, fingerprint=fingerprint(header)
    ).first()
    if kept:
        return {int(column): field for column, field in kept.columns.items()}, kept.ledger
    return LEDGER_WORDS.guess(header), ""
