"""Every write of the consent room."""

from banso.consent.actions.openings import (
    NobodyFound,
    NotExactEnough,
    explain_opening,
    note_try,
    open_in_danger,
    see_opening,
)
from banso.consent.actions.words import (
    EndsTooEarly,
    NoConsent,
    ReasonMissing,
    WitnessMissing,
    keep_consents,
    note_provision,
    passed_on,
    withdraw,
)

__all__ = [
    "EndsTooEarly",
    "NoConsent",
    "NobodyFound",
    "NotExactEnough",
    "ReasonMissing",
    "WitnessMissing",
    "explain_opening",
    "keep_consents",
    "note_provision",
    "note_try",
    "open_in_danger",
    "passed_on",
    "see_opening",
    "withdraw",
]
