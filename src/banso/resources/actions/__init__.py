"""Every write of the directory."""

from banso.resources.actions.checks import (
    CheckReasonMissing,
    NewCheck,
    NewIncident,
    check_service,
    keep_incident,
    keep_reply,
)
from banso.resources.actions.counters import (
    AS_IT_CAME,
    Counter,
    Row,
    Upserted,
    close_services,
    upsert_counters,
    values_of,
)
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
    "AS_IT_CAME",
    "CheckReasonMissing",
    "Counter",
    "NewCheck",
    "NewIncident",
    "NumberWrong",
    "ReceiverDetails",
    "Row",
    "Upserted",
    "check_service",
    "close_services",
    "coded",
    "confirm_service",
    "keep_incident",
    "keep_reply",
    "keep_service",
    "say_wrong",
    "searchable",
    "upsert_counters",
    "values_of",
]
