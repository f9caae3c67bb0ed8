"""The personal plan, for the person."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.furigana import plain, with_readings
from banso.kit.sheets import Block, Heading, Sentence, Sheet, Signing
from banso.planning.models import PersonalGoal, SupportPlan
from banso.planning.queries import grid_of
from banso.planning.queries.whole import period_heading
from banso.planning.rules import CellState


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
                Heading(period_heading(one).replace("\n", " ")),
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
        furigana=furigana,
    )


def _sentence(goal: PersonalGoal, furigana: bool) -> Sentence:
    return Sentence(
        (with_readings if furigana else plain)(goal.text),
        str(CellState.label_of(goal.state)),
    )
