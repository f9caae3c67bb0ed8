"""Meetings without consent in which nobody is left who has sworn and works here."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from banso.access.models import Member
from banso.access.standing import here
from banso.conferences.models import Conference, Seat
from banso.conferences.rules import Kind, State


def left_without_oath(agency_id: UUID, today: date) -> QuerySet[Conference]:
    """
    Return the meetings without consent that are not confirmed and that no member opens any more:
    for whoever names somebody who goes on, never to be read.
    """
    sworn = Seat.objects.filter(
        conference=OuterRef("pk"),
        sworn_on__isnull=False,
        member__in=Member.objects.filter(here(today)).values("pk"),
    )
    rows = Conference.objects.filter(~Exists(sworn), agency_id=agency_id, kind=Kind.SEALED)
    return rows.exclude(state=State.CONFIRMED).order_by("on", "pk")


def unsworn(agency_id: UUID, today: date) -> list[tuple[UUID, str]]:
    """Return these meetings in words that name nobody."""
    return [(one.pk, str(one)) for one in left_without_oath(agency_id, today)]
