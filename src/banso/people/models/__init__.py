"""Shapes of the people room."""

from banso.people.models.doubles import DoubleJudged, Linking, MayBeOne
from banso.people.models.ledger import LedgerEntry
from banso.people.models.memory import MemoryText, TimelineEntry
from banso.people.models.never_seen import NeverSeenBy
from banso.people.models.outside import OutsideRow
from banso.people.models.person import (
    Caution,
    ContactPoint,
    MeetingPlace,
    Person,
    PersonName,
    Reach,
)
from banso.people.models.recognition import (
    KeysVersion,
    Merge,
    MergeMove,
    NamePart,
    NeverSame,
    SearchKey,
)

__all__ = [
    "Caution",
    "ContactPoint",
    "DoubleJudged",
    "SearchKey",
    "KeysVersion",
    "LedgerEntry",
    "Linking",
    "MayBeOne",
    "MeetingPlace",
    "MemoryText",
    "Merge",
    "MergeMove",
    "NamePart",
    "NeverSame",
    "NeverSeenBy",
    "OutsideRow",
    "Person",
    "PersonName",
    "Reach",
    "TimelineEntry",
]
