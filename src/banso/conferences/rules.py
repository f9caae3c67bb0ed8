"""
Decisions about conferences (field practice of 支援調整会議 and 六者会議; 生活困窮者自立支援法9条
for 支援会議), without a database.
"""

from django.utils.translation import gettext_lazy as _

from banso.access.rules import GuestKind
from banso.consent.rules import Part
from banso.kit.codes import Codes
from banso.resources.rules import Domain


class Kind(Codes):
    """
    Meetings that practitioners never merge: what may be said in one may not be said in another.
    """

    SIX = "six", _("Conference of six (六者会議)")
    COORDINATION = "coordination", _("Support coordination meeting (支援調整会議)")
    SEALED = "sealed", _("Support meeting without consent (支援会議, sealed)")
    INTERNAL = "internal", _("Internal meeting")


class Party(Codes):
    """Who sits at the table, by role."""

    PERSON = "person", _("The person")
    SUPPORTER = "supporter", _("Personal supporter (PS)")
    COORDINATOR = "coordinator", _("Coordinator")
    HELLO_WORK = "hello_work", _("Hello Work")
    CASEWORKER = "caseworker", _("Caseworker (CW)")
    EMPLOYER = "employer", _("Workplace, training place")
    PLACEMENT = "placement", _("Placement agency")
    KEY_PERSON = "key_person", _("Key person (KP)")
    MUNICIPALITY = "municipality", _("Municipality")
    MEDICAL = "medical", _("Hospital, care")
    OTHER = "other", _("Other")


PARTY_GUESTS: dict[str, str] = {
    Party.HELLO_WORK: GuestKind.HELLO_WORK,
    Party.CASEWORKER: GuestKind.CASEWORKER,
    Party.EMPLOYER: GuestKind.EMPLOYER,
    Party.PLACEMENT: GuestKind.PLACEMENT,
    Party.KEY_PERSON: GuestKind.KEY_PERSON,
    Party.MUNICIPALITY: GuestKind.CASEWORKER,
    Party.MEDICAL: GuestKind.MEDICAL,
}
AT_WORK = (Party.EMPLOYER, Party.PLACEMENT)
# Whose seat alone says something of a life: of what, and as what they are shown to those who may
# not know it.
TELLS_BY_BEING_THERE: dict[str, tuple[str, str]] = {
    Party.CASEWORKER: (Part.WELFARE, Party.MUNICIPALITY),
    Party.MEDICAL: (Part.HEALTH, Party.OTHER),
}


class Attendance(Codes):
    """Whether somebody is there."""

    EXPECTED = "expected", _("expected")
    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")


