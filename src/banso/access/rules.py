"""
Duties and roles, readable by people who do not program. Defaults after the practice of support
organisations (field.md §5.1).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes


class Duty(Codes):
    """Something a member is trusted with."""

    SEE_PEOPLE = "see_people", _("Sees the called name and the dangers of people within reach.")
    SEE_NAMES = "see_names", _("Sees full names, birth dates and how to reach people.")
    SEE_MEMORY = "see_memory", _("Reads the memory (timeline) of people within reach.")
    SEE_PLACES = "see_places", _("Sees where people sleep and can be met.")
    SEE_HEALTH = "see_health", _("Reads what concerns health and disability.")
    SEE_MONEY = "see_money", _("Reads what concerns money.")
    SEE_CRIME = "see_crime", _("Reads what concerns crime and violence.")
    SEE_RESTRICTED = "see_restricted", _("Sees people who are hidden for their safety.")
    RECORD_ROUNDS = "record_rounds", _("Records meetings on outreach rounds.")
    WRITE_MEMORY = "write_memory", _("Writes contact notes and promises.")
    KEEP_LEDGERS = "keep_ledgers", _("Takes intakes, opens, passes on and closes ledger entries.")
    ASSESS = "assess", _("Takes assessments, in parts and over several sittings.")
    PLAN = (
        "plan",
        _(
            "Draws up plans with the person, writes their own sentences down, asks for "
            "agreement, replans."
        ),
    )
    MERGE_PEOPLE = (
        "merge_people",
        _("Brings two entries of one person together, and parts them again."),
    )
    ASSIGN_COMPANIONS = "assign_companions", _("Settles who walks with whom.")
    HAND_OVER = "hand_over", _("Reads and writes the handover feed of the office.")
    EXPORT_LISTS = "export_lists", _("Takes lists out as CSV or Excel.")
    IMPORT_DATA = "import_data", _("Brings in ledgers that were kept elsewhere.")
    SEE_RESOURCES = "see_resources", _("Browses the directory of receivers.")
    KEEP_RECEIVERS = "keep_receivers", _("Enters receivers and confirms what stands there.")
    SEE_CHECKS = "see_checks", _("Reads the agency’s own checks of receivers.")
    CHECK_RECEIVERS = (
        "check_receivers",
        _("Checks receivers: visits, incidents, trusted, watched or suspended."),
    )
    REFER = "refer", _("Leads people to receivers and takes them back.")
    OPEN_IN_DANGER = (
        "open_in_danger",
        _(
            "Opens a person out of reach for three hours where a life is in danger; the others "
            "are told at once."
        ),
    )
    CONFER = (
        "confer",
        _("Calls conferences together, keeps their minutes, invites guests, asks for decisions."),
    )
    SEE_TRACE = "see_trace", _("Sees who has read or changed what.")
    MANAGE_AGENCY = "manage_agency", _("Manages members, offices and settings of the agency.")


class Scope(StrEnum):
    """Whose people a member can reach at all."""

    OWN = "own"
    OFFICE = "office"
    AGENCY = "agency"


class Role(Codes):
    """What somebody does in the agency."""

    VOLUNTEER = "volunteer", _("Outreach volunteer")
    OUTREACH = "outreach", _("Outreach counsellor")
    CENTRE = "centre", _("Centre counsellor")
    AFTERCARE = "aftercare", _("Life-support worker")
    SUPPORTER = "supporter", _("Personal supporter (PS)")
    EMPLOYMENT = "employment", _("Job-support worker")
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Manager")
    OBSERVER = "observer", _("Observer (read only)")


class GuestKind(Codes):
    """
    From where a guest comes; it settles what is never shown unless the person said so for that very
    place.
    """

    HELLO_WORK = "hello_work", _("Hello Work officer")
    CASEWORKER = "caseworker", _("Caseworker, city")
    EMPLOYER = "employer", _("Workplace or training place")
    PLACEMENT = "placement", _("Private placement agency")
    KEY_PERSON = "key_person", _("Key person (KP)")
    MEDICAL = "medical", _("Hospital, care")
    DECIDER = "decider", _("Member of the decision body")
    OTHER = "other", _("Other")


class SecondBy(Codes):
    """Whose word is the second where nobody acts alone: a rule of each agency."""

    MANAGERS = "managers", _("another manager")
    DUTY = "duty", _("somebody else whose duty it is as well")
    ANYBODY = "anybody", _("anybody else who works here")


class KeyOf(Codes):
    """Of whom an agency asks a second key: without it they reach nothing."""

    EVERYBODY = "everybody", _("everybody who works here")
    MANAGERS = "managers", _("whoever manages the agency")
    NOBODY = "nobody", _("nobody; whoever wants has one")


LOCK_AFTER = 15
"""After how many minutes without a touch a page locks in homes for real use."""

WAITS = timedelta(days=3)
"""How long the word of somebody new, or let in anew by others, does not count as a second one."""


TOUR_STEPS = 5
"""How many places somebody new is shown; whoever has seen them, or enough, is at the last."""


@dataclass(frozen=True)
class RoleCard:
    """What a role brings: its reach and its duties."""

    scope: Scope
    duties: frozenset[Duty]


_WORKER = frozenset(
    {
        Duty.SEE_PEOPLE,
        Duty.SEE_NAMES,
        Duty.SEE_MEMORY,
        Duty.SEE_PLACES,
        Duty.SEE_HEALTH,
        Duty.RECORD_ROUNDS,
        Duty.WRITE_MEMORY,
        Duty.KEEP_LEDGERS,
        Duty.ASSESS,
        Duty.PLAN,
        Duty.MERGE_PEOPLE,
        Duty.HAND_OVER,
        Duty.EXPORT_LISTS,
        Duty.SEE_RESOURCES,
        Duty.ASSIGN_COMPANIONS,
        Duty.KEEP_RECEIVERS,
        Duty.SEE_CHECKS,
        Duty.REFER,
        Duty.OPEN_IN_DANGER,
        Duty.CONFER,
    }
)

ROLES: dict[Role, RoleCard] = {
    Role.VOLUNTEER: RoleCard(Scope.OWN, frozenset({Duty.SEE_PEOPLE, Duty.RECORD_ROUNDS})),
    Role.OUTREACH: RoleCard(Scope.OFFICE, _WORKER),
    Role.CENTRE: RoleCard(Scope.OFFICE, _WORKER | {Duty.SEE_MONEY}),
    Role.AFTERCARE: RoleCard(Scope.OFFICE, _WORKER | {Duty.SEE_MONEY}),
    Role.SUPPORTER: RoleCard(Scope.OWN, _WORKER | {Duty.SEE_MONEY, Duty.SEE_CRIME}),
    Role.EMPLOYMENT: RoleCard(Scope.OFFICE, _WORKER - {Duty.SEE_HEALTH}),
    Role.COORDINATOR: RoleCard(
        Scope.AGENCY,
        _WORKER | {Duty.SEE_MONEY, Duty.SEE_CRIME, Duty.CHECK_RECEIVERS},
    ),
    Role.MANAGER: RoleCard(Scope.AGENCY, frozenset(Duty)),
    Role.OBSERVER: RoleCard(Scope.AGENCY, frozenset({Duty.SEE_PEOPLE, Duty.SEE_RESOURCES})),
}

_SCOPE_ORDER = (Scope.OWN, Scope.OFFICE, Scope.AGENCY)


def duties_of(roles: list[str]) -> frozenset[Duty]:
    """
    Return the duties of somebody with these roles.

    :raises ValueError: if a role is not known
    """
    return frozenset().union(*(ROLES[Role(role)].duties for role in roles))


def wider(one: Scope, other: Scope) -> bool:
    """Return whether a scope reaches further than another."""
    return _SCOPE_ORDER.index(one) > _SCOPE_ORDER.index(other)


def widest_scope(roles: list[str]) -> Scope:
    """
    Return the widest reach among these roles, the narrowest where there is none.

    :raises ValueError: if a role is not known
    """
    return max(
        (ROLES[Role(role)].scope for role in roles), key=_SCOPE_ORDER.index, default=Scope.OWN
    )
