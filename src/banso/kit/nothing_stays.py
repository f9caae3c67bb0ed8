"""Nothing stays on a shared computer: no page in any cache, nothing after signing out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

UNSENT = "banso_unsent"
"""The cookie of a browser in which something sealed waits to be sent: that is not cleared away."""
_POLICY = ", ".join(
    f"{what}=()"
    for what in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def nothing_stays(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """
    Answer every page and every file so that no cache keeps it; signing out clears what the browser
    kept of us. What the program itself is made of (styles, scripts) is answered before.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = _POLICY
        signed_out = request.method == "POST" and request.path == reverse("account_logout")
        if signed_out and response.status_code == 302:
            waits = UNSENT in request.COOKIES
            response["Clear-Site-Data"] = '"cache"' if waits else '"cache", "storage"'
        return response

    return answered
