"""Plain decisions and code lists of outreach and intake (field.md §1.3, §2.1)."""

from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


class Outcome(StrEnum):
    """How a meeting on a round went; each is respectable and one tap."""

    TALKED = "talked"
    GREETED = "greeted"
    ASLEEP = "asleep"
    NOT_TODAY = "not_today"
    NOT_THERE = "not_there"


OUTCOME_LABELS: dict[str, Lazy] = {
    Outcome.TALKED: _("Talked"),
    Outcome.GREETED: _("Said hello, saw their face"),
    Outcome.ASLEEP: _("Not woken, left a note"),
    Outcome.NOT_TODAY: _("Fine for today, said no"),
    Outcome.NOT_THERE: _("Not at the usual place"),
}
SEEN = (Outcome.TALKED, Outcome.GREETED, Outcome.ASLEEP, Outcome.NOT_TODAY)

HANDED_LABELS: dict[str, Lazy] = {
    "meal": _("Meal"),
    "warmer": _("Body warmer"),
    "blanket": _("Blanket"),
    "clothes": _("Clothes"),
    "letter": _("Letter, leaflet"),
    "medicine": _("First aid"),
}
CONDITION_LABELS: dict[str, Lazy] = {
    "as_usual": _("As usual"),
    "worried": _("Worrying"),
    "urgent": _("Urgent (ambulance, hospital)"),
}
WEATHER_LABELS: dict[str, Lazy] = {
    "clear": _("Clear"),
    "cloudy": _("Cloudy"),
    "rain": _("Rain"),
    "snow": _("Snow"),
    "wind": _("Strong wind"),
    "heat": _("Extreme heat"),
    "cold": _("Bitter cold"),
}


class Channel(StrEnum):
    """How the first consultation came about."""

    OUTREACH = "outreach"
    WALK_IN = "walk_in"
    PHONE = "phone"
    MAIL = "mail"
    BROUGHT = "brought"
    REFERRED = "referred"
    OTHER = "other"


CHANNEL_LABELS: dict[str, Lazy] = {
    Channel.OUTREACH: _("We went there (outreach)"),
    Channel.WALK_IN: _("Came in person"),
    Channel.PHONE: _("Phone"),
    Channel.MAIL: _("Mail or message"),
    Channel.BROUGHT: _("Brought by family or somebody they know"),
    Channel.REFERRED: _("Introduced by another body"),
    Channel.OTHER: _("Other"),
}

MATTER_LABELS: dict[str, Lazy] = {
    "health": _("Illness, health, disability"),
    "housing": _("Housing"),
    "income": _("Income, cost of living"),
    "rent": _("Paying rent or a loan"),
    "taxes": _("Paying taxes and public charges"),
    "debt": _("Debts"),
    "job_search": _("Looking for work"),
    "job_trouble": _("Worries or trouble at work"),
    "community": _("Relations in the neighbourhood"),
    "family": _("Relations in the family"),
    "children": _("Raising children"),
    "care": _("Caring for somebody"),
    "withdrawal": _("Withdrawal, not going to school"),
    "violence": _("Domestic violence, abuse"),
    "food": _("Nothing to eat"),
    "other": _("Other"),
}

CONSENT_LABELS: dict[str, Lazy] = {
    "given": _("Agreed"),
    "not_yet": _("Not yet, or not asked yet"),
    "declined": _("Does not want this"),
}
URGENCY_LABELS: dict[str, Lazy] = {
    "none": _("No hurry"),
    "soon": _("Within days"),
    "today": _("Today"),
}


def worst_is_among(worst: str, matters: list[str]) -> bool:
    """Return whether the ◎ is one of the matters marked with ○, or there is none."""
    return not worst or worst in matters


def was_seen(outcome: str) -> bool:
    """
    Return whether somebody was seen at all, asleep or awake: silence begins when they are not.
    """
    return outcome in SEEN
