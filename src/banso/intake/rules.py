"""Plain decisions and code lists of outreach and intake (field.md §1.3, §2.1)."""

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.people.rules import Sensitivity


class Outcome(Codes):
    """How a meeting on a round went; each is respectable and one tap."""

    TALKED = "talked", _("Talked")
    GREETED = "greeted", _("Said hello, saw their face")
    LOOKED = "looked", _("Looked in, not woken")
    ASLEEP = "asleep", _("Not woken, left a note")
    NOT_TODAY = "not_today", _("Fine for today, said no")
    NOT_THERE = "not_there", _("Not at the usual place")


IN_ONE_TAP = (
    (Outcome.TALKED.value, _("Talked")),
    (Outcome.GREETED.value, _("Saw their face")),
    (Outcome.ASLEEP.value, _("Left a letter")),
)
"""The commonest outcomes in as few words as a thumb has room for."""

SEEN = (
    Outcome.TALKED,
    Outcome.GREETED,
    Outcome.LOOKED,
    Outcome.ASLEEP,
    Outcome.NOT_TODAY,
)


class Handed(Codes):
    """What was handed over at a meeting."""

    MEAL = "meal", _("Meal")
    WARMER = "warmer", _("Body warmer")
    BLANKET = "blanket", _("Blanket")
    CLOTHES = "clothes", _("Clothes")
    LETTER = "letter", _("Letter, leaflet")
    MEDICINE = "medicine", _("First aid")


class Condition(Codes):
    """How the person seemed."""

    AS_USUAL = "as_usual", _("As usual")
    WORRIED = "worried", _("Worrying")
    URGENT = "urgent", _("Urgent (ambulance, hospital)")


class Weather(Codes):
    """What the sky was like on a round."""

    CLEAR = "clear", _("Clear")
    CLOUDY = "cloudy", _("Cloudy")
    RAIN = "rain", _("Rain")
    SNOW = "snow", _("Snow")
    WIND = "wind", _("Strong wind")
    HEAT = "heat", _("Extreme heat")
    COLD = "cold", _("Bitter cold")


class Channel(Codes):
    """How the first consultation came about."""

    OUTREACH = "outreach", _("We went there (outreach)")
    WALK_IN = "walk_in", _("Came in person")
    PHONE = "phone", _("Phone")
    MAIL = "mail", _("Mail or message")
    BROUGHT = "brought", _("Brought by family or somebody they know")
    REFERRED = "referred", _("Introduced by another body")
    OTHER = "other", _("Other")


class Matter(Codes):
    """What somebody comes with, after the sheet of the national scheme."""

    HEALTH = "health", _("Illness, health, disability")
    HOUSING = "housing", _("Housing")
    INCOME = "income", _("Income, cost of living")
    RENT = "rent", _("Paying rent or a loan")
    TAXES = "taxes", _("Paying taxes and public charges")
    DEBT = "debt", _("Debts")
    JOB_SEARCH = "job_search", _("Looking for work")
    JOB_TROUBLE = "job_trouble", _("Worries or trouble at work")
    COMMUNITY = "community", _("Relations in the neighbourhood")
    FAMILY = "family", _("Relations in the family")
    CHILDREN = "children", _("Raising children")
    CARE = "care", _("Caring for somebody")
    WITHDRAWAL = "withdrawal", _("Withdrawal, not going to school")
    VIOLENCE = "violence", _("Domestic violence, abuse")
    FOOD = "food", _("Nothing to eat")
    OTHER = "other", _("Other")


MATTER_SENSITIVITY = {
    Matter.HEALTH: Sensitivity.HEALTH,
    Matter.DEBT: Sensitivity.MONEY,
    Matter.VIOLENCE: Sensitivity.CRIME,
}  # whoever may not read these is not told that somebody came with them


def sensitivity_of(matter: str) -> str:
    """Return what one has to be trusted with to know that somebody came with a matter."""
    known = MATTER_SENSITIVITY.get(Matter(matter)) if matter in set(Matter) else None
    return str(known or Sensitivity.PLAIN)


class IntakeConsent(Codes):
    """What the person says to being supported and recorded."""

    GIVEN = "given", _("Agreed")
    NOT_YET = "not_yet", _("Not yet, or not asked yet")
    DECLINED = "declined", _("Does not want this")


class Urgency(Codes):
    """How soon somebody has to act."""

    NONE = "none", _("No hurry")
    SOON = "soon", _("Within days")
    TODAY = "today", _("Today")


class Dwelling(Codes):
    """How somebody lives when they come (B票)."""

    OWN = "own", _("Own house")
    RENTED = "rented", _("Rented dwelling")
    PUBLIC = "public", _("Public housing")
    FACILITY = "facility", _("Facility, hospital, lodging")
    COMPANY = "company", _("Company housing")
    STREET = "street", _("Sleeping rough")
    OTHER = "other", _("Other (car, café, friends)")


def worst_is_among(worst: str, matters: list[str]) -> bool:
    """Return whether the ◎ is one of the matters marked with ○, or there is none."""
    return not worst or worst in matters


def was_seen(outcome: str) -> bool:
    """
    Return whether somebody was seen at all, asleep or awake: silence begins when they are not.
    """
    return outcome in SEEN
