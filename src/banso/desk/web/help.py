"""Help where one is: what happens to what one writes, and being shown around one's own role."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from banso.access.actions import keep_tour_step
from banso.access.doors import door, guest_door
from banso.access.queries import member_behind
from banso.access.rules import TOUR_STEPS, Duty
from banso.access.viewer import GuestRequest, WorkerRequest
from banso.desk.tour import tour_of
from banso.desk.written import what_happens
from banso.drafts.actions import DRAFTS_KEPT
from banso.kit.numbers import whole_number


@door()
def writing(request: WorkerRequest, room: str, form: str) -> HttpResponse:
    """What happens to what a member writes in a form."""
    return _page(request, f"{room}:{form}", draft_days=DRAFTS_KEPT.days)


@door(Duty.SEE_PEOPLE)
def tour(request: WorkerRequest) -> HttpResponse:
    """The five places of one's own role, whenever one asks for them."""
    return render(request, "desk/tour.html", {"stops": _stops(request)})


@door(Duty.SEE_PEOPLE)
def tour_on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: the place that is shown next, nothing for whoever has seen them."""
    stops, step = _stops(request), member_behind(request.viewer).tour_step
    if step >= len(stops):
        return HttpResponse()
    context = {"stop": stops[step], "number": step + 1, "all": len(stops)}
    return render(request, "desk/_tour.html", context)


@require_POST
@door(Duty.SEE_PEOPLE)
def tour_step(request: WorkerRequest) -> HttpResponse:
    """Go on to another place, end being shown around, or begin anew."""
    step = whole_number(request.POST.get("step", ""))
    keep_tour_step(step=TOUR_STEPS if step is None else step, by=request.viewer)
    return redirect("desk:today")


def _stops(request: WorkerRequest) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse(one.url_name, args=one.args),
            "title": one.title,
            "sentence": one.sentence,
        }
        for one in tour_of(member_behind(request.viewer).roles)
    ]


@guest_door
def guest_writing(request: GuestRequest, room: str, form: str) -> HttpResponse:
    """What happens to what a guest writes in a form."""
    return _page(request, f"{room}:{form}", draft_days=0)


def _page(request: HttpRequest, form: str, *, draft_days: int) -> HttpResponse:
    back = request.GET.get("from", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    context = {
        "what": what_happens(form),
        "draft_days": draft_days,
        "back_url": back if here else "/",
    }
    return render(request, "desk/writing.html", context)
