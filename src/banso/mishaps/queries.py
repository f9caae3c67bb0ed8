"""Every read of what went wrong, or nearly."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banso.access.rules import Duty, Scope
from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.mishaps.models import Mishap, Present
from banso.mishaps.rules import counted
from banso.people.models import Person
from banso.people.queries import within_reach


def _among_mine(viewer: Viewer) -> Q:
    """Return the condition of whose work it is: the agency's, the office's, one's own."""
    if viewer.scope is Scope.AGENCY:
        return Q()
    mine = Q(written_by=viewer.member_id) | Q(answerable=viewer.member_id)
    if viewer.scope is Scope.OFFICE:
        return mine | Q(office__in=viewer.office_ids)
    return mine | Q(Exists(Present.objects.filter(mishap=OuterRef("pk"))))


def mishaps_seen_by(viewer: Viewer) -> QuerySet[Mishap]:
    """
    Return what happened, as far as this viewer may know: of their work, speaking of nothing that
    is closed to them, and with nobody there whom they may not know of.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return Mishap.objects.none()
    out_of_reach = Present.objects.filter(~within_reach(viewer, "person"), mishap=OuterRef("pk"))
    return Mishap.objects.filter(
        ~Exists(out_of_reach),
        _among_mine(viewer),
        readable_rows(viewer, "mishaps.Mishap"),
        agency_id=viewer.agency_id,
    ).select_related("office", "answerable", "written_by", "closed_by")


def mishap_seen(viewer: Viewer, mishap_id: UUID) -> Mishap:
    """
    Return one thing that happened.

    :raises NotSeen: if the viewer may not know of it
    """
    found = mishaps_seen_by(viewer).filter(pk=mishap_id).first()
    if found is None:
        raise NotSeen
    return found


def there(mishap_ids: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """Return who was there, of what was seen already: each once, however often they were named."""
    found: dict[UUID, dict[UUID, Person]] = {}
    rows = Present.objects.filter(mishap__in=list(mishap_ids)).select_related("person")
    for one in rows.order_by("created_at", "pk"):
        found.setdefault(one.mishap_id, {})[one.person_id] = one.person
    return {mishap: list(people.values()) for mishap, people in found.items()}


def mishaps(viewer: Viewer, *, kind: str = "", cursor: str = "") -> Page[Mishap]:
    """Return what happened, the last first, of one kind where it is said."""
    rows = mishaps_seen_by(viewer)
    if kind:
        rows = rows.filter(kind=kind)
    return page_of(rows, order=("-on", "-pk"), cursor=cursor)


def mishaps_between(viewer: Viewer, first: date, last: date) -> QuerySet[Mishap]:
    """Return what happened from a day to another, in its order."""
    return mishaps_seen_by(viewer).filter(on__range=(first, last)).order_by("on", "pk")


def mishaps_of(person: Person, viewer: Viewer) -> QuerySet[Mishap]:
    """Return what happened where a person was, who was seen already, the last first."""
    was_there = Present.objects.filter(person=person, mishap=OuterRef("pk"))
    return mishaps_seen_by(viewer).filter(Exists(was_there)).order_by("-on", "-pk")


def open_without(person: Person, viewer: Viewer) -> list[Mishap]:
    """Return what is not closed and does not name a person yet: where they may have been too."""
    was_there = Present.objects.filter(person=person, mishap=OuterRef("pk"))
    rows = mishaps_seen_by(viewer).filter(~Exists(was_there), closed_on=None)
    return list(rows.order_by("-on", "-pk")[:10])


def waiting(viewer: Viewer) -> list[Mishap]:
    """Return what is not closed, what should have changed first standing first."""
    rows = mishaps_seen_by(viewer).filter(closed_on=None)
    return list(rows.order_by(F("change_until").asc(nulls_last=True), "on", "pk")[:10])


def by_month(viewer: Viewer, since: date) -> dict[tuple[int, int], dict[str, int]]:
    """Return how often each kind happened since a day, by month, of what this viewer may know."""
    rows = mishaps_seen_by(viewer).filter(on__gte=since).select_related(None)
    return counted(rows.values_list("on", "kind"))
