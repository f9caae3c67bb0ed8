"""Every write of decisions."""

from banso.decisions.actions.body import (
    BodyAsks,
    end_seat,
    found_body,
    recognise_body,
    renew_seat,
    seat_in,
)
from banso.decisions.actions.decisions import (
    AlreadyDecided,
    ConditionsMissing,
    DoesNotFollow,
    NamesAreNotGiven,
    NotEnough,
    NotTheChair,
    Recused,
    decide,
    give_opinion,
    recuse,
)
from banso.decisions.actions.requests import (
    AlreadyAsked,
    NewRequest,
    ask_decision,
    receive_decision,
    stop_requests,
)

__all__ = [
    "AlreadyAsked",
    "AlreadyDecided",
    "BodyAsks",
    "ConditionsMissing",
    "DoesNotFollow",
    "NamesAreNotGiven",
    "NewRequest",
    "NotEnough",
    "NotTheChair",
    "Recused",
    "ask_decision",
    "decide",
    "end_seat",
    "found_body",
    "give_opinion",
    "receive_decision",
    "recognise_body",
    "recuse",
    "renew_seat",
    "seat_in",
    "stop_requests",
]
