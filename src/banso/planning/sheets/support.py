"""The support plan on one page."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.sheets import Block, Row, Sheet, Stamps, Table
from banso.planning.models import SupportPlan
from banso.planning.queries import CellView, Grid, grid_of
from banso.planning.queries.whole import period_heading
from banso.planning.sheets.parts import (
    frame_of,
    left_out,
    own_sentences,
    signing_box,
)


def _cell(view: CellView) -> str:
    cell = view.cell
    if cell is None:
        return ""
    first = " ".join(
        part
        for part in (
            _("Priority %(number)s") % {"number": cell.priority} if cell.priority else "",
            cell.timing,
            cell.frequency,
        )
        if part
    )
    last = " ".join(part for part in (view.who, f"[{view.state}]" if view.state else "") if part)
    return "\n".join(
        part
        for part in (first, cell.content, last, f"「{cell.words}」" if cell.words else "")
        if part
    )


def _grid_table(grid: Grid) -> Table:
    head = (_("Domain"), *(period_heading(one) for one in grid.periods))
    own = Row((_("The person’s own plan"), *(own_sentences(goals) for _one, goals in grid.goals)))
    rows = [
        Row(
            (
                row.label,
                *(
                    "\n".join(text for view in place.views if (text := _cell(view)))
                    for place in row.places
                ),
            )
        )
        for row in grid.rows
        if not row.hidden
    ]
    return Table((own, *rows), head, (5, *(10 for _one in grid.periods)))


def support_sheet(
    plan: SupportPlan, viewer: Viewer, *, name: str, stamps: tuple[str, ...]
) -> Sheet:
    """Return the support plan on one page of A4 landscape."""
    grid = grid_of(plan, viewer)
    whole = own_sentences(grid.whole)
    blocks: list[Block] = [Stamps(stamps)]
    if whole:
        widths = (5, 10 * len(grid.periods))
        blocks.append(Table((Row((_("Life as a whole"), whole)),), widths=widths))
    blocks += [_grid_table(grid), *left_out(viewer), signing_box(plan)]
    return Sheet(
        _("Support plan"), blocks=blocks, landscape=True, one_page=True, **frame_of(plan, name)
    )
