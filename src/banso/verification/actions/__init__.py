"""Every write of verification."""

from banso.verification.actions.surveys import (
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
    "AnswersUnknown", "LinkOver", "NoQuestionnaire", "answer_alone", "hand_tablet", "keep_questionnaire", "keep_survey", "note_shown", "retire_questionnaire",
]  # fmt: skip
