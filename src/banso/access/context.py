"""What every page's frame needs: the viewer, the navigation they may use, the search box."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from banso.access.navigation import navigation_of
from banso.access.queries import demo_accounts, demo_number
from banso.access.viewer import Viewer


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's context; nothing of it for people outside the door."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        guest = getattr(request, "guest", None)
        if guest is not None:
            return {
                "guest": guest,
                "guest_home": reverse(settings.BANSO_GUEST_HOME),
                "is_demo": settings.BANSO_DEMO,
            }
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
        "navigation": navigation_of(viewer, request.path),
        "find_url": reverse("people:find"),
        "suggest_url": reverse("people:suggest"),
        "is_demo": settings.BANSO_DEMO,
    }
