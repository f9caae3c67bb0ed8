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
from banso.field.models import FieldOp, Morning, Pack, State, Telephone, Writing
from banso.field.queries.morning import aside_seen, night_of, writing_seen
from banso.field.rules import Choice, Kind
from banso.intake.actions import NewMeeting, meet
from banso.intake.models import OutreachRound
from banso.intake.queries import round_seen
from banso.kit.db import one_transaction
from banso.kit.ids import own_id
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import add_name, add_place, edit_person
from banso.people.models import Person
from banso.people.rules import NameKind, PlaceKind


class StillTwoWays(Refusal):
    """A night is handed over once somebody has looked at what is written in two ways."""

    sentence = _("Please look first at what is written in two ways, and at what waits.")


class MoreArrived(Refusal):
    """What is confirmed is what was on the page."""

    sentence = _("More has arrived since this page was opened. Please look once more.")


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
    row = _looked_at(op_id, by)
    record_event(action="line_looked_at", by=by, object_kind="field.FieldOp", object_id=row.pk)
    return row


@asks(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
@one_transaction
def write_line(*, op_id: UUID, person_id: UUID | None, meeting: NewMeeting, by: Viewer) -> FieldOp:
    """
    Write by hand, as a meeting of its night, a line that could not be written by itself; it is
    looked at by that. None stands for somebody new.

    :raises NotSeen: if the viewer may not see it, or whom they met, or somebody has looked
    """
    row = _looked_at(op_id, by)
    if row.pack.round_id is None:  # of a visit: it is written where visits are
        raise NotSeen
    encounter = meet(
        round_id=row.pack.round_id,
        person_id=person_id,
        meeting=meeting,
        by=by,
        encounter_id=own_id(row.pk, row.telephone_id),
    )
    row.source_id = encounter.pk
    if row.person_id is None:  # now it is known whose it is: it goes with them
        row.person_id = encounter.person_id
    row.save(update_fields=["source_id", "person"])
    record_event(
        action="line_written",
        by=by,
        subjects=[encounter.person_id],
        object_kind="field.FieldOp",
        object_id=row.pk,
    )
    return row


def _looked_at(op_id: UUID, by: Viewer) -> FieldOp:
    found = aside_seen(by, op_id)
    row = FieldOp.objects.select_for_update().get(pk=found.pk)
    if row.seen_at is not None:
        raise NotSeen
    row.seen_at, row.seen_by_id = timezone.now(), by.member_id
    row.save(update_fields=["seen_at", "seen_by"])
    return row


@asks(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY, Duty.HAND_OVER)
@one_transaction
def hand_night_over(*, round_id: UUID, by: Viewer, shown: int | None = None) -> Morning:
    """
    Confirm what a round brought home, and tell the office in numbers; once more for what arrived
    after that. Confirmed twice it is confirmed once. `shown` is how many lines the page had.

    :raises NotSeen: if the viewer may not see the round
    :raises StillTwoWays: if something waits to be looked at
    :raises MoreArrived: if lines came while the page was read
    """
    outreach_round = round_seen(by, round_id)
    # A line that is being written is waited for, and those after it know of this morning.
    list(
        Telephone.objects.select_for_update()
        .filter(pk__in=Pack.objects.filter(round=outreach_round).values("telephone"))
        .order_by("pk")
        .values_list("pk")
    )
    OutreachRound.objects.select_for_update().get(pk=outreach_round.pk)
    night = night_of(round_id, by)
    before = night.confirmed
    if before is not None and not night.since:
        return before
    if shown is not None and shown != night.lines:
        raise MoreArrived
    if night.two_ways or night.aside:
        raise StillTwoWays
    row = Morning.objects.create(
        agency_id=by.agency_id, round=night.outreach_round, by_id=by.member_id
    )
    said = (
        _g("%(course)s: met %(met)d, not there %(away)d, first time %(new)d, urgent %(urgent)d.")
        if before is None
        else _g(
            "%(course)s, arrived later: met %(met)d, not there %(away)d, first time %(new)d, "
            "urgent %(urgent)d."
        )
    )
    counts = {
        name: len([one for one in rows if before is None or night.arrived_since(one)])
        for name, rows in (
            ("met", night.seen),
            ("away", night.away),
            ("new", night.new),
            ("urgent", night.urgent),
        )
    }
    hand_over(
        office_id=night.outreach_round.office_id,
        text=said % {"course": night.outreach_round.course, **counts},
        person_id=None,
        at=timezone.now(),
        by=by,
    )
    record_event(action="night_handed_over", by=by, object_kind="field.Morning", object_id=row.pk)
    return row
