"""Decisions about asking, without a database."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


class Moment(StrEnum):
    """When somebody is asked: set moments, so that like is compared with like."""

    MEETING = "meeting"
    ENTRY = "entry"
    EXIT = "exit"
    M3 = "m3"
    M6 = "m6"
    M12 = "m12"
    YEARLY = "yearly"
    OTHER = "other"


MOMENT_LABELS: dict[str, Lazy] = {
    Moment.MEETING: _("When we met"),
    Moment.ENTRY: _("On coming in"),
    Moment.EXIT: _("On leaving"),
    Moment.M3: _("3 months after leaving"),
    Moment.M6: _("6 months after leaving"),
    Moment.M12: _("12 months after leaving"),
    Moment.YEARLY: _("Once a year"),
    Moment.OTHER: _("At another time"),
}
AFTER_EXIT: dict[str, int] = {Moment.M3: 3, Moment.M6: 6, Moment.M12: 12}  # months


class Mode(StrEnum):
    """How it was answered."""

    ALONE = "alone"
    INTERVIEW = "interview"
    PAPER = "paper"


MODE_LABELS: dict[str, Lazy] = {
    Mode.ALONE: _("Filled in alone"),
    Mode.INTERVIEW: _("Asked aloud"),
    Mode.PAPER: _("On paper"),
}

SKIPPED = ""


def total_of(answers: Mapping[str, str], items: list[str]) -> int | None:
    """
    Return the sum of the steps, None where anything was left out: a sum of a part says nothing.
    """
    steps = [answers.get(code, SKIPPED) for code in items]
    return (
        sum(int(step) for step in steps)
        if steps and all(step.isdigit() for step in steps)
        else None
    )


def asks_for_somebody(total: int | None, same_day_from: int | None) -> bool:
    """Return whether somebody has to be there the same day."""
    return total is not None and same_day_from is not None and total >= same_day_from
