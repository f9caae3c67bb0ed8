"""Every write of what is kept for people."""

from banso.keeping.actions.counts import NewCount, count_keeping
from banso.keeping.actions.keepings import (
    NewKeeping,
    TheEnd,
    begin_keeping,
    give_everything_back,
    hand_keeping_over,
    sign_keeping,
)
from banso.keeping.actions.passing import pass_keepings
from banso.keeping.actions.rows import NewRow, give_out, reverse_row, take_in
from banso.keeping.actions.seconds import ask_second_again, ask_second_count_again

__all__ = [
    "NewCount",
    "NewKeeping",
    "NewRow",
    "TheEnd",
    "ask_second_again",
    "ask_second_count_again",
    "begin_keeping",
    "count_keeping",
    "give_everything_back",
    "give_out",
    "hand_keeping_over",
    "pass_keepings",
    "reverse_row",
    "sign_keeping",
    "take_in",
]
