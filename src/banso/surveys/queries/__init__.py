"""Every read of surveys."""

from banso.surveys.queries.surveys import (
    Due,
    agency_of_link,
    due_surveys,
    form_of,
    instrument_offered,
    instrument_taken,
    link_of,
    offered,
    survey_seen,
    surveys_of,
    surveys_seen_by,
)

__all__ = [
    "Due",
    "agency_of_link",
    "due_surveys",
    "form_of",
    "instrument_offered",
    "instrument_taken",
    "link_of",
    "offered",
    "survey_seen",
    "surveys_of",
    "surveys_seen_by",
]
