"""Reading plans and what belongs to a version."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from banso.access.queries import member_choices
from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.companionship.queries import walks_on, walks_with
from banso.kit.asked_once import asked_once
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.queries import living, within_reach
from banso.people.rules import readable
from banso.planning.models import (
    Agreement,
    CopyHanded,
    Evaluation,
    PersonalGoal,
    PersonalPlan,
    SupportPlan,
)
from banso.planning.rules import REMIND_BEFORE, SUPERVISE_AFTER

if TYPE_CHECKING:
    from banso.people.models import Person


def plans_seen_by(viewer: Viewer) -> QuerySet[SupportPlan]:
    """Return the plans of people this viewer may see, for those who read the memory."""
    rows = SupportPlan.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id
    ).select_related("person", "drafted_by")
    return rows if viewer.may(Duty.SEE_MEMORY) else rows.none()


def plan_seen(viewer: Viewer, plan_id: UUID) -> SupportPlan:
    """
    Return one version of a plan.

    :raises NotSeen: if the viewer may not see its person
    """
    found = (
        plans_seen_by(viewer).select_related("based_on", "assessment").filter(pk=plan_id).first()
    )
    if found is None:
        raise NotSeen
    return found


def plans_of(
    person: "Person", viewer: Viewer, *, cursor: str = "", size: int = 30
) -> Page[SupportPlan]:
    """Return a page of a person's versions, the newest first."""
    return page_of(
        plans_seen_by(viewer).filter(person=person),
        order=("-made_on", "-number", "-pk"),
        cursor=cursor,
        size=size,
    )


@asked_once
def current_of(person: "Person", viewer: Viewer) -> list[SupportPlan]:
    """
    Return the versions that are walked now (two where two entries were brought together), or the
    newest one that ended.
    """
    rows = plans_seen_by(viewer).filter(person=person)
    walked = list(
        rows.filter(replaced_on=None, ended_on=None).order_by("-made_on", "-number", "-pk")[:3]
    )
    return walked or list(rows.filter(replaced_on=None).order_by("-made_on", "-number", "-pk")[:1])


def can_replan(plan: SupportPlan) -> bool:
    """Return whether nobody has made a newer version of this one yet."""
    return not SupportPlan.objects.filter(based_on=plan).exists()


def personal_of(plan: SupportPlan) -> PersonalPlan:
    """Return the person's own plan beside a version that was seen already."""
    return PersonalPlan.objects.get(plan=plan)


def goal_of(plan: SupportPlan, goal_id: UUID) -> PersonalGoal:
    """
    Return one sentence of a version that was seen already.

    :raises NotSeen: if there is none
    """
    goal = PersonalGoal.objects.filter(personal__plan=plan, pk=goal_id, dropped_on=None).first()
    if goal is None:
        raise NotSeen
    return goal


def agreements_of(plan: SupportPlan) -> list[Agreement]:
    """Return what the person said to a version that was seen already, the newest first."""
    return list(
        Agreement.objects.filter(plan=plan)
        .select_related("explained_by")
        .order_by("-on", "-created_at", "-pk")[:20]
    )


def copies_of(plan: SupportPlan) -> list[CopyHanded]:
    """Return which copies of a version were handed over, the newest first."""
    return list(
        CopyHanded.objects.filter(plan=plan).select_related("by").order_by("-on", "-pk")[:20]
    )


def evaluations_of(plan: SupportPlan, viewer: Viewer) -> list[Evaluation]:
    """
    Return how a version was looked at, the newest first, without those that ask for a duty the
    viewer lacks.
    """
    rows = Evaluation.objects.filter(
        plan=plan, sensitivity__in=readable(viewer.duties)
    ).select_related("by")
    return list(rows.order_by("-on", "-pk")[:50])


def evaluation_seen(viewer: Viewer, evaluation_id: UUID) -> Evaluation:
    """
    Return one evaluation.

    :raises NotSeen: if the viewer may not see its person, or lacks the duty it asks for
    """
    rows = Evaluation.objects.filter(
        within_reach(viewer, "plan__person"),
        agency_id=viewer.agency_id,
        sensitivity__in=readable(viewer.duties),
    )
    found = (
        rows.select_related("plan__person", "by", "plan__drafted_by")
        .filter(pk=evaluation_id)
        .first()
    )
    if found is None or not viewer.may(Duty.SEE_MEMORY):
        raise NotSeen
    return found


def reviews_due(viewer: Viewer, *, size: int = 50) -> list[SupportPlan]:
    """
    Return the plans to look at again, from a fortnight before the day on, the longest waiting
    first.

    They stand on the desk of whoever walks along, else of whoever drafted the plan; those that have
    waited for a fortnight also on the desks of people who look
    after the whole agency. They leave it only by being looked at.
    """
    edge = viewer.today + REMIND_BEFORE
    rows = plans_seen_by(viewer).filter(
        living("person"),
        replaced_on=None,
        ended_on=None,
        review_on__isnull=False,
        review_on__lte=edge,
    )
    walks = walks_on(viewer.today).filter(person=OuterRef("person"))
    mine: Any = Q(Exists(walks.filter(member_id=viewer.member_id))) | (
        Q(drafted_by_id=viewer.member_id) & ~Exists(walks)
    )
    if viewer.scope is Scope.AGENCY and viewer.may(Duty.ASSIGN_COMPANIONS):
        mine |= Q(review_on__lte=viewer.today - SUPERVISE_AFTER)
    return list(rows.filter(mine).order_by("review_on", "pk")[:size])


def who_explains(person_id: UUID, viewer: Viewer) -> list[tuple[str, str]]:
    """
    Return who may have explained a plan, as the choices of a field: whoever walks with the person
    now; where nobody does, everybody at the agency.
    """
    members = member_choices(viewer)
    walking = {str(one) for one in walks_with(person_id, viewer.today)}
    return [one for one in members if one[0] in walking] or members
