"""Every read of surveys."""

from banso.surveys.queries.surveys import (
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
    "Due",
    "due_surveys",
    "form_of",
    "instrument_offered",
    "link_of",
    "offered",
    "survey_seen",
    "surveys_of",
    "surveys_seen_by",
]
