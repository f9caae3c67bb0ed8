"""One tie hands over to another, when both sides agreed."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember, require_living
from banso.ties.actions.standing import end_tie
from banso.ties.models import HandOver
from banso.ties.queries import hand_over_seen, tie_seen
from banso.ties.rules import Ending


class BothSidesMissing(Refusal):
    """A hand-over is agreed by both sides."""

    field = "to_side"
    sentence = _("Please write who agreed on each side.")


class NotAgreedYet(Refusal):
    """Nothing is handed over before both sides agreed."""

    field = "done_on"
    sentence = _("Both sides have not agreed yet. First the agreement, then the hand-over.")


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def plan_hand_over(
    *,
    from_tie_id: UUID,
    to_tie_id: UUID,
    planned_on: date,
    by: Viewer,
    what: str = "",
    new_id: UUID | None = None,
) -> HandOver:
    """
    Plan that one tie hands over to another.

    :raises NotSeen: if the viewer may not see one of them, or they are of two people
    """
    start, end = tie_seen(by, from_tie_id), tie_seen(by, to_tie_id)
    if start.pk == end.pk or start.person_id != end.person_id:
        raise NotSeen
    require_living(start.person_id)
    made = HandOver(
        agency_id=by.agency_id, from_tie=start, to_tie=end, planned_on=planned_on, what=what
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    remember(
        person=start.person,
        memory=Memory(
            at=moment_of(by.today),
            kind="tie",
            title=_g("Handing over is planned"),
            fact=what,
            source="tie",
            source_id=start.pk,
        ),
        by=by,
    )
    record_event(
        action="tie_hand_over_planned",
        by=by,
        subjects=[start.person_id],
        object_kind="ties.HandOver",
        object_id=made.pk,
    )
    return made


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def agree_hand_over(
    *,
    hand_over_id: UUID,
    on: date,
    from_side: str,
    to_side: str,
    by: Viewer,
    done_on: date | None = None,
) -> HandOver:
    """
    Note that both sides agreed to a hand-over and, with `done_on`, that it took place: the earlier
    tie ends with it.

    :raises NotSeen: if the viewer may not see it
    :raises BothSidesMissing: if one side did not agree
    :raises NotAgreedYet: if it took place before, or twice
    """
    row = hand_over_seen(by, hand_over_id)
    if not from_side.strip() or not to_side.strip():
        raise BothSidesMissing
    require_living(row.from_tie.person_id, on=on)
    row.from_side, row.to_side, row.agreed_on, row.version = from_side, to_side, on, row.version + 1
    if done_on:
        if row.done_on is not None or done_on < on:
            raise NotAgreedYet
        row.done_on = done_on
        if row.from_tie.until_on is None:
            end_tie(tie_id=row.from_tie_id, on=done_on, ending=Ending.HANDED_OVER, by=by)
    row.save()
    record_event(
        action="tie_hand_over_agreed",
        by=by,
        subjects=[row.from_tie.person_id],
        object_kind="ties.HandOver",
        object_id=row.pk,
    )
    return row
