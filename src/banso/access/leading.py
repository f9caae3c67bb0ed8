"""Where a request is led that does not come through: signing in, the second key, who one is."""

from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from banso.access.unsent import keep_unsent


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and back afterwards; a form that was sent goes on from there."""
    if request.headers.get("HX-Request"):
        # A part of a page that is asked for by itself never takes the page away from somebody who
        # is typing there; the page says what has happened.
        return HttpResponse(status=401)
    about, back = "", request.get_full_path()
    if request.method == "POST":
        kept = keep_unsent(request)
        about, back = f"unsent={'kept' if kept else 'lost'}&", kept or _page_of(request)
    return HttpResponseRedirect(f"{reverse('account_login')}?{about}next={quote(back)}")


def _page_of(request: HttpRequest) -> str:
    """Return the page on which a form stands, where it is one of ours."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return urlsplit(came_from).path if came_from and ours else "/"


def to_own_keys(request: HttpRequest) -> HttpResponse:
    """Lead to the page of one's second keys, which is all that opens without one."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    return HttpResponseRedirect(reverse("access:own_keys"))


def to_still_you(request: HttpRequest) -> HttpResponse:
    """Ask who somebody is, and lead back afterwards; a form that was sent goes on from there."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    back = request.get_full_path()
    if request.method == "POST":
        back = keep_unsent(request) or _page_of(request)
    return HttpResponseRedirect(f"{reverse('access:still_you')}?next={quote(back)}")


def lead_back(request: HttpRequest, target: str) -> HttpResponseRedirect:
    """Lead to a page of ours, to the desk where the target is somebody else's."""
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(target if safe else "/")
