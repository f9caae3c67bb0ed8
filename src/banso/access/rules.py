"""
Duties and roles, readable by people who do not program. Defaults after the practice of support
organisations (field.md §5.1).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Duty(StrEnum):
    """Something a member is trusted with."""

    SEE_PEOPLE = "see_people"
    SEE_NAMES = "see_names"
    SEE_MEMORY = "see_memory"
    SEE_PLACES = "see_places"
    SEE_HEALTH = "see_health"
    SEE_MONEY = "see_money"
    SEE_CRIME = "see_crime"
    SEE_RESTRICTED = "see_restricted"
    RECORD_ROUNDS = "record_rounds"
    WRITE_MEMORY = "write_memory"
    KEEP_LEDGERS = "keep_ledgers"
    ASSESS = "assess"
    PLAN = "plan"
    MERGE_PEOPLE = "merge_people"
    ASSIGN_COMPANIONS = "assign_companions"
    HAND_OVER = "hand_over"
    EXPORT_LISTS = "export_lists"
    IMPORT_DATA = "import_data"
    SEE_RESOURCES = "see_resources"
    KEEP_RECEIVERS = "keep_receivers"
    SEE_CHECKS = "see_checks"
    CHECK_RECEIVERS = "check_receivers"
    REFER = "refer"
    OPEN_IN_DANGER = "open_in_danger"
    CONFER = "confer"
    SEE_TRACE = "see_trace"
    MANAGE_AGENCY = "manage_agency"


DUTY_SENTENCES: dict[Duty, Promise] = {
    Duty.SEE_PEOPLE: _("Sees the called name and the dangers of people within reach."),
    Duty.SEE_NAMES: _("Sees full names, birth dates and how to reach people."),
    Duty.SEE_MEMORY: _("Reads the memory (timeline) of people within reach."),
    Duty.SEE_PLACES: _("Sees where people sleep and can be met."),
    Duty.SEE_HEALTH: _("Reads what concerns health and disability."),
    Duty.SEE_MONEY: _("Reads what concerns money."),
    Duty.SEE_CRIME: _("Reads what concerns crime and violence."),
    Duty.SEE_RESTRICTED: _("Sees people who are hidden for their safety."),
    Duty.RECORD_ROUNDS: _("Records meetings on outreach rounds."),
    Duty.WRITE_MEMORY: _("Writes contact notes and promises."),
    Duty.KEEP_LEDGERS: _("Takes intakes, opens, passes on and closes ledger entries."),
    Duty.ASSESS: _("Takes assessments, in parts and over several sittings."),
    Duty.PLAN: _(
        "Draws up plans with the person, writes their own sentences down, asks for "
        "agreement, replans."
    ),
    Duty.MERGE_PEOPLE: _("Brings two entries of one person together, and parts them again."),
    Duty.ASSIGN_COMPANIONS: _("Settles who walks with whom."),
    Duty.HAND_OVER: _("Reads and writes the handover feed of the office."),
    Duty.EXPORT_LISTS: _("Takes lists out as CSV or Excel."),
    Duty.IMPORT_DATA: _("Brings in ledgers that were kept elsewhere."),
    Duty.SEE_RESOURCES: _("Browses the directory of receivers."),
    Duty.KEEP_RECEIVERS: _("Enters receivers and confirms what stands there."),
    Duty.SEE_CHECKS: _("Reads the agency’s own checks of receivers."),
    Duty.CHECK_RECEIVERS: _("Checks receivers: visits, incidents, trusted, watched or suspended."),
    Duty.REFER: _("Leads people to receivers and takes them back."),
    Duty.OPEN_IN_DANGER: _(
        "Opens a person out of reach for three hours where a life is in danger; the others "
        "are told at once."
    ),
    Duty.CONFER: _(
        "Calls conferences together, keeps their minutes, invites guests, asks for decisions."
    ),
    Duty.SEE_TRACE: _("Sees who has read or changed what."),
    Duty.MANAGE_AGENCY: _("Manages members, offices and settings of the agency."),
}


class Scope(StrEnum):
    """Whose people a member can reach at all."""

    OWN = "own"
    OFFICE = "office"
    AGENCY = "agency"


class Role(StrEnum):
    """What somebody does in the agency."""

    VOLUNTEER = "volunteer"
    OUTREACH = "outreach"
    CENTRE = "centre"
    AFTERCARE = "aftercare"
    SUPPORTER = "supporter"
    EMPLOYMENT = "employment"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    OBSERVER = "observer"


class GuestKind(StrEnum):
    """
    From where a guest comes; it settles what is never shown unless the person said so for that very
    place.
    """

    HELLO_WORK = "hello_work"
    CASEWORKER = "caseworker"
    EMPLOYER = "employer"
    PLACEMENT = "placement"
    KEY_PERSON = "key_person"
    MEDICAL = "medical"
    DECIDER = "decider"
    OTHER = "other"


GUEST_LABELS: dict[str, Promise] = {
    GuestKind.HELLO_WORK: _("Hello Work officer"),
    GuestKind.CASEWORKER: _("Caseworker, city"),
    GuestKind.EMPLOYER: _("Workplace or training place"),
    GuestKind.PLACEMENT: _("Private placement agency"),
    GuestKind.KEY_PERSON: _("Key person (KP)"),
    GuestKind.MEDICAL: _("Hospital, care"),
    GuestKind.DECIDER: _("Member of the decision body"),
    GuestKind.OTHER: _("Other"),
}


@dataclass(frozen=True)
class RoleCard:
    """A role as people read it: its label, its duties and its reach."""

    label: Promise
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
    Role.VOLUNTEER: RoleCard(
        _("Outreach volunteer"), Scope.OWN, frozenset({Duty.SEE_PEOPLE, Duty.RECORD_ROUNDS})
    ),
    Role.OUTREACH: RoleCard(_("Outreach counsellor"), Scope.OFFICE, _WORKER),
    Role.CENTRE: RoleCard(_("Centre counsellor"), Scope.OFFICE, _WORKER | {Duty.SEE_MONEY}),
    Role.AFTERCARE: RoleCard(_("Life-support worker"), Scope.OFFICE, _WORKER | {Duty.SEE_MONEY}),
    Role.SUPPORTER: RoleCard(
        _("Personal supporter (PS)"), Scope.OWN, _WORKER | {Duty.SEE_MONEY, Duty.SEE_CRIME}
    ),
    Role.EMPLOYMENT: RoleCard(_("Job-support worker"), Scope.OFFICE, _WORKER - {Duty.SEE_HEALTH}),
    Role.COORDINATOR: RoleCard(
        _("Coordinator"),
        Scope.AGENCY,
        _WORKER | {Duty.SEE_MONEY, Duty.SEE_CRIME, Duty.CHECK_RECEIVERS},
    ),
    Role.MANAGER: RoleCard(_("Manager"), Scope.AGENCY, frozenset(Duty)),
    Role.OBSERVER: RoleCard(
        _("Observer (read only)"), Scope.AGENCY, frozenset({Duty.SEE_PEOPLE, Duty.SEE_RESOURCES})
    ),
}

_SCOPE_ORDER = (Scope.OWN, Scope.OFFICE, Scope.AGENCY)


def duties_of(roles: list[str]) -> frozenset[Duty]:
    """
    Return the duties of somebody with these roles.

    :raises ValueError: if a role is not known
    """
    return frozenset().union(*(ROLES[Role(role)].duties for role in roles))


def widest_scope(roles: list[str]) -> Scope:
    """
    Return the widest reach among these roles, the narrowest where there is none.

    :raises ValueError: if a role is not known
    """
    return max(
        (ROLES[Role(role)].scope for role in roles), key=_SCOPE_ORDER.index, default=Scope.OWN
    )
