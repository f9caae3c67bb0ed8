"""The morning after: choosing between two ways, letting a line be, handing the night over."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import hand_over
from banso.field.models import FieldOp, Morning, State, Writing
from banso.field.queries.morning import aside_seen_by, night_of, writing_seen
from banso.field.rules import Choice, Kind
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import add_name, add_place, edit_person
from banso.people.models import Person
from banso.people.rules import NameKind, PlaceKind


class StillTwoWays(Refusal):
    """A night is handed over once somebody has looked at what is written in two ways."""

    sentence = _("Please look first at what is written in two ways, and at what waits.")


class NothingChosen(Refusal):
    """One of the ways is chosen, or both."""

    sentence = _("Please choose one of the two, or both.")


@asks(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.SEE_PLACES)
@one_transaction
def settle_writing(*, writing_id: UUID, choice: str, by: Viewer) -> Writing:
    """
    Say which of two ways of writing stands, or both; neither is deleted.

    :raises NotSeen: if the viewer may not see it, or somebody has chosen
    :raises NothingChosen: if it is none of the three
    """
    writing_seen(by, writing_id)
    if choice not in Choice.values:
        raise NothingChosen
    row = Writing.objects.select_for_update().get(pk=writing_id)
    if row.state != State.BESIDE:
        raise NotSeen
    if choice == Choice.THIS:
        _write(row, row.text, by)
    elif choice == Choice.BOTH:
        _write_both(row, by)
    states = {Choice.THIS: State.CHOSEN, Choice.BOTH: State.TOGETHER, Choice.OTHER: State.LEFT}
    row.state, row.settled_at = states[Choice(choice)], timezone.now()
    row.settled_by_id = by.member_id
    row.save(update_fields=["state", "settled_at", "settled_by"])
    record_event(
        action="writing_settled",
        by=by,
        subjects=[row.person_id],
        object_kind="field.Writing",
        object_id=row.pk,
        detail={"what": row.what, "choice": choice},
    )
    return row


def _write(row: Writing, text: str, by: Viewer) -> None:
    if row.what == Kind.CALLED:
        edit_person(person_id=row.person_id, version=None, by=by, called_name=text)
    elif row.what == Kind.LOOKS:
        edit_person(person_id=row.person_id, version=None, by=by, looks=text)
    elif text:
        add_place(
            person_id=row.person_id,
            kind=PlaceKind.UNKNOWN,
            place=text,
            when="",
            sleeps_here=False,
            by=by,
        )


def _write_both(row: Writing, by: Viewer) -> None:
    """Keep both: a second name, a second place, or looks one after the other."""
    if row.what == Kind.CALLED:
        add_name(person_id=row.person_id, kind=NameKind.NICKNAME, text=row.text, kana="", by=by)
    elif row.what == Kind.LOOKS:
        stands = Person.objects.values_list("looks", flat=True).get(pk=row.person_id)
        _write(row, "／".join(one for one in (stands, row.text) if one)[:200], by)
    else:
        _write(row, row.text, by)


@asks(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
@one_transaction
def let_line_be(*, op_id: UUID, by: Viewer) -> FieldOp:
    """
    Note that somebody has looked at a line that could not be written by itself.

    :raises NotSeen: if the viewer may not see it, or somebody has looked
    """
    found = aside_seen_by(by).filter(pk=op_id).first()
    if found is None:
        raise NotSeen
    night_of(found.pack.round_id, by)
    row = FieldOp.objects.select_for_update().get(pk=op_id)
    if row.seen_at is not None:
        raise NotSeen
    row.seen_at, row.seen_by_id = timezone.now(), by.member_id
    row.save(update_fields=["seen_at", "seen_by"])
    record_event(action="line_looked_at", by=by, object_kind="field.FieldOp", object_id=row.pk)
    return row


@asks(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY, Duty.HAND_OVER)
@one_transaction
def hand_night_over(*, round_id: UUID, by: Viewer) -> Morning:
    """
    Confirm what a round brought home, and tell the office in numbers. Confirmed twice it is
    confirmed once.

    :raises NotSeen: if the viewer may not see the round
    :raises StillTwoWays: if something waits to be looked at
    """
    night = night_of(round_id, by)
    if night.confirmed is not None:
        return night.confirmed
    if night.two_ways or night.aside:
        raise StillTwoWays
    row = Morning.objects.create(
        agency_id=by.agency_id, round=night.outreach_round, by_id=by.member_id
    )
    said = _g("%(course)s: met %(met)d, not there %(away)d, first time %(new)d, urgent %(urgent)d.")
    hand_over(
        office_id=night.outreach_round.office_id,
        text=said
        % {
            "course": night.outreach_round.course,
            "met": len(night.seen),
            "away": len(night.away),
            "new": len(night.new),
            "urgent": len(night.urgent),
        },
        person_id=None,
        at=timezone.now(),
        by=by,
    )
    record_event(action="night_handed_over", by=by, object_kind="field.Morning", object_id=row.pk)
    return row
