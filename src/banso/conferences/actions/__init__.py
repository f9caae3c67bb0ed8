"""Every write of conferences."""

from banso.conferences.actions.agenda import add_item, edit_item, move_up
from banso.conferences.actions.checks import MinutesClosed, NotTheirKeeper, OutOfTurn
from banso.conferences.actions.conferences import NewConference, call_conference, edit_conference
from banso.conferences.actions.confirmation import (
    NotYours,
    add_afterwards,
    confirm_seat,
    note_confirmation,
)
from banso.conferences.actions.meetings import (
    NobodyThere,
    NotAllSeen,
    close_conference,
    reopen_conference,
    start_conference,
)
from banso.conferences.actions.minutes import (
    AlreadyPromised,
    NewLine,
    TheirOwnWords,
    strike_minute,
    write_as_guest,
    write_minute,
)
from banso.conferences.actions.oaths import NotOneself, pass_oath
from banso.conferences.actions.papers import hand_out, take_back
from banso.conferences.actions.seats import (
    NewSeat,
    OathMissing,
    invite_to_seat,
    seat_somebody,
    set_attendance,
)
from banso.conferences.actions.settling import DecisionsOpen, DecisionsUnread, Settled

__all__ = [
    "AlreadyPromised",
    "DecisionsOpen",
    "DecisionsUnread",
    "MinutesClosed",
    "NewConference",
    "NewLine",
    "NewSeat",
    "NobodyThere",
    "NotAllSeen",
    "NotOneself",
    "NotTheirKeeper",
    "NotYours",
    "OathMissing",
    "OutOfTurn",
    "Settled",
    "TheirOwnWords",
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
    "pass_oath",
    "reopen_conference",
    "seat_somebody",
    "set_attendance",
    "start_conference",
    "strike_minute",
    "take_back",
    "write_as_guest",
    "write_minute",
]
