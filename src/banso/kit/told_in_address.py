"""
What a page says after something was done, at an address of its own, so that Back and Reload lead to
it again and do nothing twice. It is sealed: nobody makes up that something was done.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from banso.kit.sealed_text import NotOpened, opened_json, sealed_json

TOLD = "told"
_PURPOSE = "told in an address"


def lead_to_told(request: HttpRequest, **what: Any) -> HttpResponseRedirect:
    """Lead to the same address, which then tells what was done."""
    query = request.GET.copy()
    query[TOLD] = sealed_json({"at": request.path, "what": what}, _PURPOSE)
    return redirect(f"{request.path}?{query.urlencode()}")


def told_here(request: HttpRequest) -> dict[str, Any] | None:
    """Return what this address tells of what was done; None where it tells of nothing."""
    if request.method != "GET" or TOLD not in request.GET:
        return None
    try:
        told = opened_json(request.GET[TOLD], _PURPOSE)
    except NotOpened:
        return None
    return dict(told["what"]) if told["at"] == request.path else None
