"""
Decisions about consent (個人情報保護法 27–30条: consent before giving on, records of it), without a
database.
"""

from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


class Recipient(StrEnum):
    """To whom something is given on; each sees another side of a life."""

    OFFICE = "office"
    HELLO_WORK = "hello_work"
    MEDICAL = "medical"
    COMPANY = "company"
    PLACEMENT = "placement"
    LANDLORD = "landlord"
    KEY_PERSON = "key_person"
    AGENCY = "agency"
    OTHER = "other"


RECIPIENT_LABELS: dict[str, Lazy] = {
    Recipient.OFFICE: _("Welfare office, city"),
    Recipient.HELLO_WORK: _("Hello Work"),
    Recipient.MEDICAL: _("Hospital, care"),
    Recipient.COMPANY: _("Workplace, training place"),
    Recipient.PLACEMENT: _("Placement agency"),
    Recipient.LANDLORD: _("Landlord, guarantor"),
    Recipient.KEY_PERSON: _("Key person, family"),
    Recipient.AGENCY: _("Another support agency"),
    Recipient.OTHER: _("Other"),
}


class Part(StrEnum):
    """What of a life is given on: each part asks for its own word."""

    CONTACT = "contact"
    LIVING = "living"
    HEALTH = "health"
    MONEY = "money"
    WELFARE = "welfare"
    CRIME = "crime"
    WORK = "work"
    PLAN = "plan"
    TIES = "ties"


PART_LABELS: dict[str, Lazy] = {
    Part.CONTACT: _("Name and how to be reached"),
    Part.LIVING: _("How the person lives"),
    Part.HEALTH: _("Health and disability"),
    Part.MONEY: _("Money and debts"),
    Part.WELFARE: _("Receiving public assistance"),
    Part.CRIME: _("Crime and violence"),
    Part.WORK: _("Work so far, wishes for work"),
    Part.PLAN: _("The plan"),
    Part.TIES: _("Family and ties"),
}


class Way(StrEnum):
    """How the person said it."""

    WRITTEN = "written"
    ORAL = "oral"
    PROXY = "proxy"


WAY_LABELS: dict[str, Lazy] = {
    Way.WRITTEN: _("In writing"),
    Way.ORAL: _("Aloud, somebody heard it"),
    Way.PROXY: _("By somebody on their behalf"),
}


class Answer(StrEnum):
    """What the person said; a no is as good an answer as a yes."""

    YES = "yes"
    NO = "no"


ANSWER_LABELS: dict[str, Lazy] = {
    Answer.YES: _("They may know it"),
    Answer.NO: _("They shall not know it"),
}


class Basis(StrEnum):
    """On what ground something was given on (27条1項)."""

    CONSENT = "consent"
    LAW = "law"
    DANGER = "danger"


BASIS_LABELS: dict[str, Lazy] = {
    Basis.CONSENT: _("The person’s consent"),
    Basis.LAW: _("A law demands it"),
    Basis.DANGER: _("Danger to life, consent could not be asked"),
}

ENDS_SOON = timedelta(days=30)
OPEN_FOR = timedelta(hours=3)


def stands_on(
    day: date, *, answer: str, from_on: date, until_on: date | None, withdrawn_on: date | None
) -> bool:
    """
    Return whether something may be given on, on a day, by this word; a withdrawal stops it on the
    very day.
    """
    return (
        answer == Answer.YES
        and from_on <= day
        and (until_on is None or day <= until_on)
        and (withdrawn_on is None or day < withdrawn_on)
    )


def is_weak(*, until_on: date | None) -> bool:
    """Return whether a word is too wide to lean on: without an end nobody asks again."""
    return until_on is None


def ends_soon(day: date, until_on: date | None) -> bool:
    """Return whether somebody should ask again: the last day is near."""
    return until_on is not None and day <= until_on <= day + ENDS_SOON


def needs_witness(way: str) -> bool:
    """Return whether it has to be written who heard it, or who spoke on the person's behalf."""
    return way in (Way.ORAL, Way.PROXY)
