"""Every write of outreach and intake."""

from banso.intake.actions.meeting import (
    NoSuchPlaceToEnter,
    TeamTooSmall,
    WorstNotAmong,
    begin_round,
    drop_meeting_draft,
    meet,
    note_handouts,
    placeholder_name,
    take_intake,
)
from banso.intake.actions.taking_in import IncomingEncounter, take_in_encounters

__all__ = [
    "IncomingEncounter",
    "NoSuchPlaceToEnter",
    "TeamTooSmall",
    "WorstNotAmong",
    "begin_round",
    "drop_meeting_draft",
    "meet",
    "note_handouts",
    "placeholder_name",
    "take_in_encounters",
    "take_intake",
]
