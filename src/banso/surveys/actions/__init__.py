"""Every write of surveys."""

from banso.surveys.actions.questionnaires import (
    NoQuestionnaire,
    keep_questionnaire,
    retire_questionnaire,
)
from banso.surveys.actions.surveys import (
    AnswersUnknown,
    LinkOver,
    NewSurvey,
    answer_alone,
    hand_tablet,
    keep_survey,
    note_shown,
    take_forms_along,
)

__all__ = [
    "AnswersUnknown",
    "LinkOver",
    "NewSurvey",
    "NoQuestionnaire",
    "answer_alone",
    "hand_tablet",
    "keep_questionnaire",
    "keep_survey",
    "note_shown",
    "retire_questionnaire",
    "take_forms_along",
]
