"""Plain decisions about a household's money: by line, by month, by day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import jpholiday
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes

MOST = 99_999_999
"""The largest amount of one line, in yen."""

AHEAD = timedelta(days=183)
"""How far the days are looked at."""

SOON = timedelta(days=31)
"""How long before the money does not last any more this stands on a desk."""

WEEKLY = (1, 8, 15, 22)
"""On which days of a month what has no day of its own goes out, a quarter each."""


class Line(Codes):
    """A line of the household's month, after the forms of 家計改善支援."""

    WAGES = "wages", _("Wages")
    FAMILY_WAGES = "family_wages", _("Wages of the family")
    PENSION = "pension", _("Pension (two months at a time)")
    ASSISTANCE = "assistance", _("Public assistance (保護費)")
    CHILDREN = "children", _("Allowances for children")
    UNEMPLOYED = "unemployed", _("Unemployment or sickness benefit")
    HOUSING = "housing", _("Housing benefit (住居確保給付金)")
    SENT = "sent", _("Money from family or others")
    OTHER_IN = "other_in", _("Other income")
    RENT = "rent", _("Rent, housing loan")
    SERVICE = "service", _("Common charges")
    ELECTRICITY = "electricity", _("Electricity")
    GAS = "gas", _("Gas, heating oil")
    WATER = "water", _("Water")
    PHONE = "phone", _("Telephone, internet")
    FOOD = "food", _("Food at home")
    EATING_OUT = "eating_out", _("Eating out")
    DAILY = "daily", _("Things of daily use")
    CLOTHES = "clothes", _("Clothes, hair")
    MEDICAL = "medical", _("Doctor, medicine")
    CARE = "care", _("Care, help at home")
    HEALTH_INSURANCE = "health_insurance", _("Health insurance premiums")
    PENSION_PAID = "pension_paid", _("Pension contributions")
    TAX = "tax", _("Taxes")
    INSURANCE = "insurance", _("Other insurance")
    SCHOOL = "school", _("Children, school")
    TRAVEL = "travel", _("Travel, car")
    FRIENDS = "friends", _("Friends, family occasions")
    PLEASURE = "pleasure", _("Drink, tobacco, pleasure")
    POCKET = "pocket", _("Pocket money")
    SENT_OUT = "sent_out", _("Money sent to others")
    SAVING = "saving", _("Saving")
    OTHER_OUT = "other_out", _("Other spending")


INCOME = tuple(Line)[:9]
SPENDING = tuple(Line)[9:]


class Pace(Codes):
    """In which months it comes or goes."""

    MONTHLY = "monthly", _("every month")
    EVEN = "even", _("even months")
    ODD = "odd", _("odd months")


PACES = {Line.PENSION: Pace.EVEN, Line.WATER: Pace.EVEN}
DAYS = {Line.PENSION: 15, Line.ASSISTANCE: 3, Line.RENT: 27}
"""What a line mostly is: where nothing else is said, the form begins with it."""

BEFORE_HOLIDAYS = frozenset({Line.PENSION, Line.ASSISTANCE, Line.WAGES})
"""What is paid on the last day on which banks are open, where its day is none."""


class DebtKind(Codes):
    """What is owed, or in arrears."""

    RENT = "rent", _("Rent in arrears")
    TAX = "tax", _("Taxes in arrears")
    PREMIUMS = "premiums", _("Insurance or pension in arrears")
    UTILITIES = "utilities", _("Electricity, gas, water in arrears")
    PHONE = "phone", _("Telephone in arrears")
    LENDER = "lender", _("Loan of a lender, card")
    WELFARE_FUND = "welfare_fund", _("Loan of the welfare fund (生活福祉資金)")
    PRIVATE = "private", _("Owed to family or friends")
    OTHER = "other", _("Other debts")


