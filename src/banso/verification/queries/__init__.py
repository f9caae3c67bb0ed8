"""Every read of verification."""

from banso.verification.queries.findings import Finding, asked_codes, finding, people_of_finding
from banso.verification.queries.surveys import (
    Due,
    due_surveys,
    form_of,
    instrument_offered,
    link_of,
    offered,
    survey_seen,
    surveys_of,
    surveys_seen_by,
)

__all__ = [
    "Due", "Finding", "asked_codes", "due_surveys", "finding", "form_of", "instrument_offered", "link_of", "offered", "people_of_finding", "survey_seen", "surveys_of",
    "surveys_seen_by",
]  # fmt: skip
