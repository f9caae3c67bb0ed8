"""A new version made from an earlier one."""

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
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember, require_living
from banso.planning.actions.versions import FRAME, Periods, checked, number_of_next
from banso.planning.models import PersonalGoal, PersonalPlan, PlanCell, SupportPlan
from banso.planning.queries import plan_seen
from banso.planning.rules import CELL_FIELDS


class ReplanReasonMissing(Refusal):
    """A new version says why."""

    field = "reason"
    sentence = _("Please say in a few words why the plan changes.")


class AlreadyReplanned(Refusal):
    """Somebody replanned this version before."""

    sentence = _("This version was replanned already. Please open the newest one.")


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def replan(
    *,
    plan_id: UUID,
    reason: str,
    made_on: date,
    periods: Periods,
    by: Viewer,
    review_on: date | None = None,
) -> SupportPlan:
    """
    Make a new version from an earlier one, with the reason; the earlier one stays as it is for
    ever.

    :raises NotSeen: if the viewer may not see the plan
    :raises ReplanReasonMissing: if it says no reason
    :raises AlreadyReplanned: if it was replanned before
    :raises PeriodsMissing: if no period is named, or too many
    """
    plan_seen(by, plan_id)
    old = SupportPlan.objects.select_for_update().get(pk=plan_id)
    if not reason.strip():
        raise ReplanReasonMissing
    if old.replaced_on is not None or SupportPlan.objects.filter(based_on=old).exists():
        raise AlreadyReplanned
    require_living(old.person_id, on=made_on)
    new = SupportPlan.objects.create(
        agency_id=old.agency_id,
        person=old.person,
        number=number_of_next(old.person),
        made_on=made_on,
        drafted_by_id=by.member_id,
        based_on=old,
        assessment_id=old.assessment_id,
        reason=reason,
        periods=checked(periods),
        review_on=review_on,
        **{name: getattr(old, name) for name in FRAME},
    )
    _copy(old, new)
    if old.ended_on is None:
        old.replaced_on = max(made_on, old.made_on)
        old.save(update_fields=["replaced_on"])
    title = _g("Replanned: no. %(old)s became no. %(new)s") % {"old": old.number, "new": new.number}
    remember(
        person=old.person,
        memory=Memory(
            at=moment_of(made_on),
            kind="plan",
            title=title,
            fact=reason,
            source="planning.SupportPlan",
            source_id=new.pk,
        ),
        by=by,
    )
    record_event(
        action="replanned",
        by=by,
        subjects=[old.person_id],
        object_kind="planning.SupportPlan",
        object_id=new.pk,
        detail={"from": str(old.pk)},
    )
    return new


def _copy(old: SupportPlan, new: SupportPlan) -> None:
    """
    Copy grid and sentences of the periods that go on; what stood in others stays readable in the
    old version.
    """
    codes = {one["code"] for one in new.periods}
    cells = PlanCell.objects.filter(plan=old, period__in=codes)
    PlanCell.objects.bulk_create(
        [
            PlanCell(
                agency_id=new.agency_id,
                plan=new,
                domain=cell.domain,
                period=cell.period,
                sensitivity=cell.sensitivity,
                **{name: getattr(cell, name) for name in CELL_FIELDS},
            )
            for cell in cells
        ]
    )
    before = PersonalPlan.objects.get(plan=old)
    personal = PersonalPlan.objects.create(agency_id=new.agency_id, plan=new, wish=before.wish)
    goals = PersonalGoal.objects.filter(personal=before, period__in=[*codes, ""], dropped_on=None)
    PersonalGoal.objects.bulk_create(
        [
            PersonalGoal(
                agency_id=new.agency_id,
                personal=personal,
                period=goal.period,
                place=goal.place,
                text=goal.text,
                insisted=goal.insisted,
                state=goal.state,
            )
            for goal in goals
        ]
    )
