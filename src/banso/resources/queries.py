"""Browsing the directory, and what an agency's own checks found."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Cast

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.ngrams import normalise
from banso.kit.refusals import NotSeen
from banso.resources.models import Service, ServiceCheck, ServiceIncident, ServiceTrust, WrongReport
from banso.resources.rules import CLOSED_STATUSES, Domain, Ease, Hardship, Trust

KM_PER_DEGREE = 111.2


def services_seen_by(viewer: Viewer) -> QuerySet[Service]:
    """
    Return the services of the directory, with their organization and location. A refuge is seen by
    those of the agency that entered it who are trusted with places.
    """
    services = Service.objects.select_related("organization", "location")
    if not viewer.may(Duty.SEE_RESOURCES):
        return services.none()
    if not viewer.may(Duty.SEE_PLACES):
        return services.filter(confidential=False)
    own = f"agency:{viewer.agency_id}"
    return services.filter(Q(confidential=False) | Q(source=own) | ~Q(source__startswith="agency:"))


def services_to_give(viewer: Viewer) -> QuerySet[Service]:
    """
    Return what may be given on as open data: all but what another agency entered for itself, and
    no refuge.
    """
    return services_seen_by(viewer).filter(
        Q(confidential=False),
        Q(source=f"agency:{viewer.agency_id}") | ~Q(source__startswith="agency:"),
    )


def how_many_offered(services: QuerySet[Service]) -> int:
    """
    Return how many services these rows are: one that is offered at several places counts once.
    """
    at_places = (
        services.exclude(offered_as="").order_by().values("source", "offered_as").distinct().count()
    )
    return services.filter(offered_as="").count() + at_places


@dataclass(frozen=True)
class Asked:
    """What is asked of the directory; codes that do not exist ask for nothing."""

    text: str = ""
    category: str = ""
    prefecture: str = ""
    domain: str = ""
    hardship: str = ""
    ease: tuple[str, ...] = ()
    near: tuple[float, float] | None = None


def find_services(viewer: Viewer, asked: Asked) -> QuerySet[Service]:
    """
    Return services in which every word of the text occurs (name, kana, place, description) and that
    every filter lets through.
    """
    services = services_seen_by(viewer)
    for word in asked.text[:200].split()[:6]:
        if normalise(word):
            services = services.filter(normalised__contains=normalise(word))
    if asked.category:
        services = services.filter(category=asked.category)
    if asked.prefecture:
        services = services.filter(location__prefecture_code=asked.prefecture)
    if asked.domain in set(Domain):
        services = services.filter(domains__contains=f",{asked.domain},")
    if asked.hardship in set(Hardship):
        services = services.filter(hardships__contains=f",{asked.hardship},")
    for code in asked.ease:
        if code in Ease:
            services = services.filter(ease__contains=f",{code},")
    return services


def nearest(
    services: QuerySet[Service],
    place: tuple[float, float],
    *,
    within_km: float = 60,
    size: int = 30,
) -> list[Service]:
    """
    Return the services nearest to a place, the nearest first, each with `distance` in km; the
    engine looks at those in a box around it only.
    """
    latitude, longitude = place
    narrow = max(0.1, cos(radians(latitude)))
    span, wide = within_km / KM_PER_DEGREE, within_km / KM_PER_DEGREE / narrow
    box = services.filter(
        location__latitude__gte=latitude - span,
        location__latitude__lte=latitude + span,
        location__longitude__gte=longitude - wide,
        location__longitude__lte=longitude + wide,
    )
    down = Cast(F("location__latitude"), FloatField()) - Value(latitude)
    across = (Cast(F("location__longitude"), FloatField()) - Value(longitude)) * Value(narrow)
    ranked = box.annotate(
        apart=ExpressionWrapper(down * down + across * across, output_field=FloatField())
    ).order_by("apart", "pk")[:size]
    found: list[Any] = list(ranked)
    for one in found:
        one.distance = sqrt(one.apart) * KM_PER_DEGREE
    return found


def receivers_to_choose(viewer: Viewer) -> list[tuple[str, str]]:
    """
    Return the receivers that the viewer's own agency entered, by name, as the choices of a field;
    three hundred at most.
    """
    own = (
        services_seen_by(viewer).filter(source=f"agency:{viewer.agency_id}").order_by("name", "pk")
    )
    return [(str(one.pk), one.name) for one in own[:300]]


def service_seen(viewer: Viewer, service_id: UUID) -> Service:
    """
    Return one service.

    :raises NotSeen: if it does not exist or the viewer may not browse
    """
    service = services_seen_by(viewer).filter(pk=service_id).first()
    if service is None:
        raise NotSeen
    return service


def categories(viewer: Viewer) -> list[str]:
    """Return the categories in use, sorted."""
    found = (
        services_seen_by(viewer)
        .exclude(category="")
        .order_by("category")
        .values_list("category", flat=True)
        .distinct()
    )
    return list(found)


def count_to(services: QuerySet[Service], most: int = 1000) -> int:
    """
    Return how many services there are, `most` + 1 for more: nobody reads further, and the engine
    need not either.
    """
    return services[: most + 1].count()


def how_many(viewer: Viewer) -> int:
    """Return how many services the directory holds."""
    return services_seen_by(viewer).count()


def trust_of(service_ids: Iterable[UUID], viewer: Viewer) -> dict[UUID, ServiceTrust]:
    """
    Return how receivers stand with the viewer's own agency, by id, in one query; those never
    checked are left out.
    """
    return {
        one.service_id: one
        for one in ServiceTrust.objects.filter(
            agency_id=viewer.agency_id, service__in=list(service_ids)
        )
    }


def checks_of(service: Service, viewer: Viewer) -> list[ServiceCheck]:
    """Return the agency's own checks of a receiver, the newest first."""
    rows = ServiceCheck.objects.filter(service=service, agency_id=viewer.agency_id).select_related(
        "by"
    )
    return list(rows.order_by("-visited_on", "-pk")[:50]) if viewer.may(Duty.SEE_CHECKS) else []


