"""Every write of referrals."""

from banso.referrals.actions.answers import (
    LinkNotUsable,
    NoMail,
    answer_by_link,
    mail_link,
    make_link,
)
from banso.referrals.actions.next_try import NextTry, TurnedAwayThere, try_next
from banso.referrals.actions.referrals import (
    CannotAnswer,
    NewReferral,
    PurposeMissing,
    SecondPersonMissing,
    begin_referral,
)
from banso.referrals.actions.returns import NextStepMissing, Return, ReturnReasonMissing, bring_back
from banso.referrals.actions.steps import (
    AlongMissing,
    LookMissing,
    NotThisWay,
    RefusalReasonMissing,
    Step,
    look,
    take_step,
)
from banso.referrals.actions.watching import Watched, watch_over_everyone

__all__ = [
    "CannotAnswer",
    "NextTry",
    "TurnedAwayThere",
    "try_next",
    "AlongMissing",
    "LinkNotUsable",
    "LookMissing",
    "NewReferral",
    "NextStepMissing",
    "NoMail",
    "NotThisWay",
    "PurposeMissing",
    "RefusalReasonMissing",
    "Return",
    "ReturnReasonMissing",
    "SecondPersonMissing",
    "Step",
    "Watched",
    "answer_by_link",
    "begin_referral",
    "bring_back",
    "look",
    "mail_link",
    "make_link",
    "take_step",
    "watch_over_everyone",
]
