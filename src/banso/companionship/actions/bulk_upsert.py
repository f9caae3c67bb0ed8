"""Taking many contact notes in at once, from elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.models import ContactNote
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.people.actions import (
    Changed,
    Contacts,
    Outcome,
    correct_memory,
    follow_to,
)
from banso.people.models import OutsideRow, TimelineEntry
from banso.people.queries import new_memory
from banso.people.three_values import weigh

KIND = "note"


@dataclass(frozen=True)
class IncomingNote:
    """
    A contact from elsewhere; `whose` is the outside id of the person, `day_said` is false where the
    file names no day.
    """

    outside_id: str
    person_id: UUID
    on: date
    title: str
    fact: str = ""
    words: str = ""
    method: str = "other"
    ledger: str = ""
    office_id: UUID | None = None
    being: bool = False
    sensitivity: str = "plain"
    whose: str = ""
    day_said: bool = True

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as it is kept for the next time."""
        said = {"title": self.title, "fact": self.fact, "whose": self.whose}
        return said | ({"on": self.on.isoformat()} if self.day_said else {})


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_notes(notes: list[IncomingNote], *, by: Viewer) -> Outcome:
    """
    Take notes in; what was corrected at the source becomes a new revision of the memory, unless
    somebody here corrected it.
    """
    return _CONTACTS.upsert(notes, by)


def _new(one: IncomingNote, by: Viewer) -> ContactNote:
    return ContactNote(
        agency_id=by.agency_id,
        person_id=one.person_id,
        member_id=by.member_id,
        on=one.on,
        method=one.method,
        being=one.being,
        doing=not one.being,
        outside_id=one.outside_id[:120],
    )


def _memory(row: ContactNote, one: IncomingNote, by: Viewer) -> TimelineEntry:
    return new_memory(
        person_id=one.person_id,
        at=moment_of(one.on),
        kind="note",
        title=one.title,
        fact=one.fact,
        words=one.words,
        being=one.being,
        doing=not one.being,
        ledger=one.ledger,
        office_id=one.office_id,
        source="companionship.ContactNote",
        source_id=row.pk,
        sensitivity=one.sensitivity,
        by=by,
    )


def _take_over(
    note: ContactNote,
    memory: TimelineEntry | None,
    one: IncomingNote,
    row: OutsideRow,
    outcome: Outcome,
    by: Viewer,
) -> bool:
    before = None if row._state.adding else row.said or None
    went = follow_to(note, row, (before or {}).get("whose"), one.whose, one.person_id, outcome)
    if memory is None:
        return went
    here = {"on": note.on.isoformat(), "title": memory.title, "fact": memory.fact}
    now = {name: text for name, text in one.said.items() if name != "whose"}
    weighed = weigh(here, before, now)
    outcome.differ(row, note.person_id, weighed.differ)
    if not weighed.take:
        return went
    texts: dict[str, Any] = {
        name: text for name, text in weighed.take.items() if name in ("title", "fact")
    }
    if "on" in weighed.take:
        note.on = date.fromisoformat(weighed.take["on"])
        note.save(update_fields=["on"])
        texts["at"] = moment_of(note.on)
    new = correct_memory(
        entry_id=memory.pk, reason=_g("Corrected where it comes from"), by=by, **texts
    )
    outcome.changed.append(
        Changed(
            "people.TimelineEntry",
            new.pk,
            note.person_id,
            {"on": here["on"], "row": str(memory.pk)},
            {"on": note.on.isoformat(), "row": str(new.pk)},
        )
    )
    return True


_CONTACTS = Contacts(KIND, ContactNote, _new, _memory, _take_over)
