"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import DeskPart, DeskPlace, PersonPart
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.budget.help import HELP, WRITES
from banso.budget.published import PUBLISHED
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.budget.web.urls", prefix="budget/"),
    PersonPart(
        "budget:of_person",
        _("The household’s money"),
        order=105,
        name="budget",
        duties=(Duty.SEE_MONEY,),
        folded=True,
    ),
    DeskPart(
        "budget:on_desk",
        _("Money that will not last"),
        order=24,
        duties=(Duty.SEE_MONEY, Duty.WRITE_MEMORY),
        place=DeskPlace.MAIN,
    ),
    TextRule("budget.Budget", duty=Duty.SEE_MONEY),
    TextRule("budget.Debt", "budget__person", Duty.SEE_MONEY),
    TextRule("budget.LifeEvent", "budget__person", Duty.SEE_MONEY),
    MergeRule("budget.Budget", OnMerge.MOVE, name=_("The household’s money")),
    MemoryKind("budget", _("The household’s money"), order=156),
    AuditAction("budget_kept", _("Looked at the household’s money")),
    AuditedRead("budget", _("the household’s money")),
    Stays("budget.Budget", ("made_by",), why="who drew it up"),
    *PUBLISHED,
)
