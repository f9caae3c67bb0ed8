"""
How referrals are counted: each definition once, for the database (Q) and, beside it, for the
published tables (text over a row `t`).
"""

from datetime import date

from django.db.models import F, Q

from banso.referrals.rules import State

_TAKEN = (State.ACCEPTED, State.WENT, State.WATCHED)

# The day of the next look has come, and nobody has looked (`rules.is_at_risk`).
SILENT = "t.returned_on IS NULL AND t.next_look_on <= {today}"

# How the receiver answered. Whoever was accepted and came back before going there was accepted.
ANSWER = (
    "CASE WHEN t.went_on IS NOT NULL OR t.state IN ({taken}) OR (t.returned_on IS NOT NULL AND "
    "t.refusal_reason = '' AND t.answered_on >= t.asked_on) THEN 'accepted' "
    "WHEN t.refusal_reason <> '' THEN 'refused' "
    "WHEN t.returned_on IS NOT NULL THEN 'back' "
    "WHEN t.asked_on IS NULL THEN 'not_asked' ELSE 'waiting' END"
).format(taken=", ".join(f"'{one.value}'" for one in _TAKEN))


def silent(today: date) -> Q:
    """Return the condition that the day of the next look has come, and nobody has looked."""
    return ~Q(state=State.RETURNED) & Q(next_look_on__lte=today)


def accepted() -> Q:
    """Return the condition that a receiver accepted the person, or that they went there."""
    back = Q(state=State.RETURNED, refusal_reason="", answered_on__gte=F("asked_on"))
    return Q(went_on__isnull=False) | Q(state__in=_TAKEN) | back
