"""Locking a page that nobody touches; what was typed on it waits for whoever left it."""

from urllib.parse import quote, urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.unsent import keep_unsent
from banso.access.viewer import WorkerRequest


@require_POST
@door(keyless=True)
def touched(request: WorkerRequest) -> HttpResponse:
    """Note that somebody is at the page still; the door has done it."""
    return HttpResponse(status=204)


@require_POST
@door(keyless=True)
def lock(request: WorkerRequest) -> HttpResponse:
    """End the sitting, and say where it goes on after signing in."""
    if "lock-path" not in request.POST:
        return HttpResponse(status=400)
    typed = request.POST.copy()
    path = _own_path("".join(typed.pop("lock-path", ["/"])[:1]))
    form = _own_path("".join(typed.pop("lock-form", [""])[:1]), "")
    kept = _kept(request, form, typed) if form else ""
    logout(request)
    back = f"{kept}?left=1" if kept else path
    about = "left" if kept or not form else "lost"
    return JsonResponse({"next": f"{reverse('account_login')}?unsent={about}&next={quote(back)}"})


def _own_path(text: str, otherwise: str = "/") -> str:
    """Return a path of ours with its query, nothing of another house."""
    parts = urlsplit(text)
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    plain = ours and not text.startswith(("//", "/\\")) and len(text) < 500
    return text if plain else otherwise


def _kept(request: WorkerRequest, form: str, typed: object) -> str:
    """Keep a form as if it had met the sign-in page."""
    sent = HttpRequest()
    sent.method, sent.COOKIES = "POST", request.COOKIES
    sent.path, _mark, sent.META["QUERY_STRING"] = form.partition("?")
    sent.POST = typed  # type: ignore[assignment]
    return keep_unsent(sent)
