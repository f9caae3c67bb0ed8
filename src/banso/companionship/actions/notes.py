"""Writing down a contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions.promises import make_promise, take_promises_back
from banso.companionship.models import ContactNote
from banso.companionship.queries import note_seen
from banso.companionship.rules import Method, OneTap, is_complete, is_meeting
from banso.companionship.visit_fields import NOT_MET
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.refusals import Refusal
from banso.people.actions import (
    Memory,
    NotYoursToTakeBack,
    TakenBackAlready,
    correct_memory,
    met,
    remember,
    require_living,
    require_own_of_today,
    take_memory_back,
)
from banso.people.models import TimelineEntry
from banso.people.queries import current_entries_of, open_entries_of, person_seen
from banso.people.rules import Sensitivity

SOURCE = "companionship.ContactNote"


class NoteSaysNothing(Refusal):
    """A note says neither that somebody was there nor what was done."""

    field = "fact"
    sentence = _("Please tick “Being there”, or write what was done.")


@dataclass(frozen=True, kw_only=True)
class NewNote:
    """
    A contact: how and where, being there or doing, in three voices, and what was promised; `title`
    where it is said otherwise than by how it came about, `looked` what was looked at on a visit.
    """

    at: datetime
    method: str
    being: bool = False
    doing: bool = False
    place: str = ""
    minutes: int | None = None
    fact: str = ""
    words: str = ""
    view: str = ""
    title: str = ""
    sensitivity: str = Sensitivity.PLAIN
    promise_text: str = ""
    promise_on: date | None = None
    looked: Mapping[str, Any] | None = None

    @property
    def meets(self) -> bool:
        """Whether somebody was met; who goes in vain ends no silence."""
        return is_meeting(self.method) and (self.looked or {}).get("met") not in NOT_MET


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
        looked=dict(note.looked) if note.looked else None,
    )
    written.save(force_insert=True)
    _remember(written, note, by)
    if note.meets:
        met(person=person, on=day)
    if note.promise_text and note.promise_on:
        make_promise(
            person_id=person.pk,
            text=note.promise_text,
            due_on=note.promise_on,
            answerable_id=by.member_id,
            by=by,
            made_with=written.pk,
            to_them=person.lived_on(day, by.today),
        )
    record_event(
        action="note_written",
        by=by,
        subjects=[person.pk],
        object_kind=SOURCE,
        object_id=written.pk,
    )
    return written


def _remember(written: ContactNote, note: NewNote, by: Viewer) -> None:
    entry = open_entries_of([written.person_id]).get(written.person_id)
    remember(
        person=written.person,
        memory=Memory(
            at=note.at,
            kind="note" if note.meets else "letter",
            title=note.title or f"{Method.label_of(note.method)} {note.place}".strip(),
            fact=note.fact,
            words=note.words,
            view=note.view,
            being=note.being,
            doing=note.doing,
            sensitivity=note.sensitivity,
            ledger=entry.ledger if entry else "",
            source=SOURCE,
            source_id=written.pk,
        ),
        by=by,
    )


@asks(Duty.WRITE_MEMORY)
@one_transaction
def tap_note(
    *, person_id: UUID, way: str, at: datetime, by: Viewer, note_id: UUID | None = None
) -> ContactNote:
    """
    Write down in one tap that somebody was there; words can follow.

    :raises NotSeen: if the viewer may not see the person
    :raises HasDied: if the person has died
    """
    require_living(person_seen(by, person_id).pk)
    note = NewNote(at=at, method=way, being=True, title=str(OneTap.label_of(way)))
    return write_note(person_id=person_id, note=note, by=by, note_id=note_id)


def _locked(note_id: UUID, by: Viewer) -> ContactNote:
    note_seen(by, note_id)
    return ContactNote.objects.select_for_update().select_related(None).get(pk=note_id)


@asks(Duty.WRITE_MEMORY)
@one_transaction
def take_note_back(*, note_id: UUID, by: Viewer) -> ContactNote:
    """
    Take back a note on the day it was written, and what was promised in it: it counts nowhere, and
    stays readable.

    :raises NotSeen: if the viewer may not see its person
    :raises TakenBackAlready: if it was taken back before
    :raises NotYoursToTakeBack: if somebody else wrote it, or it was on another day
    """
    note = _locked(note_id, by)
    if note.taken_back_at is not None:
        raise TakenBackAlready
    if note.outside_id:  # an import is taken back as a whole
        raise NotYoursToTakeBack
    require_own_of_today(note.member_id, note.created_at, by.member_id)
    take_memory_back(person=note.person, source=SOURCE, source_id=note.pk, by=by)
    note.taken_back_at = timezone.now()
    note.save(update_fields=["taken_back_at"])
    take_promises_back(made_with=note.pk, by=by)
    record_event(
        action="note_taken_back",
        by=by,
        subjects=[note.person_id],
        object_kind=SOURCE,
        object_id=note.pk,
    )
    return note


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def add_words(
    *, note_id: UUID, words: str = "", fact: str = "", view: str = "", by: Viewer
) -> TimelineEntry:
    """
    Add words to a note that was written in one tap: below what is there already.

    :raises NotSeen: if the viewer may not see its person, or read the memory
    :raises TakenBackAlready: if it was taken back before
    """
    note = _locked(note_id, by)
    now = current_entries_of([note.pk]).get(note.pk)
    if note.taken_back_at is not None or now is None:
        raise TakenBackAlready
    texts = {"words": words, "fact": fact, "view": view}
    grown = {
        name: "\n".join(one for one in (getattr(now, name), text) if one)
        for name, text in texts.items()
        if text
    }
    return correct_memory(entry_id=now.pk, reason=_g("Words added"), by=by, **grown)
