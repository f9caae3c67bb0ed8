"""Every read of the consent room."""

from banso.consent.queries.border import words_for
from banso.consent.queries.never_seen import no_seen
from banso.consent.queries.openings import (
    asked_in_danger,
    open_now,
    opened_rows,
    opening_seen,
    openings_of,
    openings_untold,
    part_of,
)
from banso.consent.queries.wordings import (
    current_wording,
    wording_asked,
    wording_seen,
    wordings,
)
from banso.consent.queries.words import (
    Holder,
    consent_seen,
    consent_to_show,
    consents_of,
    consents_seen_by,
    ending_soon,
    holders,
    provisions_of,
    provisions_seen_by,
    standing,
    who_read,
)

__all__ = [
    "Holder",
    "consent_seen",
    "consent_to_show",
    "current_wording",
    "wording_asked",
    "wording_seen",
    "wordings",
    "consents_of",
    "consents_seen_by",
    "ending_soon",
    "holders",
    "no_seen",
    "asked_in_danger",
    "open_now",
    "opened_rows",
    "opening_seen",
    "openings_of",
    "part_of",
    "openings_untold",
    "provisions_of",
    "provisions_seen_by",
    "standing",
    "who_read",
    "words_for",
]
