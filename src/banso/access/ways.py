"""The ways in which an address is asked: a page is looked at, a form is sent, and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

WAYS = ("GET", "HEAD", "POST")


def asked_as_pages_are(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """
    Middleware: refuse every other way of asking before any view is reached, since what watches over
    forms and over reading watches over these; and tell whoever opens the address of a button, by
    Back or from a bookmark, what has happened, where nothing but an empty page would come.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in WAYS:
            return HttpResponseNotAllowed(WAYS)
        answer = get_response(request)
        if answer.status_code == 405 and not answer.content:
            plain = _of_a_button(request)
            plain["Allow"] = answer["Allow"]
            return plain
        return answer

    return middleware


def _of_a_button(request: HttpRequest) -> HttpResponse:
    """Answer 405 in plain words."""
    text = _(
        "This is the address of a button, not of a page. Nothing was done. Please go back to the "
        "page and press the button there."
    )
    return render(
        request,
        "kit/message.html",
        {"heading": _("There is no page here"), "text": text},
        status=405,
    )
