"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Plan",
        _(
            "What was agreed with the person for the eight domains, and when it is looked at "
            "together."
        ),
    ),
    SectionHelp(
        "Plans to look at together",
        _("Plans whose day of looking together has come or is near."),
    ),
    SectionHelp(
        "The person’s own plan",
        _("In the person’s own words: 「私は…する」."),
    ),
    SectionHelp(
        "Around the grid",
        _("What holds for the whole plan and not for one cell."),
    ),
    SectionHelp(
        "Goal of this plan",
        _("What it was all for; look at it before you judge how it went."),
    ),
    SectionHelp(
        "How it went",
        _("What was seen when the plan was looked at together."),
    ),
    SectionHelp(
        "Sheets to print",
        _("The plan on paper, for the person, for the meeting, for the city."),
    ),
    SectionHelp(
        "What the person said to it",
        _("Yes, not yet, or rather not: each is an answer."),
    ),
)

WRITES = (
    Writes("planning:add_goal", "planning.PersonalGoal"),
    Writes("planning:goal", "planning.PersonalGoal"),
    Writes("planning:agree", "planning.Agreement", also=("people.TimelineEntry",)),
    Writes("planning:begin", "planning.SupportPlan", also=("people.TimelineEntry",)),
    Writes("planning:cell", "planning.PlanCell"),
    Writes("planning:copy", "planning.Agreement", also=("people.TimelineEntry",)),
    Writes("planning:evaluate", "planning.Evaluation", also=("people.TimelineEntry",)),
    Writes("planning:frame", "planning.SupportPlan"),
    Writes("planning:replan", "planning.SupportPlan", also=("people.TimelineEntry",)),
    Writes("planning:wish", "planning.PersonalPlan"),
)
