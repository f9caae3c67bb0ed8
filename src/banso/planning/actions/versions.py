"""Drawing up a version: beginning, its frame, replanning."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.queries import assessment_seen
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.numbering.actions import next_number
from banso.numbering.queries import highest
from banso.people.actions import Memory, keep_remembered, remember
from banso.people.models import Person
from banso.people.queries import person_seen
from banso.planning.actions.checks import open_version
from banso.planning.models import PersonalGoal, PersonalPlan, PlanCell, SupportPlan
from banso.planning.queries import plan_seen
from banso.planning.rules import CELL_FIELDS, FRAME_LABELS, MOST_PERIODS

Periods = Sequence[dict[str, str]]
_FRAME = ("problems", "aim", "goal", "services", "informal", "work_target", "remarks")


class PeriodsMissing(Refusal):
    """A plan has at least one period, and not more than fit on a sheet."""

    field = "periods"
    sentence = _("Please name at least one period, and at most eight.")


class PeriodInUse(Refusal):
    """A period with something in it can't be taken away."""

    field = "periods"
    sentence = _(
        "Something is written in a period that is to be taken away. Please move it first, or "
        "replan."
    )


class ReplanReasonMissing(Refusal):
    """A new version says why."""

    field = "reason"
    sentence = _("Please say in a few words why the plan changes.")


class AlreadyReplanned(Refusal):
    """Somebody replanned this version before."""

    sentence = _("This version was replanned already. Please open the newest one.")


def _checked(periods: Periods) -> list[dict[str, str]]:
    """Return periods with codes of their own, which stay the same over versions."""
    kept = [dict(one) for one in periods if one.get("label")]
    if not 1 <= len(kept) <= MOST_PERIODS:
        raise PeriodsMissing
    used = {one["code"] for one in kept if one.get("code")}
    for one in kept:
        if not one.get("code"):
            number = next(number for number in range(1, 1000) if f"p{number}" not in used)
            one["code"] = f"p{number}"
            used.add(one["code"])
    if len(used) != len(kept):
        raise PeriodsMissing
    return kept


def _next_number(person: Person) -> int:
    return next_number(
        scheme="plan",
        agency_id=person.agency_id,
        period=str(person.pk),
        standing=lambda: highest(SupportPlan.objects.filter(person=person)),
    )


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def begin_plan(
    *,
    person_id: UUID,
    made_on: date,
    periods: Periods,
    by: Viewer,
    review_on: date | None = None,
    assessment_id: UUID | None = None,
    **frame: Any,
) -> SupportPlan:
    """
    Begin a plan; everything in it may stay blank for months.

    :raises NotSeen: if the viewer may not see the person, or the assessment is not theirs
    :raises PeriodsMissing: if no period is named, or too many
    """
    person = person_seen(by, person_id)
    assessment = assessment_seen(by, assessment_id) if assessment_id else None
    if assessment is not None and assessment.person_id != person.pk:
        raise NotSeen
    plan = SupportPlan.objects.create(
        agency_id=by.agency_id,
        person=person,
        number=_next_number(person),
        made_on=made_on,
        drafted_by_id=by.member_id,
        assessment=assessment,
        periods=_checked(periods),
        review_on=review_on,
        **{name: frame[name] for name in _FRAME if name in frame},
    )
    PersonalPlan.objects.create(agency_id=by.agency_id, plan=plan)
    _remember_frame(plan, by)
    title = _g("Began plan no. %(number)s") % {"number": plan.number}
    remember(
        person=person,
        memory=Memory(
            at=moment_of(made_on),
            kind="plan",
            title=title,
            source="planning.SupportPlan",
            source_id=plan.pk,
        ),
        by=by,
    )
    record_event(
        action="plan_begun",
        by=by,
        subjects=[person.pk],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )
    return plan


def _remember_frame(plan: SupportPlan, by: Viewer) -> None:
    """Put what stands around the grid into the memory, so that it is found by its words."""
    lines = [
        f"{label}: {getattr(plan, name)}"
        for name, label in FRAME_LABELS.items()
        if getattr(plan, name)
    ]
    keep_remembered(
        person=plan.person,
        reason=_g("Written on"),
        memory=Memory(
            at=moment_of(plan.made_on),
            kind="plan",
            source="planning.SupportPlan.frame",
            source_id=plan.pk,
            title=_g("Plan no. %(number)s: around the grid") % {"number": plan.number},
            fact="\n".join(lines),
        ),
        by=by,
    )


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def save_frame(
    *,
    plan_id: UUID,
    version: int | None,
    periods: Periods,
    review_on: date | None,
    by: Viewer,
    **frame: Any,
) -> SupportPlan:
    """
    Keep what stands around the grid: periods, review date, problems, aims, services.

    :raises NotSeen: if the viewer may not see the plan
    :raises VersionClosed: if it was replaced or ended
    :raises AgreedAlready: if the person agreed to it
    :raises StaleEdit: if somebody changed it in the meantime
    :raises PeriodInUse: if something is written in a period that would go
    """
    plan = open_version(plan_id, by, unagreed=True)
    require_version(plan, version)
    kept = _checked(periods)
    gone = {one["code"] for one in plan.periods} - {one["code"] for one in kept}
    goals = PersonalGoal.objects.filter(personal__plan=plan, period__in=gone, dropped_on=None)
    if PlanCell.objects.filter(plan=plan, period__in=gone).exists() or goals.exists():
        raise PeriodInUse
    plan.periods, plan.review_on = kept, review_on
    for name in _FRAME:
        if name in frame:
            setattr(plan, name, frame[name])
    plan.save()
    _remember_frame(plan, by)
    record_event(
        action="plan_written",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )
    return plan


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
    old = SupportPlan.objects.select_for_update().select_related("person").get(pk=plan_id)
    if not reason.strip():
        raise ReplanReasonMissing
    if old.replaced_on is not None or SupportPlan.objects.filter(based_on=old).exists():
        raise AlreadyReplanned
    new = SupportPlan.objects.create(
        agency_id=old.agency_id,
        person=old.person,
        number=_next_number(old.person),
        made_on=made_on,
        drafted_by_id=by.member_id,
        based_on=old,
        assessment_id=old.assessment_id,
        reason=reason,
        periods=_checked(periods),
        review_on=review_on,
        **{name: getattr(old, name) for name in _FRAME},
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
