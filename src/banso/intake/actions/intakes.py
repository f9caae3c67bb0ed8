"""Receiving a first consultation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.intake.instrument import IntakeSheet
from banso.intake.models import Instrument, Intake
from banso.intake.rules import (
    Channel,
    IntakeConsent,
    Matter,
    Urgency,
    sensitivity_of,
    worst_is_among,
)
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import (
    Memory,
    NewPerson,
    add_contact,
    add_place,
    enter_person,
    met,
    remember,
    reopen_entry,
    require_living,
)
from banso.people.queries import card_of, open_entries_of, person_seen
from banso.people.rules import Ledger, PlaceKind, Sensitivity

if TYPE_CHECKING:
    from banso.people.models import Person


MOST = 200  # letters, of what a card says in one line


class WorstNotAmong(Refusal):
    """The ◎ belongs to one of the matters marked with ○."""

    field = "worst"
    sentence = _("The ◎ belongs to one of the matters marked with ○.")


@dataclass(frozen=True, kw_only=True)
class NewIntake:
    """
    A first consultation as it was received: what about, what weighs most, in whose words; `answers`
    are those to items of the form that have no column of their own.
    """

    office_id: UUID
    on: date
    channel: str
    matters: Sequence[str] = ()
    worst: str = ""
    words: str = ""
    came_with: str = ""
    urgency: str = Urgency.NONE
    consent: str = IntakeConsent.NOT_YET
    consent_way: str = ""
    ledger: str = Ledger.OUTREACH
    answers: Mapping[str, Any] = field(default_factory=dict)
    form: IntakeSheet | None = None


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def take_intake(
    *, person: UUID | NewPerson, intake: NewIntake, by: Viewer, intake_id: UUID | None = None
) -> Intake:
    """
    Receive a first consultation, of somebody known or of somebody who is entered by it.

    :raises NotSeen: if the viewer may not see the person, or it is not the agency's office
    :raises WorstNotAmong: if the ◎ is none of the matters
    """
    if not worst_is_among(intake.worst, list(intake.matters)):
        raise WorstNotAmong
    if not offices_seen_by(by).filter(pk=intake.office_id).exists():
        raise NotSeen
    whose = _whose(person, intake, by)
    taken = Intake(
        id=intake_id or new_id(),
        agency_id=by.agency_id,
        person=whose,
        office_id=intake.office_id,
        member_id=by.member_id,
        on=intake.on,
        channel=intake.channel,
        came_with=intake.came_with,
        matters=list(intake.matters),
        worst=intake.worst,
        words=intake.words,
        urgency=intake.urgency,
        consent=intake.consent,
        consent_way=intake.consent_way,
        instrument=Instrument.keep(intake.form) if intake.form else None,
        answers=dict(intake.answers),
    )
    taken.save(force_insert=True)
    if not isinstance(person, NewPerson) and not whose.has_died:
        _keep_on_card(whose, intake, by)
    _remember(taken, intake.form, by)
    met(person=whose, on=taken.on)
    record_event(
        action="intake_taken",
        by=by,
        subjects=[whose.pk],
        object_kind="intake.Intake",
        object_id=taken.pk,
        detail={"consent": taken.consent},
    )
    return taken


def _whose(person: UUID | NewPerson, intake: NewIntake, by: Viewer) -> "Person":
    """Return whose consultation it is, entered where they are new, with an entry in a ledger."""
    whose = (
        enter_person(
            person=replace(person, own_words=intake.words[:500]), by=by, office_id=intake.office_id
        )
        if isinstance(person, NewPerson)
        else person_seen(by, person)
    )
    require_living(whose.pk, on=intake.on)
    # of somebody who has died it is written later, and opens nothing
    if not whose.has_died and whose.pk not in open_entries_of([whose.pk]):
        reopen_entry(
            person=whose,
            ledger=intake.ledger,
            office_id=intake.office_id,
            worker_id=by.member_id if by.may(Duty.KEEP_LEDGERS) else None,
            on=intake.on,
            by=by,
        )
    return whose


def _keep_on_card(whose: "Person", intake: NewIntake, by: Viewer) -> None:
    """Keep on the card how and where they can be met, where it is not known yet."""
    card = card_of(whose, by)
    for item in intake.form.more if intake.form else ():
        said = str(intake.answers.get(item.code) or "")[:MOST] if item.keeps else ""
        if item.keeps == "contact" and said and said not in {one.value for one in card.contacts}:
            add_contact(person_id=whose.pk, value=said, note="", by=by)
        known = {one.place for one in card.places}
        if item.keeps == "place" and by.may(Duty.SEE_PLACES) and said and said not in known:
            _add_place(whose, said, by)


def _add_place(whose: "Person", said: str, by: Viewer) -> None:
    add_place(
        person_id=whose.pk,
        kind=PlaceKind.UNKNOWN,
        place=said,
        when="",
        sleeps_here=False,
        by=by,
    )


def _matters(intake: Intake, form: IntakeSheet | None, sensitivity: str) -> str:
    """Return the matters of a sensitivity with their marks."""
    asked = form.item("matters") if form else None
    labels = dict(Matter.choices) | dict(asked.options if asked else ())
    return "、".join(
        ("◎" if matter == intake.worst else "○") + str(labels.get(matter, matter))
        for matter in intake.matters
        if sensitivity_of(matter) == sensitivity
    )


def _remember(intake: Intake, form: IntakeSheet | None, by: Viewer) -> None:
    """Keep it in the person's memory, apart those matters that ask for a duty of their own."""
    channel = Channel.label_of(intake.channel)
    whole = Memory(
        at=moment_of(intake.on),
        kind="intake",
        title=_g("First consultation: %(channel)s") % {"channel": channel},
        office_id=intake.office_id,
        source="intake.Intake",
        source_id=intake.pk,
    )
    more = form.said(intake.answers) if form else ()
    plain = replace(
        whole,
        fact="\n".join([_matters(intake, form, Sensitivity.PLAIN), *more]).strip(),
        words=intake.words,
        being=True,
        doing=True,
    )
    remember(person=intake.person, memory=plain, by=by)
    for kind in sorted(set(Sensitivity) - {Sensitivity.PLAIN}):
        more = form.said(intake.answers, kind) if form else ()
        if fact := "\n".join([_matters(intake, form, kind), *more]).strip():
            guarded = replace(whole, fact=fact, sensitivity=kind)
            remember(person=intake.person, memory=guarded, by=by)
