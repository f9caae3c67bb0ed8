"""The page that a telephone opens without a network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.access.doors import open_door


@open_door
def shell(request: HttpRequest) -> HttpResponse:
    """The page itself: it knows nothing of anybody, and is the same for everybody."""
    return render(request, "field/app.html")
