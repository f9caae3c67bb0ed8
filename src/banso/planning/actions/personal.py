"""The person's own plan: the days they wish for, and their sentences."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.furigana import without_marks
from banso.kit.models import StaleEdit, require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, keep_remembered
from banso.planning.actions.checks import AgreedAlready, open_version, period_of
from banso.planning.models import PersonalGoal, PersonalPlan, SupportPlan
from banso.planning.rules import (
    speaks_as_i,
)


class NotInFirstPerson(Refusal):
    """The sentence is not the person's own yet; they may insist."""

    field = "text"
    sentence = _(
        "Whose sentence is this? In the personal plan the person says “I …” (私は…). If "
        "these are just their words, tick “They said it so” and keep it as it is."
    )


def _personal(plan: SupportPlan) -> PersonalPlan:
    return PersonalPlan.objects.select_for_update().get(plan=plan)


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def save_wish(*, plan_id: UUID, wish: str, version: int | None, by: Viewer) -> PersonalPlan:
    """
    Keep in the person's words what kind of days they wish for.

    :raises NotSeen: if the viewer may not see the plan
    :raises VersionClosed: if the version was replaced or ended
    :raises AgreedAlready: if the person agreed to it
    :raises StaleEdit: if somebody changed it in the meantime
    """
    plan = open_version(plan_id, by, unagreed=True)
    personal = _personal(plan)
    require_version(personal, version)
    personal.wish = wish
    personal.save()
    _remember_personal(plan, personal, by)
    record_event(
        action="own_plan_written",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )
    return personal


@dataclass(frozen=True, kw_only=True)
class NewGoal:
    """
    A sentence of the person's: "I …", or as they said it where they insist; of a period, or of life
    as a whole.
    """

    text: str
    period: str = ""
    insisted: bool = False
    state: str = ""


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def save_goal(
    *,
    plan_id: UUID,
    goal: NewGoal,
    by: Viewer,
    goal_id: UUID | None = None,
    version: int | None = None,
    new_id: UUID | None = None,
) -> PersonalGoal:
    """
    Keep a sentence of the person's; without a period it is about life as a whole.

    :raises NotSeen: if the viewer may not see the plan, or there is no such sentence or period
    :raises NotInFirstPerson: if its subject is not "I", and nobody says that they said it so
    :raises VersionClosed: if the version was replaced or ended
    :raises AgreedAlready: if the person agreed and more than how it goes would change
    :raises StaleEdit: if somebody changed it in the meantime
    """
    plan = open_version(plan_id, by)
    if goal.period:
        period_of(plan, goal.period)
    text, personal = goal.text.strip(), _personal(plan)
    if goal_id is None:
        if plan.agreed_on is not None:
            raise AgreedAlready
        last = PersonalGoal.objects.filter(personal=personal).aggregate(last=Max("place"))["last"]
        kept = PersonalGoal(
            agency_id=plan.agency_id, personal=personal, place=(last or 0) + 1, version=0
        )
        kept.id = new_id or kept.id
    else:
        found = PersonalGoal.objects.filter(personal=personal, pk=goal_id, dropped_on=None).first()
        if found is None:
            raise NotSeen
        kept = found
        if version is not None and version != kept.version:
            raise StaleEdit(kept)
        if plan.agreed_on is not None and (kept.text, kept.period) != (text, goal.period):
            raise AgreedAlready
    if not goal.insisted and not speaks_as_i(without_marks(text)):
        raise NotInFirstPerson
    kept.text, kept.period, kept.state = text, goal.period, goal.state
    kept.insisted = goal.insisted and not speaks_as_i(without_marks(text))
    kept.version += 1
    kept.save(force_insert=kept.version == 1)
    _remember_personal(plan, personal, by)
    record_event(
        action="own_plan_written",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )
    return kept


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def drop_goal(*, plan_id: UUID, goal_id: UUID, by: Viewer) -> None:
    """
    Take a sentence off the plan; the row stays.

    :raises NotSeen: if the viewer may not see the plan, or there is no such sentence
    :raises VersionClosed: if the version was replaced or ended
    :raises AgreedAlready: if the person agreed to it
    """
    plan = open_version(plan_id, by, unagreed=True)
    personal = _personal(plan)
    if not PersonalGoal.objects.filter(personal=personal, pk=goal_id, dropped_on=None).update(
        dropped_on=by.today
    ):
        raise NotSeen
    _remember_personal(plan, personal, by)
    record_event(
        action="own_plan_written",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )


def _remember_personal(plan: SupportPlan, personal: PersonalPlan, by: Viewer) -> None:
    goals = (
        PersonalGoal.objects.filter(personal=personal, dropped_on=None)
        .order_by("place", "pk")
        .values_list("text", flat=True)
    )
    words = "\n".join(part for part in (personal.wish, *map(without_marks, goals)) if part)
    keep_remembered(
        person=plan.person,
        reason=_g("Written on"),
        memory=Memory(
            at=moment_of(plan.made_on),
            kind="plan",
            source="planning.PersonalPlan",
            source_id=personal.pk,
            title=_g("Personal plan no. %(number)s") % {"number": plan.number},
            words=words,
        ),
        by=by,
    )
