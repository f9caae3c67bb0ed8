"""Every write of companionship."""

from banso.companionship.actions.bulk_upsert import IncomingNote, upsert_notes
from banso.companionship.actions.closing import close_and_ask_again
from banso.companionship.actions.handovers import hand_over, mark_handover
from banso.companionship.actions.notes import (
    NewNote,
    NoteSaysNothing,
    add_words,
    take_note_back,
    tap_note,
    write_note,
)
from banso.companionship.actions.promises import (
    PromiseAlreadySettled,
    make_promise,
    reopen_promise,
    settle_promise,
    take_promise_back,
    take_promises_back,
)
from banso.companionship.actions.visits import NewVisit, write_visit
from banso.companionship.actions.walks import end_walk, pass_on, walk_with

__all__ = [
    "add_words",
    "reopen_promise",
    "take_note_back",
    "take_promise_back",
    "take_promises_back",
    "tap_note",
    "IncomingNote",
    "NewNote",
    "NewVisit",
    "NoteSaysNothing",
    "PromiseAlreadySettled",
    "close_and_ask_again",
    "end_walk",
    "hand_over",
    "make_promise",
    "mark_handover",
    "pass_on",
    "settle_promise",
    "upsert_notes",
    "walk_with",
    "write_note",
    "write_visit",
]
