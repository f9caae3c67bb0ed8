"""Every write of verification."""

from banso.verification.actions.keeping import (
    drop_outside_group,
    keep_outside_group,
    keep_rate_choice,
    keep_report_setting,
)
from banso.verification.actions.publishing import UnderWay, note_taken_out, publish_agency
from banso.verification.actions.questions import (
    NobodyLeft,
    NoQuestion,
    NotByYou,
    NotOpen,
    approve_research,
    ask_for_research,
    close_research,
    drop_question,
    keep_question,
    refuse_research,
    take_out_research,
)
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
    "AnswersUnknown",
    "NoQuestion",
    "NobodyLeft",
    "NotByYou",
    "NotOpen",
    "approve_research",
    "ask_for_research",
    "close_research",
    "drop_question",
    "keep_question",
    "refuse_research",
    "take_out_research",
    "UnderWay",
    "keep_rate_choice",
    "keep_report_setting",
    "keep_outside_group",
    "drop_outside_group",
    "note_taken_out",
    "LinkOver",
    "NoQuestionnaire",
    "answer_alone",
    "hand_tablet",
    "keep_questionnaire",
    "keep_survey",
    "note_shown",
    "publish_agency",
    "retire_questionnaire",
]
