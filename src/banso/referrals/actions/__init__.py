"""Every write of referrals."""

from banso.referrals.actions.answering import (
    LinkNotUsable,
    NoMail,
    answer_by_link,
    mail_link,
    make_link,
)
from banso.referrals.actions.beginning import PurposeMissing, SecondPersonMissing, begin_referral
from banso.referrals.actions.walking import (
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
