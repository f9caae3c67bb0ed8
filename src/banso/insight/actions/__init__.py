"""Every write of insight."""

from banso.insight.actions.publishing import (
    UnderWay,
    note_taken_out,
    publish_agency,
    publish_everyone,
)
from banso.insight.actions.questions import (
    NoQuestion,
    drop_question,
    keep_question,
)
from banso.insight.actions.research import (
    NobodyLeft,
    NotByYou,
    NotOpen,
    TooNearAList,
    approve_research,
    ask_for_research,
    close_research,
    refuse_research,
    take_out_research,
)
from banso.insight.actions.settings import (
    drop_outside_group,
    keep_outside_group,
    keep_rate_choice,
    keep_report_setting,
)

__all__ = [
    "NoQuestion",
    "NobodyLeft",
    "NotByYou",
    "NotOpen",
    "TooNearAList",
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
    "publish_agency",
    "publish_everyone",
]
