"""The page that a telephone opens without a network, and what makes it stay there."""

import json
from hashlib import sha256
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banso.access.doors import open_door
from banso.field.web.words import codes, words

_ROOM = Path(__file__).resolve().parents[1]
_MODULES = {
    "field/idb": "field/vendor/idb.js",
    "field/night": "field/night.js",
    "field/number": "field/number.js",
    "field/opening": "field/opening.js",
    "field/page": "field/page.js",
    "field/route": "field/route.js",
    "field/send": "field/send.js",
    "field/store": "field/store.js",
    "field/tablet": "field/tablet.js",
    "field/vault": "field/vault.js",
    "field/visits": "field/visits.js",
    "field/words": "field/words.js",
    "field/writing": "field/writing.js",
}
_ASKED = ("pair", "hello", "ops", "choose", "due", "take_visits")
_APP, _STYLE, _ICON = "field/app.js", "field/app.css", "kit/mark.svg"


def _told() -> dict[str, object]:
    """Return what the page knows without asking: words, codes, addresses; nothing of anybody."""
    addresses = {name: reverse(f"field:{name}") for name in _ASKED}
    addresses["rounds"] = reverse("intake:rounds")
    addresses["worker"] = reverse("field:worker")
    addresses["sign_in"] = f"{reverse('account_login')}?next={reverse('field:app')}"
    return {"words": words(), "codes": codes(), "addresses": addresses}


@csp_update({"manifest-src": [SELF]})
@open_door
def shell(request: HttpRequest) -> HttpResponse:
    """The page itself: it knows nothing of anybody, and is the same for everybody."""
    modules = json.dumps({"imports": {name: static(path) for name, path in _MODULES.items()}})
    context = {
        "told": _told(),
        "imports": mark_safe(modules),  # noqa: S308 — addresses of our own files
        "app": static(_APP),
        "style": static(_STYLE),
    }
    return render(request, "field/app.html", context)


@open_door
def worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page on the telephone: its files, under a name that changes with any."""
    files = [static(path) for path in (*_MODULES.values(), _APP, _STYLE, _ICON)]
    files.append(reverse("field:manifest"))
    page = (_ROOM / "templates/field/app.html").read_text()
    told = json.dumps([files, page, _told(), get_language()], ensure_ascii=False)
    sources = "".join(
        (_ROOM / "static" / path).read_text() for path in (*_MODULES.values(), _APP, _STYLE)
    )
    name = f"banso-field-{sha256((told + sources).encode()).hexdigest()[:16]}"
    source = (_ROOM / "worker.js").read_text()
    kept = json.dumps({"name": name, "shell": reverse("field:app"), "files": files})
    return HttpResponse(source.replace("__TOLD__", kept), content_type="text/javascript")


@open_door
def manifest(request: HttpRequest) -> HttpResponse:
    """What a telephone calls the page on its home screen."""
    return JsonResponse(
        {
            "name": _("Round (Banso)"),
            "short_name": _("Round"),
            "lang": get_language(),
            "start_url": reverse("field:app"),
            "scope": reverse("field:app"),
            "display": "standalone",
            "background_color": "#111111",
            "theme_color": "#111111",
            "icons": [{"src": static(_ICON), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )
