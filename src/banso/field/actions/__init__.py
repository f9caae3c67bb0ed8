"""Every write of the round without a network."""

from banso.field.actions.lines import Answer, Sent, keep_line
from banso.field.actions.packs import Taken, forget_keys, take_along
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
    "NotYourTelephone",
    "Offer",
    "OfferOver",
    "Sent",
    "Taken",
    "forget_keys",
    "hear_from",
    "keep_line",
    "offer_telephone",
    "pair_telephone",
    "stop_telephone",
    "take_along",
]
