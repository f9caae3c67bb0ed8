"""Every write of the directory."""

from banso.resources.actions.counters import Counter, take_in_counters
from banso.resources.actions.keeping import (
    CheckReasonMissing,
    NumberWrong,
    check_service,
    coded,
    confirm_service,
    keep_incident,
    keep_reply,
    keep_service,
    say_wrong,
    searchable,
)

__all__ = [
    "CheckReasonMissing",
    "Counter",
    "NumberWrong",
    "check_service",
    "coded",
    "confirm_service",
    "keep_incident",
    "keep_reply",
    "keep_service",
    "say_wrong",
    "searchable",
    "take_in_counters",
]
