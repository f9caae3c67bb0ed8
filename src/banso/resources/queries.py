"""Browsing the directory."""

from uuid import UUID

from django.db.models import QuerySet

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.grams import squeeze
from banso.kit.refusals import NotSeen
from banso.resources.models import Service


def services_seen_by(viewer: Viewer) -> QuerySet[Service]:
    """Return the services of the directory, with their organization and location."""
    services = Service.objects.select_related("organization", "location")
    return services if viewer.may(Duty.SEE_RESOURCES) else services.none()


def find_services(viewer: Viewer, *, text: str = "", category: str = "", prefecture: str = "") -> QuerySet[Service]:
    """Return services in which every word of the text occurs, in name, place, department or description."""
    services = services_seen_by(viewer)
    for word in text[:200].split()[:6]:
        if squeeze(word):
            services = services.filter(squeezed__contains=squeeze(word))
    if category:
        services = services.filter(category=category)
    if prefecture:
        services = services.filter(location__prefecture_code=prefecture)
    return services


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
    found = services_seen_by(viewer).exclude(category="").order_by("category").values_list("category", flat=True).distinct()
    return list(found)


def how_many(viewer: Viewer) -> int:
    """Return how many services the directory holds."""
    return services_seen_by(viewer).count()
