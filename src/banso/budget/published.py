"""What this room publishes: that money was looked at, and debts by their kind; never an amount."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.budget.rules import DebtKind, DebtState
from banso.kit.publishing import CODE, DAY, FLAG, Column, PublishedTable, is_there
from banso.people.rules import Sensitivity
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion

BUDGETS = PublishedTable(
    "budgets",
    "budget.Budget",
    (
        Column("on_day", DAY, "on"),
        Column(
            "falls_short",
            FLAG,
            "short_on",
            of=is_there,
            sensitivity=Sensitivity.MONEY,
            label=_("The money does not last"),
        ),
    ),
)
DEBTS = PublishedTable(
    "debts",
    "budget.Debt",
    (
        Column("on_day", DAY, "budget__on"),
        Column(
            "kind",
            CODE,
            sensitivity=Sensitivity.MONEY,
            label=_("What is owed"),
            options=dict(DebtKind.choices),
        ),
        Column(
            "state",
            CODE,
            sensitivity=Sensitivity.MONEY,
            label=_("How it stands"),
            options=dict(DebtState.choices),
        ),
    ),
    person="budget__person_id",
    only=Q(budget__replaced_on=None),
)
LOOKED_AT = Figure(
    "budgets",
    in_period(
        "budgets",
        "on_day",
        "CASE WHEN t.falls_short THEN 'short' WHEN NOT t.falls_short THEN 'lasts' END",
    ),
    "times",
    title=_("Households’ money looked at (家計)"),
    definition=_(
        "Versions of a household’s budget of the period, by whether the money lasts half a year."
    ),
    kinds={"lasts": _("The money lasts"), "short": _("The money does not last")},
)
OWED = Figure(
    "debts",
    in_period("debts", "on_day", "t.kind"),
    title=_("Debts and arrears"),
    definition=_(
        "People with a debt in the budget that stands, drawn up in the period, by its kind."
    ),
    kinds=dict(DebtKind.choices),
)
FACTS = (
    Fact(
        "budget",
        _("The household’s money was looked at"),
        "budgets",
        "on_day",
        flags=("falls_short",),
    ),
    Fact("debt", _("A debt or arrears"), "debts", "on_day", choices=("kind", "state")),
)
READY = (
    ReadyQuestion(
        "money_short",
        _("The household’s money fell short within three months"),
        ({"fact": "budget", "flags": {"falls_short": True}, "since": 90},),
    ),
    ReadyQuestion(
        "owes",
        _("A debt or arrears are known"),
        ({"fact": "debt"},),
    ),
)
PUBLISHED = (BUDGETS, DEBTS, LOOKED_AT, OWED, *FACTS, *READY)
