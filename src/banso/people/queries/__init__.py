"""Every read of the people room; each starts from what this viewer may see."""

from banso.people.queries.finding import Hit, MemoryHit, find_in_memory, find_people, similar_people
from banso.people.queries.ledgers import (
    LedgerRow,
    entries_of,
    entry_seen,
    known_now,
    ledger_entries_seen_by,
    ledger_rows,
    open_entries_of,
    open_ledger_entries,
)  # fmt: skip
from banso.people.queries.memory import current_entries_of, history_of, memory_entry, memory_of, new_memory, newest_memory_of
from banso.people.queries.merging import MergePreview, merges_of, merging_preview
from banso.people.queries.visibility import (
    CardView,
    card_of,
    count_called,
    ids_ever_of,
    known_as,
    known_as_many,
    names_of,
    people_beyond,
    people_kept_back,
    people_seen_by,
    people_to_choose,
    person_seen,
    places_of,
    within_reach,
)  # fmt: skip

__all__ = [
    "CardView", "Hit", "LedgerRow", "MemoryHit", "MergePreview", "card_of", "count_called", "current_entries_of", "new_memory", "newest_memory_of", "entries_of", "entry_seen", "find_in_memory", "find_people",
    "history_of", "ids_ever_of", "known_as", "known_as_many", "known_now", "ledger_entries_seen_by", "ledger_rows", "memory_entry",
    "memory_of", "merges_of", "merging_preview", "names_of", "open_entries_of", "open_ledger_entries", "people_beyond", "people_kept_back", "people_seen_by", "people_to_choose", "person_seen", "places_of", "similar_people", "within_reach",
]  # fmt: skip