def incidents_of(service: Service, viewer: Viewer) -> list[ServiceIncident]:
    """Return the incidents the agency kept about a receiver, the newest first."""
    rows = ServiceIncident.objects.filter(
        service=service, agency_id=viewer.agency_id
    ).select_related("by")
    return list(rows.order_by("-at_on", "-pk")[:100]) if viewer.may(Duty.SEE_CHECKS) else []


def check_seen(viewer: Viewer, check_id: UUID) -> ServiceCheck:
    """
    Return one check of the viewer's own agency.

    :raises NotSeen: if there is none, or the viewer lacks the duty
    """
    found = (
        ServiceCheck.objects.filter(pk=check_id, agency_id=viewer.agency_id)
        .select_related("service", "by")
        .first()
    )
    if found is None or not viewer.may(Duty.SEE_CHECKS):
        raise NotSeen
    return found


def incident_seen(viewer: Viewer, incident_id: UUID) -> ServiceIncident:
    """
    Return one incident of the viewer's own agency.

    :raises NotSeen: if there is none, or the viewer lacks the duty
    """
    found = (
        ServiceIncident.objects.filter(pk=incident_id, agency_id=viewer.agency_id)
        .select_related("service")
        .first()
    )
    if found is None or not viewer.may(Duty.SEE_CHECKS):
        raise NotSeen
    return found


def wrong_reports_of(service: Service, viewer: Viewer) -> list[WrongReport]:
    """Return what members said was wrong about a row and nobody settled yet."""
    return list(
        WrongReport.objects.filter(service=service, agency_id=viewer.agency_id, settled_on=None)
        .select_related("by")
        .order_by("created_at")[:20]
    )


def to_confirm(viewer: Viewer, *, size: int = 30) -> list[Service]:
    """
    Return the receivers this agency refers people to whose row is due for confirming or was said to
    be wrong, those said to be wrong first.
    """
    wrong = WrongReport.objects.filter(
        service=OuterRef("pk"), agency_id=viewer.agency_id, settled_on=None
    )
    rows = services_seen_by(viewer).filter(Exists(wrong)) | services_seen_by(viewer).filter(
        confirm_due_on__lte=viewer.today
    )
    return list(
        rows.annotate(wrong=Exists(wrong)).order_by("-wrong", "confirm_due_on", "pk")[:size]
    )


def is_suspended(service: Service, viewer: Viewer) -> bool:
    """Return whether the viewer's agency refers nobody to a receiver for now."""
    return ServiceTrust.objects.filter(
        agency_id=viewer.agency_id, service=service, trust=Trust.SUSPENDED
    ).exists()


@dataclass(frozen=True)
class Received:
    """
    A receiver that came from a publisher: its id and list there, what tells it apart, whether it is
    there no more, whether where it is must not be known, and of which service it is one place.
    """

    outside_id: str
    title: str
    name: str
    address: str
    phone: str
    closed: bool = False
    confidential: bool = False
    offered_as: str = ""


def received_from(source: str) -> list[Received]:
    """Return every receiver that came from a publisher, to tell lists and numbers apart."""
    rows = Service.objects.filter(source=source).order_by("pk")
    names = (
        "outside_id",
        "source_title",
        "name",
        "location__address",
        "phone",
        "status",
        "confidential",
        "offered_as",
    )
    return [
        Received(key, title, name, address or "", phone, status in CLOSED_STATUSES, *more)
        for key, title, name, address, phone, status, *more in rows.values_list(*names)
    ]
