"""Every write of the people room."""

from banso.people.actions.contacts_from_outside import Contacts
from banso.people.actions.deaths import (
    NotYet,
    death_told_by,
    mark_died,
    note_death,
    take_death_back,
)
from banso.people.actions.doubles import ask_about_double, forget_doubles, put_off_double
from banso.people.actions.entries_from_outside import follow_to, move_memories, write_entry
from banso.people.actions.entry_refusals import (
    AlreadyOpen,
    EntryAlreadyClosed,
    HasDied,
    require_living,
)
from banso.people.actions.gone_outside import close_gone_entries, retract_memories
from banso.people.actions.incoming import (
    Changed,
    Differs,
    Incoming,
    IncomingEntry,
    Outcome,
    keep_said,
)
from banso.people.actions.indexing import reindex, reindex_many, search_keys_of
from banso.people.actions.learning import agencies_with_people, learn_readings
from banso.people.actions.ledgers import (
    NewEntry,
    close_entry,
    edit_entry,
    number_entry,
    open_entry,
    open_next_entry,
)
from banso.people.actions.linking import link_agency, link_everybody
from banso.people.actions.memory import (
    Memory,
    correct_memory,
    forget_texts,
    index_texts,
    keep_remembered,
    remember,
    remember_many,
    shield_earlier,
)
from banso.people.actions.merging import merge_people
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
from banso.people.actions.person import NewPerson, edit_person, enter_person, suspend_person
from banso.people.actions.reach import (
    grant_reach,
    grant_reach_to_members,
    met,
    note_last_met,
    open_reach,
)
from banso.people.actions.refused_merges import CannotMerge
from banso.people.actions.returns import reopen_entry
from banso.people.actions.taking_back import (
    NotYoursToTakeBack,
    TakenBackAlready,
    require_own_of_today,
    take_memory_back,
)
from banso.people.actions.upsert_entries import entry_as_said, upsert_entries
from banso.people.actions.upsert_people import birth_as_kept, birth_from, upsert_people

__all__ = [
    "AlreadyOpen",
    "CannotMerge",
    "Changed",
    "Contacts",
    "Differs",
    "EntryAlreadyClosed",
    "HasDied",
    "Incoming",
    "IncomingEntry",
    "Memory",
    "NewEntry",
    "NewPerson",
    "NotYet",
    "NotYoursToTakeBack",
    "Outcome",
    "TakenBackAlready",
    "add_caution",
    "add_contact",
    "add_name",
    "add_place",
    "birth_as_kept",
    "birth_from",
    "close_entry",
    "close_gone_entries",
    "correct_memory",
    "death_told_by",
    "edit_entry",
    "edit_person",
    "enter_person",
    "entry_as_said",
    "follow_to",
    "grant_reach",
    "grant_reach_to_members",
    "index_texts",
    "keep_remembered",
    "keep_said",
    "leave_place",
    "lift_caution",
    "mark_died",
    "merge_people",
    "met",
    "move_memories",
    "note_death",
    "note_last_met",
    "number_entry",
    "open_entry",
    "open_next_entry",
    "open_reach",
    "part_people",
    "reindex",
    "learn_readings",
    "agencies_with_people",
    "link_agency",
    "link_everybody",
    "ask_about_double",
    "forget_doubles",
    "put_off_double",
    "reindex_many",
    "remember",
    "forget_texts",
    "remember_many",
    "reopen_entry",
    "require_living",
    "require_own_of_today",
    "retract_memories",
    "say_never_same",
    "search_keys_of",
    "shield_earlier",
    "take_death_back",
    "suspend_person",
    "take_memory_back",
    "upsert_entries",
    "upsert_people",
    "write_entry",
]
