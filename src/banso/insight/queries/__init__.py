"""Every read of insight."""

from banso.insight.queries.findings import Finding, asked_codes, finding, people_of_finding
from banso.insight.queries.groups import groups_beside, outside_group_seen
from banso.insight.queries.leaving import (
    ToldReport,
    finding_as_it_is,
    finding_for_outside,
    findings_for_outside,
    report_for_outside,
    trend_for_outside,
)
from banso.insight.queries.questions import (
    answer_of,
    count_of,
    known,
    may_approve,
    named,
    own_question,
    question_seen,
    questions_seen_by,
    research_seen,
    research_seen_by,
    rows_of_question,
)
from banso.insight.queries.reports import Report, people_of_report, report, setting_of
from banso.insight.queries.snapshots import NothingPublished
from banso.insight.queries.trends import (
    Homes,
    Trend,
    homes,
    on_the_curve,
    people_of_homes,
    people_of_trend,
    published_at,
    rate_choice,
    trend,
    years_known,
)
from banso.insight.queries.year import Multiple, findings_of_year, year_in_pictures

__all__ = [
    "ToldReport",
    "finding_as_it_is",
    "finding_for_outside",
    "findings_for_outside",
    "report_for_outside",
    "trend_for_outside",
    "Multiple",
    "findings_of_year",
    "year_in_pictures",
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
    "may_approve",
    "named",
    "own_question",
    "question_seen",
    "questions_seen_by",
    "research_seen",
    "research_seen_by",
    "rows_of_question",
    "Homes",
    "homes",
    "on_the_curve",
    "people_of_homes",
    "people_of_trend",
    "published_at",
    "rate_choice",
    "trend",
    "years_known",
    "Finding",
    "asked_codes",
    "finding",
    "people_of_finding",
]
