"""Every write of outreach and intake."""

from banso.intake.actions.adding import More, add_to_meeting
from banso.intake.actions.bulk_upsert import IncomingEncounter, upsert_encounters
from banso.intake.actions.encounters import (
    NewMeeting,
    NoSuchPlaceToEnter,
    drop_meeting_draft,
    meet,
    placeholder_name,
    take_meeting_back,
)
from banso.intake.actions.intakes import NewIntake, WorstNotAmong, take_intake
from banso.intake.actions.rounds import (
    ConfirmsOneself,
    NotOnRoute,
    NotTonight,
    RoundTooFar,
    TeamTooSmall,
    begin_round,
    move_stop,
    note_handouts,
    order_stops,
    set_off,
)

__all__ = [
    "ConfirmsOneself",
    "IncomingEncounter",
    "More",
    "NewIntake",
    "NewMeeting",
    "NoSuchPlaceToEnter",
    "NotOnRoute",
    "NotTonight",
    "RoundTooFar",
    "TeamTooSmall",
    "WorstNotAmong",
    "add_to_meeting",
    "begin_round",
    "drop_meeting_draft",
    "meet",
    "move_stop",
    "note_handouts",
    "order_stops",
    "placeholder_name",
    "set_off",
    "take_intake",
    "take_meeting_back",
    "upsert_encounters",
]
