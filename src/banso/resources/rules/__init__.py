"""Plain decisions of the directory."""

from banso.resources.rules.codes import (
    CLOSED_STATUS,
    CLOSED_STATUSES,
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
    "CLOSED_STATUS",
    "CLOSED_STATUSES",
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
