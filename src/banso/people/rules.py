"""Plain decisions about people, ledgers and memory."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.kit.codes import Codes


class Ledger(Codes):
    """The three ledgers (三つの支援台帳)."""

    OUTREACH = "outreach", _("Outreach ledger")
    CENTRE = "centre", _("Centre ledger")
    AFTERCARE = "aftercare", _("Aftercare ledger")


PLACES_IN_LEDGERS = ("sleeps_at", "dwelling")  # fields that say where somebody is found
LEDGER_LETTERS = {Ledger.OUTREACH: "巡", Ledger.CENTRE: "セ", Ledger.AFTERCARE: "サ"}


class Sensitivity(Codes):
    """What a memory or a field is about, where that asks for a duty of its own."""

    PLAIN = "plain", _("Ordinary")
    HEALTH = "health", _("Health, disability")
    MONEY = "money", _("Money")
    CRIME = "crime", _("Crime, violence")


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


class NameKind(Codes):
    """What kind of name it is."""

    LEGAL = "legal", _("Name on the family register")
    NICKNAME = "nickname", _("Called name, nickname")
    ALIAS = "alias", _("Name in use, other name")
    MAIDEN = "maiden", _("Former surname")
    ROMAN = "roman", _("Name in Latin letters")
    PLACEHOLDER = "placeholder", _("Name not known (made up by us)")


class Sex(Codes):
    """Sex as the person gives it; it may stay unsaid."""

    UNSAID = "", _("Not said")
    MALE = "male", _("Male")
    FEMALE = "female", _("Female")
    OTHER = "other", _("Other")


class Judged(Codes):
    """What somebody said of two entries that may be of one person."""

    ONE = "one", _("One person")
    TWO = "two", _("Two people")
    ASK = "ask", _("The person will be asked")
    LATER = "later", _("Put off")


class CautionKind(Codes):
    """What one must know before speaking with the person."""

    DO_NOT = "do_not", _("What not to do")
    DANGER = "danger", _("Danger")
    ALERT = "alert", _("For a time")


class Way(Codes):
    """How the person said it."""

    WRITTEN = "written", _("In writing")
    ORAL = "oral", _("Aloud, somebody heard it")
    PROXY = "proxy", _("By somebody on their behalf")


def needs_witness(way: str) -> bool:
    """Return whether it has to be written who heard it, or who spoke on the person's behalf."""
    return way in (Way.ORAL, Way.PROXY)


class ClosingReason(Codes):
    """Why an entry in a ledger was closed; none of them ends the memory."""

    PASSED_ON = "passed_on", _("Went on to the next ledger")
    WISHED = "wished", _("The person wished so")
    MOVED = "moved", _("Moved to another place")
    LOST_CONTACT = "lost_contact", _("No contact for long (we keep looking out)")
    HOSPITAL = "hospital", _("In hospital for long")
    FACILITY = "facility", _("Lives in a facility")
    DIED = "died", _("Died")
    OTHER = "other", _("Other")


CLOSING_SENSITIVITY: dict[str, str] = {ClosingReason.HOSPITAL: Sensitivity.HEALTH}


def closing_said(reason: str, duties: frozenset[Duty]) -> str:
    """
    Return why an entry was closed, as somebody with these duties may read it; what is closed to
    them reads as any other reason, for nothing at all would tell it.
    """
    if not reason:
        return ""
    asks = CLOSING_SENSITIVITY.get(ClosingReason(reason))
    closed = asks is not None and asks not in readable(duties)
    return str(ClosingReason.label_of(ClosingReason.OTHER if closed else reason))


class PlaceKind(Codes):
    """
    The five kinds of place of the national survey of rough sleepers, and those of people without a
    stable home.
    """

    PARK = "park", _("City park")
    RIVER = "river", _("Riverside")
    ROAD = "road", _("Roadside")
    STATION = "station", _("Station building")
    FACILITY = "facility", _("Other facility")
    CAFE = "cafe", _("Internet café and the like")
    FRIEND = "friend", _("With a friend or relative")
    CAR = "car", _("In a car")
    HOME = "home", _("A dwelling")
    UNKNOWN = "unknown", _("Not known")


@dataclass(frozen=True)
class KnownAs:
    """
    How a person is shown in a list: called name first, full name only to those who may see it.
    """

    called: str
    full: str = ""
    kana: str = ""


def ledger_number(ledger: str, fiscal_year: int, count: int) -> str:
    """Return the number of a ledger entry, counted per agency, ledger and 年度: 「巡2026-0042」."""
    return f"{LEDGER_LETTERS[Ledger(ledger)]}{fiscal_year}-{count:04d}"
