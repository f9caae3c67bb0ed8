"""
Asking the snapshot as somebody: the one rule of whom they may know of is asked live, every time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.insight.queries.published import declaration
from banso.kit.home_key import HomeKey
from banso.kit.pages import Page, page_of
from banso.people.models import Person
from banso.people.queries import people_kept_back, people_seen_by
from banso.people.rules import readable
from banso_analysis.engines import InProcess, NothingPublished, Seen, Snapshot, snapshot_in


def folder_of(agency_id: UUID) -> Path:
    """Return where an agency's snapshot lies: each has its own, and no question opens another's."""
    return Path(settings.BANSO_SNAPSHOTS) / agency_id.hex


def key_of(agency_id: UUID) -> bytes | None:
    """Return what an agency's snapshot is sealed with, None in a home that is not sealed."""
    key: HomeKey | None = settings.BANSO_SEALED
    return key.derived(f"snapshot {agency_id.hex}") if key else None


def seen_of(viewer: Viewer) -> Seen:
    """
    Return whom a viewer may know of, as the engines take it; of a whole agency only the few that
    are kept back are listed.
    """
    readables = tuple(readable(viewer.duties)) if viewer.may(Duty.SEE_MEMORY) else ()
    if viewer.may(Duty.SEE_PEOPLE) and viewer.scope is Scope.AGENCY:
        return Seen(None, frozenset(one.hex for one in people_kept_back(viewer)), readables)
    return Seen(
        frozenset(one.hex for one in people_seen_by(viewer).values_list("pk", flat=True)),
        frozenset(),
        readables,
    )


@dataclass(frozen=True)
class Asking:
    """An open question: the engine, and of which moment its answers are."""

    engine: InProcess
    at: datetime


def moment_of(snapshot: Snapshot) -> datetime:
    """Return of which moment a snapshot is, in local time."""
    return timezone.localtime(datetime.fromisoformat(snapshot.at))


def snapshot_of(agency_id: UUID) -> Snapshot:
    """
    Return the snapshot of an agency, of what is declared now.

    :raises NothingPublished: if there is none yet
    """
    return snapshot_in(folder_of(agency_id), declaration().format, key=key_of(agency_id))


@contextmanager
def asking(viewer: Viewer) -> Iterator[Asking]:
    """
    Open the snapshot as a viewer.

    :raises NothingPublished: if there is none yet
    """
    snapshot = snapshot_of(viewer.agency_id)
    engine = InProcess(snapshot, seen_of(viewer))
    try:
        yield Asking(engine, moment_of(snapshot))
    finally:
        engine.close()


def people_behind(viewer: Viewer, ids: list[str], *, cursor: str = "") -> Page[Person]:
    """
    Return a page of the people behind a figure, by name; asked live, so that nobody is shown who
    may not be seen now.
    """
    rows: Any = people_seen_by(viewer).filter(pk__in=[UUID(one) for one in ids])
    return page_of(rows, order=("sort_name", "pk"), cursor=cursor, size=30)


__all__ = [
    "Asking",
    "NothingPublished",
    "asking",
    "folder_of",
    "moment_of",
    "people_behind",
    "seen_of",
    "snapshot_of",
]
