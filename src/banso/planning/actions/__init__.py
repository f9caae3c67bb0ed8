"""Every write of planning."""

from banso.planning.actions.agreements import (
    FollowUpMissing,
    NextReviewMissing,
    ReasonMissing,
    SignatureMissing,
    WitnessMissing,
    evaluate,
    hand_copy,
    record_agreement,
)
from banso.planning.actions.cells import (
    NotInFirstPerson,
    PlaceTaken,
    drop_goal,
    save_cell,
    save_goal,
    save_wish,
)
from banso.planning.actions.checks import AgreedAlready, VersionClosed
from banso.planning.actions.versions import (
    AlreadyReplanned,
    PeriodInUse,
    PeriodsMissing,
    ReplanReasonMissing,
    begin_plan,
    replan,
    save_frame,
)

__all__ = [
    "AgreedAlready",
    "AlreadyReplanned",
    "FollowUpMissing",
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
