"""A household's money as it is and as it is planned: versions, each with its lines."""

from django.db import models
from django.db.models import F, Q

from banso.budget.rules import DebtKind, DebtState, Line, Pace
from banso.kit.models import Line as TextLine
from banso.kit.models import Prose, Stamped, code_choices


class Budget(Stamped):
    """
    One version of a household's month: what it is, what is planned, what is at hand on a day. It is
    never changed; the next version replaces it.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    on = models.DateField()
    household = TextLine(max_length=200, blank=True)
    cash = models.IntegerField()
    words = Prose(blank=True)
    view = Prose(blank=True)
    reason = TextLine(max_length=200, blank=True)
    short_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    based_on = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="next_version", null=True
    )
    replaced_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="budgets_numbered", fields=["agency", "number"]),
            models.CheckConstraint(
                name="budget_short_after_its_day",
                condition=Q(short_on=None) | Q(short_on__gt=F("on")),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "person"], name="budgets_of_person"),
            models.Index(
                fields=["agency", "short_on"],
                name="budgets_that_fall_short",
                condition=Q(replaced_on=None),
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.on:%Y/%m/%d}"


class BudgetLine(Stamped):
    """One line: how much it is now, how much is planned (none: the same), when."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(max_length=20, choices=code_choices(Line))
    now = models.PositiveIntegerField()
    planned = models.PositiveIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    pace = models.CharField(max_length=8, choices=code_choices(Pace))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="budget_lines_once", fields=["budget", "code"]),
            models.CheckConstraint(
                name="budget_line_on_a_day", condition=Q(day=None) | Q(day__range=(1, 31))
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return self.code


class Debt(Stamped):
    """Something that is owed, or in arrears: to whom, how much, how it is paid."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="debts")
    kind = models.CharField(max_length=12, choices=code_choices(DebtKind))
    to_whom = TextLine(max_length=100, blank=True)
    total = models.PositiveIntegerField()
    instalment = models.PositiveIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=12, choices=code_choices(DebtState))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="debt_paid_on_a_day", condition=Q(day=None) | Q(day__range=(1, 31))
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return self.kind


class LifeEvent(Stamped):
    """Something ahead that will cost: in which year, what, how much."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="events")
    year = models.PositiveSmallIntegerField()
    what = TextLine(max_length=200)
    cost = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return str(self.year)
