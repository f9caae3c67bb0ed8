"""
Decisions about conferences (field practice of 支援調整会議 and 六者会議; 生活困窮者自立支援法9条
for 支援会議), without a database.
"""

from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.access.rules import GuestKind
from banso.consent.rules import Part
from banso.resources.rules import Domain


class Kind(StrEnum):
    """
    Meetings that practitioners never merge: what may be said in one may not be said in another.
    """

    SIX = "six"
    COORDINATION = "coordination"
    SEALED = "sealed"
    INTERNAL = "internal"


KIND_LABELS: dict[str, Lazy] = {
    Kind.SIX: _("Conference of six (六者会議)"),
    Kind.COORDINATION: _("Support coordination meeting (支援調整会議)"),
    Kind.SEALED: _("Support meeting without consent (支援会議, sealed)"),
    Kind.INTERNAL: _("Internal meeting"),
}


class Party(StrEnum):
    """Who sits at the table, by role."""

    PERSON = "person"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"
    HELLO_WORK = "hello_work"
    CASEWORKER = "caseworker"
    EMPLOYER = "employer"
    PLACEMENT = "placement"
    KEY_PERSON = "key_person"
    MUNICIPALITY = "municipality"
    MEDICAL = "medical"
    OTHER = "other"


PARTY_LABELS: dict[str, Lazy] = {
    Party.PERSON: _("The person"),
    Party.SUPPORTER: _("Personal supporter (PS)"),
    Party.COORDINATOR: _("Coordinator"),
    Party.HELLO_WORK: _("Hello Work"),
    Party.CASEWORKER: _("Caseworker (CW)"),
    Party.EMPLOYER: _("Workplace, training place"),
    Party.PLACEMENT: _("Placement agency"),
    Party.KEY_PERSON: _("Key person (KP)"),
    Party.MUNICIPALITY: _("Municipality"),
    Party.MEDICAL: _("Hospital, care"),
    Party.OTHER: _("Other"),
}

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


class Attendance(StrEnum):
    """Whether somebody is there."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"


ATTENDANCE_LABELS: dict[str, Lazy] = {
    Attendance.EXPECTED: _("expected"),
    Attendance.PRESENT: _("present"),
    Attendance.ABSENT: _("absent"),
}


class State(StrEnum):
    """How far a conference is."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    CONFIRMED = "confirmed"


STATE_LABELS: dict[str, Lazy] = {
    State.PLANNED: _("planned"),
    State.RUNNING: _("going on"),
    State.CLOSED: _("closed, minutes to be confirmed"),
    State.CONFIRMED: _("minutes confirmed"),
}
WRITABLE = (State.PLANNED, State.RUNNING)
SHOWN_TO_GUESTS = (
    State.RUNNING,
    State.CLOSED,
)  # the papers are theirs for the time of the meeting, until its minutes are confirmed


class LineKind(StrEnum):
    """What a line of the minutes is, in the order in which it is talked about."""

    LAST = "last"
    NEWS = "news"
    WORDS = "words"
    TIE = "tie"
    OPINION = "opinion"
    DECISION = "decision"
    ROLE = "role"
    HAND_OVER = "hand_over"
    ADVICE = "advice"
    AFTER = "after"
    MISSING = "missing"


LINE_LABELS: dict[str, Lazy] = {
    LineKind.LAST: _("What became of the last promises"),
    LineKind.NEWS: _("How the person is"),
    LineKind.WORDS: _("The person’s words"),
    LineKind.TIE: _("Ties that changed"),
    LineKind.OPINION: _("Opinions"),
    LineKind.DECISION: _("Decided: who, what, until when"),
    LineKind.ROLE: _("Boundaries of the roles: who, what, until when"),
    LineKind.HAND_OVER: _("Ties handed over, both agree"),
    LineKind.ADVICE: _("Advice to the supporter"),
    LineKind.AFTER: _("Urgent support, approved afterwards"),
    LineKind.MISSING: _("Missing in this region"),
}
OF_SOMEBODY = (LineKind.LAST, LineKind.OPINION, LineKind.DECISION, LineKind.ROLE, LineKind.WORDS)
WITH_A_DAY = (LineKind.DECISION, LineKind.ROLE, LineKind.HAND_OVER, LineKind.AFTER)
PROMISED = (LineKind.DECISION, LineKind.ROLE)


class Mark(StrEnum):
    """What became of something."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"
    GREW = "grew"
    THINNED = "thinned"
    LEFT = "left"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"


MARKS: dict[str, dict[str, Lazy]] = {
    LineKind.LAST: {
        Mark.DONE: _("○ kept"),
        Mark.PARTLY: _("△ partly"),
        Mark.NOT: _("× not this time"),
    },
    LineKind.TIE: {
        Mark.GREW: _("grew"),
        Mark.THINNED: _("grew thinner"),
        Mark.LEFT: _("stepped back"),
    },
    LineKind.AFTER: {Mark.APPROVED: _("approved"), Mark.NOT_APPROVED: _("not approved")},
}
MARK_LABELS: dict[str, Lazy] = {
    code: label for marks in MARKS.values() for code, label in marks.items()
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


class ConfirmedBy(StrEnum):
    """How a seat confirmed the minutes."""

    SCREEN = "screen"
    PAPER = "paper"
    UNREACHED = "unreached"


CONFIRMED_LABELS: dict[str, Lazy] = {
    ConfirmedBy.SCREEN: _("confirmed on screen"),
    ConfirmedBy.PAPER: _("confirmed on paper"),
    ConfirmedBy.UNREACHED: _("could not be reached, the reason is noted"),
}


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
