"""Writing down a contact."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import (
    ContactNote,
)
from banso.companionship.rules import Method, is_complete
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, met, remember
from banso.people.queries import open_entries_of, person_seen
from banso.people.rules import Sensitivity

if TYPE_CHECKING:
    pass
from banso.companionship.actions.promises import make_promise


class NoteSaysNothing(Refusal):
    """A note says neither that somebody was there nor what was done."""

    field = "fact"
    sentence = _("Please tick “Being there”, or write what was done.")


@dataclass(frozen=True, kw_only=True)
class NewNote:
    """A contact: how and where, being there or doing, in three voices, and what was promised."""

    at: datetime
    method: str
    being: bool = False
    doing: bool = False
    place: str = ""
    minutes: int | None = None
    fact: str = ""
    words: str = ""
    view: str = ""
    sensitivity: str = Sensitivity.PLAIN
    promise_text: str = ""
    promise_on: date | None = None


@asks(Duty.WRITE_MEMORY)
@one_transaction
def write_note(
    *, person_id: UUID, note: NewNote, by: Viewer, note_id: UUID | None = None
) -> ContactNote:
    """
    Write down a contact: doing, being there, or both.

    :raises NotSeen: if the viewer may not see the person
    :raises NoteSaysNothing: if it says neither
    """
    person = person_seen(by, person_id)
    if not is_complete(
        being=note.being, doing=note.doing, fact=note.fact, words=note.words, view=note.view
    ):
        raise NoteSaysNothing
    day = timezone.localtime(note.at).date()
    written = ContactNote(
        id=note_id or new_id(),
        agency_id=by.agency_id,
        person=person,
        member_id=by.member_id,
        on=day,
        method=note.method,
        place=note.place,
        minutes=note.minutes,
        being=note.being,
        doing=note.doing,
    )
    written.save(force_insert=True)
    _remember(written, note, by)
    met(person=person, on=day)
    if note.promise_text and note.promise_on:
        make_promise(
            person_id=person.pk,
            text=note.promise_text,
            due_on=note.promise_on,
            answerable_id=by.member_id,
            by=by,
        )
    record_event(
        action="note_written",
        by=by,
        subjects=[person.pk],
        object_kind="companionship.ContactNote",
        object_id=written.pk,
    )
    return written


def _remember(written: ContactNote, note: NewNote, by: Viewer) -> None:
    entry = open_entries_of([written.person_id]).get(written.person_id)
    remember(
        person=written.person,
        memory=Memory(
            at=note.at,
            kind="note",
            title=str(Method.label_of(note.method)) + (f" {note.place}" if note.place else ""),
            fact=note.fact,
            words=note.words,
            view=note.view,
            being=note.being,
            doing=note.doing,
            sensitivity=note.sensitivity,
            ledger=entry.ledger if entry else "",
            source="companionship.ContactNote",
            source_id=written.pk,
        ),
        by=by,
    )
