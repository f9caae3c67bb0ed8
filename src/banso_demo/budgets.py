"""What the invented people told of their money, version by version."""

from dataclasses import dataclass
from uuid import UUID

from banso.budget.actions import NewBudget, NewDebt, NewEvent, NewLine, keep_budget
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Ahead:
    """Something that will cost, in so many years."""

    years: int
    what: str
    cost: int


@dataclass(frozen=True)
class Told:
    """A version so many days ago: lines as code, now, planned (none: -1), day (none: 0), months."""

    ago: int
    by: str
    cash: int
    lines: tuple[tuple[str, int, int, int, str], ...]
    debts: tuple[dict[str, str | int], ...] = ()
    ahead: tuple[Ahead, ...] = ()
    household: str = ""
    words: str = ""
    view: str = ""
    reason: str = ""


def look_at_money(agency: DemoAgency) -> None:
    """Keep each version, made from the one before."""
    for called, versions in of_each_person(Told, "budget").items():
        before: UUID | None = None
        for one in versions:
            by = agency.on(one.by, one.ago)
            made = keep_budget(
                person_id=agency.person(called).pk,
                budget=NewBudget(
                    on=by.today,
                    cash=one.cash,
                    lines=[
                        NewLine(
                            code=code,
                            now=now,
                            planned=None if planned < 0 else planned,
                            day=day or None,
                            pace=pace,
                        )
                        for code, now, planned, day, pace in one.lines
                    ],
                    debts=[NewDebt(**debt) for debt in one.debts],  # type: ignore[arg-type]
                    events=[
                        NewEvent(year=by.today.year + event.years, what=event.what, cost=event.cost)
                        for event in one.ahead
                    ],
                    household=one.household,
                    words=one.words,
                    view=one.view,
                    reason=one.reason,
                ),
                by=by,
                based_on=before,
            )
            before = made.pk
