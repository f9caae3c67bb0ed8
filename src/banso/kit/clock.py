"""Moments of days."""

from datetime import date, datetime, time

from django.utils import timezone

NOON = time(12)
"""The hour of what happened on a day whose hour nobody kept."""


def moment_at(day: date, hour: time | None) -> datetime:
    """Return a moment in local time; noon where no hour was said."""
    return timezone.make_aware(datetime.combine(day, hour or NOON))


def moment_of(day: date) -> datetime:
    """
    Return the moment by which something of a day is kept: now for today, noon in local time for
    another day.
    """
    now = timezone.localtime()
    return now if day == now.date() else moment_at(day, None)
