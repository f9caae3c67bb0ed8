"""Every write of the directory."""

from banso.resources.actions.checks import (
    CheckReasonMissing,
    NewCheck,
    NewIncident,
    check_service,
    keep_incident,
    keep_reply,
)
from banso.resources.actions.counters import Counter, upsert_counters
from banso.resources.actions.services import (
    NumberWrong,
    ReceiverDetails,
    coded,
    confirm_service,
    keep_service,
    say_wrong,
    searchable,
)

__all__ = [
    "CheckReasonMissing",
    "Counter",
    "NewCheck",
    "NewIncident",
    "NumberWrong",
    "ReceiverDetails",
    "check_service",
    "coded",
    "confirm_service",
    "keep_incident",
    "keep_reply",
    "keep_service",
    "say_wrong",
    "searchable",
    "upsert_counters",
]
