"""Plain decisions about people, ledgers and memory."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty


class Ledger(StrEnum):
    """The three ledgers (三つの支援台帳)."""

    OUTREACH = "outreach"
    CENTRE = "centre"
    AFTERCARE = "aftercare"


LEDGER_LABELS: dict[str, Promise] = {
    Ledger.OUTREACH: _("Outreach ledger"),
    Ledger.CENTRE: _("Centre ledger"),
    Ledger.AFTERCARE: _("Aftercare ledger"),
}
LEDGER_LETTERS = {Ledger.OUTREACH: "巡", Ledger.CENTRE: "セ", Ledger.AFTERCARE: "サ"}


class Sensitivity(StrEnum):
    """What a memory or a field is about, where that asks for a duty of its own."""

    PLAIN = "plain"
    HEALTH = "health"
    MONEY = "money"
    CRIME = "crime"


SENSITIVITY_LABELS: dict[str, Promise] = {
    Sensitivity.PLAIN: _("Ordinary"),
    Sensitivity.HEALTH: _("Health, disability"),
    Sensitivity.MONEY: _("Money"),
    Sensitivity.CRIME: _("Crime, violence"),
}
SENSITIVITY_DUTY = {
    Sensitivity.HEALTH: Duty.SEE_HEALTH,
    Sensitivity.MONEY: Duty.SEE_MONEY,
    Sensitivity.CRIME: Duty.SEE_CRIME,
}


def readable(duties: frozenset[Duty]) -> list[str]:
    """Return the sensitivities that somebody with these duties may read."""
    return [
        kind.value
        for kind in Sensitivity
        if kind not in SENSITIVITY_DUTY or SENSITIVITY_DUTY[kind] in duties
    ]


class NameKind(StrEnum):
    """What kind of name it is."""

    LEGAL = "legal"
    NICKNAME = "nickname"
    ALIAS = "alias"
    MAIDEN = "maiden"
    ROMAN = "roman"
    PLACEHOLDER = "placeholder"


NAME_LABELS: dict[str, Promise] = {
    NameKind.LEGAL: _("Name on the family register"),
    NameKind.NICKNAME: _("Called name, nickname"),
    NameKind.ALIAS: _("Name in use, other name"),
    NameKind.MAIDEN: _("Former surname"),
    NameKind.ROMAN: _("Name in Latin letters"),
    NameKind.PLACEHOLDER: _("Name not known (made up by us)"),
}


class Sex(StrEnum):
    """Sex as the person gives it; it may stay unsaid."""

    UNSAID = ""
    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


SEX_LABELS: dict[str, Promise] = {
    Sex.UNSAID: _("Not said"),
    Sex.MALE: _("Male"),
    Sex.FEMALE: _("Female"),
    Sex.OTHER: _("Other"),
}


class CautionKind(StrEnum):
    """What one must know before speaking with the person."""

    DO_NOT = "do_not"
    DANGER = "danger"
    ALERT = "alert"


CAUTION_LABELS: dict[str, Promise] = {
    CautionKind.DO_NOT: _("What not to do"),
    CautionKind.DANGER: _("Danger"),
    CautionKind.ALERT: _("For a time"),
}


class ClosingReason(StrEnum):
    """Why an entry in a ledger was closed; none of them ends the memory."""

    PASSED_ON = "passed_on"
    WISHED = "wished"
    MOVED = "moved"
    LOST_CONTACT = "lost_contact"
    HOSPITAL = "hospital"
    FACILITY = "facility"
    DIED = "died"
    OTHER = "other"


CLOSING_LABELS: dict[str, Promise] = {
    ClosingReason.PASSED_ON: _("Went on to the next ledger"),
    ClosingReason.WISHED: _("The person wished so"),
    ClosingReason.MOVED: _("Moved to another place"),
    ClosingReason.LOST_CONTACT: _("No contact for long (we keep looking out)"),
    ClosingReason.HOSPITAL: _("In hospital for long"),
    ClosingReason.FACILITY: _("Lives in a facility"),
    ClosingReason.DIED: _("Died"),
    ClosingReason.OTHER: _("Other"),
}


class PlaceKind(StrEnum):
    """
    The five kinds of place of the national survey of rough sleepers, and those of people without a
    stable home.
    """

    PARK = "park"
    RIVER = "river"
    ROAD = "road"
    STATION = "station"
    FACILITY = "facility"
    CAFE = "cafe"
    FRIEND = "friend"
    CAR = "car"
    HOME = "home"
    UNKNOWN = "unknown"


PLACE_LABELS: dict[str, Promise] = {
    PlaceKind.PARK: _("City park"),
    PlaceKind.RIVER: _("Riverside"),
    PlaceKind.ROAD: _("Roadside"),
    PlaceKind.STATION: _("Station building"),
    PlaceKind.FACILITY: _("Other facility"),
    PlaceKind.CAFE: _("Internet café and the like"),
    PlaceKind.FRIEND: _("With a friend or relative"),
    PlaceKind.CAR: _("In a car"),
    PlaceKind.HOME: _("A dwelling"),
    PlaceKind.UNKNOWN: _("Not known"),
}


@dataclass(frozen=True)
class KnownAs:
    """
    How a person is shown in a list: called name first, full name only to those who may see it.
    """

    called: str
    full: str = ""


def ledger_number(ledger: str, fiscal_year: int, count: int) -> str:
    """Return the number of a ledger entry, counted per agency, ledger and 年度: 「巡2026-0042」."""
    return f"{LEDGER_LETTERS[Ledger(ledger)]}{fiscal_year}-{count:04d}"
