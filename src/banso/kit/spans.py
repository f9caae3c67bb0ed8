"""What stands on a day: one rule for everything that begins and ends."""

from datetime import date

from django.db.models import Q


def stands_on(day: date, begins: str = "from_on", ends: str = "until_on") -> Q:
    """
    Return the condition that something stands on a day, as that day ends; the same rule as
    `banso_analysis.periods.stands_on`.
    """
    begun = Q(**{begins: None}) | Q(**{f"{begins}__lte": day})
    return begun & (Q(**{ends: None}) | Q(**{f"{ends}__gt": day}))
