"""Whose seat rests: somebody who has died sits at no meeting to come."""

from django.db.models import Q

from banso.conferences.rules import WRITABLE, Attendance


def at_the_table() -> Q:
    """
    Return which seats count: as long as a meeting is not over, the own seat of somebody who has
    died rests, unless they are here already. The item stays: others may want to speak of them.
    """
    resting = Q(item__person__has_died=True, conference__state__in=WRITABLE)
    return ~(resting & ~Q(attendance=Attendance.PRESENT))
