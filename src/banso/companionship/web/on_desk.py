"""Fragments for the desk: people one walks with, promises due, the long unmet, unread handovers."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.companionship import queries
from banso.companionship.rules import IN_ONE_TAP, OneTap
from banso.kit.formatting import time_to
from banso.kit.ids import new_id
from banso.people.queries import passed_on_to, sleeping_places

FRESH = timedelta(days=14)
AT_ONCE = 6  # people one walks with stand open on the desk, more of them open by a tap


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
        {
            "rows": rows,
            "next_cursor": page.next_cursor,
            "folds": len(rows) > AT_ONCE and "after" not in request.GET,
            "today": request.viewer.today,
            "taps": OneTap.choices,
            "token": new_id,
        },
    )


@door(Duty.SEE_NAMES, Duty.WRITE_MEMORY)
def received(request: WorkerRequest) -> HttpResponse:
    """Fragment: who was passed on to this member in the last two weeks; else nothing."""
    rows = passed_on_to(request.viewer, since=request.viewer.today - FRESH)
    promises = queries.next_promises([entry.person_id for entry in rows])
    record_read(what="desk", people=[entry.person_id for entry in rows], by=request.viewer)
    return render(
        request,
        "companionship/_partials/received.html",
        {"rows": [(entry, promises.get(entry.person_id)) for entry in rows]},
    )


@door(Duty.WRITE_MEMORY)
def due(request: WorkerRequest) -> HttpResponse:
    """Fragment: promises due and overdue, the oldest first."""
    promises = queries.my_promises(request.viewer, until=request.viewer.today + timedelta(days=7))
    record_read(what="desk", people=[promise.person_id for promise in promises], by=request.viewer)
    answer = render(
        request,
        "companionship/_partials/due.html",
        {
            "days": _by_day(promises, request),
            "today": request.viewer.today,
            "outcomes": IN_ONE_TAP,
        },
    )
    return saying(answer, _promises_said(promises, request))


def _promises_said(promises: list[Any], request: WorkerRequest) -> str:
    """Return how many promises stand for the week, and of how many the day has passed."""
    if not promises:
        return ""
    late = sum(one.due_on < request.viewer.today for one in promises)
    said: str = ngettext("%(n)d promise this week", "%(n)d promises this week", len(promises)) % {
        "n": len(promises)
    }
    return said + (_(" (the day of %(n)d has passed)") % {"n": late} if late else "")


def _by_day(promises: list[Any], request: WorkerRequest) -> list[dict[str, Any]]:
    """Return the days with what is to be done on them: one act for many people stands once."""
    places = sleeping_places([one.person_id for one in promises], request.viewer)
    days = []
    for on, due_then in groupby(promises, key=lambda one: one.due_on):
        acts: dict[str, dict[str, list[Any]]] = {}
        for one in due_then:
            at = places.get(one.person_id, "")
            acts.setdefault(one.text, {}).setdefault(at, []).append(one)
        days.append(
            {
                "on": on,
                "when": time_to(on, request.viewer.today),
                "acts": [
                    {
                        "promises": (those := [one for at in act.values() for one in at]),
                        "names": "、".join(one.person.called_name for one in those),
                        "places": sorted(act.items()),
                    }
                    for act in acts.values()
                ],
            }
        )
    return days


@door(Duty.SEE_MEMORY)
def unmet(request: WorkerRequest) -> HttpResponse:
    """Fragment: people whom nobody has met for long."""
    days = agency_of(request.viewer).silence_days
    page = queries.long_unmet(request.viewer, days=days)
    record_read(what="desk", people=[walk.person_id for walk in page.rows], by=request.viewer)
    longest = max((_days_since(one, request) for one in page.rows), default=0) or 1
    rows = [(one, round(100 * _days_since(one, request) / longest)) for one in page.rows]
    context = {"rows": rows, "days": days, "today": request.viewer.today}
    answer = render(request, "companionship/_partials/unmet.html", context)
    many = f"{len(rows)}+" if page.next_cursor else str(len(rows))
    said = ngettext("%(n)s person not met for long", "%(n)s people not met for long", len(rows))
    return saying(answer, said % {"n": many} if rows else "")


def _days_since(walk: Any, request: WorkerRequest) -> int:
    """Return how long the silence is: since the last meeting, or since somebody walks along."""
    silent: timedelta = request.viewer.today - (walk.person.last_met_on or walk.from_on)
    return silent.days


@door(Duty.HAND_OVER)
def unread(request: WorkerRequest) -> HttpResponse:
    """Fragment: handovers not read yet."""
    posts = queries.unread_handovers(request.viewer)
    answer = render(request, "companionship/_partials/unread.html", {"posts": posts})
    return saying(answer, first_of([post.text for post in posts], len(posts)))
