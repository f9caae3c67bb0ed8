"""Every read of what people ask for about their own data."""

from uuid import UUID

from django.db.models import Q, QuerySet

from banso.access.models import Proposal
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import person_seen, suspended_too, within_reach
from banso.privacy.models import Asking, Erasure
from banso.privacy.rules.askings import Answer, Kind

DECIDE_ACT, LIFT_ACT = "privacy_decided", "privacy_lifted"


def askings_seen_by(viewer: Viewer) -> QuerySet[Asking]:
    """
    Return what was asked for, as far as this viewer may know of it: of people they may know of,
    also of those whose data is used no longer, and of those of whom nothing is left.
    """
    if not viewer.may(Duty.MANAGE_AGENCY):
        return Asking.objects.none()
    whose = Q(person=None) | within_reach(viewer, "person") | suspended_too(viewer, "person")
    rows = Asking.objects.filter(whose, agency_id=viewer.agency_id)
    return rows.select_related("person", "written_by", "decided_by", "second")


def asking_seen(viewer: Viewer, asking_id: UUID) -> Asking:
    """
    Return one of them.

    :raises NotSeen: if the viewer may not know of it
    """
    found = askings_seen_by(viewer).filter(pk=asking_id).first()
    if found is None:
        raise NotSeen
    return found


def whoever_asks(viewer: Viewer, person_id: UUID) -> Person:
    """
    Return a person who asks about their own data; also one whose data is used no longer.

    :raises NotSeen: if the viewer may not know of them
    """
    found = Person.objects.filter(suspended_too(viewer), pk=person_id).first()
    return found or person_seen(viewer, person_id)


def askings(viewer: Viewer, cursor: str = "") -> Page[Asking]:
    """Return the log of what was asked for, the last first."""
    return page_of(askings_seen_by(viewer), order=("-asked_on", "-pk"), cursor=cursor)


def open_askings(viewer: Viewer) -> list[Asking]:
    """Return what is not answered yet, or of which the person was not told, the nearest first."""
    rows = askings_seen_by(viewer).filter(told_on=None)
    return list(rows.order_by("due_on", "pk")[:50])


def askings_of(person: Person, viewer: Viewer) -> list[Asking]:
    """Return what was asked for about a person who was seen already, the last first."""
    rows = askings_seen_by(viewer).filter(person=person)
    return list(rows.order_by("-asked_on", "-pk")[:50])


def word_asked(asking: Asking) -> Proposal | None:
    """Return what waits for a second word about a request that was seen already."""
    waiting = proposals_waiting(asking.agency_id)
    return waiting.filter(act__in=(DECIDE_ACT, LIFT_ACT), about=asking.pk).first()


def erasure_of(asking: Asking) -> Erasure | None:
    """Return what was erased by a request that was seen already."""
    return Erasure.objects.filter(asking=asking).first()


def may_be_copied(asking: Asking) -> bool:
    """Return whether two have said that the copy may be given."""
    return asking.kind == Kind.DISCLOSE and asking.answer in (Answer.ALL, Answer.PART)
