"""Handing over from tie to tie, and what the person gives."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import wall_off
from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember
from banso.people.queries import person_seen
from banso.ties.actions.ties import EndsBeforeItBegan, end_tie
from banso.ties.models import Giving, HandOver
from banso.ties.queries import giving_seen, hand_over_seen, tie_seen
from banso.ties.rules import Ending, Gift


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


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_giving(
    *,
    by: Viewer,
    gift: str,
    from_on: date,
    person_id: UUID | None = None,
    giving_id: UUID | None = None,
    version: int | None = None,
    name: str = "",
    words: str = "",
    until_on: date | None = None,
    member_id: UUID | None = None,
    new_id: UUID | None = None,
) -> Giving:
    """
    Keep a role in which the person supports others; a member's own account is walled off from this
    very record.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    :raises EndsBeforeItBegan: if the days do not fit
    :raises StaleEdit: if somebody else has changed it meanwhile
    """
    row = (
        giving_seen(by, giving_id)
        if giving_id
        else Giving(agency_id=by.agency_id, person=person_seen(by, person_id or UUID(int=0)))
    )
    if giving_id:
        require_version(row, version)
    if until_on and until_on < from_on:
        raise EndsBeforeItBegan
    row.member = member_seen(by, member_id) if member_id else None
    row.gift, row.name, row.words, row.from_on, row.until_on = gift, name, words, from_on, until_on
    if not giving_id and new_id:
        row.id = new_id
    row.save(force_insert=not giving_id)
    if row.member is not None:
        wall_off(member_id=row.member.pk, entry=row.person_id, by=by)
    if not giving_id:
        title = _g("Gives: %(gift)s") % {"gift": Gift.label_of(gift)}
        remember(
            person=row.person,
            memory=Memory(
                at=moment_of(from_on),
                kind="tie",
                title=title,
                words=words,
                source="giving",
                source_id=row.pk,
            ),
            by=by,
        )
    record_event(
        action="giving_kept",
        by=by,
        subjects=[row.person_id],
        object_kind="ties.Giving",
        object_id=row.pk,
    )
    return row
