"""What a guest may know of: the tables they sit at, for the time of these meetings."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from banso.access.viewer import GuestViewer
from banso.conferences.models import Minute, Seat
from banso.conferences.rules import Kind, State
from banso.consent.queries import words_for
from banso.kit.refusals import NotSeen


def guest_seats(guest: GuestViewer, *, size: int = 50) -> list[Seat]:
    """Return the seats of a guest at meetings that are not over, the next first."""
    rows = Seat.objects.filter(guest_id=guest.guest_id, agency_id=guest.agency_id).exclude(
        conference__state=State.CONFIRMED
    )
    rows = rows.exclude(conference__kind=Kind.SEALED, sworn_on=None)
    return list(rows.select_related("conference").order_by("conference__on", "pk")[:size])


def guest_seat(guest: GuestViewer, conference_id: UUID) -> Seat:
    """
    Return a guest's seat at a meeting that is not over.

    :raises NotSeen: if they do not sit there, it is over, or it is sealed and they have not sworn
    """
    rows = Seat.objects.filter(
        guest_id=guest.guest_id, agency_id=guest.agency_id, conference=conference_id
    ).exclude(conference__state=State.CONFIRMED)
    seat = (
        rows.exclude(conference__kind=Kind.SEALED, sworn_on=None)
        .select_related("conference")
        .first()
    )
    if seat is None:
        raise NotSeen
    return seat


def confirmed_for(guest: GuestViewer, *, size: int = 10) -> list[Seat]:
    """
    Return the seats of a guest at meetings of thirty days whose minutes are confirmed: that
    they are is told, and nothing of what they hold.
    """
    rows = Seat.objects.filter(
        guest_id=guest.guest_id,
        agency_id=guest.agency_id,
        conference__state=State.CONFIRMED,
        conference__on__gte=guest.today - timedelta(days=30),
    ).exclude(conference__kind=Kind.SEALED, sworn_on=None)
    return list(rows.select_related("conference").order_by("-conference__on", "pk")[:size])


def guest_minute(guest: GuestViewer, minute_id: UUID) -> Minute:
    """
    Return a line that this very guest wrote, at a meeting that is not over.

    :raises NotSeen: if they did not write it
    """
    found = Minute.objects.filter(
        pk=minute_id, written_by_guest=guest.guest_id, struck_at=None, agency_id=guest.agency_id
    ).first()
    if found is None:
        raise NotSeen
    guest_seat(guest, found.conference_id)
    return found


def opened_to(guest: GuestViewer, people: Iterable[UUID]) -> dict[UUID, dict[str, UUID]]:
    """
    Return what these people opened to the guest's organisation, today: the one rule at the border.
    """
    return words_for(
        agency_id=guest.agency_id, recipient=guest.organisation, people=people, day=guest.today
    )
