"""Days that programs send: as far ahead as people may type one, and no further."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from banso.kit.eras import months_later
from banso.kit.forms import AHEAD_MONTHS
from banso.kit.refusals import Refusal


class TooFarAhead(Refusal):
    """Nobody promises something for the next generation."""

    sentence = _("This day lies more than ten years ahead. Please look at the year again.")


class InTheFuture(Refusal):
    """What is written down has happened."""

    sentence = _("This day lies in the future. Please look at the year again.")


def not_too_far(day: date | None, today: date, *, field: str) -> None:
    """
    Refuse a day that no form would take.

    :raises TooFarAhead: if it lies more than ten years ahead
    """
    if day is not None and day > months_later(today, AHEAD_MONTHS):
        raise TooFarAhead(field=field)


def has_come(day: date, today: date, *, field: str) -> None:
    """
    Refuse a day on which nothing can have happened yet.

    :raises InTheFuture: if it is to come
    """
    if day > today:
        raise InTheFuture(field=field)
