"""Reading the trace."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from banso.access.viewer import Viewer
from banso.audit.models import ChainHead, Event, EventSubject
from banso.audit.rules import GENESIS, Link, seal


@dataclass(frozen=True)
class Fault:
    """Something in a chain that is not as it was written."""

    agency_id: UUID
    seq: int
    what: str


def events_about(viewer: Viewer, people: Iterable[UUID]) -> QuerySet[Event]:
    """
    Return the agency's events about these people (one person and whoever was merged into them).
    """
    return Event.objects.filter(
        agency_id=viewer.agency_id, subjects__person_id__in=list(people)
    ).distinct()


def last_read(viewer: Viewer, what: str, *, most: int, among: int = 400) -> list[UUID]:
    """
    Return whom a member has read about last, each once, the latest first: ids that may stand for
    somebody merged away or out of reach by now, among the last events of this member.
    """
    mine = Event.objects.filter(agency_id=viewer.agency_id, actor_id=viewer.member_id)
    recent = mine.order_by("-seq").values_list("pk", "action")[:among]
    pages = [pk for pk, action in recent if action == f"read:{what}"]
    people = EventSubject.objects.filter(event__in=pages).order_by("-event__seq", "pk")
    return list(dict.fromkeys(people.values_list("person_id", flat=True)))[:most]


def verify() -> tuple[int, list[Fault], dict[UUID, tuple[int, str]]]:
    """
    Walk every chain; return how many events were read, the faults, and each agency's head (count,
    seal) to note down elsewhere.
    """
    count, faults = 0, []
    heads: dict[UUID, tuple[int, str]] = {}
    places: dict[UUID, tuple[int, str]] = {}
    for event, subjects in _events_in_order():
        count += 1
        seq, previous = places.get(event.agency_id, (0, GENESIS))
        if event.seq != seq + 1:
            faults.append(Fault(event.agency_id, event.seq, "missing before this"))
        elif event.previous != previous:
            faults.append(Fault(event.agency_id, event.seq, "does not follow the one before"))
        if seal(_link(event, subjects), settings.AUDIT_KEY.encode()) != event.seal:
            faults.append(Fault(event.agency_id, event.seq, "changed"))
        places[event.agency_id] = (event.seq, event.seal)
    for head in ChainHead.objects.all():
        if places.get(head.agency_id, (0, GENESIS)) != (head.seq, head.seal):
            faults.append(Fault(head.agency_id, head.seq, "missing at the end"))
        heads[head.agency_id] = (head.seq, head.seal)
    headless = set(places) - set(heads)
    faults += [Fault(agency, places[agency][0], "chain without a head") for agency in headless]
    return count, faults, heads


def _events_in_order() -> Iterator[tuple[Event, tuple[str, ...]]]:
    """
    Yield all events, chain by chain, with their subjects; in batches, so that memory stays flat.
    """
    rows = Event.objects.order_by("agency_id", "seq").prefetch_related("subjects")
    for event in rows.iterator(chunk_size=2000):
        yield event, tuple(str(subject.person_id) for subject in event.subjects.all())


def _link(event: Event, subjects: tuple[str, ...]) -> Link:
    return Link(
        agency_id=str(event.agency_id),
        seq=event.seq,
        at=event.at,
        actor_id=str(event.actor_id or ""),
        action=event.action,
        subjects=subjects,
        object_kind=event.object_kind,
        object_id=event.object_id,
        detail=event.detail,
        previous=event.previous,
    )
