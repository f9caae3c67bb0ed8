"""Decisions about asking, without a database."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.declared_fields import LEFT_OUT


class Moment(Codes):
    """When somebody is asked: set moments, so that like is compared with like."""

    MEETING = "meeting", _("When we met")
    ENTRY = "entry", _("On coming in")
    EXIT = "exit", _("On leaving")
    M3 = "m3", _("3 months after leaving")
    M6 = "m6", _("6 months after leaving")
    M12 = "m12", _("12 months after leaving")
    YEARLY = "yearly", _("Once a year")
    OTHER = "other", _("At another time")


AFTER_EXIT: dict[str, int] = {Moment.M3: 3, Moment.M6: 6, Moment.M12: 12}  # months


class Mode(Codes):
    """How it was answered."""

    ALONE = "alone", _("Filled in alone")
    INTERVIEW = "interview", _("Asked aloud")
    PAPER = "paper", _("On paper")


SKIPPED = ""


def chosen_step(step: str) -> str:
    """Return the step that was chosen, nothing where an item was left out, by choice or not."""
    return SKIPPED if step == LEFT_OUT else step


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
