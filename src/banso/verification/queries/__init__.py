"""Every read of verification."""

from banso.verification.queries.asking import NothingPublished
from banso.verification.queries.findings import Finding, asked_codes, finding, people_of_finding
from banso.verification.queries.groups import groups_beside, outside_group_seen
from banso.verification.queries.questions import (
    answer_of,
    count_of,
    known,
    own_question,
    question_seen,
    questions_seen_by,
    research_seen,
    research_seen_by,
    rows_of_question,
)
from banso.verification.queries.reports import Report, people_of_report, report, setting_of
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
from banso.verification.queries.trends import (
    Trend,
    homes,
    people_of_homes,
    people_of_trend,
    published_at,
    rate_choice,
    trend,
    years_known,
)

__all__ = [
    "NothingPublished",
    "Report",
    "groups_beside",
    "outside_group_seen",
    "Trend",
    "people_of_report",
    "report",
    "setting_of",
    "answer_of",
    "count_of",
    "known",
    "own_question",
    "question_seen",
    "questions_seen_by",
    "research_seen",
    "research_seen_by",
    "rows_of_question",
    "homes",
    "people_of_homes",
    "people_of_trend",
    "published_at",
    "rate_choice",
    "trend",
    "years_known",
    "Due",
    "Finding",
    "asked_codes",
    "due_surveys",
    "finding",
    "form_of",
    "instrument_offered",
    "link_of",
    "offered",
    "people_of_finding",
    "survey_seen",
    "surveys_of",
    "surveys_seen_by",
]
