"""Every write of the people room."""

from banso.people.actions.filing import fresh_keys, refile, refile_many
from banso.people.actions.ledgers import (
    EntryAlreadyClosed,
    close_entry,
    edit_entry,
    number_entry,
    open_entry,
    open_next_entry,
    reopen_entry,
)  # fmt: skip
from banso.people.actions.memory import correct_memory, index_texts, keep_remembered, remember, remember_many, shield_earlier
from banso.people.actions.merging import CannotMerge, merge_people, part_people, say_never_same
from banso.people.actions.person import (
    add_caution,
    add_contact,
    add_name,
    add_place,
    edit_person,
    enter_person,
    grant_reach,
    leave_place,
    lift_caution,
    met,
    open_reach,
)  # fmt: skip
from banso.people.actions.taking_in import Incoming, IncomingEntry, note_last_met, take_in_entries, take_in_people

__all__ = [
    "Incoming", "IncomingEntry", "note_last_met", "take_in_entries", "take_in_people",
    "CannotMerge", "EntryAlreadyClosed", "add_caution", "add_contact", "add_name", "add_place", "close_entry", "correct_memory", "edit_entry",
    "edit_person", "enter_person", "fresh_keys", "grant_reach", "index_texts", "keep_remembered", "leave_place", "lift_caution", "merge_people", "met", "number_entry",
    "open_entry", "open_reach", "open_next_entry", "part_people", "refile", "refile_many", "remember", "remember_many", "reopen_entry", "say_never_same",
    "shield_earlier",
]  # fmt: skip
