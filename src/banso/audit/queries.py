"""Reading the trace."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from banso.access.viewer import Viewer
from banso.audit.checkpoints import Heads
from banso.audit.models import ChainHead, Event, EventSubject
from banso.audit.rules import GENESIS, Link, seal

BATCH = 2000  # events that are read at once, so that memory stays flat


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


def verify(since: Heads | None = None) -> tuple[int, list[Fault], dict[UUID, tuple[int, str]]]:
    """
    Walk every chain, from its beginning or from where a checkpoint has left it; return how many
    events were read, the faults, and each agency's head (count, seal) to note down elsewhere.

    People go on working meanwhile: what was there at the beginning must be reached, and no event
    stand beyond the head as it is at the end.
    """
    count, faults = 0, []
    heads = heads_now()
    places: dict[UUID, tuple[int, str]] = dict(since or {})
    reached = {
        agency: sealed for agency, (seq, sealed) in places.items() if seq == _end(heads, agency)
    }
    for event, subjects in _events_in_order(since):
        count += 1
        seq, previous = places.get(event.agency_id, (0, GENESIS))
        if event.seq != seq + 1:
            faults.append(Fault(event.agency_id, event.seq, "missing before this"))
        elif event.previous != previous:
            faults.append(Fault(event.agency_id, event.seq, "does not follow the one before"))
        if seal(_link(event, subjects), settings.AUDIT_KEY.encode()) != event.seal:
            faults.append(Fault(event.agency_id, event.seq, "changed"))
        places[event.agency_id] = (event.seq, event.seal)
        if event.seq == _end(heads, event.agency_id):
            reached[event.agency_id] = event.seal
    later = heads_now()
    for agency, (seq, sealed) in heads.items():
        beyond = _end(places, agency) > _end(later, agency)
        if beyond or reached.get(agency, GENESIS) != sealed:
            faults.append(Fault(agency, seq, "missing at the end"))
    headless = sorted(set(places) - set(later))
    faults += [Fault(agency, places[agency][0], "chain without a head") for agency in headless]
    return count, faults, heads


def _end(heads: Heads, agency: UUID) -> int:
    return heads.get(agency, (0, GENESIS))[0]


def heads_now() -> dict[UUID, tuple[int, str]]:
    """Return where every chain stands: how many events, and the seal of the last."""
    rows = ChainHead.objects.values_list("agency_id", "seq", "seal")
    return {agency: (seq, sealed) for agency, seq, sealed in rows}


def against(heads: Heads) -> list[Fault]:
    """
    Return where the trace no longer holds what a checkpoint says it held: a tail that was cut, a
    chain that was removed, one that was written anew.
    """
    faults = []
    for agency, (seq, sealed) in heads.items():
        found = Event.objects.filter(agency_id=agency, seq=seq).values_list("seal", flat=True)
        there = found.first()
        if there is None and seq:
            rest = Event.objects.filter(agency_id=agency).exists()
            what = "cut off after a checkpoint" if rest else "the whole chain is gone"
            faults.append(Fault(agency, seq, what))
        elif there is not None and there != sealed:
            faults.append(Fault(agency, seq, "written anew after a checkpoint"))
    return faults


def _events_in_order(since: Heads | None) -> Iterator[tuple[Event, tuple[str, ...]]]:
    """
    Yield events, chain by chain, with their subjects; in batches, so that memory stays flat.
    """
    rows = Event.objects.prefetch_related("subjects").order_by("seq")
    if since is None:
        every = Event.objects.order_by("agency_id").values_list("agency_id", flat=True)
        after = dict.fromkeys(every.distinct(), -1)
    else:
        after = {one: since.get(one, (0, ""))[0] for one in sorted({*since, *heads_now()})}
    for agency, last in after.items():
        while batch := rows.filter(agency_id=agency, seq__gt=last)[:BATCH]:
            for event in batch:
                yield event, tuple(str(subject.person_id) for subject in event.subjects.all())
                last = event.seq


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
