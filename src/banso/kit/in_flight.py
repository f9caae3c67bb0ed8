"""How many requests this process answers at this moment: what can wait lets the others go first."""

from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class _Now:
    """How many are being answered."""

    count = 0
    lock = Lock()


def others_ask() -> bool:
    """Return whether this process answers another request beside the one that asks this."""
    return _Now.count > 1


def count_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: count what is being answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with _Now.lock:
            _Now.count += 1
        try:
            return get_response(request)
        finally:
            with _Now.lock:
                _Now.count -= 1

    return middleware
