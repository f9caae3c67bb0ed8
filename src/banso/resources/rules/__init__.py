"""Plain decisions of the directory."""

from banso.resources.rules.codes import (
    CHECK_POINTS,
    CONFIRM_AFTER,
    DOMAIN_LABELS,
    EASE_LABELS,
    HARDSHIP_LABELS,
    INCIDENT_LABELS,
    POINT_ANSWERS,
    SYSTEM_LABELS,
    TRUST_LABELS,
    Confirmed,
    Domain,
    Hardship,
    Incident,
    System,
    Trust,
    corporate_number_is_valid,
    municipal_code_is_valid,
)

__all__ = [
    "CHECK_POINTS", "CONFIRM_AFTER", "DOMAIN_LABELS", "EASE_LABELS", "HARDSHIP_LABELS", "INCIDENT_LABELS", "POINT_ANSWERS", "SYSTEM_LABELS", "TRUST_LABELS",
    "Confirmed", "Domain", "Hardship", "Incident", "System", "Trust", "corporate_number_is_valid", "municipal_code_is_valid",
]  # fmt: skip
