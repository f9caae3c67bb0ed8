"""A sentence of help behind each section of this room's pages, and where its form writes."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "The household’s money",
        _("What comes in and goes out in a month, and on which day it does not last any more."),
    ),
    SectionHelp(
        "Money that will not last",
        _("People whose money falls below nothing in the coming weeks, by what they told us."),
    ),
    SectionHelp("Debts and arrears", _("What is owed, to whom, and how it is being paid.")),
    SectionHelp("What lies ahead", _("What will cost in the years to come.")),
    SectionHelp("Day by day", _("What is left on each day of the coming half year.")),
)

WRITES = (
    Writes(
        "budget:keep",
        "budget.Budget",
        also=("budget.BudgetLine", "budget.Debt", "budget.LifeEvent"),
    ),
)
