"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import DeskPart, DeskPlace, PersonPart, Place
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.people.rules import SENSITIVITY_DUTY
from banso.planning.help import HELP, WRITES
from banso.planning.published import PUBLISHED

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.planning.web.urls"),
    PersonPart(
        "planning:current",
        _("Plan"),
        order=30,
        name="plan",
        duties=(Duty.SEE_MEMORY,),
        place=Place.MAIN,
        folded_on_phone=True,
    ),
    DeskPart(
        "planning:reviews",
        _("Plans to look at together"),
        order=40,
        duties=(Duty.PLAN, Duty.SEE_MEMORY),
        card="reviews",
        place=DeskPlace.MAIN,
    ),
    TextRule("planning.SupportPlan"),
    TextRule("planning.PlanCell", "plan__person", about=("sensitivity",), asks=SENSITIVITY_DUTY),
    TextRule("planning.PersonalPlan", "plan__person"),
    TextRule("planning.PersonalGoal", "personal__plan__person"),
    TextRule("planning.Agreement", "plan__person"),
    TextRule("planning.Evaluation", "plan__person", about=("sensitivity",), asks=SENSITIVITY_DUTY),
    MergeRule("planning.SupportPlan", OnMerge.MOVE, name=_("Plans")),
    MemoryKind("plan", _("Plans"), order=50),
    AuditAction("plan_begun", _("Began a plan")),
    AuditAction("plan_written", _("Wrote in a plan")),
    AuditAction("own_plan_written", _("Wrote down the person’s own plan")),
    AuditAction("replanned", _("Replanned")),
    AuditAction("plan_answered", _("Kept what the person said to a plan")),
    AuditAction("copy_handed", _("Handed over a copy")),
    AuditAction("plan_evaluated", _("Looked at a plan")),
    AuditedRead("plan", _("a plan")),
    Stays(
        "planning.SupportPlan",
        ("drafted_by",),
        why="who drafted it; looking at it again is for whoever walks along",
    ),
    Stays("planning.Agreement", ("explained_by",), why="who explained it"),
    Stays("planning.CopyHanded", ("by",), why="who handed it over"),
    Stays("planning.Evaluation", ("by",), why="who looked at it"),
    *PUBLISHED,
)
