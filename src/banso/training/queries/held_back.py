"""What is held back from whom until they were trained."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from banso.access.rules import Duty
from banso.training.models import Certificate, Requirement


def valid_on(day: date) -> Q:
    """Return the condition that a certificate holds on a day."""
    return (
        Q(issued_on__lte=day)
        & (Q(expires_on=None) | Q(expires_on__gte=day))
        & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))
    )


def duties_held_back(member_id: UUID, agency_id: UUID, today: date) -> frozenset[Duty]:
    """Return the duties for which a member lacks what the agency asks for today; one query."""
    mine = Certificate.objects.filter(valid_on(today), member=member_id, agency=agency_id)
    fits = mine.filter(Q(course=OuterRef("course")) | Q(level=OuterRef("level")))
    asked = Requirement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=today), agency=agency_id, from_on__lte=today
    )
    return frozenset(
        Duty(one) for one in asked.exclude(Exists(fits)).values_list("duty", flat=True)
    )
