"""Saying values in the reader's language."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from banso.kit.eras import PartialDate, in_english, in_japanese
from banso_analysis import rounding

LEAST_P = 0.0001  # shown as it is; what is smaller is said to be so


def format_day(value: PartialDate | date | datetime | None) -> str:
    """Return a date as 和暦(西暦), or in ISO order for English readers; nothing for no date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return in_japanese(value) if get_language() == "ja" else in_english(value)


def percent(share: float | None) -> str:
    """Return a share in whole percent as forms expect it (四捨五入): 6 of 48 are 13%."""
    return "—" if share is None else f"{rounding.percent(share)}%"


def points(difference: float | None) -> str:
    """Return a difference of shares in points, with its sign."""
    return "—" if difference is None else f"{int(rounding.percent(difference)):+d}"


def p_value(p: float | None) -> str:
    """Return what comes out of a test; a very small p is never none at all."""
    if p is None:
        return "—"
    return f"p < {LEAST_P}" if p < LEAST_P else f"p = {rounding.half_up(p, 4)}"
