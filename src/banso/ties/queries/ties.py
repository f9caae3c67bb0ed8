"""Reading the ties of a person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from banso.access.rules import Duty
from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.kit.asked_once import asked_once
from banso.kit.refusals import NotSeen
from banso.people.queries import within_reach
from banso.ties.models import SHOWN, Giving, HandOver, Tie, TiePlace, TieVisit
from banso.ties.rules import Role

if TYPE_CHECKING:
    from banso.people.models import Person

MOST = 300


def _all_of(viewer: Viewer) -> QuerySet[Tie]:
    if not viewer.may(Duty.SEE_MEMORY):
        return Tie.objects.none()
    return Tie.objects.filter(
        within_reach(viewer, "person"),
        readable_rows(viewer, "ties.Tie"),
        agency_id=viewer.agency_id,
    )


def ties_seen_by(viewer: Viewer) -> QuerySet[Tie]:
    """Return the ties of people this viewer may see, without those that the person hid."""
    return _all_of(viewer).filter(SHOWN).select_related("person", "member", "service")


def tie_seen(viewer: Viewer, tie_id: UUID) -> Tie:
    """
    Return one tie.

    :raises NotSeen: if the viewer may not see its person, or the person hid it
    """
    found = ties_seen_by(viewer).filter(pk=tie_id).first()
    if found is None:
        raise NotSeen
    return found


def hidden_tie(viewer: Viewer, tie_id: UUID) -> Tie:
    """
    Return a tie that the person hid, for showing it again by their word.

    :raises NotSeen: if there is none
    """
    found = _all_of(viewer).filter(pk=tie_id, hidden_on__isnull=False).first()
    if found is None:
        raise NotSeen
    return found


def hidden_of(person: "Person", viewer: Viewer) -> list[Tie]:
    """Return the ties the person hid: for a line that tells the day, and no name."""
    return list(
        _all_of(viewer)
        .filter(person=person, hidden_on__isnull=False)
        .only("pk", "hidden_on")
        .order_by("hidden_on", "pk")[:MOST]
    )


def ties_from_others(person: "Person", viewer: Viewer) -> list[Tie]:
    """
    Return the ties of other people that lead to this one, of those people the viewer may see too.
    """
    return list(
        ties_seen_by(viewer).filter(other=person, until_on=None).order_by("from_on", "pk")[:50]
    )


@dataclass(frozen=True)
class Around:
    """
    All that is around a person: ties with their places and visits, hand-overs, what the person
    gives.
    """

    ties: list[Tie]
    places: dict[UUID, list[TiePlace]]
    visits: dict[UUID, list[TieVisit]]
    hand_overs: list[HandOver]
    givings: list[Giving]


def around(person: "Person", viewer: Viewer) -> Around:
    """
    Return what is around a person, the earliest tie first, in five queries however much it is.
    """
    ties = list(
        ties_seen_by(viewer).filter(person=person).order_by("from_on", "created_at", "pk")[:MOST]
    )
    keys = [one.pk for one in ties]
    places: dict[UUID, list[TiePlace]] = {}
    for place in TiePlace.objects.filter(tie__in=keys).order_by("on", "pk"):
        places.setdefault(place.tie_id, []).append(place)
    visits: dict[UUID, list[TieVisit]] = {}
    for visit in TieVisit.objects.filter(tie__in=keys).order_by("on", "pk"):
        visits.setdefault(visit.tie_id, []).append(visit)
    hand_overs = (
        HandOver.objects.filter(from_tie__in=keys, to_tie__in=keys)
        .select_related("from_tie", "to_tie")
        .order_by("planned_on", "pk")
    )
    return Around(ties, places, visits, list(hand_overs), givings_of(person, viewer))


@asked_once
def givings_of(person: "Person", viewer: Viewer) -> list[Giving]:
    """Return what a person gives, the earliest first."""
    if not viewer.may(Duty.SEE_MEMORY):
        return []
    return list(
        Giving.objects.filter(
            within_reach(viewer, "person"), person=person, agency_id=viewer.agency_id
        )
        .select_related("member")
        .order_by("from_on", "pk")[:100]
    )


def giving_seen(viewer: Viewer, giving_id: UUID) -> Giving:
    """
    Return one way in which a person gives.

    :raises NotSeen: if the viewer may not see the person
    """
    rows = Giving.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id
    ).select_related("person")
    found = rows.filter(pk=giving_id).first() if viewer.may(Duty.SEE_MEMORY) else None
    if found is None:
        raise NotSeen
    return found


def hand_over_seen(viewer: Viewer, hand_over_id: UUID) -> HandOver:
    """
    Return one hand-over between ties.

    :raises NotSeen: if the viewer may not see its person, or the person hid one of the ties
    """
    rows = HandOver.objects.filter(
        readable_rows(viewer, "ties.HandOver"),
        agency_id=viewer.agency_id,
        from_tie__hidden_on=None,
        to_tie__hidden_on=None,
    ).select_related("from_tie__person", "to_tie")
    found = (
        rows.filter(within_reach(viewer, "from_tie__person"), pk=hand_over_id).first()
        if viewer.may(Duty.SEE_MEMORY)
        else None
    )
    if found is None:
        raise NotSeen
    return found


def other_key_persons(person: "Person", viewer: Viewer, *, but: UUID | None = None) -> list[Tie]:
    """Return the key persons a person has now; in principle there is one."""
    standing = ties_seen_by(viewer).filter(
        Q(until_on=None) | Q(until_on__gt=viewer.today), person=person, role=Role.KEY_PERSON
    )
    return [one for one in standing[:10] if one.pk != but]


def visits_of(tie: Tie) -> list[TieVisit]:
    """Return the goings and comings of a tie that was seen already, the newest first."""
    return list(TieVisit.objects.filter(tie=tie).order_by("-on", "-pk")[:100])


def hand_over_exists(hand_over_id: UUID) -> bool:
    """Return whether a hand-over was planned before under this id."""
    return HandOver.objects.filter(pk=hand_over_id).exists()
