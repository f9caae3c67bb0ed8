"""Drafts, saved while somebody types."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.viewer import WorkerRequest
from banso.drafts import actions
from banso.kit.my_number import MyNumberRefused

MAX_DRAFT = 200_000


@require_POST
@door()
def save_draft(request: WorkerRequest) -> HttpResponse:
    """Keep what is in a form so far."""
    key = request.POST.get("draft-key", "")[:120]
    skipped = ("draft-key", "csrfmiddlewaretoken", "submission")
    data = {name: values for name, values in request.POST.lists() if name not in skipped}
    if not key or sum(len(value) for values in data.values() for value in values) > MAX_DRAFT:
        return JsonResponse({"saved": False}, status=400)
    try:
        actions.save_draft(key=key, data=data, at=timezone.now(), by=request.viewer)
    except MyNumberRefused:
        return JsonResponse({"saved": False}, status=422)
    return JsonResponse({"saved": True})
