"""Every write of referrals."""

from banso.referrals.actions.answers import (
    LinkNotUsable,
    NoMail,
    answer_by_link,
    mail_link,
    make_link,
)
from banso.referrals.actions.referrals import PurposeMissing, SecondPersonMissing, begin_referral
from banso.referrals.actions.steps import (
    AlongMissing,
    LookMissing,
    NextStepMissing,
    NotThisWay,
    RefusalReasonMissing,
    ReturnReasonMissing,
    bring_back,
    look,
    take_step,
)

__all__ = [
    "AlongMissing",
    "LinkNotUsable",
    "LookMissing",
    "NextStepMissing",
    "NoMail",
    "NotThisWay",
    "PurposeMissing",
    "RefusalReasonMissing",
    "ReturnReasonMissing",
    "SecondPersonMissing",
    "answer_by_link",
    "begin_referral",
    "bring_back",
    "look",
    "mail_link",
    "make_link",
    "take_step",
]
