"""What a manager sees of the backups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.access.doors import door
from banso.access.rules import Duty
from banso.backup.queries import disk_is_short, is_kept_nowhere, troubles


@door(Duty.MANAGE_AGENCY)
def on_desk(request: HttpRequest) -> HttpResponse:
    """Answer with what keeps the home from being safe, a part of the desk; nothing where all is."""
    what = {
        "troubles": troubles(),
        "nowhere": is_kept_nowhere(),
        "short": disk_is_short(),
    }
    return render(request, "backup/on_desk.html", what)
