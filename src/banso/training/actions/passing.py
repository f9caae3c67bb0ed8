"""Passing on what stands in a member's name: one caseload, or everything when they go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import let_member_go
from banso.access.held import Item, give, held_by
from banso.access.models import Member
from banso.access.permission import asks
from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.passed_on import trace_passed_on
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.queries import people_seen_by, refuse_lent
from banso.training.models import HeavyWalk

NEAR = timedelta(days=62)


class DayTooFar(Refusal):
    """What is passed on is passed on about now."""

    field = "on"
    sentence = _("Please name a day within two months, before or after today.")


class ToWhom(Refusal):
    """Open work goes to somebody by name."""

    field = "to"
    sentence = _("Please name who goes on with the open work.")


class CannotTakeOver(Refusal):
    """Whoever takes somebody over must be able to know of them."""

    field = "to"

    def __init__(self, name: str) -> None:
        super().__init__(
            _g(
                "%(name)s can’t take over everybody who would go to them. Please name somebody "
                "else for some."
            )
            % {"name": name}
        )


@dataclass(frozen=True, kw_only=True)
class Takers:
    """Who goes on: one member for everything, and others for single people."""

    to: UUID | None = None
    of_person: Mapping[UUID, UUID] = field(default_factory=dict)

    def of(self, item: Item) -> UUID | None:
        """Return who takes a piece of work over."""
        return (self.of_person.get(item.person_id) if item.person_id else None) or self.to


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def let_go_handing_over(*, member_id: UUID, takers: Takers, on: date, by: Viewer) -> Member:
    """
    End a member's time at the agency, and give everything open in their name to others in the same
    step, also what came in since the list was shown.

    :raises NotSeen: if the agency has no such member
    :raises LastManager: if nobody else would manage the agency
    :raises ToWhom: if something is open and nobody is named for it
    :raises CannotTakeOver: if whoever is named may not know of somebody
    """
    gone = let_member_go(member_id=member_id, on=on, by=by)
    day = max(on, by.today)
    _hand_on(held_by(gone.pk, by.agency_id), from_id=gone.pk, takers=takers, on=day, by=by)
    return gone


@asks(Duty.ASSIGN_COMPANIONS, Duty.SEE_MEMORY)
@one_transaction
def move_caseload(
    *,
    member_id: UUID,
    people: Sequence[UUID],
    to_id: UUID,
    by: Viewer,
    on: date | None = None,
) -> dict[str, int]:
    """
    Give everything that is open in a member's name about these people to another member, on a
    named day, today where none is named; about whom the viewer sees, and nobody else. Moving it
    back is the same step.

    :raises NotSeen: if the agency has no such member
    :raises NoLongerHere: if whoever is named has gone
    :raises DayTooFar: if the day is not near
    :raises CannotTakeOver: if whoever is named may not know of somebody
    """
    member = Member.objects.select_for_update().filter(pk=member_id, agency_id=by.agency_id).first()
    if member is None or to_id == member_id:
        raise NotSeen
    seen = set(people_seen_by(by).filter(pk__in=list(people)).values_list("pk", flat=True))
    items = [one for one in held_by(member.pk, by.agency_id) if one.person_id in seen]
    refuse_lent(seen, by)
    day = on or by.today
    if abs(day - by.today) > NEAR:
        raise DayTooFar
    return _hand_on(items, from_id=member.pk, takers=Takers(to=to_id), on=day, by=by)


def _hand_on(
    items: Sequence[Item], *, from_id: UUID, takers: Takers, on: date, by: Viewer
) -> dict[str, int]:
    groups: dict[UUID, list[Item]] = {}
    for item in items:
        to_id = takers.of(item)
        if to_id is None:
            raise ToWhom
        groups.setdefault(to_id, []).append(item)
    given: dict[str, int] = {}
    for to_id, some in sorted(groups.items(), key=lambda pair: str(pair[0])):
        to = member_here(by, to_id)
        if to_id == from_id:
            raise ToWhom
        for code, count in give(some, from_id=from_id, to_id=to_id, on=on, by=by).items():
            given[code] = given.get(code, 0) + count
        _refuse_unknown(to, {one.person_id for one in some if one.person_id}, by)
    return given


def _refuse_unknown(to: Member, people: set[UUID], by: Viewer) -> None:
    """Refuse what would stand in the name of somebody who can't see it: their own record, say."""
    viewer = viewer_of_member(to.pk, today=by.today)
    if viewer is None or not (viewer.may(Duty.WRITE_MEMORY) or not people):
        raise CannotTakeOver(to.name)
    known = people_seen_by(viewer).filter(pk__in=people).count()
    if known < len(people):
        raise CannotTakeOver(to.name)


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_heavy(ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer) -> None:
    """Let walks weigh on nobody any more that another member goes on with."""
    rows = HeavyWalk.objects.filter(
        pk__in=ids, agency_id=by.agency_id, member=from_id, until_on=None
    )
    ended = list(rows.select_for_update())
    for heavy in ended:
        heavy.until_on = max(on, heavy.from_on)
        heavy.version += 1
        heavy.save(update_fields=["until_on", "version"])
    trace_passed_on(
        "training.HeavyWalk",
        len(ended),
        people=[one.person_id for one in ended],
        from_id=from_id,
        to_id=to_id,
        by=by,
    )
