"""Who of those at the table can read a line, before it is written."""

from django.utils import timezone

from banso.conferences.models import AgendaItem, Seat
from banso.conferences.rules import guest_reads
from banso.consent.queries import words_for
from banso.consent.rules import Part


def guests_who_read(item: AgendaItem) -> dict[str, list[str]]:
    """
    Return, for each part of a life a line may speak of, the guests at the table who would read it;
    for the members of the agency that keeps the meeting.
    """
    found: dict[str, list[str]] = {part: [] for part in ("", *Part.values)}
    if item.person_id is None:
        return found
    seats = Seat.objects.filter(conference=item.conference_id, guest__isnull=False)
    opened: dict[str, set[str]] = {}
    for seat in seats.select_related("guest").order_by("pk"):
        organisation = seat.guest.organisation if seat.guest else ""
        if organisation not in opened:
            words = words_for(
                agency_id=item.agency_id,
                recipient=organisation,
                people=[item.person_id],
                day=timezone.localdate(),
            )
            opened[organisation] = set(words.get(item.person_id, {}))
        if not opened[organisation]:
            continue
        for part, names in found.items():
            if guest_reads(part, opened[organisation], own=False, party=seat.party):
                names.append(seat.name)
    return found
