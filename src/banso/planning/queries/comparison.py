"""Two versions side by side, and what was tried before."""

from dataclasses import dataclass
from typing import Any

from banso.access.viewer import Viewer
from banso.assessment.rules import Domain
from banso.people.rules import readable
from banso.planning.models import PersonalGoal, PlanCell, SupportPlan
from banso.planning.queries.grids import CellView, plain_cell
from banso.planning.queries.plans import plans_seen_by
from banso.planning.rules import FRAME_LABELS, CellDiff, DiffKind, compare_cells, sensitivities_for


@dataclass(frozen=True)
class PlaceDiff:
    """One place in both versions."""

    period: str
    before: CellView
    after: CellView
    diff: CellDiff

    @property
    def said(self) -> str:
        """What became of it, in words."""
        return str(self.diff.kind.label)

    @property
    def moved(self) -> bool:
        """Whether anything differs."""
        return self.diff.kind is not DiffKind.SAME


@dataclass(frozen=True)
class PlanComparison:
    """
    Two versions: their periods, every place of the grid, the person's sentences that came and went.
    """

    periods: list[dict[str, str]]
    rows: list[tuple[str, bool, list[tuple[dict[str, str], list[PlaceDiff]]]]]
    kept: list[str]
    new: list[str]
    gone: list[str]
    frame: list[tuple[Any, str, str]]

    @property
    def moved(self) -> int:
        """How many places of the grid differ."""
        return sum(
            place.moved
            for _label, _hidden, columns in self.rows
            for _period, places in columns
            for place in places
        )


def compared(before: SupportPlan, after: SupportPlan, viewer: Viewer) -> PlanComparison:
    """
    Return two versions that were seen already, cell by cell; places are matched by domain, period
    and protection.
    """
    allowed = readable(viewer.duties)
    cells: dict[tuple[Any, str, str, str], PlanCell] = {}
    for cell in PlanCell.objects.filter(plan__in=[before, after], sensitivity__in=allowed):
        cells[(cell.plan_id, cell.domain, cell.period, cell.sensitivity)] = cell
    periods = list(after.periods) + [
        one
        for one in before.periods
        if one["code"] not in {other["code"] for other in after.periods}
    ]
    rows = []
    for domain in Domain:
        kinds = [kind for kind in sensitivities_for(domain) if kind in allowed]
        columns = []
        for one in periods:
            places = []
            for kind in kinds:
                pair = [
                    cells.get((plan.pk, domain.value, one["code"], kind))
                    for plan in (before, after)
                ]
                if any(pair):
                    places.append(_place(domain, one["code"], kind, pair))
            columns.append((one, places))
        rows.append((str(domain.label), not kinds, columns))
    old, new = _sentences(before), _sentences(after)
    return PlanComparison(
        periods=periods,
        rows=rows,
        kept=[text for text in new if text in old],
        new=[text for text in new if text not in old],
        gone=[text for text in old if text not in new],
        frame=_frame(before, after),
    )


def _place(domain: Domain, period: str, kind: str, pair: list[PlanCell | None]) -> PlaceDiff:
    one, other = (CellView(domain.value, period, kind, cell) for cell in pair)
    diff = compare_cells(
        plain_cell(pair[0]) if pair[0] else None, plain_cell(pair[1]) if pair[1] else None
    )
    return PlaceDiff(period, one, other, diff)


def _sentences(plan: SupportPlan) -> list[str]:
    return list(
        PersonalGoal.objects.filter(personal__plan=plan, dropped_on=None)
        .order_by("place", "pk")
        .values_list("text", flat=True)
    )


def _frame(before: SupportPlan, after: SupportPlan) -> list[tuple[Any, str, str]]:
    return [
        (label, getattr(before, name), getattr(after, name))
        for name, label in FRAME_LABELS.items()
        if getattr(before, name) != getattr(after, name)
    ]


@dataclass(frozen=True)
class Tried:
    """What was tried in a domain in an earlier version, and how it came back."""

    plan: SupportPlan
    period: str
    view: CellView


def tried_before(plan: SupportPlan, domain: str, viewer: Viewer, *, size: int = 20) -> list[Tried]:
    """
    Return what this person tried in a domain in other versions, the newest first, each text once.

    For reading while a cell is filled in; nothing is filled in by itself.
    """
    versions = {
        one.pk: one
        for one in plans_seen_by(viewer).filter(person_id=plan.person_id).exclude(pk=plan.pk)
    }
    rows = PlanCell.objects.filter(
        plan__in=list(versions), domain=domain, sensitivity__in=readable(viewer.duties)
    ).exclude(content="", words="")
    tried: dict[tuple[str, str, str], Tried] = {}
    for cell in sorted(
        rows,
        key=lambda cell: (versions[cell.plan_id].made_on, versions[cell.plan_id].number),
        reverse=True,
    ):
        version = versions[cell.plan_id]
        label = next(
            (str(one["label"]) for one in version.periods if one["code"] == cell.period), ""
        )
        tried.setdefault(
            (cell.content, cell.words, cell.state),
            Tried(version, label, CellView(domain, cell.period, cell.sensitivity, cell)),
        )
    return list(tried.values())[:size]
