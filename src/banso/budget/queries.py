"""Every read of household budgets, from what this viewer may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.budget.models import Budget, BudgetLine, Debt, LifeEvent
from banso.budget.rules import (
    AHEAD,
    BEFORE_HOLIDAYS,
    INCOME,
    SOON,
    DebtKind,
    Flowing,
    Line,
    Step,
    first_below,
    flow,
)
from banso.companionship.queries import companionships_seen_by
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import living, within_reach

JUST_PASSED = timedelta(days=7)


def budgets_seen_by(viewer: Viewer) -> QuerySet[Budget]:
    """Return the budgets of people this viewer may see, all versions."""
    if not viewer.may(Duty.SEE_MONEY):
        return Budget.objects.none()
    rows = Budget.objects.filter(within_reach(viewer, "person"), agency_id=viewer.agency_id)
    return rows.select_related("person", "made_by")


def budget_seen(viewer: Viewer, budget_id: UUID) -> Budget:
    """
    Return one version.

    :raises NotSeen: if the viewer may not see its person, or nothing of money
    """
    found = budgets_seen_by(viewer).filter(pk=budget_id).first()
    if found is None:
        raise NotSeen
    return found


def versions_of(person: Person, viewer: Viewer) -> QuerySet[Budget]:
    """Return the versions of a person who was seen already, the newest first."""
    return budgets_seen_by(viewer).filter(person=person).order_by("-number")


def newest_of(person: Person, viewer: Viewer) -> Budget | None:
    """Return the version that holds now, None where there is none yet."""
    return versions_of(person, viewer).filter(replaced_on=None).first()


@dataclass(frozen=True)
class Whole:
    """A version with everything that belongs to it."""

    budget: Budget
    lines: dict[str, BudgetLine]
    debts: list[Debt]
    events: list[LifeEvent]

    @property
    def is_planned(self) -> bool:
        """Whether anything is planned otherwise than it is."""
        return any(one.planned is not None for one in self.lines.values())

    def things(self, *, planned: bool) -> list[Flowing]:
        """Return what comes and goes, as it is or as it is planned."""
        return flowing(list(self.lines.values()), self.debts, planned=planned)

    def days(self, *, planned: bool) -> list[Step]:
        """Return the days of the coming half year, as it is or as it is planned."""
        since = self.budget.on
        things = self.things(planned=planned)
        return flow(things, cash=self.budget.cash, since=since, until=since + AHEAD)

    def short(self, *, planned: bool) -> date | None:
        """Return the day on which the money does not last any more."""
        return first_below(self.days(planned=planned))


def flowing(lines: list[BudgetLine], debts: list[Debt], *, planned: bool) -> list[Flowing]:
    """Return what comes and goes by lines and instalments, as it is or as it is planned."""
    found = []
    for one in lines:
        amount = one.now if one.planned is None or not planned else one.planned
        sign = 1 if one.code in INCOME else -1
        label = Line.label_of(one.code)
        before = one.code in BEFORE_HOLIDAYS
        found.append(Flowing(label, sign * amount, one.day, one.pace, before))
    for debt in debts:
        if debt.instalment:
            label = f"{DebtKind.label_of(debt.kind)} {debt.to_whom}".strip()
            found.append(Flowing(label, -debt.instalment, debt.day))
    return found


def whole(budget: Budget) -> Whole:
    """Return a version that was seen already, with everything that belongs to it."""
    order = list(Line)
    lines = sorted(budget.lines.all(), key=lambda one: order.index(Line(one.code)))
    return Whole(
        budget,
        {one.code: one for one in lines},
        list(budget.debts.order_by("pk")),
        list(budget.events.order_by("year", "pk")),
    )


def short_soon(viewer: Viewer, *, size: int = 20) -> list[Budget]:
    """
    Return whose money does not last in the coming weeks: of those one walks with, or whose budget
    one drew up.
    """
    walks = companionships_seen_by(viewer).filter(member=viewer.member_id, until_on=None)
    mine = Q(made_by=viewer.member_id) | Q(person__in=walks.order_by().values("person"))
    span = (viewer.today - JUST_PASSED, viewer.today + SOON)
    rows = budgets_seen_by(viewer).filter(living("person"), mine, short_on__range=span)
    return list(rows.filter(replaced_on=None).order_by("short_on", "pk")[:size])
