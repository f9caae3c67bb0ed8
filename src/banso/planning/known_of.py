"""
What later rooms know of a plan and its sheet asks for: when the conference sat, what was decided.
They declare it; planning does not know them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from banso.access.viewer import Viewer
from banso.kit.declarations import declared
from banso.planning.models import SupportPlan

CONFERENCE, DECISION = "conference", "decision"


@dataclass(frozen=True)
class KnownOfPlan:
    """What a room knows of a plan: lines for one place of its sheet, as far as a viewer may."""

    place: str
    lines: Callable[[SupportPlan, Viewer], list[str]]


def known_of(plan: SupportPlan, viewer: Viewer, place: str) -> str:
    """Return what is known of a plan that was seen already, for one place of its sheet."""
    return "\n".join(
        line
        for one in declared(KnownOfPlan)
        if one.place == place
        for line in one.lines(plan, viewer)
    )
