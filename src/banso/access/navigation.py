"""The navigation: each room declares its entries, and a member sees those they may use."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.declarations import declared


@dataclass(frozen=True)
class NavigationEntry:
    """A page that the navigation leads to; the smaller `order` stands first."""

    url_name: str
    label: Promise | str
    duty: Duty
    order: int


def navigation_of(viewer: Viewer, path: str) -> list[dict[str, Any]]:
    """Return the entries that a member may use, and which of them is the page at a path."""
    entries = sorted(declared(NavigationEntry), key=lambda one: one.order)
    usable = [(one, reverse(one.url_name)) for one in entries if viewer.may(one.duty)]
    return [{"url": url, "label": one.label, "here": path == url} for one, url in usable]
