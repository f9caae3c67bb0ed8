"""
Letters between houses: whose they are, sealed to whom, and why one is not taken. Pure Python, no
Django, no database, no network.
"""

from banso_exchange.cards import Card, fingerprint, read_card, write_card
from banso_exchange.contents import (
    Content,
    Giver,
    HandOver,
    Kind,
    Outcome,
    Part,
    Receipt,
    Withdrawal,
    Word,
)
from banso_exchange.keys import BadKeys, Keys, keys_of, new_keys
from banso_exchange.letters import LARGEST, Letter, Sealed, write_letter
from banso_exchange.refusals import NotTaken, Why
from banso_exchange.taking import Books, KnownHouse, Standing, read_letter

__all__ = [
    "LARGEST",
    "BadKeys",
    "Books",
    "Card",
    "Content",
    "Giver",
    "HandOver",
    "Keys",
    "Kind",
    "KnownHouse",
    "Letter",
    "NotTaken",
    "Outcome",
    "Part",
    "Receipt",
    "Sealed",
    "Standing",
    "Why",
    "Withdrawal",
    "Word",
    "fingerprint",
    "keys_of",
    "new_keys",
    "read_card",
    "read_letter",
    "write_card",
    "write_letter",
]
