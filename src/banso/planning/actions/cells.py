"""Writing into a version: cells of the grid, sentences of the person."""

from typing import Any
from uuid import UUID, uuid5

from django.db.models import Max
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.rules import Domain
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.furigana import without_marks
from banso.kit.models import StaleEdit, require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, keep_remembered, shield_earlier
from banso.people.rules import Sensitivity, readable
from banso.planning.actions.checks import AgreedAlready, open_version
from banso.planning.models import PersonalGoal, PersonalPlan, PlanCell, SupportPlan
from banso.planning.rules import (
    CELL_FIELDS,
    CellState,
    Doer,
    is_blank,
    sensitivities_for,
    speaks_as_i,
)

_HOW_IT_GOES = ("state", "words")


class NotInFirstPerson(Refusal):
    """The sentence is not the person's own yet; they may insist."""

    field = "text"
    sentence = _(
        "Whose sentence is this? In the personal plan the person says “I …” (私は…). If "
        "these are just their words, tick “They said it so” and keep it as it is."
    )


class PlaceTaken(Refusal):
    """Something is written here already under this protection."""

    field = "sensitivity"
    sentence = _("Something is written here already under this protection. Please write it there.")


def _period_of(plan: SupportPlan, code: str) -> str:
    """Return a period's label; raises NotSeen for a period the plan does not have."""
    for one in plan.periods:
        if one["code"] == code:
            return str(one["label"])
    raise NotSeen


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def save_cell(
    *,
    plan_id: UUID,
    domain: str,
    period: str,
    sensitivity: str,
    version: int | None,
    by: Viewer,
    into: str = "",
    **fields: Any,
) -> PlanCell | None:
    """
    Keep one cell of the grid; `into` puts it under another protection.

    :raises NotSeen: if the viewer may not see the plan, or there is no such place, or not for them
    :raises VersionClosed: if the version was replaced or ended
    :raises AgreedAlready: if the person agreed and more than how it goes would change
    :raises PlaceTaken: if something stands there under the other protection
    :raises StaleEdit: if somebody changed the cell in the meantime
    """
    plan = open_version(plan_id, by)
    _period_of(plan, period)
    into = into or sensitivity
    allowed = set(readable(by.duties)) & set(sensitivities_for(domain))
    if not {sensitivity, into} <= allowed:
        raise NotSeen
    cell = PlanCell.objects.filter(
        plan=plan, domain=domain, period=period, sensitivity=sensitivity
    ).first()
    if cell is None:
        if version:
            raise NotSeen
        if is_blank(fields):
            return None
        cell = PlanCell(
            agency_id=plan.agency_id,
            plan=plan,
            domain=domain,
            period=period,
            sensitivity=sensitivity,
            version=0,
        )
    elif version is not None and version != cell.version:
        raise StaleEdit(cell)
    changed = [
        name
        for name in CELL_FIELDS
        if name in fields and (getattr(cell, name) or "") != (fields[name] or "")
    ]
    if plan.agreed_on is not None and set(changed) - set(_HOW_IT_GOES):
        raise AgreedAlready
    if (
        into != sensitivity
        and PlanCell.objects.filter(
            plan=plan, domain=domain, period=period, sensitivity=into
        ).exists()
    ):
        raise PlaceTaken
    if not changed and into == sensitivity:
        return cell
    for name in changed:
        setattr(cell, name, fields[name])
    cell.sensitivity = into
    cell.version += 1
    cell.save(force_insert=cell.version == 1)
    for kind in {sensitivity, into}:
        _remember_domain(plan, domain, kind, by)
    if into != sensitivity and (sensitivity == Sensitivity.PLAIN or into == Sensitivity.CRIME):
        _protect_earlier(plan, cell, sensitivity, by)
    record_event(
        action="plan_written",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
        detail={"domain": domain, "period": period},
    )
    return cell


