"""Every write of conferences."""

from banso.conferences.actions.checks import MinutesClosed, OutOfTurn
from banso.conferences.actions.conferences import (
    OathMissing,
    add_item,
    call_conference,
    edit_conference,
    edit_item,
    invite_to_seat,
    move_up,
    seat_somebody,
    set_attendance,
)
from banso.conferences.actions.confirmation import (
    NobodyThere,
    NotAllSeen,
    NotYours,
    add_afterwards,
    close_conference,
    confirm_seat,
    note_confirmation,
    reopen_conference,
    start_conference,
)
from banso.conferences.actions.minutes import (
    AlreadyPromised,
    hand_out,
    strike_minute,
    take_back,
    write_as_guest,
    write_minute,
)

__all__ = [
    "AlreadyPromised",
    "MinutesClosed",
    "NobodyThere",
    "NotAllSeen",
    "NotYours",
    "OathMissing",
    "OutOfTurn",
    "add_afterwards",
    "add_item",
    "call_conference",
    "close_conference",
    "confirm_seat",
    "edit_conference",
    "edit_item",
    "hand_out",
    "invite_to_seat",
    "move_up",
    "note_confirmation",
    "reopen_conference",
    "seat_somebody",
    "set_attendance",
    "start_conference",
    "strike_minute",
    "take_back",
    "write_as_guest",
    "write_minute",
]
