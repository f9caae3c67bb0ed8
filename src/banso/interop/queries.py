"""Reading kept mappings."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from banso.access.queries import names_of_members
from banso.access.viewer import Viewer
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.models import ImportDifference, ImportRun, LedgerMapping
from banso.interop.rules import Decided
from banso.interop.saying import field_label, may_read, say
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import people_seen_by, within_reach
from banso.resources.queries import services_seen_by


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


@dataclass(frozen=True)
class DifferenceShown:
    """A difference as it is shown: whose, which field, what stands here, what the file says."""

    difference: ImportDifference
    person: Person
    label: str
    here: str
    file: str
    can_take: bool


def open_differences(viewer: Viewer, *, size: int = 50) -> tuple[list[DifferenceShown], int]:
    """
    Return the differences that wait for a decision, the newest first, of people this viewer may
    see and fields they may read; and how many there are.
    """
    rows = ImportDifference.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id, decided=Decided.OPEN
    )
    shown = [
        DifferenceShown(
            one,
            one.person,
            field_label(one.field),
            say(one.field, one.here, viewer),
            say(one.field, one.file, viewer),
            one.file is not None and one.field != "person",
        )
        for one in rows.select_related("person").order_by("-created_at", "-pk")[: size * 2]
        if may_read(one.field, viewer)
    ]
    return shown[:size], rows.count()


def import_runs(viewer: Viewer, *, size: int = 50) -> list[tuple[ImportRun, str]]:
    """Return the imports of the viewer's agency, the newest first, with who brought each in."""
    rows = ImportRun.objects.filter(agency_id=viewer.agency_id).order_by("-created_at", "-pk")
    runs = list(rows[:size])
    names = names_of_members([run.by_id for run in runs if run.by_id])
    return [(run, names.get(run.by_id, "")) for run in runs if run.by_id]


def people_named(viewer: Viewer, ids: Collection[str]) -> list[tuple[UUID, str]]:
    """Return those of some people whom this viewer may know of, with what they are called."""
    found = people_seen_by(viewer).filter(pk__in=ids)
    return list(found.values_list("pk", "called_name").order_by("sort_name", "pk"))


def receivers_named(viewer: Viewer, ids: Collection[str]) -> list[tuple[UUID, str]]:
    """Return those of some receivers that this viewer may find, with their names."""
    found = services_seen_by(viewer).filter(pk__in=ids)
    return list(found.values_list("pk", "name").order_by("name", "pk"))


def import_run(viewer: Viewer, run_id: UUID) -> tuple[ImportRun, str]:
    """
    Return one import, and who brought it in.

    :raises NotSeen: if there is none such in the viewer's agency
    """
    run = ImportRun.objects.filter(pk=run_id, agency_id=viewer.agency_id).first()
    if run is None:
        raise NotSeen
    names = names_of_members([run.by_id] if run.by_id else [])
    return run, names.get(run.by_id, "") if run.by_id else ""
