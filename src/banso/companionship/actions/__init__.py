"""Every write of companionship."""

from banso.companionship.actions.taking_in import IncomingNote, take_in_notes
from banso.companionship.actions.walking import (
    NoteSaysNothing,
    PromiseAlreadySettled,
    end_walk,
    hand_over,
    make_promise,
    mark_handover,
    pass_on,
    settle_promise,
    walk_with,
    write_note,
)

__all__ = [
    "IncomingNote",
    "NoteSaysNothing",
    "PromiseAlreadySettled",
    "end_walk",
    "hand_over",
    "make_promise",
    "mark_handover",
    "pass_on",
    "settle_promise",
    "take_in_notes",
    "walk_with",
    "write_note",
]
