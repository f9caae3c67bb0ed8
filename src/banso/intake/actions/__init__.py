"""Every write of outreach and intake."""

from banso.intake.actions.bulk_upsert import IncomingEncounter, upsert_encounters
from banso.intake.actions.encounters import (
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
    "upsert_encounters",
    "take_intake",
]
