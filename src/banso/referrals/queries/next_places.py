"""Where somebody may go next after a place that did not take them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from banso.access.viewer import Viewer
from banso.referrals.models import Referral, ReferralStep
from banso.referrals.queries.referrals import journey_of, referrals_seen_by
from banso.referrals.rules import FOR_CONVENIENCE, RefusalReason, State
from banso.resources.models import Service
from banso.resources.queries import services_seen_by, trust_of
from banso.resources.rules import CLOSED_STATUSES, Trust

MOST, LOOKED_THROUGH = 8, 200


@dataclass(frozen=True)
class Place:
    """A receiver to try next: how many went there, and whether it said no to this person."""

    service: Service
    went: int
    suspended: bool
    refused_on: date | None = None
    refused_why: str = ""
    for_convenience: bool = False

    @property
    def needs_two(self) -> bool:
        """Whether going there needs a reason and a second person."""
        return self.suspended or self.for_convenience


def refusals_of(referral: Referral, viewer: Viewer) -> list[Referral]:
    """Return what did not take the person of a referral, as far as this viewer may read it."""
    return [one for one in journey_of(referral.person, viewer) if one.refusal_reason]


def turned_away_at(
    referral: Referral, viewer: Viewer, *, service_id: UUID | None, name: str
) -> bool:
    """
    Return whether a receiver has turned the person of a referral away for its own convenience.
    """
    return any(
        one.refusal_reason in FOR_CONVENIENCE
        and ((service_id and one.service_id == service_id) or (name and one.receiver == name))
        for one in refusals_of(referral, viewer)
    )


def next_places(referral: Referral, viewer: Viewer, *, again: bool = False) -> list[Place]:
    """
    Return the receivers of the directory that fit what a referral was for, those to which most went
    first. One that turned the person away for its own convenience, or to which nobody is referred
    for now, stands there only where somebody asks for it `again`, and last.
    """
    fits = Q(system=referral.system)
    if referral.domain:
        fits |= Q(domains__contains=f",{referral.domain},")
    found = list(
        services_seen_by(viewer)
        .filter(fits)
        .exclude(status__in=CLOSED_STATUSES)
        .order_by("name", "pk")
        .distinct()[:LOOKED_THROUGH]
    )
    trust = trust_of([one.pk for one in found], viewer)
    refused = {one.service_id: one for one in refusals_of(referral, viewer) if one.service_id}
    went = dict(
        referrals_seen_by(viewer)
        .filter(service__in=[one.pk for one in found], went_on__isnull=False)
        .order_by()
        .values_list("service")
        .annotate(Count("pk"))
    )
    places = []
    for service in found:
        no = refused.get(service.pk)
        kept = trust.get(service.pk)
        places.append(
            Place(
                service=service,
                went=went.get(service.pk, 0),
                suspended=kept is not None and kept.trust == Trust.SUSPENDED,
                refused_on=(no.answered_on or no.begun_on) if no else None,
                refused_why=str(RefusalReason.label_of(no.refusal_reason)) if no else "",
                for_convenience=bool(no and no.refusal_reason in FOR_CONVENIENCE),
            )
        )
    places.sort(
        key=lambda one: (
            one.needs_two,
            one.refused_on is not None,
            one.service.system != referral.system,
            -one.went,
            one.service.name,
        )
    )
    usual = [one for one in places if not one.needs_two][:MOST]
    asked = [one for one in places if one.needs_two] if again else []
    return [*usual, *asked[:MOST]]


def said_at_refusal(referral: Referral) -> ReferralStep | None:
    """Return the step that told of the refusal, of a referral that was seen already."""
    steps = ReferralStep.objects.filter(referral=referral, state=State.REFUSED, is_look=False)
    return steps.order_by("-on", "-created_at", "-pk").first()
