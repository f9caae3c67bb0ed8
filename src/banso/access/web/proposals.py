"""What waits for a second word: on the desk, on a page of its own, and for guests on theirs."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from banso.access import actions
from banso.access.doors import door, guest_door
from banso.access.proposals import waiting_for
from banso.access.viewer import GuestRequest, WorkerRequest

TOLD_FOR = timedelta(days=14)
"""How long a member reads on the desk that others have let them in anew."""


@door()
def waiting(request: WorkerRequest) -> HttpResponse:
    """Fragment: what waits for the viewer's word, or for somebody else's on their asking."""
    renewed = request.user.renewed_at  # type: ignore[union-attr]
    context = {
        "rows": waiting_for(request.viewer),
        "guest": False,
        "renewed_at": renewed if renewed and renewed > timezone.now() - TOLD_FOR else None,
    }
    return render(request, "access/_partials/waiting.html", context)


@door()
def show(request: WorkerRequest) -> HttpResponse:
    """The same on a page of its own."""
    return render(
        request, "access/proposals.html", {"rows": waiting_for(request.viewer), "guest": False}
    )


@sensitive_variables("told")
def _told(request: HttpRequest, told: str, back: str) -> HttpResponse:
    """Show what only whoever confirms is told, once; or lead back."""
    if told:
        context = {"told": told, "back": back, "address_again": reverse(back)}
        return render(request, "access/told.html", context)
    messages.success(request, _("Your word is noted."))
    return redirect(back)


@require_POST
@door()
def confirm(request: WorkerRequest, proposal_id: UUID) -> HttpResponse:
    """Give the second word."""
    said = request.POST.get("said", "")[:200]
    told = actions.confirm_proposal(proposal_id=proposal_id, by=request.viewer, said=said)
    return _told(request, told, "access:proposals")


@require_POST
@door()
def stop(request: WorkerRequest, proposal_id: UUID) -> HttpResponse:
    """Take back what one asked for, or say no."""
    actions.stop_proposal(proposal_id=proposal_id, by=request.viewer)
    messages.success(request, _("It is stopped."))
    return redirect("access:proposals")


@guest_door
def waiting_for_guest(request: GuestRequest) -> HttpResponse:
    """Fragment: what waits for a guest's word, and what others ask for about their own way in."""
    context = {
        "rows": waiting_for(request.guest),
        "guest": True,
        "renewed_at": request.user.renewed_at,  # type: ignore[union-attr]
    }
    return render(request, "access/_partials/waiting.html", context)


@require_POST
@guest_door
def confirm_as_guest(request: GuestRequest, proposal_id: UUID) -> HttpResponse:
    """Give the second word as a guest."""
    told = actions.confirm_proposal(proposal_id=proposal_id, by=request.guest)
    return _told(request, told, settings.BANSO_GUEST_HOME)


@require_POST
@guest_door
def stop_as_guest(request: GuestRequest, proposal_id: UUID) -> HttpResponse:
    """Say no as a guest, also to what others ask for about one's own way in."""
    actions.stop_proposal(proposal_id=proposal_id, by=request.guest)
    messages.success(request, _("It is stopped."))
    return redirect(settings.BANSO_GUEST_HOME)
