"""Help where one is: what happens to what one writes in a form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from banso.access.doors import door, guest_door
from banso.access.viewer import GuestRequest, WorkerRequest
from banso.desk.written import what_happens
from banso.drafts.actions import DRAFTS_KEPT


@door()
def writing(request: WorkerRequest, room: str, form: str) -> HttpResponse:
    """What happens to what a member writes in a form."""
    return _page(request, f"{room}:{form}", draft_days=DRAFTS_KEPT.days)


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
