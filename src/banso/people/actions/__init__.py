"""Every write of the people room."""

from banso.people.actions.bulk_upsert import (
    Incoming,
    IncomingEntry,
    note_last_met,
    upsert_entries,
    upsert_people,
)
from banso.people.actions.deaths import NotYet, mark_died, note_death, take_death_back
from banso.people.actions.entry_refusals import AlreadyOpen, EntryAlreadyClosed, HasDied
from banso.people.actions.indexing import reindex, reindex_many, search_keys_of
from banso.people.actions.ledgers import (
    NewEntry,
    close_entry,
    edit_entry,
    number_entry,
    open_entry,
    open_next_entry,
)
from banso.people.actions.memory import (
    Memory,
    correct_memory,
    index_texts,
    keep_remembered,
    remember,
    remember_many,
    shield_earlier,
)
from banso.people.actions.merging import CannotMerge, merge_people
from banso.people.actions.never_same import say_never_same
from banso.people.actions.particulars import (
    add_caution,
    add_contact,
    add_name,
    add_place,
    leave_place,
    lift_caution,
)
from banso.people.actions.parting import part_people
from banso.people.actions.person import NewPerson, edit_person, enter_person
from banso.people.actions.reach import grant_reach, met, open_reach
from banso.people.actions.returns import reopen_entry

__all__ = [
    "AlreadyOpen",
    "CannotMerge",
    "EntryAlreadyClosed",
    "HasDied",
    "Incoming",
    "IncomingEntry",
    "Memory",
    "NewEntry",
    "NewPerson",
    "NotYet",
    "add_caution",
    "add_contact",
    "add_name",
    "add_place",
    "close_entry",
    "correct_memory",
    "edit_entry",
    "edit_person",
    "enter_person",
    "grant_reach",
    "index_texts",
    "keep_remembered",
    "leave_place",
    "lift_caution",
    "mark_died",
    "merge_people",
    "met",
    "note_death",
    "note_last_met",
    "number_entry",
    "open_entry",
    "open_next_entry",
    "open_reach",
    "part_people",
    "reindex",
    "reindex_many",
    "remember",
    "remember_many",
    "reopen_entry",
    "say_never_same",
    "search_keys_of",
    "shield_earlier",
    "take_death_back",
    "upsert_entries",
    "upsert_people",
]
