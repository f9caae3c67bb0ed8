"""Bringing in: each importer takes a file and gives a report."""

from banso.interop.actions.hmis import import_hmis
from banso.interop.actions.ledger import import_ledger, keep_mapping
from banso.interop.actions.offices import import_offices

__all__ = ["import_hmis", "import_ledger", "import_offices", "keep_mapping"]
