"""Every write of surveys."""

from banso.surveys.actions.surveys import (
    AnswersUnknown,
    LinkOver,
    NoQuestionnaire,
    answer_alone,
    hand_tablet,
    keep_questionnaire,
    keep_survey,
    note_shown,
    retire_questionnaire,
)

__all__ = [
    "AnswersUnknown",
    "LinkOver",
    "NoQuestionnaire",
    "answer_alone",
    "hand_tablet",
    "keep_questionnaire",
    "keep_survey",
    "note_shown",
    "retire_questionnaire",
]
