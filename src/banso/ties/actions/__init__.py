"""Every write of ties."""

from banso.ties.actions.givings import (
    BothSidesMissing,
    NotAgreedYet,
    agree_hand_over,
    keep_giving,
    plan_hand_over,
)
from banso.ties.actions.ties import (
    BothMustAgree,
    EndsBeforeItBegan,
    NameMissing,
    WhySecond,
    WordsMissing,
    end_tie,
    hide_tie,
    keep_family,
    keep_tie,
    keep_visit,
    place_tie,
    resume_tie,
    root_tie,
    show_tie,
    unroot_tie,
)

__all__ = [
    "BothMustAgree",
    "BothSidesMissing",
    "EndsBeforeItBegan",
    "NameMissing",
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
