"""
The navigation: each room declares its entries, and a member sees those they may use, in a few
groups.
"""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.codes import Codes
from banso.kit.declarations import declared


class Group(Codes):
    """What stands together in the navigation, in its order; the last in the menu of one's name."""

    TODAY = "today", _("Today")
    PEOPLE = "people", _("People")
    FIELD = "field", _("Outside")
    TABLE = "table", _("Conferences")
    RECEIVERS = "receivers", _("Receivers")
    LOOKING_BACK = "looking_back", _("Looking back")
    OWN = "own", _("My menu")


@dataclass(frozen=True)
class NavigationEntry:
    """
    A page that the navigation leads to; the smaller `order` stands first in its group. What lies
    `below` it elsewhere counts as a part of it.
    """

    url_name: str
    label: Promise | str
    duty: Duty
    order: int
    group: Group = Group.PEOPLE
    below: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ShownGroup:
    """A group as a member sees it; one entry alone stands for its group."""

    code: str
    label: str | Promise
    entries: list[dict[str, Any]] = field(default_factory=list)

    @property
    def here(self) -> bool:
        """Whether the page one is on is one of its entries, or stands below one."""
        return any(entry["within"] for entry in self.entries)


def _within(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def navigation_of(viewer: Viewer, path: str) -> dict[str, Any]:
    """Return the groups that a member may use, and what stands in the menu of their name."""
    groups = {one: ShownGroup(code=one.value, label=one.label) for one in Group}
    for entry in sorted(declared(NavigationEntry), key=lambda one: one.order):
        if viewer.may(entry.duty):
            url = reverse(entry.url_name)
            groups[entry.group].entries.append(
                {
                    "url": url,
                    "label": entry.label,
                    "here": path == url,
                    "within": _within(path, url) or path.startswith(entry.below),
                }
            )
    own = groups.pop(Group.OWN)
    return {"groups": [one for one in groups.values() if one.entries], "own": own.entries}
