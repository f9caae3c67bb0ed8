"""Drafts, saved while somebody types."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from banso.access.doors import door, open_door
from banso.access.leading import to_sign_in
from banso.access.queries import agency_of_account
from banso.access.viewer import WorkerRequest
from banso.drafts import actions, queries
from banso.kit.my_number import MyNumberRefused
from banso.kit.row_level_security import speaking_for


@require_POST
@door()
def save_draft(request: WorkerRequest) -> HttpResponse:
    """Keep what is in a form so far."""
    key = request.POST.get("draft-key", "")[:120]
    skipped = ("draft-key", "csrfmiddlewaretoken", "submission")
    data = {name: values for name, values in request.POST.lists() if name not in skipped}
    if not key or actions.too_long(data):
        return JsonResponse({"saved": False}, status=400)
    try:
        actions.save_draft(key=key, data=data, at=timezone.now(), by=request.viewer)
    except MyNumberRefused:
        return JsonResponse({"saved": False}, status=422)
    return JsonResponse({"saved": True})


@open_door
def unsent(request: HttpRequest, unsent_id: UUID) -> HttpResponse:
    """Go on with a form that was sent after the sign-in had ended, as the account that sent it."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    agency_id = agency_of_account(request.user.pk)
    if agency_id is None:
        raise Http404
    with speaking_for(agency_id):
        kept = queries.unsent_of(request.user.pk, unsent_id)
    if kept is None:
        raise Http404
    fields = [(name, value) for name, values in kept.data.items() for value in values]
    context = {"kept": kept, "fields": fields, "left": "left" in request.GET}
    return render(request, "drafts/unsent.html", context)
