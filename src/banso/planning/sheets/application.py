"""The plan with the application for services."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Table, Text
from banso.people.rules import readable
from banso.planning.models import SupportPlan
from banso.planning.queries import CellView, Grid, grid_of
from banso.planning.services import services_named, services_on
from banso.planning.sheets.parts import frame_of, left_out, own_sentences, signing_box


def application_sheet(
    plan: SupportPlan, viewer: Viewer, *, name: str, stamps: tuple[str, ...]
) -> Sheet:
    """
    Return the plan with the application for services (プラン兼事業等利用申込書); what is reported
    to the nation stands in a thick frame.
    """
    grid = grid_of(plan, viewer)
    allowed = readable(viewer.duties)
    offered = services_on(plan.made_on, allowed)
    offered += [one for one in services_named(plan.services, allowed) if one not in offered]
    chosen = [
        Row(("☑" if one.code in plan.services else "☐", str(one.label)), framed=True)
        for one in offered
    ]
    doing = [
        Row(
            (
                f"{row.label}",
                _period_label(grid, view),
                view.cell.content,
                view.who,
                view.cell.timing,
            )
        )
        for row in grid.rows
        if not row.hidden
        for place in row.places
        for view in place.views
        if view.cell is not None and view.cell.content
    ]
    blocks: list[Block] = [
        Stamps(stamps),
        Table(
            (
                Row((_("What is to be solved"), plan.problems), framed=True, mark="※"),
                Row((_("In the long run (how the person wants to live)"), plan.aim), mark="※"),
                Row((_("Goal of this plan"), plan.goal), framed=True, mark="※"),
                Row(
                    (
                        _("The person’s own words"),
                        "\n".join(
                            part
                            for part in (
                                grid.personal.wish,
                                own_sentences(grid.whole),
                                *(own_sentences(goals) for _o, goals in grid.goals),
                            )
                            if part
                        ),
                    )
                ),
            )
        ),
        Heading(_("What is done, by whom, when")),
        Table(
            tuple(doing) or (Row(("", "", "", "", "")),),
            (_("Domain"), _("Period"), _("What"), _("Who"), _("When")),
            (3, 3, 7, 3, 3),
        ),
        Heading(_("Services by law that are applied for")),
        Table(tuple(chosen), widths=(1, 12)),
        Table(
            (
                Row((_("Other services, neighbours, friends"), plan.informal)),
                Row(
                    (_("Job support is a part of it"), _("Yes") if plan.work_target else _("No")),
                    framed=True,
                ),
                Row(
                    (_("Term of the plan, next review"), format_day(plan.review_on)),
                    framed=True,
                    mark="※",
                ),
                Row((_("Remarks"), plan.remarks)),
            )
        ),
        *left_out(viewer),
        Text(_("I agree to this plan and apply for the services that are ticked.")),
        signing_box(plan),
        Table(
            (
                Row((_("Support coordination meeting held on"), "")),
                Row((_("Result"), "")),
                Row((_("Decided / confirmed by the municipality on"), ""), framed=True),
            )
        ),
    ]
    return Sheet(
        _("Plan with application for services"),
        blocks=blocks,
        legend=_("※ Items that should be filled in. Thick frame: items reported to the nation."),
        **frame_of(plan, name),
    )


def _period_label(grid: Grid, view: CellView) -> str:
    return next((one["label"] for one in grid.periods if one["code"] == view.period), "")
