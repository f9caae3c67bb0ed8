"""Reading the timeline."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncMonth

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.memory_kinds import require_declared
from banso.people.models import Person, TimelineEntry
from banso.people.queries.visibility import within_reach
from banso.people.rules import readable


def _readable_memory(viewer: Viewer) -> QuerySet[TimelineEntry]:
    if not viewer.may(Duty.SEE_MEMORY):
        return TimelineEntry.objects.none()
    allowed = readable(viewer.duties)
    entries = TimelineEntry.objects.filter(agency_id=viewer.agency_id).select_related(
        "author", "office"
    )
    return entries if len(allowed) == 4 else entries.filter(sensitivity__in=allowed)


def memory_of(
    person: Person,
    viewer: Viewer,
    *,
    kind: str = "",
    ledger: str = "",
    pillar: str = "",
    cursor: str = "",
    size: int = 30,
) -> Page[TimelineEntry]:
    """
    Return a page of the person's memory, newest first; the person was seen by this viewer already.
    """
    entries = _readable_memory(viewer).filter(person=person, is_current=True)
    if kind:
        entries = entries.filter(kind=kind)
    if ledger:
        entries = entries.filter(ledger=ledger)
    if pillar == "being":
        entries = entries.filter(being=True, taken_back_at=None)
    elif pillar == "doing":
        entries = entries.filter(doing=True, taken_back_at=None)
    return page_of(entries, order=("-at", "-pk"), cursor=cursor, size=size)


def newest_memory_of(
    person_ids: Sequence[UUID], viewer: Viewer, *, each: int = 3
) -> list[TimelineEntry]:
    """Return the newest entries of each of some people who were seen already; one query."""
    place = Window(RowNumber(), partition_by=F("person"), order_by=[F("at").desc(), F("pk").desc()])
    rows = (
        _readable_memory(viewer)
        .filter(person__in=person_ids, is_current=True, taken_back_at=None)
        .annotate(place=place)
        .filter(place__lte=each)
    )
    return list(rows.order_by("person", "-at", "-pk"))


def months_remembered(person: Person, viewer: Viewer) -> list[tuple[date, int, int]]:
    """
    Return each month of a person who was seen already, with how often somebody was there and how
    often something was done, as far as this viewer may read it; one query.
    """
    rows = (
        _readable_memory(viewer)
        .filter(Q(being=True) | Q(doing=True), person=person, is_current=True, taken_back_at=None)
        .annotate(month=TruncMonth("at"))
        .values_list("month")
        .annotate(there=Count("pk", filter=Q(being=True)), done=Count("pk", filter=Q(doing=True)))
        .order_by("month")
    )
    return [(month.date(), there, done) for month, there, done in rows]


def memory_entry(viewer: Viewer, entry_id: UUID) -> TimelineEntry:
    """
    Return one entry of somebody the viewer may see.

    :raises NotSeen: if the viewer may not read it
    """
    entry = (
        _readable_memory(viewer)
        .filter(within_reach(viewer, "person"), pk=entry_id)
        .select_related("person")
        .first()
    )
    if entry is None:
        raise NotSeen
    return entry


def history_of(entry: TimelineEntry, viewer: Viewer) -> list[TimelineEntry]:
    """
    Return an entry and all it replaced, newest first, without revisions that ask for a duty the
    viewer lacks.
    """
    chain = [entry]
    while chain[-1].revises_id and len(chain) < 100:
        chain.append(TimelineEntry.objects.select_related("author").get(pk=chain[-1].revises_id))
    allowed = readable(viewer.duties)
    return [revision for revision in chain if revision.sensitivity in allowed]


def memory_told_by(person: Person, viewer: Viewer, source_id: UUID) -> TimelineEntry | None:
    """Return the memory a row made of a person who was seen already, if this viewer reads it."""
    rows = _readable_memory(viewer).filter(person=person, source_id=source_id, is_current=True)
    return rows.order_by("-at", "-pk").first()


def current_entries_of(source_ids: list[UUID]) -> dict[UUID, TimelineEntry]:
    """
    Return the current memory that each of these source rows made: for imports that bring them up to
    date.
    """
    rows = TimelineEntry.objects.filter(source_id__in=source_ids, is_current=True)
    return {row.source_id: row for row in rows if row.source_id}


def new_memory(
    *,
    person_id: UUID,
    at: datetime,
    kind: str,
    title: str,
    by: Viewer,
    office_id: UUID | None = None,
    **parts: Any,
) -> TimelineEntry:
    """
    Return a memory that is not kept yet, for `remember_many`.

    :raises UnknownMemoryKind: if no room declares the kind
    """
    require_declared(kind)
    return TimelineEntry(
        agency_id=by.agency_id,
        person_id=person_id,
        office_id=office_id,
        author_id=by.member_id,
        at=at,
        kind=kind,
        title=title[:200],
        **parts,
    )
