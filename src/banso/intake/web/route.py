"""Tonight's route: its places in their order, who is usually there, who was not seen for long."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.intake import actions, queries
from banso.intake.web.rounds import is_night


@door(Duty.RECORD_ROUNDS, Duty.SEE_PLACES)
def route(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """The places of a round, in the order in which they are usually reached."""
    outreach_round = queries.round_seen(request.viewer, round_id)
    usual = queries.usually_met(outreach_round, request.viewer, also_met=True)
    record_read(what="round", people=[one.person_id for one in usual], by=request.viewer)
    stops = [
        {
            "stop": stop,
            "place": next((one.place for one in people if one.place), ""),
            "usual": people,
        }
        for stop, rows in groupby(usual, key=lambda one: one.stop)
        for people in [list(rows)]
    ]
    context = {"round": outreach_round, "stops": stops, "after_dark": is_night()}
    return render(request, "intake/route.html", context)


@require_POST
@door(Duty.RECORD_ROUNDS, Duty.SEE_PLACES)
def move(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """Move a place of the route by one."""
    actions.move_stop(
        round_id=round_id,
        stop=request.POST.get("earlier") or request.POST.get("later", ""),
        earlier=bool(request.POST.get("earlier")),
        by=request.viewer,
    )
    return redirect("intake:route", round_id=round_id)
