"""Plain decisions and words of ties."""

from banso.ties.rules.codes import (
    ROLE_DUTY,
    Bond,
    Direction,
    Ending,
    Gift,
    Kin,
    Kind,
    Party,
    Rhythm,
    Ring,
    Role,
    Strength,
    What,
)
from banso.ties.rules.decisions import (
    asks_why,
    doubles,
    party_of,
    sleeps,
    stands_on,
    usual_ring,
)

__all__ = [
    "ROLE_DUTY",
    "Bond",
    "Direction",
    "Ending",
    "Gift",
    "Kind",
    "Kin",
    "Party",
    "Rhythm",
    "Ring",
    "Role",
    "Strength",
    "What",
    "asks_why",
    "doubles",
    "party_of",
    "sleeps",
    "stands_on",
    "usual_ring",
]
