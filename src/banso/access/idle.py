"""
A page that nobody touches locks: the sitting ends, and what was typed waits for whoever left it.

The browser locks by itself (`lock.js`); the server does a minute later, for a browser that doesn't.
Ten hours after the sign-in a sitting is over, however busy it was.
"""

from time import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from banso.access.viewer import Viewer

SEEN = "banso_seen"
BEGAN = "banso_began"
GRACE = 60  # seconds


def is_left_alone(request: HttpRequest, viewer: Viewer) -> bool:
    """
    Return whether nobody has touched anything for too long, and note that somebody has now; what a
    page asks for by itself is no touch.
    """
    if not viewer.lock_after or request.path == reverse("access:lock"):
        return False
    now, seen = time(), request.session.get(SEEN)
    if seen is not None and now - seen > viewer.lock_after * 60 + GRACE:
        return True
    by_itself = request.method == "GET" and request.headers.get("HX-Request")
    if seen is None or (now - seen > GRACE and not by_itself):
        request.session[SEEN] = now
    return False


def note_beginning(sender: object, request: HttpRequest, **more: Any) -> None:
    """Note when a sitting began: at the sign-in."""
    request.session[BEGAN] = time()


def is_over(request: HttpRequest) -> bool:
    """Return whether a sitting has lasted as long as one may, since the sign-in."""
    began = request.session.get(BEGAN)
    if began is None:  # signed in before this was noted
        request.session[BEGAN] = time()
        return False
    return bool(time() - began > settings.SESSION_COOKIE_AGE)
