"""Moments of days."""

from datetime import date, datetime, time

from django.utils import timezone


def moment_of(day: date) -> datetime:
    """
    Return the moment by which something of a day is kept: now for today, noon in local time for
    another day.
    """
    now = timezone.localtime()
    return now if day == now.date() else timezone.make_aware(datetime.combine(day, time(12)))
