"""Writing into the grid of a version."""

from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.rules import Domain
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, keep_remembered, shield_earlier
from banso.people.rules import Sensitivity, readable
from banso.planning.actions.checks import AgreedAlready, open_version, period_of
from banso.planning.models import PlanCell, SupportPlan
from banso.planning.rules import (
    CELL_FIELDS,
    CellState,
    Doer,
    is_blank,
    sensitivities_for,
)

_HOW_IT_GOES = ("state", "words")


class PlaceTaken(Refusal):
    """Something is written here already under this protection."""

    field = "sensitivity"
    sentence = _("Something is written here already under this protection. Please write it there.")


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
    period_of(plan, period)
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
        cell.frequency,
        cell.content,
        who,
        str(CellState.label_of(cell.state)),
    ]
    said = " / ".join(part for part in parts if part)
    return f"{period}: {said}" if said else ""
