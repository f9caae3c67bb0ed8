"""Bringing in: each importer takes a file and gives a report."""

from banso.interop.actions.differences import decide_difference
from banso.interop.actions.exports import export_file
from banso.interop.actions.hmis import import_hmis
from banso.interop.actions.hsds import export_hsds, import_hsds, read_through
from banso.interop.actions.ledger import import_ledger, keep_mapping
from banso.interop.actions.offices import import_offices
from banso.interop.actions.receiver_runs import ReceiversRun
from banso.interop.actions.receivers import columns_of, import_receivers
from banso.interop.actions.receivers_out import export_receivers
from banso.interop.actions.taking_back import TakenBack, take_back
from banso.interop.ledger_rows import LedgerSheet

__all__ = [
    "LedgerSheet",
    "ReceiversRun",
    "TakenBack",
    "columns_of",
    "decide_difference",
    "export_file",
    "export_hsds",
    "export_receivers",
    "import_hmis",
    "import_hsds",
    "import_ledger",
    "import_offices",
    "import_receivers",
    "keep_mapping",
    "read_through",
    "take_back",
]
