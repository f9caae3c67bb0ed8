"""Plain decisions about assessments."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.resources.rules import Domain, Hardship

__all__ = ["Domain", "Hardship"]


class Standing(Codes):
    """How far an item has been talked about; each is fine."""

    NOT_ASKED = "not_asked", _("Not asked")
    HEARD = "heard", _("Heard")
    UNKNOWN = "unknown", _("Don’t know yet")
    UNSAID = "unsaid", _("Would rather not say")


class Level(Codes):
    """How it is for the person now, in four steps that are never added up."""

    FINE = "fine", _("No trouble now")
    SOME = "some", _("Some trouble")
    MUCH = "much", _("Much trouble")
    NOW = "now", _("Needs a hand right now")


STEPS = {level.value: place for place, level in enumerate(Level)}

TEXTS = ("words", "fact", "view")


def standing_of(answer: dict[str, Any]) -> str:
    """
    Return how far an item has been talked about; whatever was written counts as heard unless
    somebody says otherwise.
    """
    said = str(answer.get("standing") or Standing.NOT_ASKED)
    if said == Standing.NOT_ASKED and any(
        answer.get(name) not in (None, "", []) for name in ("value", *TEXTS)
    ):
        return Standing.HEARD
    return said


def is_empty(answer: dict[str, Any]) -> bool:
    """Return whether nothing is known of an item."""
    return standing_of(answer) == Standing.NOT_ASKED


EARLIER = "earlier"


def kept_earlier(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the versions of an answer about to be replaced, itself last; none of nothing."""
    before = list(answer.get(EARLIER, ()))
    if not is_empty(answer):
        before.append({name: said for name, said in answer.items() if name != EARLIER})
    return {EARLIER: before} if before else {}


def in_conflict(
    answers: dict[str, dict[str, Any]], changes: dict[str, dict[str, Any]], version: int | None
) -> list[str]:
    """
    Return the items that somebody else changed after the version this edit was made from.

    Two people who write different items of the same part do not get in each other's way.
    """
    if version is None:
        return []
    return [code for code in changes if answers.get(code, {}).get("v", 0) > version]


class Direction(Codes):
    """Which way an item moved from one sitting to another."""

    UNKNOWN = "", _("—")
    LIGHTER = "lighter", _("lighter")
    HEAVIER = "heavier", _("heavier")
    SAME = "same", _("as before")


@dataclass(frozen=True)
class Move:
    """
    One line of the picture: an item, where it stood then and where it stands now; steps are 0 to 3,
    None where no level is known. `is_older` where what stands now was told on an earlier day.
    """

    label: str
    hardship: str
    then: int | None
    now: int | None
    then_said: str = ""
    now_said: str = ""
    is_older: bool = False

    @property
    def direction(self) -> str:
        """Return lighter, heavier, same, or nothing where one end is not known."""
        if self.then is None or self.now is None:
            return Direction.UNKNOWN
        if self.now == self.then:
            return Direction.SAME
        return Direction.LIGHTER if self.now < self.then else Direction.HEAVIER