class DebtState(Codes):
    """How it stands with a debt."""

    OPEN = "open", _("nothing settled yet")
    TALKING = "talking", _("being talked about")
    INSTALMENTS = "instalments", _("paid in instalments")
    LAWYER = "lawyer", _("with a lawyer (債務整理)")
    STOPPED = "stopped", _("rests")


@dataclass(frozen=True)
class Flowing:
    """What comes in (more than nothing) or goes out: how much, on which day, in which months."""

    label: str | Promise
    amount: int
    day: int | None = None
    pace: str = Pace.MONTHLY
    before_holidays: bool = False


@dataclass(frozen=True)
class Step:
    """One movement of a day, and what is left after it."""

    on: date
    label: str | Promise
    amount: int
    left: int


def falls_in(pace: str, month: int) -> bool:
    """Return whether something comes or goes in a month of the year."""
    return pace == Pace.MONTHLY or (month % 2 == 0) == (pace == Pace.EVEN)


def day_of_month(year: int, month: int, day: int) -> date:
    """Return a day of a month, the last one where it has fewer."""
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return date(year, month, min(day, last.day))


def last_open_day(day: date) -> date:
    """Return the last day on which banks are open, up to a day."""
    while day.weekday() >= 5 or jpholiday.is_holiday(day) or (day.month, day.day) in _CLOSED:
        day -= timedelta(days=1)
    return day


_CLOSED = frozenset({(12, 31), (1, 1), (1, 2), (1, 3)})


def _months(start: date, until: date) -> Iterator[tuple[int, int]]:
    year, month = start.year, start.month
    while (year, month) <= (until.year, until.month):
        yield year, month
        year, month = year + month // 12, month % 12 + 1


def _quarters(amount: int) -> list[int]:
    """Return an amount in four parts, whole, together the same."""
    part, rest = divmod(abs(amount), len(WEEKLY))
    sign = 1 if amount > 0 else -1
    return [sign * (part + (place < rest)) for place in range(len(WEEKLY))]


def _of_month(one: Flowing, year: int, month: int) -> Iterator[tuple[date, int]]:
    """
    Yield when and how much in a month: on its day; without one, income on the last of the month,
    and spending in four parts.
    """
    if not one.amount or not falls_in(one.pace, month):
        return
    if one.day is None and one.amount < 0:
        for day, part in zip(WEEKLY, _quarters(one.amount), strict=True):
            yield date(year, month, day), part
        return
    on = day_of_month(year, month, one.day or 31)
    yield (last_open_day(on) if one.before_holidays else on), one.amount


def flow(things: Sequence[Flowing], *, cash: int, since: date, until: date) -> list[Step]:
    """
    Return what comes and goes after a day until another, in order, with what is left each time; on
    one day what goes out stands before what comes in, so that nothing is hoped for.
    """
    # of the month after the last one, something may be paid already because of holidays
    ahead = until + timedelta(days=10)
    found = [
        (on, amount, one.label)
        for one in things
        for year, month in _months(since, ahead)
        for on, amount in _of_month(one, year, month)
        if since < on <= until
    ]
    steps = []
    for on, amount, label in sorted(found, key=lambda step: (step[0], step[1] > 0)):
        cash += amount
        steps.append(Step(on, label, amount, cash))
    return steps


def first_below(steps: Iterable[Step]) -> date | None:
    """Return the first day at the end of which less than nothing is left, None where it lasts."""
    left: dict[date, int] = {}
    for one in steps:
        left[one.on] = one.left
    return next((on for on, rest in left.items() if rest < 0), None)


def total_of_month(things: Iterable[Flowing], month: int) -> int:
    """Return what is left of a month of the year: what comes in less what goes out."""
    return sum(one.amount for one in things if falls_in(one.pace, month))


def per_month(things: Iterable[Flowing]) -> int:
    """Return what is left of a month over two, where what comes every other month counts half."""
    things = list(things)
    return (total_of_month(things, 1) + total_of_month(things, 2)) // 2
