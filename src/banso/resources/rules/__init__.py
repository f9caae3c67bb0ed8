"""Plain decisions of the directory."""

from banso.resources.rules.codes import (
    CONFIRM_AFTER,
    Category,
    CheckPoint,
    Confirmed,
    Domain,
    Ease,
    Hardship,
    Incident,
    PointAnswer,
    System,
    Trust,
    corporate_number_is_valid,
)

__all__ = [
    "CONFIRM_AFTER",
    "Category",
    "CheckPoint",
    "Confirmed",
    "Domain",
    "Ease",
    "Hardship",
    "Incident",
    "PointAnswer",
    "System",
    "Trust",
    "corporate_number_is_valid",
]
