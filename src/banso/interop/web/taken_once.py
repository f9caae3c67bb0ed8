"""
A file is tried and taken in, each at an address that Back finds again: what is tried is kept beside
the file, what was taken in is told for a day. It is taken in once: whoever presses a second time
sees the import that was made.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from banso.access.viewer import WorkerRequest
from banso.interop import uploads
from banso.interop.web.taken_in import taken_in_page
from banso.kit.asked_in_address import as_posted, body_of, kept_of

View = Callable[..., HttpResponse]
TRIED, _STEP = "tried", "step"


def taken_once(view: View) -> View:
    """Return a view of a file that is tried as often as one likes, and taken in once."""

    @wraps(view)
    def once(request: WorkerRequest, upload_id: UUID, **more: Any) -> HttpResponse:
        if "take-in" not in request.POST:
            return _made(request, upload_id) or _tried(view, request, upload_id, more)
        with uploads.claimed(upload_id, request.viewer) as free:
            if made := _made(request, upload_id):
                return made
            if free:
                return view(request, upload_id, **more)
        messages.info(
            request,
            _("This file is being taken in just now. In a moment the import stands here."),
        )
        return redirect("interop:runs")

    return once


def _tried(
    view: View, request: WorkerRequest, upload_id: UUID, more: dict[str, Any]
) -> HttpResponse:
    """Keep what is tried, and lead to where it is; show there what was tried last."""
    if request.method == "POST":
        uploads.keep_beside(upload_id, {_STEP: kept_of(request.POST)}, request.viewer)
        query = request.GET.copy()
        query[TRIED] = "1"
        return redirect(f"{request.path}?{query.urlencode()}")
    if request.method == "GET" and TRIED in request.GET:
        step = uploads.kept_beside(upload_id, request.viewer).get(_STEP)
        if step is not None:
            as_posted(request, body_of(step))
    return view(request, upload_id, **more)


def _made(request: WorkerRequest, upload_id: UUID) -> HttpResponse | None:
    """Return what was told of a file that was taken in, None where it was not."""
    told = uploads.told_of(upload_id, request.viewer)
    if told is None:
        return None
    if request.method == "GET" and told["at"] == request.path:
        return taken_in_page(request, told)
    messages.info(request, _("This file was taken in already; it was not taken in again."))
    run_id = told["run_id"]
    return redirect("interop:run", run_id=run_id) if run_id else redirect("interop:runs")
