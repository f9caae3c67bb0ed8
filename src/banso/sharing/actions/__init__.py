"""Every write of letters between houses."""

from banso.sharing.actions.handing import (
    NothingToGive,
    NotTrusted,
    StaysHidden,
    hand_over,
    take_back,
    take_back_everywhere,
)
from banso.sharing.actions.houses import (
    CARD_SAYS,
    AnotherOfThisName,
    CardNotTaken,
    Details,
    NoCardYet,
    OtherDigits,
    ask_to_trust,
    end_house,
    make_card,
    renew_keys,
    says_house,
)
from banso.sharing.actions.taking import (
    DecidedAlready,
    LetterNotTaken,
    Opened,
    close_what_is_over,
    decline,
    open_letter,
    take_in,
)

__all__ = [
    "CARD_SAYS",
    "AnotherOfThisName",
    "CardNotTaken",
    "DecidedAlready",
    "Details",
    "LetterNotTaken",
    "NoCardYet",
    "NotTrusted",
    "NothingToGive",
    "Opened",
    "OtherDigits",
    "StaysHidden",
    "ask_to_trust",
    "close_what_is_over",
    "decline",
    "end_house",
    "hand_over",
    "make_card",
    "open_letter",
    "renew_keys",
    "says_house",
    "take_back",
    "take_back_everywhere",
    "take_in",
]
