"""Bringing in."""

from django.http import HttpResponse
from django.shortcuts import render

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest


@door(Duty.IMPORT_DATA)
def imports(request: WorkerRequest) -> HttpResponse:
    """Bringing in."""
    return render(request, "kit/message.html", {})
