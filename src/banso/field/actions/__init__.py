"""Every write of the round without a network."""

from banso.field.actions.lines import Answer, Sent, keep_line
from banso.field.actions.morning import (
    MoreArrived,
    NothingChosen,
    StillTwoWays,
    hand_night_over,
    let_line_be,
    settle_writing,
    write_line,
)
from banso.field.actions.packs import Taken, TakenVisits, forget_keys, take_along, take_visits
from banso.field.actions.telephones import (
    NotYourTelephone,
    Offer,
    OfferOver,
    hear_from,
    offer_telephone,
    pair_telephone,
    stop_telephone,
)

__all__ = [
    "Answer",
    "MoreArrived",
    "NotYourTelephone",
    "NothingChosen",
    "Offer",
    "OfferOver",
    "Sent",
    "Taken",
    "TakenVisits",
    "StillTwoWays",
    "forget_keys",
    "hand_night_over",
    "hear_from",
    "keep_line",
    "let_line_be",
    "offer_telephone",
    "pair_telephone",
    "settle_writing",
    "stop_telephone",
    "take_along",
    "take_visits",
    "write_line",
]
