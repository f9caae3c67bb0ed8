"""Shapes of the people room."""

from banso.people.models.ledger import LedgerCounter, LedgerEntry
from banso.people.models.memory import MemoryText, TimelineEntry
from banso.people.models.person import (
    Caution,
    ContactPoint,
    MeetingPlace,
    Person,
    PersonName,
    Reach,
)
from banso.people.models.recognition import FindKey, Merge, MergeMove, NeverSame

__all__ = [
    "Caution",
    "ContactPoint",
    "FindKey",
    "LedgerCounter",
    "LedgerEntry",
    "MeetingPlace",
    "MemoryText",
    "Merge",
    "MergeMove",
    "NeverSame",
    "Person",
    "PersonName",
    "Reach",
    "TimelineEntry",
]
