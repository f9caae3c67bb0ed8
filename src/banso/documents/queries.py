"""Every read of papers that end on a day."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.documents.models import Document
from banso.documents.rules import WEEKS_BEFORE
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import living, within_reach


def documents_seen_by(viewer: Viewer) -> QuerySet[Document]:
    """
    Return the papers this viewer may know of: of people within reach, and of kinds that tell
    nothing which is closed to them.
    """
    return Document.objects.filter(
        within_reach(viewer, "person"),
        readable_rows(viewer, "documents.Document"),
        agency_id=viewer.agency_id,
    ).select_related("person", "answerable")


def document_seen(viewer: Viewer, document_id: UUID) -> Document:
    """
    Return one paper.

    :raises NotSeen: if the viewer may not see its person, or know of such a paper
    """
    found = documents_seen_by(viewer).filter(pk=document_id).first()
    if found is None:
        raise NotSeen
    return found


@dataclass(frozen=True)
class Papers:
    """The papers of a person: those that stand, the nearest end first, and those before."""

    now: list[Document]
    before: list[Document]


def documents_of(person: Person, viewer: Viewer) -> Papers:
    """Return the papers of a person who was seen already, as far as this viewer may know."""
    before = documents_seen_by(viewer).filter(person=person).exclude(closed_on=None)
    return Papers(
        list(standing_of(person, viewer)),
        list(before.order_by("kind", "-closed_on", "-pk")[:100]),
    )


def standing_of(person: Person, viewer: Viewer) -> QuerySet[Document]:
    """Return the papers of a person that stand, the nearest end first, as `documents_of` does."""
    rows = documents_seen_by(viewer).filter(person=person, closed_on=None)
    return rows.order_by(F("until_on").asc(nulls_last=True), "pk")


def _due(viewer: Viewer) -> Q:
    """Return the condition that an end is to be thought of today, by kind."""
    due = Q(pk__in=[])
    for weeks in set(WEEKS_BEFORE.values()):
        kinds = [kind for kind, those in WEEKS_BEFORE.items() if those == weeks]
        due |= Q(kind__in=kinds, until_on__lte=viewer.today + timedelta(weeks=weeks))
    return due


def due(viewer: Viewer) -> QuerySet[Document]:
    """
    Return the papers of people who live whose end is to be thought of, the nearest first; what
    nothing more is done about is not among them.
    """
    rows = documents_seen_by(viewer).filter(_due(viewer), living("person"), closed_on=None)
    return rows.order_by("until_on", "pk")


def terms(
    viewer: Viewer, *, kind: str = "", weeks: int | None = None, cursor: str = "", size: int = 50
) -> Page[Document]:
    """
    Return the papers of people who live that end on a day, the nearest first: within so many weeks
    where they are said, of one kind where it is said.
    """
    rows = documents_seen_by(viewer).filter(
        living("person"), closed_on=None, until_on__isnull=False
    )
    if kind:
        rows = rows.filter(kind=kind)
    if weeks is not None:
        rows = rows.filter(until_on__lte=viewer.today + timedelta(weeks=weeks))
    return page_of(rows, order=("until_on", "pk"), cursor=cursor, size=size)