class State(Codes):
    """How far a conference is."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("going on")
    CLOSED = "closed", _("closed, minutes to be confirmed")
    CONFIRMED = "confirmed", _("minutes confirmed")


WRITABLE = (State.PLANNED, State.RUNNING)
SHOWN_TO_GUESTS = (
    State.RUNNING,
    State.CLOSED,
)  # the papers are theirs for the time of the meeting, until its minutes are confirmed


class LineKind(Codes):
    """What a line of the minutes is, in the order in which it is talked about."""

    LAST = "last", _("What became of the last promises")
    NEWS = "news", _("How the person is")
    WORDS = "words", _("The person’s words")
    TIE = "tie", _("Ties that changed")
    OPINION = "opinion", _("Opinions")
    DECISION = "decision", _("Decided: who, what, until when")
    ROLE = "role", _("Boundaries of the roles: who, what, until when")
    HAND_OVER = "hand_over", _("Ties handed over, both agree")
    ADVICE = "advice", _("Advice to the supporter")
    AFTER = "after", _("Urgent support, approved afterwards")
    MISSING = "missing", _("Missing in this region")


OF_SOMEBODY = (LineKind.LAST, LineKind.OPINION, LineKind.DECISION, LineKind.ROLE, LineKind.WORDS)
WITH_A_DAY = (LineKind.DECISION, LineKind.ROLE, LineKind.HAND_OVER, LineKind.AFTER)
PROMISED = (LineKind.DECISION, LineKind.ROLE)


class Mark(Codes):
    """What became of something."""

    DONE = "done", _("○ kept")
    PARTLY = "partly", _("△ partly")
    NOT = "not", _("× not this time")
    GREW = "grew", _("grew")
    THINNED = "thinned", _("grew thinner")
    LEFT = "left", _("stepped back")
    APPROVED = "approved", _("approved")
    NOT_APPROVED = "not_approved", _("not approved")


MARKS: dict[str, tuple[Mark, ...]] = {
    LineKind.LAST: (Mark.DONE, Mark.PARTLY, Mark.NOT),
    LineKind.TIE: (Mark.GREW, Mark.THINNED, Mark.LEFT),
    LineKind.AFTER: (Mark.APPROVED, Mark.NOT_APPROVED),
}

DOMAIN_PARTS: dict[str, str] = {
    Domain.WORK: Part.WORK,
    Domain.LIVING: Part.LIVING,
    Domain.HEALTH: Part.HEALTH,
    Domain.SECURITY: Part.WELFARE,
    Domain.LAW: Part.CRIME,
    Domain.RELATIONS: Part.TIES,
    Domain.MONEY: Part.MONEY,
    Domain.PURPOSE: Part.LIVING,
}
_KIND_PARTS: dict[str, str] = {
    LineKind.NEWS: Part.LIVING,
    LineKind.WORDS: Part.LIVING,
    LineKind.TIE: Part.TIES,
    LineKind.HAND_OVER: Part.TIES,
    LineKind.MISSING: "",
}
GUARDED: dict[str, str] = {
    Part.HEALTH: "health",
    Part.MONEY: "money",
    Part.CRIME: "crime",
}  # parts that ask for a duty of their own inside the agency


class ConfirmedBy(Codes):
    """How a seat confirmed the minutes."""

    SCREEN = "screen", _("confirmed on screen")
    PAPER = "paper", _("confirmed on paper")
    UNREACHED = "unreached", _("could not be reached, the reason is noted")


def default_part(kind: str, party: str = "") -> str:
    """
    Return of which part of a life a line most likely speaks: the plan, or what whoever speaks or is
    to do it stands for (work, public assistance, health).
    """
    if kind in _KIND_PARTS:
        return _KIND_PARTS[kind]
    if party in TELLS_BY_BEING_THERE:
        return TELLS_BY_BEING_THERE[party][0]
    return Part.WORK if party in AT_WORK else Part.PLAN


def part_of_cell(domain: str, sensitivity: str) -> str:
    """
    Return of which part of a life a cell of a plan speaks: its protection counts before its domain.
    """
    return next(
        (part for part, guarded in GUARDED.items() if guarded == sensitivity), DOMAIN_PARTS[domain]
    )


def guest_reads(
    part: str,
    opened: frozenset[str] | set[str],
    *,
    own: bool,
    party: str = "",
    for_them: bool = False,
) -> bool:
    """
    Return whether a guest reads a line: what speaks of nobody, what they said themselves, and the
    parts that the person opened to them.

    The plan as a whole touches everything; whoever comes from work reads of it only what they
    themselves are to do.
    """
    if part == Part.PLAN and party in AT_WORK and not for_them:
        return own
    return own or part == "" or part in opened


def shown_party(party: str, opened: frozenset[str] | set[str]) -> str:
    """
    Return as what somebody at the table is shown to a guest: a caseworker's seat alone would say
    that the person lives on public assistance.
    """
    told = TELLS_BY_BEING_THERE.get(party)
    return party if told is None or told[0] in opened else told[1]


def all_confirmed(seats: list[tuple[str, bool]]) -> bool:
    """
    Return whether everybody who was there has confirmed, from (attendance, confirmed); nobody there
    is nobody who confirms.
    """
    there = [confirmed for attendance, confirmed in seats if attendance == Attendance.PRESENT]
    return bool(there) and all(there)
