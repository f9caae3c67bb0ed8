"""Every write of the consent room."""

from banso.consent.actions.consents import (
    EndsTooEarly,
    NewConsent,
    WitnessMissing,
    keep_consents,
    withdraw,
)
from banso.consent.actions.never_seen import (
    NewNo,
    SaidAlready,
    keep_no,
    take_no_back,
)
from banso.consent.actions.openings import (
    ExplainedByOpener,
    NobodyToConfirm,
    NotTheSameName,
    SaysNothing,
    ask_in_danger,
    explain_opening,
    note_try,
    open_part,
    see_opening,
)
from banso.consent.actions.provisions import NoConsent, ReasonMissing, note_provision, passed_on
from banso.consent.actions.wordings import SameWords, ask_for_wording

__all__ = [
    "EndsTooEarly",
    "NewConsent",
    "NewNo",
    "NoConsent",
    "NobodyToConfirm",
    "NotTheSameName",
    "SaysNothing",
    "ask_in_danger",
    "open_part",
    "SaidAlready",
    "SameWords",
    "ask_for_wording",
    "keep_no",
    "take_no_back",
    "ReasonMissing",
    "WitnessMissing",
    "ExplainedByOpener",
    "explain_opening",
    "keep_consents",
    "note_provision",
    "note_try",
    "passed_on",
    "see_opening",
    "withdraw",
]
