"""
Decisions about consent (個人情報保護法 27–30条: consent before giving on, records of it), without a
database.
"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.kit.codes import Codes
from banso.kit.ngrams import normalise
from banso.people import rules as of_people

Way = of_people.Way  # older migrations name it here


class Recipient(Codes):
    """To whom something is given on; each sees another side of a life."""

    OFFICE = "office", _("Welfare office, city")
    HELLO_WORK = "hello_work", _("Hello Work")
    MEDICAL = "medical", _("Hospital, care")
    COMPANY = "company", _("Workplace, training place")
    PLACEMENT = "placement", _("Placement agency")
    LANDLORD = "landlord", _("Landlord, guarantor")
    KEY_PERSON = "key_person", _("Key person, family")
    AGENCY = "agency", _("Another support agency")
    OTHER = "other", _("Other")


class Part(Codes):
    """What of a life is given on: each part asks for its own word."""

    CONTACT = "contact", _("Name and how to be reached")
    LIVING = "living", _("How the person lives")
    HEALTH = "health", _("Health and disability")
    MONEY = "money", _("Money and debts")
    WELFARE = "welfare", _("Receiving public assistance")
    CRIME = "crime", _("Crime and violence")
    WORK = "work", _("Work so far, wishes for work")
    PLAN = "plan", _("The plan")
    TIES = "ties", _("Family and ties")


PART_DUTY = {
    Part.HEALTH: Duty.SEE_HEALTH,
    Part.MONEY: Duty.SEE_MONEY,
    Part.CRIME: Duty.SEE_CRIME,
}  # what each part asks for inside the agency


class Answer(Codes):
    """What the person said; a no is as good an answer as a yes."""

    YES = "yes", _("They may know it")
    NO = "no", _("They shall not know it")


class Basis(Codes):
    """On what ground something was given on (27条1項)."""

    CONSENT = "consent", _("The person’s consent")
    LAW = "law", _("A law demands it")
    DANGER = "danger", _("Danger to life, consent could not be asked")


_FILLERS = (
    "緊急",
    "危険",
    "危ない",
    "確認",
    "対応",
    "必要",
    "理由",
    "事態",
    "生命",
    "命",
    "なし",
    "特に",
    "その他",
    "テスト",
    "test",
    "emergency",
    "danger",
    "urgent",
    "のため",
    "です",
    "ます",
)
SAYS_AT_LEAST = 8
_DIFFERENT = 5


def says_something(reason: str, *, but: str = "") -> bool:
    """
    Return whether a reason says what happened: long enough, and not only words that fit everything,
    one sign over and over, or the name (`but`) again.
    """
    folded = normalise(reason)
    if len(folded) < SAYS_AT_LEAST:
        return False
    for word in (normalise(but), *_FILLERS):
        folded = folded.replace(word, "") if word else folded
    return len(folded) >= _DIFFERENT and len(set(folded)) >= _DIFFERENT


ENDS_SOON = timedelta(days=30)
WORDING_ACT = "consent_wording"
"""What a second member confirms before another text is explained and agreed to."""
IN_DANGER = "opened_in_danger"
"""What a second member confirms before somebody is opened in danger to life."""
OPEN_FOR = timedelta(hours=3)
CONFIRMED_WITHIN = timedelta(minutes=15)


class DangerPart(Codes):
    """What is not shown of somebody opened in danger, unless it is named by itself."""

    PLACE = "place", _("Where they sleep or can be met")
    CONTACT = "contact", _("How they are reached")


PART_IN_DANGER_DUTY = {DangerPart.PLACE: Duty.SEE_PLACES, DangerPart.CONTACT: Duty.SEE_NAMES}


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