def _protect_earlier(plan: SupportPlan, cell: PlanCell, was: str, by: Viewer) -> None:
    """
    Put the same text in earlier versions, and earlier revisions of the memory, under the stricter
    protection too; no word of them changes.
    """
    told = {"content": cell.content} if cell.content else {"content": "", "words": cell.words}
    same = PlanCell.objects.filter(
        plan__person=plan.person, domain=cell.domain, period=cell.period, sensitivity=was, **told
    )
    for old in same.exclude(plan=plan).select_related("plan__person"):
        if not PlanCell.objects.filter(
            plan=old.plan, domain=cell.domain, period=cell.period, sensitivity=cell.sensitivity
        ).exists():
            PlanCell.objects.filter(pk=old.pk).update(sensitivity=cell.sensitivity)
            for kind in (was, cell.sensitivity):
                _remember_domain(old.plan, cell.domain, kind, by)
            shield_earlier(
                person=plan.person,
                kind="plan",
                source_id=_memory_id(old.plan, cell.domain),
                was=was,
                now=cell.sensitivity,
            )
    shield_earlier(
        person=plan.person,
        kind="plan",
        source_id=_memory_id(plan, cell.domain),
        was=was,
        now=cell.sensitivity,
    )


def _memory_id(plan: SupportPlan, domain: str) -> UUID:
    """Return the id under which the memory of a domain of this version is kept."""
    return uuid5(plan.pk, domain)


def _remember_domain(plan: SupportPlan, domain: str, sensitivity: str, by: Viewer) -> None:
    """Put what a domain says in this version into the memory, as one entry for each sensitivity."""
    labels = {one["code"]: one["label"] for one in plan.periods}
    cells = list(PlanCell.objects.filter(plan=plan, domain=domain, sensitivity=sensitivity))
    cells.sort(key=lambda cell: list(labels).index(cell.period) if cell.period in labels else 99)
    keep_remembered(
        person=plan.person,
        reason=_g("Written on"),
        memory=Memory(
            at=moment_of(plan.made_on),
            kind="plan",
            source="planning.PlanCell",
            source_id=_memory_id(plan, domain),
            title=_g("Support plan no. %(number)s: %(domain)s")
            % {"number": plan.number, "domain": Domain.label_of(domain)},
            sensitivity=sensitivity,
            fact="\n".join(
                line for cell in cells if (line := _line(cell, str(labels.get(cell.period, ""))))
            ),
            words="\n".join(cell.words for cell in cells if cell.words),
        ),
        by=by,
    )


def _line(cell: PlanCell, period: str) -> str:
    who = " ".join(
        part for part in (str(Doer.label_of(cell.who)) if cell.who else "", cell.who_name) if part
    )
    parts = [
        cell.timing,
        cell.content,
        who,
        str(CellState.label_of(cell.state)),
    ]
    said = " / ".join(part for part in parts if part)
    return f"{period}: {said}" if said else ""


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


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def save_goal(
    *,
    plan_id: UUID,
    text: str,
    by: Viewer,
    period: str = "",
    insisted: bool = False,
    state: str = "",
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
    if period:
        _period_of(plan, period)
    text = text.strip()
    personal = _personal(plan)
    if goal_id is None:
        if plan.agreed_on is not None:
            raise AgreedAlready
        last = PersonalGoal.objects.filter(personal=personal).aggregate(last=Max("place"))["last"]
        goal = PersonalGoal(
            agency_id=plan.agency_id, personal=personal, place=(last or 0) + 1, version=0
        )
        goal.id = new_id or goal.id
    else:
        found = PersonalGoal.objects.filter(personal=personal, pk=goal_id, dropped_on=None).first()
        if found is None:
            raise NotSeen
        goal = found
        if version is not None and version != goal.version:
            raise StaleEdit(goal)
        if plan.agreed_on is not None and (goal.text, goal.period) != (text, period):
            raise AgreedAlready
    if not insisted and not speaks_as_i(without_marks(text)):
        raise NotInFirstPerson
    goal.text, goal.period, goal.state = text, period, state
    goal.insisted = insisted and not speaks_as_i(without_marks(text))
    goal.version += 1
    goal.save(force_insert=goal.version == 1)
    _remember_personal(plan, personal, by)
    record_event(
        action="own_plan_written",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )
    return goal


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
