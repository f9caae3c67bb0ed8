"""Fragments for the desk: people one walks with, promises due, the long unmet, unread handovers."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.companionship import queries


@door(Duty.SEE_PEOPLE)
def my_people(request: WorkerRequest) -> HttpResponse:
    """Fragment: the people this member walks with, each with the next promise."""
    page = queries.my_people(request.viewer, cursor=request.GET.get("after", ""))
    promises = queries.next_promises([walk.person_id for walk in page.rows])
    record_read(what="desk", people=[walk.person_id for walk in page.rows], by=request.viewer)
    rows = [{"walk": walk, "promise": promises.get(walk.person_id)} for walk in page.rows]
    return render(
        request,
        "companionship/_partials/my_people.html",
        {"rows": rows, "next_cursor": page.next_cursor, "today": request.viewer.today},
    )


@door(Duty.WRITE_MEMORY)
def due(request: WorkerRequest) -> HttpResponse:
    """Fragment: promises due and overdue, the oldest first."""
    promises = queries.my_promises(request.viewer, until=request.viewer.today + timedelta(days=7))
    record_read(what="desk", people=[promise.person_id for promise in promises], by=request.viewer)
    return render(
        request,
        "companionship/_partials/due.html",
        {"promises": promises, "today": request.viewer.today},
    )


@door(Duty.SEE_MEMORY)
def unmet(request: WorkerRequest) -> HttpResponse:
    """Fragment: people whom nobody has met for long."""
    days = agency_of(request.viewer).silence_days
    page = queries.long_unmet(request.viewer, days=days)
    record_read(what="desk", people=[walk.person_id for walk in page.rows], by=request.viewer)
    return render(request, "companionship/_partials/unmet.html", {"rows": page.rows, "days": days})


@door(Duty.HAND_OVER)
def unread(request: WorkerRequest) -> HttpResponse:
    """Fragment: handovers not read yet."""
    posts = queries.unread_handovers(request.viewer)
    return render(request, "companionship/_partials/unread.html", {"posts": posts})
