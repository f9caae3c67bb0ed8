"""What lies on a table, in one shape for members and guests: both stand under the same rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.conferences.models import Addition, AgendaItem, Conference, Minute, Paper, Seat
from banso.conferences.queries.resting import at_the_table
from banso.conferences.rules import LineKind, part_of_cell
from banso.planning.queries import CellView, Grid, grid_of

if TYPE_CHECKING:
    from banso.ties.models import Tie


@dataclass(frozen=True)
class LineView:
    """A line with whether whoever looks may change it."""

    minute: Minute
    mine: bool


@dataclass(frozen=True)
class PlanSide:
    """A cell of the draft plan beside the last one's."""

    domain: str
    period: str
    before: CellView | None
    after: CellView | None


@dataclass
class ItemView:
    """A person on the agenda as whoever looks may read it."""

    item: AgendaItem
    name: str
    groups: list[tuple[str, str, list[LineView]]]
    plan: list[PlanSide] = field(default_factory=list)
    ties: "list[Tie]" = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)

    @property
    def ties_said(self) -> str:
        """How the ties moved, in words."""
        return "、".join(
            f"{tie.name}（{_('stepped back') if tie.until_on else _('grew')}）" for tie in self.ties
        )


@dataclass
class Table:
    """
    All that is on the table. `opened` holds, by person, the parts that a guest is shown here, with
    the consent each rests on.
    """

    conference: Conference
    seats: list[Seat]
    items: list[ItemView]
    tag: str
    papers: list[Paper] = field(default_factory=list)
    opened: dict[UUID, dict[str, UUID]] = field(default_factory=dict)


def tag_of(conference: Conference, opened: dict[UUID, dict[str, UUID]] | None = None) -> str:
    """
    Return what changes whenever the table looks different: with every write, and for a guest with
    every word given or taken back.
    """
    words = ";".join(
        sorted(f"{person}{part}" for person, parts in (opened or {}).items() for part in parts)
    )
    return f"{conference.revision}-{conference.state}-{sha256(words.encode()).hexdigest()[:12]}"


def seats_of(conference: Conference) -> list[Seat]:
    """Return the seats that count of a conference that was seen already."""
    rows = Seat.objects.filter(at_the_table(), conference=conference)
    return list(rows.select_related("guest", "item").order_by("pk"))


def groups_of(
    minutes: list[Minute], reads: Callable[[Minute], bool], mine: Callable[[Minute], bool]
) -> list[tuple[str, str, list[LineView]]]:
    """Return the lines of the minutes that are read, by kind in the order of talking."""
    read = [one for one in minutes if reads(one)]
    return [
        (
            kind.value,
            str(LineKind.label_of(kind)),
            [LineView(one, mine(one)) for one in read if one.kind == kind],
        )
        for kind in LineKind
    ]


def minutes_by_item(conference: Conference) -> dict[UUID, list[Minute]]:
    """Return the lines that stand, by item of the agenda."""
    by_item: dict[UUID, list[Minute]] = {}
    for one in (
        Minute.objects.filter(conference=conference, struck_at=None)
        .select_related("seat", "written_by", "from_tie", "to_tie")
        .order_by("pk")
    ):
        by_item.setdefault(one.item_id, []).append(one)
    return by_item


def additions_by_item(conference: Conference) -> dict[UUID | None, list[Addition]]:
    """Return what was added afterwards, by item of the agenda."""
    found: dict[UUID | None, list[Addition]] = {}
    for one in (
        Addition.objects.filter(conference=conference).select_related("by").order_by("at", "pk")
    ):
        found.setdefault(one.item_id, []).append(one)
    return found


def _cells(grid: Grid | None) -> dict[tuple[str, str, str], CellView]:
    if grid is None:
        return {}
    views = [
        view
        for row in grid.rows
        if not row.hidden
        for place in row.places
        for view in place.views
        if view.cell is not None
    ]
    return {(view.domain, view.period, view.sensitivity): view for view in views}


def plan_sides(item: AgendaItem, viewer: Viewer, parts: set[str] | None = None) -> list[PlanSide]:
    """
    Return the draft beside the last version, cell by cell where something stands; for a guest only
    cells that speak of parts opened to them.
    """
    if item.plan is None:
        return []
    before, after = (
        _cells(grid_of(item.plan.based_on, viewer)) if item.plan.based_on else {},
        grid_of(item.plan, viewer),
    )
    now, domains = _cells(after), {row.domain: row.label for row in after.rows}
    labels = {
        one["code"]: one["label"]
        for plan in (item.plan.based_on, item.plan)
        if plan
        for one in plan.periods
    }
    keys = [
        key
        for key in dict.fromkeys([*now, *before])
        if parts is None or part_of_cell(key[0], key[2]) in parts
    ]
    keys.sort(key=lambda key: (list(domains).index(key[0]), list(labels).index(key[1])))
    return [
        PlanSide(domains[key[0]], labels[key[1]], before.get(key), now.get(key)) for key in keys
    ]
