"""
Plain decisions about leaks: what must be reported, by whom, until when.

The days are those of 施行規則第8条 and the guideline on article 26: the first report 速やかに, in
about three to five days (通則編 3-5-3-3); the final one within thirty, or sixty where somebody
meant harm (3-5-3-4). The civil code leaves the first day of a period out (民法第140条); the
guideline counts it: 知った日を1日目として, holidays among them. Where the last day is a Saturday,
a Sunday, a holiday or lies from 29 December to 3 January, it allows the next working day; here the
earlier one stands, so that nobody relies on a calendar of holidays.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class What(Codes):
    """What became of the data."""

    LEAK = "leak", _("Went to somebody it was not for")
    LOSS = "loss", _("Data was lost")
    DAMAGE = "damage", _("Damaged or changed")
    MAYBE = "maybe", _("It may have happened")


class Ground(Codes):
    """Why the law asks for a report (施行規則第7条)."""

    SENSITIVE = "sensitive", _("Health, disability, crime, or another special kind, of one or more")
    MONEY = "money", _("Money can be taken with it")
    WRONGFUL = "wrongful", _("Somebody meant to do wrong: theft, intrusion, taken away")
    MANY = "many", _("More than a thousand people")


class Reports(Codes):
    """Who reports to the Commission."""

    WE = "we", _("We report")
    CITY = "city", _("Whoever entrusted it to us reports; we tell them at once")
    NOBODY = "nobody", _("No report is asked for")


class Told(Codes):
    """Who was told."""

    COMMISSION = "commission", _("Personal Information Protection Commission")
    CITY = "city", _("Whoever entrusted it: the city")
    PERSONS = "persons", _("The people themselves")
    POLICE = "police", _("Police")
    PUBLIC = "public", _("The public")
    OTHERS = "others", _("Others")


class Step(Codes):
    """What was told."""

    FIRST = "first", _("First report")
    FINAL = "final", _("Final report")
    NOTICE = "notice", _("Notice")


FIRST_FROM, FIRST_DAYS, FINAL_DAYS, FINAL_DAYS_WRONGFUL = 3, 5, 30, 60


@dataclass(frozen=True, kw_only=True)
class Due:
    """A report that is due: to whom, which, the day by which it has to be there."""

    to: Told
    step: Step
    by: date

    def is_late(self, today: date) -> bool:
        """Return whether its day has passed."""
        return self.by < today


def reportable(grounds: Collection[str]) -> bool:
    """Return whether the law asks for a report at all."""
    return bool(set(grounds) & set(Ground.values))


def all_due(known_on: date, grounds: Collection[str], reports: str) -> list[Due]:
    """Return every report that is due, told or not, the first day first."""

    def day(number: int) -> date:
        return known_on + timedelta(days=number - 1)

    if reports == Reports.NOBODY:
        return []
    if reports == Reports.CITY:
        return [
            Due(to=Told.CITY, step=Step.FIRST, by=day(FIRST_DAYS)),
            Due(to=Told.PERSONS, step=Step.NOTICE, by=day(FINAL_DAYS)),
        ]
    last = FINAL_DAYS_WRONGFUL if Ground.WRONGFUL in grounds else FINAL_DAYS
    return [
        Due(to=Told.COMMISSION, step=Step.FIRST, by=day(FIRST_DAYS)),
        Due(to=Told.PERSONS, step=Step.NOTICE, by=day(FINAL_DAYS)),
        Due(to=Told.COMMISSION, step=Step.FINAL, by=day(last)),
    ]


def still_due(due: list[Due], told: Collection[tuple[str, str]]) -> list[Due]:
    """Return what was not told yet; a final report stands for the first one as well."""

    def done(one: Due) -> bool:
        known = {step for who, step in told if who == one.to}
        if one.to == Told.PERSONS:
            return bool(known)
        return one.step in known or Step.FINAL in known

    return [one for one in due if not done(one)]
