"""Every read of decisions; each starts from who looks."""

from banso.decisions.queries.decisions import (
    Standing,
    at_secretariat,
    body_of,
    counts_again,
    every_body,
    members_of_body,
    request_at_secretariat,
    request_to_decide,
    requests_to_decide,
    seat_at_secretariat,
    seat_in_body,
    standing_of,
)
from banso.decisions.queries.packages import NothingOpened, package_of
from banso.decisions.queries.requests import (
    arrived,
    bodies,
    body_named,
    last_conference,
    request_seen,
    requests_of,
    requests_seen_by,
    sent_back,
    terms_ending,
)

__all__ = [
    "NothingOpened",
    "Standing",
    "arrived",
    "at_secretariat",
    "bodies",
    "body_named",
    "body_of",
    "counts_again",
    "every_body",
    "last_conference",
    "members_of_body",
    "package_of",
    "request_at_secretariat",
    "request_seen",
    "request_to_decide",
    "requests_of",
    "requests_seen_by",
    "requests_to_decide",
    "seat_at_secretariat",
    "seat_in_body",
    "sent_back",
    "standing_of",
    "terms_ending",
]
