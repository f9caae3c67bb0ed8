"""What journeys teach, the people behind each figure, and the list that must be empty."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.assessment.rules import Domain
from banso.audit.actions import record_read
from banso.referrals import queries
from banso.referrals.rules import State
from banso.resources.queries import service_seen
from banso.resources.rules import System

FIRST = 5  # of the list that must be empty, on the desk


@door(Duty.SEE_MEMORY)
def agency(request: WorkerRequest) -> HttpResponse:
    """
    つなぎ, もどし, 投げ渡し of the people this member may see; and what is missing in the region.
    """
    found = queries.figures_of_agency(request.viewer)
    found["unmet"] = [
        {
            **one,
            "system_label": System.label_of(one["system"]),
            "domain_label": Domain.label_of(one["domain"]),
        }
        for one in found["unmet"]
    ]
    record_read(what="desk", people={one.person_id for one in found["longest"]}, by=request.viewer)
    return render(request, "referrals/figures.html", {"found": found})


@door(Duty.SEE_MEMORY)
def behind(request: WorkerRequest, figure: str) -> HttpResponse:
    """The people behind a figure."""
    try:
        service_id = UUID(request.GET["service"]) if request.GET.get("service") else None
    except ValueError:
        service_id = None
    system = request.GET.get("system", "") if request.GET.get("system", "") in set(System) else ""
    page = queries.people_behind(
        figure,
        request.viewer,
        service_id=service_id,
        system=system,
        cursor=request.GET.get("after", ""),
    )
    record_read(what="desk", people={one.person_id for one in page.rows}, by=request.viewer)
    rows = [(one, State.label_of(one.state), System.label_of(one.system)) for one in page.rows]
    return render(request, "referrals/behind.html", {"rows": rows, "next_cursor": page.next_cursor})


@door(Duty.SEE_MEMORY, Duty.SEE_RESOURCES)
def fared(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """Fragment: how people fared at one receiver."""
    service = service_seen(request.viewer, service_id)
    figures, days = queries.figures_of_service(service.pk, request.viewer)
    context: dict[str, Any] = {
        "service": service,
        "figures": [one for one in figures if one.count or ":" not in one.code],
        "days": days,
    }
    return render(request, "referrals/_partials/fared.html", context)


@door(Duty.ASSIGN_COMPANIONS, Duty.SEE_MEMORY)
def watch(request: WorkerRequest) -> HttpResponse:
    """The list that must be empty."""
    page = queries.unwatched(request.viewer, cursor=request.GET.get("after", ""))
    record_read(what="desk", people=[one.person.pk for one in page.rows], by=request.viewer)
    whole = not page.next_cursor and not request.GET.get("after")
    left = queries.left_behind(request.viewer)
    count = len(page.rows) + len(left) if whole else queries.count_unwatched(request.viewer)
    return render(
        request,
        "referrals/watch.html",
        {"rows": page.rows, "next_cursor": page.next_cursor, "count": count, "left": left},
    )


@door(Duty.ASSIGN_COMPANIONS, Duty.SEE_MEMORY)
def unwatched_count(request: WorkerRequest) -> HttpResponse:
    """Fragment: how many stand on the list that must be empty, and the first of them."""
    count = queries.count_unwatched(request.viewer)
    page = queries.unwatched(request.viewer, size=FIRST) if count else None
    rows = page.rows if page else []
    record_read(what="desk", people=[one.person.pk for one in rows], by=request.viewer)
    return render(request, "referrals/_partials/unwatched.html", {"count": count, "rows": rows})
