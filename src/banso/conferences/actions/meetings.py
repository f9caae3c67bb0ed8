"""
Beginning a meeting and closing it: decisions become promises, each memory keeps what was said.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise
from banso.conferences.actions.checks import move_on
from banso.conferences.actions.settling import Settled, settle
from banso.conferences.models import AgendaItem, Conference, Minute, Seat
from banso.conferences.queries import conference_seen
from banso.conferences.rules import (
    GUARDED,
    PROMISED,
    Attendance,
    Kind,
    LineKind,
    State,
)
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember
from banso.people.queries import people_seen_by
from banso.ties.actions import agree_hand_over, plan_hand_over
from banso.ties.queries import hand_over_exists


class NobodyThere(Refusal):
    """A meeting without anybody present is none."""

    sentence = _("Nobody is marked as present yet. Please mark who was there.")


class NotAllSeen(Refusal):
    """Whoever closes a meeting makes promises for everybody on its agenda."""

    sentence = _(
        "Somebody is on the agenda whom you do not see. Please let somebody close the "
        "meeting who sees everybody."
    )


@asks(Duty.CONFER)
@one_transaction
def start_conference(*, conference_id: UUID, by: Viewer) -> None:
    """
    Begin the meeting: from now on its guests see what is open to them.

    :raises NotSeen: if the viewer may not know of it
    :raises OutOfTurn: if it is not planned
    """
    conference_seen(by, conference_id)
    move_on(conference_id, (State.PLANNED,), state=State.RUNNING)
    record_event(
        action="conference_started",
        by=by,
        object_kind="conferences.Conference",
        object_id=conference_id,
    )


@asks(Duty.CONFER)
@one_transaction
def close_conference(
    *, conference_id: UUID, by: Viewer, settled: Sequence[Settled] = ()
) -> Conference:
    """
    Close the meeting: decisions become promises on desks, agreed hand-overs of ties are planned,
    each person's memory keeps it; nothing flows out of a sealed one. `settled` says who and by when
    where the minutes do not.

    :raises NotSeen: if the viewer may not know of it
    :raises OutOfTurn: if it is not going on
    :raises NobodyThere: if nobody is marked as present
    :raises NotAllSeen: if somebody on the agenda is out of the viewer's reach
    :raises DecisionsUnread: if something was decided so in a part that whoever closes may not read
    :raises DecisionsOpen: if something was decided without who or by when, and nobody said that it
      stays so
    """
    conference = conference_seen(by, conference_id)
    if not Seat.objects.filter(conference=conference, attendance=Attendance.PRESENT).exists():
        raise NobodyThere
    move_on(conference_id, (State.RUNNING,), state=State.CLOSED, closed_at=timezone.now())
    items = list(
        AgendaItem.objects.filter(conference=conference).select_related("person").order_by("place")
    )
    people = [one.person_id for one in items if one.person_id]
    sealed = conference.kind == Kind.SEALED
    if not sealed and people_seen_by(by).filter(pk__in=people).count() != len(people):
        raise NotAllSeen
    stays_open = settle(conference, settled, by)
    if not sealed:
        for item in items:
            minutes = list(
                Minute.objects.filter(item=item, struck_at=None)
                .select_related("seat", "from_tie", "to_tie")
                .order_by("pk")
            )
            _promise(conference, item, [one for one in minutes if one.pk not in stays_open], by)
            _hand_over(conference, minutes, by)
            _remember(conference, item, minutes, by)
    record_event(
        action="conference_closed",
        by=by,
        subjects=people,
        object_kind="conferences.Conference",
        object_id=conference.pk,
    )
    return Conference.objects.get(pk=conference.pk)


def _promise(conference: Conference, item: AgendaItem, minutes: list[Minute], by: Viewer) -> None:
    """
    Nobody's word is lost: what a guest or the person promised stands on the chair's desk, with
    their name.
    """
    for one in minutes:
        if (
            one.kind not in PROMISED
            or one.until_on is None
            or one.promise_id
            or item.person_id is None
        ):
            continue
        member = one.seat.member_id if one.seat else None
        text = one.text if member or one.seat is None else f"{one.seat.name}: {one.text}"
        made = make_promise(
            person_id=item.person_id,
            text=text[:200],
            due_on=one.until_on,
            answerable_id=member or conference.chair_id,
            by=by,
            by_hand=False,
        )
        Minute.objects.filter(pk=one.pk).update(promise=made)


def _hand_over(conference: Conference, minutes: list[Minute], by: Viewer) -> None:
    for one in minutes:
        if (
            one.kind == LineKind.HAND_OVER
            and one.from_tie
            and one.to_tie
            and not hand_over_exists(one.pk)
        ):
            planned = plan_hand_over(
                from_tie_id=one.from_tie.pk,
                to_tie_id=one.to_tie.pk,
                planned_on=one.until_on or conference.on,
                what=one.text[:300],
                new_id=one.pk,
                by=by,
            )
            agree_hand_over(
                hand_over_id=planned.pk,
                on=conference.on,
                from_side=one.from_tie.name,
                to_side=one.to_tie.name,
                by=by,
            )


def _remember(conference: Conference, item: AgendaItem, minutes: list[Minute], by: Viewer) -> None:
    """Keep what was said in the person's memory, apart what asks for a duty of its own."""
    title = _g("%(kind)s, no. %(number)s") % {
        "kind": Kind.label_of(conference.kind),
        "number": conference.number,
    }
    for sensitivity in ("plain", *GUARDED.values()):
        here = [one for one in minutes if GUARDED.get(one.part, "plain") == sensitivity]
        words = "\n".join(one.text for one in here if one.kind == LineKind.WORDS)
        fact = "\n".join(
            f"{LineKind.label_of(one.kind)}: {one.seat.name + ' ' if one.seat else ''}{one.text}"
            for one in here
            if one.kind != LineKind.WORDS
        )
        if item.person and (here or sensitivity == "plain"):
            remember(
                person=item.person,
                memory=Memory(
                    at=moment_of(conference.on),
                    kind="conference",
                    title=title,
                    fact=fact,
                    words=words,
                    sensitivity=sensitivity,
                    source="conferences.Conference",
                    source_id=conference.pk,
                ),
                by=by,
            )


@asks(Duty.CONFER)
@one_transaction
def reopen_conference(*, conference_id: UUID, by: Viewer) -> None:
    """
    Open closed minutes again, as long as they are not confirmed; who confirmed already is asked
    anew.

    :raises NotSeen: if the viewer may not know of it
    :raises OutOfTurn: if they are confirmed, or not closed
    """
    conference_seen(by, conference_id)
    move_on(conference_id, (State.CLOSED,), state=State.RUNNING, closed_at=None)
    Seat.objects.filter(conference=conference_id).update(
        confirmed_at=None, confirmed_by="", confirm_note=""
    )
    record_event(
        action="conference_reopened",
        by=by,
        object_kind="conferences.Conference",
        object_id=conference_id,
    )
