"""
Every read of referrals; each starts from whom this viewer may see, and from the duty a referral
asks for.
"""

from banso.referrals.queries.answering import may_answer, who_may_answer
from banso.referrals.queries.figures import (
    Figure,
    figures_of_agency,
    figures_of_service,
    people_behind,
)
from banso.referrals.queries.next_places import next_places, said_at_refusal, turned_away_at
from banso.referrals.queries.referrals import (
    agency_of_link,
    at_risk,
    hash_of,
    journey_of,
    mail_of,
    open_of,
    referral_seen,
    referrals_seen_by,
    steps_of,
    usable_link,
)
from banso.referrals.queries.unwatched import (
    LeftBehind,
    Unwatched,
    count_unwatched,
    left_behind,
    unwatched,
)

__all__ = [
    "may_answer",
    "next_places",
    "said_at_refusal",
    "turned_away_at",
    "who_may_answer",
    "Figure",
    "LeftBehind",
    "Unwatched",
    "at_risk",
    "count_unwatched",
    "figures_of_agency",
    "figures_of_service",
    "hash_of",
    "journey_of",
    "left_behind",
    "mail_of",
    "open_of",
    "people_behind",
    "referral_seen",
    "referrals_seen_by",
    "steps_of",
    "unwatched",
    "agency_of_link",
    "usable_link",
]
