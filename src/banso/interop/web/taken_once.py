"""A file is taken in once: whoever presses a second time sees the import that was made."""

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

View = Callable[..., HttpResponse]


def taken_once(view: View) -> View:
    """Return a view of a file that answers a second taking in with what the first has made."""

    @wraps(view)
    def once(request: WorkerRequest, upload_id: UUID, **more: Any) -> HttpResponse:
        if "take-in" not in request.POST:
            return _made(request, upload_id) or view(request, upload_id, **more)
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


def _made(request: WorkerRequest, upload_id: UUID) -> HttpResponse | None:
    """Return the way to the import that was made of a file, None where it was not taken in."""
    run_id = uploads.taken_in(upload_id, request.viewer)
    if run_id is None:
        return None
    messages.info(request, _("This file was taken in already; it was not taken in again."))
    return redirect("interop:run", run_id=run_id) if run_id else redirect("interop:runs")
