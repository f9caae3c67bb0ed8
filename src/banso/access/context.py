"""What every page's frame needs: the viewer, the navigation they may use, the search box."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import SimpleLazyObject

from banso.access.navigation import navigation_of
from banso.access.queries import demo_accounts, demo_number
from banso.access.readers import readers_of
from banso.access.text_rules import TextRule
from banso.access.viewer import Viewer
from banso.kit.declarations import ReadBeside, Writes, declared_by_code


def _written_url(request: HttpRequest, page: str) -> dict[str, str]:
    """
    Return where it is said what happens to what one writes, on the page of a form, and who reads
    it.
    """
    found = request.resolver_match
    writes = declared_by_code(Writes).get(found.view_name) if found else None
    if found is None or writes is None:
        return {}
    address = reverse(page, args=found.view_name.split(":"))
    rule = declared_by_code(TextRule).get(writes.model)
    readers = readers_of(rule) if rule and not rule.alone else []
    return {
        "written_url": f"{address}?{urlencode({'from': request.path})}",
        "written_by": "、".join(str(one) for one in readers),
    }


def _beside_url(request: HttpRequest) -> str:
    """Return where it is read how one works with the page one is on."""
    found = request.resolver_match
    beside = declared_by_code(ReadBeside).get(found.view_name) if found else None
    return reverse(beside.url_name, args=[beside.chapter]) if beside else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """
    Return the frame's context; nothing of it for people outside the door. What only a whole page
    shows is put together when it is asked for: a desk is made of twenty parts that show none.
    """
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        guest = getattr(request, "guest", None)
        if guest is not None:
            return {
                "guest": guest,
                "guest_home": reverse(settings.BANSO_GUEST_HOME),
                "is_demo": settings.BANSO_DEMO,
                **_written_url(request, "desk:guest_writing"),
            }
        if getattr(request, "is_broken", False):
            return {"is_demo": settings.BANSO_DEMO}  # it may be the database that is not there
        if settings.BANSO_DEMO and request.path == reverse("mfa_authenticate"):
            return {"is_demo": True, "demo_number": demo_number()}
        signing_in = settings.BANSO_DEMO and request.path == reverse("account_login")
        return {
            "demo_accounts": demo_accounts() if signing_in else [],
            "is_demo": settings.BANSO_DEMO,
        }
    return {
        "viewer": viewer,
        "can": viewer.can,
        "navigation": SimpleLazyObject(lambda: navigation_of(viewer, request.path)),
        "find_url": reverse_lazy("people:find"),
        "suggest_url": reverse_lazy("people:suggest"),
        "is_demo": settings.BANSO_DEMO,
        "beside_url": SimpleLazyObject(lambda: _beside_url(request)),
        **_written_url(request, "desk:writing"),
    }
