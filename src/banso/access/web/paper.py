"""Numbers on paper, shown once: kept sealed in the session from the press to the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.kit.sealed_text import NotOpened, opened_json, sealed_json

_KEPT = "numbers on paper"


def keep_for_paper(request: HttpRequest, numbers: list[str]) -> None:
    """Keep fresh numbers until the page that shows them once."""
    request.session[_KEPT] = sealed_json(numbers, _KEPT)


def paper_once(request: HttpRequest, home_url: str) -> HttpResponse | None:
    """Return the page of fresh numbers, which goes with being shown; None where there are none."""
    if request.method != "GET" or _KEPT not in request.session:
        return None
    try:
        numbers = opened_json(request.session.pop(_KEPT), _KEPT)
    except NotOpened:
        return None
    return render(request, "access/paper.html", {"numbers": numbers, "home_url": home_url})
