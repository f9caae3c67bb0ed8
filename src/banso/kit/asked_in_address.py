"""
What was asked in a body gets an address, so that Back leads to its answer again. A name must not
stand in an address: what was asked stands there sealed, and opens for the same account alone.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from banso.kit.my_number import carries_my_number
from banso.kit.sealed_text import NotOpened, opened_json, sealed_json

ASKED = "asked"
_PURPOSE = "asked in an address"
_LONGEST = 6000  # of an address; what is longer is answered where it was sent
_NOT_KEPT = ("csrfmiddlewaretoken",)

View = Callable[..., HttpResponse]
OnlyAsks = Callable[[Mapping[str, Any]], bool]


def asked_in_address(only_asks: OnlyAsks = lambda posted: True) -> Callable[[View], View]:
    """
    Return a decorator for views that answer a body with a page: where the body only asks, its
    answer stands at an address of its own.
    """

    def of(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            whole_page = not request.headers.get("HX-Request")
            if request.method == "POST" and whole_page and only_asks(request.POST):
                if query := _sealed(request):
                    return redirect(f"{request.path}?{query}")
            elif request.method == "GET" and ASKED in request.GET:
                posted = _opened(request)
                if posted is not None and only_asks(posted):
                    as_posted(request, posted)
            return view(request, *args, **named)

        return answered

    return of


def as_posted(request: HttpRequest, posted: QueryDict) -> None:
    """Let a request ask what was asked before."""
    if not request.FILES:  # also reads this request’s own body, which Django does but once
        request.POST = posted  # type: ignore[assignment]
        request.method = "POST"


def kept_of(posted: QueryDict) -> dict[str, list[str]]:
    """Return what is kept of a body."""
    return {name: list(texts) for name, texts in posted.lists() if name not in _NOT_KEPT}


def body_of(kept: Mapping[str, list[str]]) -> QueryDict:
    """Return a body of what was kept of it."""
    posted = QueryDict(mutable=True)
    for name, texts in kept.items():
        posted.setlist(name, texts)
    return posted


def _sealed(request: HttpRequest) -> str:
    """Return what was asked as the query of an address; empty where it cannot stand there."""
    kept = kept_of(request.POST)
    if any(carries_my_number(text) for texts in kept.values() for text in texts):
        return ""
    asked = {"by": str(request.user.pk), "at": request.path, "what": kept}
    query = request.GET.copy()
    query[ASKED] = sealed_json(asked, _PURPOSE)
    address = query.urlencode()
    return address if len(address) <= _LONGEST else ""


def _opened(request: HttpRequest) -> QueryDict | None:
    try:
        asked = opened_json(request.GET[ASKED], _PURPOSE)
    except NotOpened:
        return None
    if (asked["by"], asked["at"]) != (str(request.user.pk), request.path):
        return None
    return body_of(asked["what"])
