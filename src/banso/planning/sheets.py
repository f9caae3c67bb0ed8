"""
The sheets of planning, declared once for screen, PDF and Excel. The cells of the official forms
have not been checked; nothing claims that they are followed.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.furigana import plain, with_readings, without_marks
from banso.kit.sheets import Block, Heading, Row, Sentence, Sheet, Signing, Stamps, Table, Text
from banso.people.rules import Sensitivity, readable
from banso.planning.models import Agreement, Evaluation, PersonalGoal, SupportPlan
from banso.planning.queries import CellView, Grid, agreements_of, grid_of
from banso.planning.rules import (
    CHANGES,
    AgreedBy,
    Answered,
    Attained,
    CellState,
    EndReason,
    Outcome,
    PauseReason,
)
from banso.planning.services import services_named, services_on
from banso.planning.signature import svg_of


def _cell(view: CellView) -> str:
    cell = view.cell
    if cell is None:
        return ""
    first = " ".join(
        part
        for part in (
            _("Priority %(number)s") % {"number": cell.priority} if cell.priority else "",
            cell.timing,
        )
        if part
    )
    last = " ".join(part for part in (view.who, f"[{view.state}]" if view.state else "") if part)
    return "\n".join(
        part
        for part in (first, cell.content, last, f"「{cell.words}」" if cell.words else "")
        if part
    )


def _own(goals: Sequence[PersonalGoal]) -> str:
    return "\n".join(without_marks(goal.text) for goal in goals)


def _left_out(viewer: Viewer) -> list[Block]:
    hidden = [kind for kind in Sensitivity if kind not in readable(viewer.duties)]
    return [Text(_("What your role does not include is left out of this sheet."))] if hidden else []


def _grid_table(grid: Grid) -> Table:
    head = (_("Domain"), *(_period(one) for one in grid.periods))
    own = Row((_("The person’s own plan"), *(_own(goals) for _one, goals in grid.goals)))
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
    return Table((own, *rows), head, (2, *(5 for _one in grid.periods)))


def _period(one: dict[str, str]) -> str:
    days = "–".join(
        format_day(date.fromisoformat(one[name])) if one.get(name) else ""
        for name in ("from_on", "until_on")
    )
    return f"{one['label']}\n{days}" if days != "–" else one["label"]


def _signing(plan: SupportPlan) -> Signing:
    """Return the box in which the person signs, with what was signed or said already."""
    last = next(iter(agreements_of(plan)), None)
    label = _("The person’s agreement (signature)")
    if last is None:
        return Signing(label)
    return Signing(label, svg_of(last.signature) if last.signature else "", _said(last))


def _said(last: Agreement) -> str:
    parts = [
        format_day(last.on),
        str(Answered.label_of(last.answered)),
        str(AgreedBy.label_of(last.way)),
        _("explained by %(name)s") % {"name": last.explained_by.name},
        _("witness: %(name)s") % {"name": last.witness} if last.witness else "",
        f"「{last.words}」" if last.words else "",
    ]
    return " / ".join(part for part in parts if part)


def _frame(plan: SupportPlan, name: str) -> dict[str, Any]:
    return {
        "subtitle": _("%(name)s  plan no. %(number)s") % {"name": name, "number": plan.number},
        "day": format_day(plan.made_on),
        "author": plan.drafted_by.name,
        "care": _("Handle with care"),
    }


def support_sheet(
    plan: SupportPlan, viewer: Viewer, *, name: str, stamps: tuple[str, ...]
) -> Sheet:
    """Return the support plan on one page of A4 landscape."""
    grid = grid_of(plan, viewer)
    whole = _own(grid.whole)
    blocks: list[Block] = (
        [Table((Row((_("Life as a whole"), whole)),), widths=(2, 5 * len(grid.periods)))]
        if whole
        else []
    )
    blocks += [_grid_table(grid), *_left_out(viewer), _signing(plan), Stamps(stamps)]
    return Sheet(
        _("Support plan"), blocks=blocks, landscape=True, one_page=True, **_frame(plan, name)
    )


def personal_sheet(plan: SupportPlan, viewer: Viewer, *, name: str, furigana: bool) -> Sheet:
    """
    Return the personal plan for the person: large, plain Japanese, with readings above the kanji
    where asked for.
    """
    grid = grid_of(plan, viewer)
    read = with_readings if furigana else plain
    blocks: list[Block] = []
    if grid.personal.wish:
        blocks += [Heading(_("The days I wish for")), Sentence(read(grid.personal.wish))]
    if grid.whole:
        blocks += [Heading(_("My life")), *(_sentence(goal, furigana) for goal in grid.whole)]
    for one, goals in grid.goals:
        if goals:
            blocks += [
                Heading(
                    _read_aloud(_period(one).replace("\n", " "))
                    if furigana
                    else _period(one).replace("\n", " ")
                ),
                *(_sentence(goal, furigana) for goal in goals),
            ]
    if not blocks:
        blocks.append(Sentence(read(_("Nothing is written yet. We think about it together."))))
    if plan.review_on:
        blocks += [
            Heading(_("When we look at it together again")),
            Sentence(read(format_day(plan.review_on).split("(")[0])),
        ]
    blocks += [
        Sentence(read(_("This plan is mine. I may change it at any time."))),
        Signing(_("My name")),
    ]
    # no mark of care and no number: this sheet is the person's own
    return Sheet(
        _("My plan"),
        day=format_day(plan.made_on),
        author=plan.drafted_by.name,
        care=_("For %(name)s") % {"name": name},
        blocks=blocks,
        large=True,
    )


def _read_aloud(label: str) -> str:
    """Return a label with how it is read behind it, where it holds kanji."""
    reading = Sentence(with_readings(label)).reading
    return f"{label}({reading})" if reading else label


def _sentence(goal: PersonalGoal, furigana: bool) -> Sentence:
    return Sentence(
        (with_readings if furigana else plain)(goal.text),
        str(CellState.label_of(goal.state)),
    )


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
                                _own(grid.whole),
                                *(_own(goals) for _o, goals in grid.goals),
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
        *_left_out(viewer),
        Text(_("I agree to this plan and apply for the services that are ticked.")),
        _signing(plan),
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
        **_frame(plan, name),
    )


def _period_label(grid: Grid, view: CellView) -> str:
    return next((one["label"] for one in grid.periods if one["code"] == view.period), "")


def evaluation_sheet(
    found: Evaluation, viewer: Viewer, *, name: str, stamps: tuple[str, ...]
) -> Sheet:
    """Return the evaluation sheet; the three changes that being there looks for stand first."""
    allowed = readable(viewer.duties)
    changes = [
        Row(("☑" if code in found.changes else "☐", str(one.label)), framed=one.official)
        for code, one in sorted(CHANGES.items(), key=lambda pair: not pair[1].first)
        if one.sensitivity in allowed
    ]
    reasons = EndReason if found.outcome == Outcome.END else PauseReason
    reason = f"{reasons.label_of(found.reason)} {found.reason_note}".rstrip()
    follow = "\n".join(
        f"{format_day(date.fromisoformat(one['on']))} {one['text']}".strip()
        for one in found.follow_ups
    )
    blocks: list[Block] = [
        Stamps(stamps),
        Table(
            (
                Row((_("Goals"), found.plan.goal)),
                Row(
                    (_("How far they were reached"), str(Attained.label_of(found.attained))),
                    framed=True,
                    mark="※",
                ),
            )
        ),
        Heading(_("Changes that were seen")),
        Table(tuple(changes), widths=(1, 12)),
        Table(
            (
                Row((_("What remains"), found.remaining), framed=True),
                Row((_("What the person says to it"), found.words)),
                Row((_("The supporter’s view"), found.view)),
                Row((_("Support coordination meeting held on"), format_day(found.conference_on))),
                Row(
                    (_("What follows"), str(Outcome.label_of(found.outcome))), framed=True, mark="※"
                ),
                Row((_("Reason"), reason), framed=True),
                Row((_("Next look together"), format_day(found.next_review_on))),
                Row((_("Days on which somebody asks again"), follow)),
            )
        ),
        *_left_out(viewer),
    ]
    frame = {**_frame(found.plan, name), "day": format_day(found.on), "author": found.by.name}
    return Sheet(
        _("Evaluation sheet"),
        blocks=blocks,
        legend=_("※ Items that should be filled in. Thick frame: items reported to the nation."),
        **frame,
    )
