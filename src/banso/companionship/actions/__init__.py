"""Every write of companionship."""

from banso.companionship.actions.bulk_upsert import IncomingNote, upsert_notes
from banso.companionship.actions.companionships import (
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
    "upsert_notes",
    "walk_with",
    "write_note",
]
