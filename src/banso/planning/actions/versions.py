"""Drawing up a version: beginning, and its frame."""

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
from banso.people.actions import Memory, keep_remembered, remember, require_living
from banso.people.models import Person
from banso.people.queries import person_seen
from banso.planning.actions.checks import open_version
from banso.planning.models import PersonalGoal, PersonalPlan, PlanCell, SupportPlan
from banso.planning.rules import FRAME_LABELS, MOST_PERIODS

Periods = Sequence[dict[str, str]]
FRAME = ("problems", "aim", "goal", "services", "informal", "work_target", "remarks")


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


def checked(periods: Periods) -> list[dict[str, str]]:
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


def number_of_next(person: Person) -> int:
    """Return the number of a person's next version."""
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
    require_living(person.pk, on=made_on)
    assessment = assessment_seen(by, assessment_id) if assessment_id else None
    if assessment is not None and assessment.person_id != person.pk:
        raise NotSeen
    plan = SupportPlan.objects.create(
        agency_id=by.agency_id,
        person=person,
        number=number_of_next(person),
        made_on=made_on,
        drafted_by_id=by.member_id,
        assessment=assessment,
        periods=checked(periods),
        review_on=review_on,
        **{name: frame[name] for name in FRAME if name in frame},
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
    kept = checked(periods)
    gone = {one["code"] for one in plan.periods} - {one["code"] for one in kept}
    goals = PersonalGoal.objects.filter(personal__plan=plan, period__in=gone, dropped_on=None)
    if PlanCell.objects.filter(plan=plan, period__in=gone).exists() or goals.exists():
        raise PeriodInUse
    plan.periods, plan.review_on = kept, review_on
    for name in FRAME:
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
