"""Meeting somebody on a round."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise, take_promises_back
from banso.drafts.actions import drop_draft
from banso.intake.models import Encounter, OutreachRound
from banso.intake.queries import encounter_seen, met_tonight, round_seen
from banso.intake.rules import Handed, Outcome, was_seen
from banso.kit.db import one_transaction
from banso.kit.formatting import format_day
from banso.kit.ids import new_id
from banso.kit.refusals import Refusal
from banso.people.actions import (
    Memory,
    NewEntry,
    NewPerson,
    NotYoursToTakeBack,
    TakenBackAlready,
    enter_person,
    grant_reach_to_members,
    met,
    open_entry,
    remember,
    require_living,
    require_own_of_today,
    take_memory_back,
)
from banso.people.actions.entry_closing import remember_closing, set_closing
from banso.people.actions.indexing import filed_once
from banso.people.models import TimelineEntry
from banso.people.queries import count_called, open_entries_of
from banso.people.rules import ClosingReason, Ledger, PlaceKind

if TYPE_CHECKING:
    from banso.people.models import Person


SOURCE = "intake.Encounter"


class NoSuchPlaceToEnter(Refusal):
    """Somebody without a name is known by a place."""

    field = "place"
    sentence = _("Please say how the person is called, or where you met them.")


def placeholder_name(place: str, kind: str, agency_id: UUID) -> str:
    """Return a name for somebody without one, after where they were met: 「公園さん3」."""
    where = place[:60] if kind == PlaceKind.UNKNOWN else str(PlaceKind.label_of(kind))
    base = _g("%(place)s-san") % {"place": where}
    return f"{base}{count_called(base, agency_id) + 1}"


@dataclass(frozen=True, kw_only=True)
class NewMeeting:
    """One meeting on a round: how it was, where, what was handed over, said and promised."""

    outcome: str
    at: datetime
    called_name: str = ""
    looks: str = ""
    place: str = ""
    place_kind: str = PlaceKind.UNKNOWN
    condition: str = ""
    handed: Sequence[str] = ()
    note: str = ""
    words: str = ""
    promise_text: str = ""
    promise_on: date | None = None


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def meet(
    *,
    round_id: UUID,
    meeting: NewMeeting,
    by: Viewer,
    person_id: UUID | None = None,
    encounter_id: UUID | None = None,
    new_person_id: UUID | None = None,
    told: Collection[UUID] = (),
) -> Encounter:
    """
    Write down one meeting on a round; somebody new, with or without a name, is entered by it.

    Whoever the viewer was `told` of for this night is met also where it is written down later than
    that: what a telephone without a network brings home in the morning.

    :raises NotSeen: if the viewer may not see the round or the person
    :raises NoSuchPlaceToEnter: if neither a name nor a place is given for somebody new
    """
    outreach_round = round_seen(by, round_id)
    person = (
        met_tonight(outreach_round, by, person_id, told=told)
        if person_id
        else _enter_on_round(outreach_round, meeting, by, new_person_id)
    )
    require_living(person.pk, on=timezone.localtime(meeting.at).date())
    encounter = Encounter(
        id=encounter_id or new_id(),
        agency_id=by.agency_id,
        round=outreach_round,
        person=person,
        member_id=by.member_id,
        at=meeting.at,
        outcome=meeting.outcome,
        place=meeting.place,
        place_kind=meeting.place_kind,
        condition=meeting.condition,
        handed=list(meeting.handed),
        was_new=person_id is None,
    )
    encounter.save(force_insert=True)
    _remember(encounter, meeting, outreach_round, by)
    if was_seen(meeting.outcome):
        met(person=person, on=timezone.localtime(meeting.at).date())
    promise_with(encounter, meeting.promise_text, meeting.promise_on, by)
    record_event(
        action="met_on_round",
        by=by,
        subjects=[person.pk],
        object_kind=SOURCE,
        object_id=encounter.pk,
        detail={"outcome": meeting.outcome},
    )
    return encounter


def promise_with(encounter: Encounter, text: str, on: date | None, by: Viewer) -> None:
    """Make what was promised at a meeting a promise, where it has words and a day."""
    if text and on:
        make_promise(
            person_id=encounter.person_id,
            text=text,
            due_on=on,
            answerable_id=by.member_id,
            by=by,
            made_with=encounter.pk,
            to_them=True,
        )


def told_with(note: str, things: Sequence[str], text: str, on: date | None) -> list[str]:
    """
    Return what is told of a meeting beside its words: what happened, what was handed over, and a
    promise that is none yet.
    """
    named = "、".join(str(Handed.label_of(one)) for one in things if one in Handed)
    handed = _g("Handed over: %(things)s") % {"things": named} if named else ""
    return [part for part in (note, handed, _half_promise(text, on)) if part]


def _half_promise(text: str, on: date | None) -> str:
    """Return a promise without a day, or a day without words, as it is told; empty of a whole."""
    if bool(text) == bool(on):
        return ""
    return _g("Promised: %(what)s") % {"what": text or format_day(on)}


def _remember(
    encounter: Encounter, meeting: NewMeeting, outreach_round: OutreachRound, by: Viewer
) -> None:
    facts = told_with(meeting.note, meeting.handed, meeting.promise_text, meeting.promise_on)
    remember(
        person=encounter.person,
        memory=Memory(
            at=meeting.at,
            kind="encounter",
            title=str(Outcome.label_of(meeting.outcome)),
            fact="\n".join(facts),
            words=meeting.words,
            being=was_seen(meeting.outcome),
            doing=bool(meeting.handed),
            ledger=Ledger.OUTREACH,
            office_id=outreach_round.office_id,
            source=SOURCE,
            source_id=encounter.pk,
        ),
        by=by,
    )


def _enter_on_round(
    outreach_round: OutreachRound, meeting: NewMeeting, by: Viewer, person_id: UUID | None
) -> "Person":
    place, kind, called_name = meeting.place, meeting.place_kind, meeting.called_name
    if not called_name and not place and kind == PlaceKind.UNKNOWN:
        raise NoSuchPlaceToEnter
    name = called_name or placeholder_name(place, kind, by.agency_id)
    with filed_once():
        person = enter_person(
            person=NewPerson(
                called_name=name,
                names=[("nickname" if called_name else "placeholder", name, "")],
                looks=meeting.looks,
                place=place,
                place_kind=kind,
                sleeps_here=bool(place),
            ),
            by=by,
            person_id=person_id,
            office_id=outreach_round.office_id,
        )
        open_entry(
            person=person,
            entry=NewEntry(
                ledger=Ledger.OUTREACH,
                office_id=outreach_round.office_id,
                worker_id=None,
                on=outreach_round.on,
                values={"sleeps_kind": kind, "sleeps_at": place} if place else {},
            ),
            by=by,
        )
    grant_reach_to_members(
        person=person,
        member_ids=[one.member_id for one in outreach_round.team.all() if one.member_id],
        until_on=min(outreach_round.on, by.today) + timedelta(days=1),
    )
    return person


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def take_meeting_back(*, encounter_id: UUID, by: Viewer) -> Encounter:
    """
    Take back a meeting on the day it was written, and what was promised in it: it counts nowhere,
    and stays readable. Whoever was entered by it, and of whom no more is known, leaves the ledger.

    :raises NotSeen: if the viewer may not see it
    :raises TakenBackAlready: if it was taken back before
    :raises NotYoursToTakeBack: if somebody else wrote it, or it was on another day
    """
    encounter_seen(by, encounter_id)
    encounter = Encounter.objects.select_for_update().select_related(None).get(pk=encounter_id)
    if encounter.taken_back_at is not None:
        raise TakenBackAlready
    if encounter.outside_id:  # an import is taken back as a whole
        raise NotYoursToTakeBack
    require_own_of_today(encounter.member_id, encounter.created_at, by.member_id)
    take_memory_back(person=encounter.person, source=SOURCE, source_id=encounter.pk, by=by)
    encounter.taken_back_at = timezone.now()
    encounter.save(update_fields=["taken_back_at"])
    take_promises_back(made_with=encounter.pk, by=by)
    if encounter.was_new:
        _leave_ledger(encounter, by)
    record_event(
        action="meeting_taken_back",
        by=by,
        subjects=[encounter.person_id],
        object_kind=SOURCE,
        object_id=encounter.pk,
    )
    return encounter


def _leave_ledger(encounter: Encounter, by: Viewer) -> None:
    """Close the entry of somebody who was entered by a mistaken tap and of whom no more is told."""
    entry = open_entries_of([encounter.person_id]).get(encounter.person_id)
    told = TimelineEntry.objects.filter(person=encounter.person_id, is_current=True)
    also = told.exclude(source=SOURCE, source_id=encounter.pk)
    if entry is None or entry.version > 1 or also.exclude(source_id=entry.pk).exists():
        return
    # Whoever walks along may not open the ledger, and takes back only what their own tap opened.
    day = max(by.today, entry.opened_on)
    set_closing(entry, reason=ClosingReason.OTHER, on=day)
    remember_closing(entry, on=day, by=by)
    record_event(
        action="ledger_closed",
        by=by,
        subjects=[entry.person_id],
        object_kind="people.LedgerEntry",
        object_id=entry.pk,
        detail={"reason": entry.closing_reason},
    )


@asks(Exempt.OWN)
def drop_meeting_draft(*, round_id: UUID, person_id: UUID | None = None, by: Viewer) -> None:
    """Let go what was typed about somebody once the meeting is written down, and of nobody else."""
    drop_draft(key=f"meet:{round_id}" + (f":{person_id}" if person_id else ""), by=by)
