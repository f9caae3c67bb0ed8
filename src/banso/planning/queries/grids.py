"""The grid of a version as this viewer may read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from banso.access.viewer import Viewer
from banso.assessment.rules import Domain
from banso.kit.refusals import NotSeen
from banso.people.rules import Sensitivity, readable
from banso.planning.models import PersonalGoal, PersonalPlan, PlanCell, SupportPlan
from banso.planning.rules import CELL_FIELDS, CellState, Doer, sensitivities_for


def plain_cell(cell: PlanCell) -> dict[str, Any]:
    """Return a cell as a mapping, as rules compare it."""
    return {name: getattr(cell, name) for name in CELL_FIELDS}


@dataclass(frozen=True)
class CellView:
    """
    What stands in one place of the grid under one protection; `cell` is None where it is blank.
    """

    domain: str
    period: str
    sensitivity: str
    cell: PlanCell | None = None

    @property
    def says_something(self) -> bool:
        """Whether somebody wrote here: roughly what, how it stands, or the person's words."""
        cell = self.cell
        return cell is not None and bool(cell.content or cell.state or cell.words)

    @property
    def who(self) -> str:
        """Who does it, in words."""
        if self.cell is None or not self.cell.who:
            return ""
        return " ".join(
            part for part in (str(Doer.label_of(self.cell.who)), self.cell.who_name) if part
        )

    @property
    def state(self) -> str:
        """How it stands, in words."""
        return str(CellState.label_of(self.cell.state)) if self.cell is not None else ""

    @property
    def protection(self) -> str:
        """Under which protection it stands, where that is not the usual one of its domain."""
        return (
            str(Sensitivity.label_of(self.sensitivity))
            if self.sensitivity != sensitivities_for(self.domain)[0]
            else ""
        )


@dataclass(frozen=True)
class Place:
    """One place of the grid: what stands there, one view for each protection in use."""

    period: str
    views: list[CellView]
    label: str = ""


@dataclass(frozen=True)
class GridRow:
    """A domain; hidden where nothing of it may be read by this viewer."""

    domain: str
    label: str
    places: list[Place]
    hidden: bool = False

    @property
    def written(self) -> bool:
        """Whether something stands in any of its places."""
        return any(view.says_something for place in self.places for view in place.views)

    @property
    def has_blank(self) -> bool:
        """Whether nothing stands in some of its places."""
        return any(not any(view.says_something for view in place.views) for place in self.places)


@dataclass(frozen=True)
class Grid:
    """A version's grid, with the person's sentences above it."""

    periods: list[dict[str, str]]
    rows: list[GridRow]
    personal: PersonalPlan
    whole: list[PersonalGoal]
    goals: list[tuple[dict[str, str], list[PersonalGoal]]] = field(default_factory=list)

    @property
    def written(self) -> Iterator[tuple[str, CellView, PlanCell]]:
        """What stands in it that this viewer may read, with the name of its domain."""
        for row in self.rows:
            for view in (one for place in row.places if not row.hidden for one in place.views):
                if view.cell is not None and view.cell.content:
                    yield row.label, view, view.cell


def place_of(domain: str, period: str, cells: Iterable[PlanCell], viewer: Viewer) -> Place:
    """
    Return one place of the grid; where nothing stands, one blank view under the usual protection.
    """
    allowed = [one for one in sensitivities_for(domain) if one in readable(viewer.duties)]
    here = [
        cell
        for cell in cells
        if (cell.domain, cell.period) == (domain, period) and cell.sensitivity in allowed
    ]
    here.sort(key=lambda cell: allowed.index(cell.sensitivity))
    views = [CellView(domain, period, cell.sensitivity, cell) for cell in here]
    return Place(period, views or ([CellView(domain, period, allowed[0])] if allowed else []))


def grid_of(plan: SupportPlan, viewer: Viewer) -> Grid:
    """
    Return the grid of a version that was seen already; three queries however much stands in it.
    """
    allowed = readable(viewer.duties)
    cells = list(PlanCell.objects.filter(plan=plan, sensitivity__in=allowed))
    rows = []
    for domain in Domain:
        hidden = sensitivities_for(domain)[0] not in allowed
        places = [
            replace(place_of(domain, one["code"], cells, viewer), label=one["label"])
            for one in plan.periods
        ]
        rows.append(GridRow(domain.value, str(domain.label), places, hidden))
    personal = PersonalPlan.objects.get(plan=plan)
    goals = list(
        PersonalGoal.objects.filter(personal=personal, dropped_on=None).order_by("place", "pk")
    )
    by_period = [
        (one, [goal for goal in goals if goal.period == one["code"]]) for one in plan.periods
    ]
    return Grid(
        plan.periods, rows, personal, [goal for goal in goals if not goal.period], by_period
    )


def cell_seen(
    plan: SupportPlan, domain: str, period: str, sensitivity: str, viewer: Viewer
) -> CellView:
    """
    Return what stands in one place of a version that was seen already.

    :raises NotSeen: if there is no such place, or not for this viewer
    """
    if domain not in set(Domain) or period not in [one["code"] for one in plan.periods]:
        raise NotSeen
    if sensitivity not in sensitivities_for(domain) or sensitivity not in readable(viewer.duties):
        raise NotSeen
    return CellView(
        domain,
        period,
        sensitivity,
        PlanCell.objects.filter(
            plan=plan, domain=domain, period=period, sensitivity=sensitivity
        ).first(),
    )
