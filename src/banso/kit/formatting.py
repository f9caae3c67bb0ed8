"""Saying values in the reader's language."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from banso.kit.eras import PartialDate, in_english, in_japanese


def format_day(value: PartialDate | date | datetime | None) -> str:
    """Return a date as 和暦(西暦), or in ISO order for English readers; nothing for no date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return in_japanese(value) if get_language() == "ja" else in_english(value)
