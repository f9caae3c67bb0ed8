"""Reading what was opened in danger: by those who answer for the person, and by the person."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from banso.access.models import Proposal
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.consent.models import Opening
from banso.consent.rules import IN_DANGER, DangerPart
from banso.kit.refusals import NotSeen
from banso.people.models import Reach
from banso.people.queries import InDanger, in_danger, within_reach

if TYPE_CHECKING:
    from banso.people.models import Person


def _openings_seen_by(viewer: Viewer) -> QuerySet[Opening]:
    if not viewer.may(Duty.SEE_MEMORY):
        return Opening.objects.none()
    return (
        Opening.objects.filter(within_reach(viewer, "person"), agency_id=viewer.agency_id)
        .select_related("person", "member", "second", "seen_by", "explained_by")
        .prefetch_related("parts")
    )


def opening_seen(viewer: Viewer, opening_id: UUID) -> Opening:
    """
    Return one opening.

    :raises NotSeen: if the viewer may not see its person
    """
    found = _openings_seen_by(viewer).filter(pk=opening_id).first()
    if found is None:
        raise NotSeen
    return found


def openings_of(person: "Person", viewer: Viewer) -> list[Opening]:
    """Return when a person was opened in danger, the newest first."""
    return list(_openings_seen_by(viewer).filter(person=person).order_by("-at", "-pk")[:50])


def openings_untold(viewer: Viewer, *, size: int = 50) -> list[Opening]:
    """
    Return what the person was not told yet, for those who walk with them and for managers: from the
    very moment it was opened, the oldest first.
    """
    lasting = Reach.objects.filter(
        person=OuterRef("person"), member_id=viewer.member_id, until_at=None
    )
    rows = _openings_seen_by(viewer).filter(explained_on=None)
    if not viewer.may(Duty.MANAGE_AGENCY):
        rows = rows.filter(Q(Exists(lasting)))
    return list(rows.order_by("at", "pk")[:size])


def asked_in_danger(viewer: Viewer, asked_id: UUID) -> Proposal:
    """
    Return what the viewer asked for in danger, also once it is over.

    :raises NotSeen: if they did not
    """
    rows = Proposal.objects.filter(act=IN_DANGER, agency_id=viewer.agency_id)
    found = rows.filter(pk=asked_id, asked_by=viewer.member_id).first()
    if found is None or not viewer.may(Duty.OPEN_IN_DANGER):
        raise NotSeen
    return found


def opened_rows(opening: Opening) -> set[UUID]:
    """Return which places and ways to reach somebody were opened by themselves."""
    return set(opening.parts.values_list("row_id", flat=True))


def open_now(viewer: Viewer, opening_id: UUID) -> tuple[Opening, InDanger]:
    """
    Return what is open to the viewer in danger now, and the narrow view of the person.

    :raises NotSeen: if it is over, was never theirs, or they may know of the person no longer
    """
    rows = Opening.objects.filter(agency_id=viewer.agency_id, until_at__gt=timezone.now())
    opening = rows.filter(pk=opening_id, member_id=viewer.member_id).first()
    seen = in_danger(opening.person_id, viewer) if opening else None
    if opening is None or seen is None or not viewer.may(Duty.OPEN_IN_DANGER):
        raise NotSeen
    return opening, seen


def part_of(seen: InDanger, kind: str, row_id: UUID) -> None:
    """
    See that a place or a way to reach somebody is one of theirs, as far as the narrow view has it.

    :raises NotSeen: if it is not, or there is no such kind
    """
    keys = {
        DangerPart.PLACE.value: [one.pk for one in seen.places],
        DangerPart.CONTACT.value: [one.pk for one in seen.contacts],
    }
    if row_id not in keys.get(kind, ()):
        raise NotSeen
