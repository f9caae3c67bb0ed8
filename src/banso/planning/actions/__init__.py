"""Every write of planning."""

from banso.planning.actions.agreements import (
    ChangedMeanwhile,
    ExplainedByStranger,
    NewAgreement,
    SignatureMissing,
    WitnessMissing,
    hand_copy,
    record_agreement,
)
from banso.planning.actions.cells import PlaceTaken, save_cell
from banso.planning.actions.checks import AgreedAlready, VersionClosed
from banso.planning.actions.evaluations import (
    FollowUpMissing,
    NewEvaluation,
    NextReviewMissing,
    ReasonMissing,
    evaluate,
)
from banso.planning.actions.personal import (
    NewGoal,
    NotInFirstPerson,
    drop_goal,
    save_goal,
    save_wish,
)
from banso.planning.actions.replanning import AlreadyReplanned, ReplanReasonMissing, replan
from banso.planning.actions.versions import PeriodInUse, PeriodsMissing, begin_plan, save_frame

__all__ = [
    "ChangedMeanwhile",
    "ExplainedByStranger",
    "AgreedAlready",
    "AlreadyReplanned",
    "FollowUpMissing",
    "NewAgreement",
    "NewEvaluation",
    "NewGoal",
    "NextReviewMissing",
    "NotInFirstPerson",
    "PeriodInUse",
    "PeriodsMissing",
    "PlaceTaken",
    "ReasonMissing",
    "ReplanReasonMissing",
    "SignatureMissing",
    "VersionClosed",
    "WitnessMissing",
    "begin_plan",
    "drop_goal",
    "evaluate",
    "hand_copy",
    "record_agreement",
    "replan",
    "save_cell",
    "save_frame",
    "save_goal",
    "save_wish",
]
