"""
What can't be done for now, and can be in a moment: the database is away or busy, or a disk is full.

The answer is a 503 that holds what was typed: one button sends it again.
"""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.kit.new_files import is_full
from banso.kit.sealed_sqlite.files import errors

AWAY = _("What is kept here can’t be reached at the moment. Every try asks for it again.")
BUSY = _("Somebody else is writing a lot at the moment, so that this could not be done at once.")
FULL = _("The disk is full: nothing can be saved. Please tell whoever looks after this machine.")
AGAIN_SECONDS = "5"
NEVER_KEPT = ("password", "csrfmiddlewaretoken")

_BUSY_STATES = ("55P03", "57014")  # no lock within the time, cancelled
_FULL_STATES = ("53100",)
_AWAY_CLASSES = ("08", "57P", "53")  # connections, shutting down, too many
_SAID_BY_SQLITE = (
    ("is locked", BUSY),
    ("disk is full", FULL),
    ("unable to open", AWAY),
    ("disk I/O", AWAY),
)


def answer_for_now(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to the error that is being handled; None where it will not pass."""
    why = reason_of(sys.exc_info()[1])
    if why is None:
        return None
    sent = request.method == "POST"
    about = {"text": why, "where": request.get_full_path(), "sent": sent}
    kept = _typed(request) if sent else []
    answer = render(request, "access/for_now.html", {**about, "kept": kept}, status=503)
    answer["Retry-After"] = AGAIN_SECONDS
    return answer


def reason_of(error: BaseException | None) -> Promise | None:
    """Return why something can't be done for now; None where it will not pass by itself."""
    if isinstance(error, OSError):
        return FULL if is_full(error) else None
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state in _BUSY_STATES or state in _FULL_STATES:
        return FULL if state in _FULL_STATES else BUSY
    if state.startswith(_AWAY_CLASSES) or isinstance(error, InterfaceError):
        return AWAY
    for said, why in _SAID_BY_SQLITE:
        if said in str(error):
            return why
    of_file = isinstance(error.__cause__, errors())  # it has said all there is to say
    return AWAY if isinstance(error, OperationalError) and not (state or of_file) else None


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent; passwords are typed again, and files chosen again."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name for word in NEVER_KEPT)
    ]
