"""The plan with the application for services."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Table, Text
from banso.kit.sheets.boxes import box, boxes
from banso.people.rules import readable
from banso.people.sheets import about
from banso.planning.known_of import CONFERENCE, DECISION, known_of
from banso.planning.models import SupportPlan
from banso.planning.queries import CellView, Grid, grid_of
from banso.planning.queries.whole import period_heading
from banso.planning.rules import Doer
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
    chosen = boxes([(one.code, one.label) for one in offered], plan.services)
    doing = [
        Row(
            (
                domain,
                "\n".join(one for one in (_period_label(grid, view), cell.timing) if one),
                cell.content,
                _who(plan, view),
                cell.frequency,
            )
        )
        for domain, view, cell in grid.written
    ]
    drafted = f"{plan.drafted_by.name}（{plan.agency.name}）"
    blocks: list[Block] = [
        Stamps(stamps),
        about(plan.person, viewer, on=format_day(plan.made_on)),
        Table(
            (
                Row(
                    (
                        _("Drawn up by"),
                        drafted,
                        _("Plan"),
                        box(plan.number == 1, _("first"))
                        + "\u3000"
                        + box(plan.number > 1, _("again (no. %(n)s)") % {"n": plan.number}),
                    )
                ),
            ),
            widths=(2, 5, 2, 5),
        ),
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
            tuple(doing) or (Row(("", "", "", "", ""), room=2),) * 3,
            (_("Domain"), _("From, until"), _("What"), _("Who"), _("How often")),
            (3, 3, 7, 5, 3),
        ),
        Table(
            (
                Row((_("Services by law that are applied for"), chosen), framed=True, mark="※"),
                Row((_("Other services, neighbours, friends"), plan.informal)),
                Row(
                    (_("Job support"), box(plan.work_target, _("It is a part of this plan"))),
                    framed=True,
                ),
                Row(
                    (
                        _("Term of the plan, next review"),
                        f"{format_day(plan.made_on)} – {format_day(plan.review_on)}",
                    ),
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
                Row(
                    (
                        _("Support coordination meeting, result"),
                        known_of(plan, viewer, CONFERENCE),
                    ),
                    room=1,
                ),
                Row((_("Support decided"), known_of(plan, viewer, DECISION)), room=1),
                Row((_("Decided / confirmed by the municipality on"), ""), framed=True, room=1),
            )
        ),
    ]
    return Sheet(
        _("Plan with application for services"),
        blocks=blocks,
        legend=_("※ Items that should be filled in. Thick frame: items reported to the nation."),
        **frame_of(plan, name),
    )


def _who(plan: SupportPlan, view: CellView) -> str:
    """Return who does it, with the agency's name where it is the agency that does it."""
    ours = view.cell.who if view.cell is not None else ""
    named = view.cell.who_name if view.cell is not None else ""
    if ours == Doer.SUPPORTER:
        return "\n".join((plan.agency.name, named or plan.drafted_by.name))
    if ours == Doer.TOGETHER:
        return "\n".join(part for part in (view.who, plan.agency.name) if part)
    return view.who


def _period_label(grid: Grid, view: CellView) -> str:
    found = next((one for one in grid.periods if one["code"] == view.period), None)
    return period_heading(found) if found else ""
