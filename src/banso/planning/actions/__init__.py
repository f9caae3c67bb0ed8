"""Every write of planning."""

from banso.planning.actions.answering import (
    FollowUpMissing,
    NextReviewMissing,
    ReasonMissing,
    SignatureMissing,
    WitnessMissing,
    evaluate,
    hand_copy,
    record_agreement,
)
from banso.planning.actions.drafting import (
    AlreadyReplanned,
    PeriodInUse,
    PeriodsMissing,
    ReplanReasonMissing,
    begin_plan,
    replan,
    save_frame,
)
from banso.planning.actions.guards import AgreedAlready, VersionClosed
from banso.planning.actions.writing import (
    NotInFirstPerson,
    PlaceTaken,
    drop_goal,
    save_cell,
    save_goal,
    save_wish,
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
