"""
Decisions about deciding: who may, when there are enough, which outcome follows (支援決定判定),
without a database.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.eras import months_later


class Kind(Codes):
    """What is asked."""

    NEW = "new", _("To accompany somebody")
    RENEWAL = "renewal", _("To go on (renewal)")
    URGENT = "urgent", _("Urgent support that has begun already")
    AGAIN = "again", _("Asked again after it was sent back")
    APPEAL = "appeal", _("An appeal against a decision")


class Stance(Codes):
    """What a member thinks, and what the body decides."""

    APPROVE = "approve", _("Approve")
    CONDITIONS = "conditions", _("Approve with conditions")
    SEND_BACK = "send_back", _("Send back")
    REFUSE = "refuse", _("Refuse")


GRANTED = (Stance.APPROVE, Stance.CONDITIONS)


class State(Codes):
    """How far a request is."""

    ASKED = "asked", _("waits for the decision")
    DECIDED = "decided", _("decided")
    STOPPED = "stopped", _("stopped by the person’s word")


RENEW_BEFORE = timedelta(days=60)
LONGEST_MONTHS = 24


def folded(name: str) -> str:
    """
    Return a name as it is compared: widths, spaces and capitals do not make another organisation.
    """
    return "".join(normalize("NFKC", name).split()).casefold()


class RecusalReason(Codes):
    """Why a member takes no part."""

    OWN_ORGANISATION = "own_organisation", _("their own organisation asks")
    OWN_REQUEST = "own_request", _("they asked themselves")
    GAINS = "gains", _("their own organisation gains by it")
    TOOK_PART = "took_part", _("they took part in the decision that is appealed against")
    WORD = "word", _("by their own word")


def why_recused(
    *,
    home_agency_id: object,
    organisation: str,
    name: str,
    asker_id: object,
    asker: str,
    asked_by: str,
    gains: Iterable[str],
    took_part: bool,
) -> str:
    """
    Return why a member takes no part by rule, empty where nothing stands against it.

    Their own organisation asks, or gains by it; they asked themselves; they took part in the
    decision that is appealed against.
    """
    if (home_agency_id is not None and home_agency_id == asker_id) or folded(
        organisation
    ) == folded(asker):
        return RecusalReason.OWN_ORGANISATION
    if folded(name) == folded(asked_by):
        return RecusalReason.OWN_REQUEST
    if folded(organisation) in {folded(one) for one in gains if one.strip()}:
        return RecusalReason.GAINS
    return RecusalReason.TOOK_PART if took_part else ""


def enough(opinions: int, *, quorum: int) -> bool:
    """Return whether enough members who are not recused have said what they think."""
    return opinions >= quorum


def follows(outcome: str, stances: Sequence[str]) -> bool:
    """
    Return whether an outcome follows from what the members think.

    To approve, with conditions or without, is one side: it has to have more members than either
    other side, and so has each of those; a tie decides nothing. On the side of approval the form
    that more of them want follows; where both are wanted alike, whoever leads writes down which.
    """
    counted, sides = Counter(stances), Counter(_side(one) for one in stances)
    own = sides.pop(_side(outcome), 0)
    return counted[outcome] > 0 and all(
        (
            own > max(sides.values(), default=0),
            outcome not in GRANTED or counted[outcome] >= max(counted[one] for one in GRANTED),
        )
    )


def _side(stance: str) -> str:
    return Stance.APPROVE if stance in GRANTED else stance


def last_day(first: date, months: int) -> date:
    """Return the last day of a term of so many months."""
    return months_later(first, months) - timedelta(days=1)


def comes_back(day: date, until_on: date | None) -> bool:
    """Return whether a term is near its end, or over: it comes back to the desk."""
    return until_on is not None and until_on - RENEW_BEFORE <= day
