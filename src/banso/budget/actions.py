"""Every write of household budgets: a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.budget.models import Budget, BudgetLine, Debt, LifeEvent
from banso.budget.queries import Whole, newest_of
from banso.budget.rules import MOST, Line, Pace
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import format_day
from banso.kit.refusals import Refusal
from banso.numbering.actions import next_number
from banso.people.actions import Memory, remember, require_living
from banso.people.queries import person_seen, refuse_lent
from banso.people.rules import Sensitivity


class NewerVersion(Refusal):
    """Somebody else has written a newer version meanwhile."""

    sentence = _(
        "Somebody else has written a newer version meanwhile. Please open it, and write yours on "
        "top of it."
    )


class NothingInIt(Refusal):
    """A budget has at least one line."""

    sentence = _("Nothing is written in it yet. One line is enough to begin with.")


class NoSuchAmount(Refusal):
    """Amounts are whole yen, days are those of a month."""

    sentence = _("An amount or a day is none that there can be. Please look at it again.")


class DayToCome(Refusal):
    """What is at hand is counted today or earlier."""

    field = "on"
    sentence = _("This day has not come yet.")


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """One line as it is and as it is planned."""

    code: str
    now: int
    planned: int | None = None
    day: int | None = None
    pace: str = Pace.MONTHLY


@dataclass(frozen=True, kw_only=True)
class NewDebt:
    """Something owed or in arrears."""

    kind: str
    total: int
    to_whom: str = ""
    instalment: int | None = None
    day: int | None = None
    state: str = "open"


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """Something ahead that will cost."""

    year: int
    what: str
    cost: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewBudget:
    """A household's month: what is at hand on a day, its lines, debts, what lies ahead."""

    on: date
    cash: int
    lines: Sequence[NewLine]
    debts: Sequence[NewDebt] = ()
    events: Sequence[NewEvent] = ()
    household: str = ""
    words: str = ""
    view: str = ""
    reason: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def keep_budget(
    *,
    person_id: UUID,
    budget: NewBudget,
    by: Viewer,
    based_on: UUID | None = None,
    new_id: UUID | None = None,
) -> Budget:
    """
    Keep a version of a household's month; the one before stays as it was, replaced.

    :raises NotSeen: if the viewer may not see the person
    :raises NewerVersion: if it was not made from the version that holds now
    :raises NothingInIt: if it has no line
    :raises NoSuchAmount: if an amount or a day is none
    :raises DayToCome: if its day has not come
    """
    person = person_seen(by, person_id)
    refuse_lent([person.pk], by)
    if budget.on > by.today:
        raise DayToCome
    _refuse_impossible(budget)
    number = next_number(
        scheme="budget",
        agency_id=by.agency_id,
        standing=lambda: _highest(by.agency_id),
    )  # under the counter's lock: two at once come one after the other
    person = person_seen(by, person_id)  # a merge may have come in between
    require_living(person.pk, on=budget.on)
    before = newest_of(person, by)
    if (before.pk if before else None) != based_on:
        raise NewerVersion
    made = Budget(
        agency_id=by.agency_id,
        person=person,
        number=number,
        on=budget.on,
        household=budget.household,
        cash=budget.cash,
        words=budget.words,
        view=budget.view,
        reason=budget.reason,
        made_by_id=by.member_id,
        based_on=before,
    )
    made.id = new_id or made.id
    parts = _parts_of(made, budget)
    made.short_on = parts.short(planned=True)
    made.save(force_insert=True)
    for one in (*parts.lines.values(), *parts.debts, *parts.events):
        one.save(force_insert=True)
    Budget.objects.filter(person=person, replaced_on=None).exclude(pk=made.pk).update(
        replaced_on=by.today
    )
    remember(
        person=person,
        memory=Memory(
            at=moment_of(budget.on),
            kind="budget",
            title=_g("Looked at the household's money"),
            fact=_said(made.short_on),
            words=budget.words,
            view=budget.view,
            sensitivity=Sensitivity.MONEY,
            source="budget.Budget",
            source_id=made.pk,
        ),
        by=by,
    )
    record_event(
        action="budget_kept",
        by=by,
        subjects=[person.pk],
        object_kind="budget.Budget",
        object_id=made.pk,
    )
    return made


def _said(short: date | None) -> str:
    if short is None:
        return _g("The money lasts for half a year.")
    return _g("The money does not last on %(day)s.") % {"day": format_day(short)}


def _highest(agency_id: UUID) -> int:
    rows = Budget.objects.filter(agency_id=agency_id)
    return rows.aggregate(highest=Max("number"))["highest"] or 0


def _parts_of(made: Budget, budget: NewBudget) -> Whole:
    """Return everything that belongs to a version, not yet saved."""
    whose = {"agency_id": made.agency_id, "budget": made}
    return Whole(
        made,
        {one.code: BudgetLine(**whose, **vars(one)) for one in budget.lines},
        [Debt(**whose, **vars(one)) for one in budget.debts],
        [LifeEvent(**whose, **vars(one)) for one in budget.events],
    )


def _refuse_impossible(budget: NewBudget) -> None:
    codes = [one.code for one in budget.lines]
    if not codes:
        raise NothingInIt
    if len(set(codes)) != len(codes) or not set(codes) <= set(Line):
        raise NoSuchAmount
    amounts: list[int | None] = [abs(budget.cash)]
    days: list[int | None] = []
    for line in budget.lines:
        amounts += [line.now, line.planned]
        days.append(line.day)
    for debt in budget.debts:
        amounts += [debt.total, debt.instalment]
        days.append(debt.day)
    amounts += [one.cost for one in budget.events]
    years = [budget.on.year <= one.year <= budget.on.year + 60 for one in budget.events]
    fit = all(0 <= one <= MOST for one in amounts if one is not None)
    if not fit or not all(1 <= one <= 31 for one in days if one is not None) or not all(years):
        raise NoSuchAmount
