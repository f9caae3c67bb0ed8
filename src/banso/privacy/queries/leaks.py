"""Every read of leaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from banso.access.models import Proposal
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.mishaps.models import Mishap
from banso.mishaps.queries import mishaps_seen_by
from banso.mishaps.rules import Kind
from banso.people.models import Person
from banso.people.queries import people_seen_by
from banso.privacy.models import Leak, LeakPerson, LeakTold
from banso.privacy.rules.leaks import Due, all_due, still_due

CLOSE_ACT = "privacy_leak_closed"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A leak, with what is still to be told of it."""

    leak: Leak
    due: list[Due]
    late: bool


def leaks_seen_by(viewer: Viewer) -> QuerySet[Leak]:
    """Return the leaks that this viewer may know of: those of the agency they answer for."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return Leak.objects.none()
    rows = Leak.objects.filter(agency_id=viewer.agency_id)
    return rows.select_related("written_by", "closed_by", "second")


def leak_seen(viewer: Viewer, leak_id: UUID) -> Leak:
    """
    Return one leak.

    :raises NotSeen: if the viewer may not know of it
    """
    found = leaks_seen_by(viewer).filter(pk=leak_id).first()
    if found is None:
        raise NotSeen
    return found


def told_of(leak: Leak) -> QuerySet[LeakTold]:
    """Return who was told of a leak that was seen already, the first first."""
    return LeakTold.objects.filter(leak=leak).select_related("noted_by").order_by("on", "pk")


def people_of(leak: Leak, viewer: Viewer) -> list[Person]:
    """Return whose data it was, as far as this viewer may know of them: each once."""
    named = LeakPerson.objects.filter(leak=leak, person=OuterRef("pk"))
    return list(people_seen_by(viewer).filter(Exists(named)).order_by("called_name", "pk"))


def with_due(leaks: Iterable[Leak], today: date) -> list[Seen]:
    """Return leaks, seen already, each with what is still to be told."""
    rows = list(leaks)
    told: dict[UUID, list[tuple[str, str]]] = {}
    for leak_id, who, step in LeakTold.objects.filter(leak__in=rows).values_list(
        "leak_id", "who", "step"
    ):
        told.setdefault(leak_id, []).append((who, step))
    found = []
    for leak in rows:
        due = still_due(all_due(leak.known_on, leak.grounds, leak.reports), told.get(leak.pk, []))
        found.append(Seen(leak=leak, due=due, late=any(one.is_late(today) for one in due)))
    return found


def leaks(viewer: Viewer, cursor: str = "") -> Page[Leak]:
    """Return the register, the last first."""
    return page_of(leaks_seen_by(viewer), order=("-known_on", "-pk"), cursor=cursor)


def open_leaks(viewer: Viewer) -> list[Seen]:
    """Return what is not closed, what is due first standing first."""
    rows = leaks_seen_by(viewer).filter(closed_on=None).order_by("known_on", "pk")[:50]
    found = with_due(rows, viewer.today)
    return sorted(found, key=lambda one: one.due[0].by if one.due else date.max)


def leaks_of(person: Person, viewer: Viewer) -> list[Seen]:
    """Return the leaks among which the data of a person was, who was seen already."""
    named = LeakPerson.objects.filter(person=person, leak=OuterRef("pk"))
    rows = leaks_seen_by(viewer).filter(Exists(named)).order_by("-known_on", "-pk")
    return with_due(rows[:20], viewer.today)


def not_in_register(viewer: Viewer) -> list[Mishap]:
    """Return accidents that say that personal data went astray, and are in no register yet."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return []
    kept = Leak.objects.filter(mishap=OuterRef("pk"))
    rows = mishaps_seen_by(viewer).filter(~Exists(kept), kind=Kind.LEAK)
    return list(rows.order_by("-on", "-pk")[:20])


def closing_asked(leak: Leak) -> Proposal | None:
    """Return what waits for the second word on the closing of a leak that was seen already."""
    return proposals_waiting(leak.agency_id).filter(act=CLOSE_ACT, about=leak.pk).first()
