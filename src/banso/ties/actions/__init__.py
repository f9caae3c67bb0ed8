"""Every write of ties."""

from banso.ties.actions.bases import WordsMissing, root_tie, unroot_tie
from banso.ties.actions.givings import NewGiving, keep_giving
from banso.ties.actions.hand_overs import (
    BothSidesMissing,
    NotAgreedYet,
    agree_hand_over,
    plan_hand_over,
)
from banso.ties.actions.places import keep_visit, place_tie
from banso.ties.actions.standing import EndsBeforeItBegan, end_tie, hide_tie, resume_tie, show_tie
from banso.ties.actions.ties import (
    BothMustAgree,
    LeadsTo,
    NameMissing,
    WhySecond,
    keep_family,
    keep_tie,
)

__all__ = [
    "BothMustAgree",
    "BothSidesMissing",
    "EndsBeforeItBegan",
    "LeadsTo",
    "NameMissing",
    "NewGiving",
    "NotAgreedYet",
    "WhySecond",
    "WordsMissing",
    "agree_hand_over",
    "end_tie",
    "hide_tie",
    "keep_family",
    "keep_giving",
    "keep_tie",
    "keep_visit",
    "place_tie",
    "plan_hand_over",
    "resume_tie",
    "root_tie",
    "show_tie",
    "unroot_tie",
]
