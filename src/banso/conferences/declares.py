"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.guest_keepers import GuestKeeper
from banso.access.held import Held, LeftAlone, Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace, GuestPart, PersonPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.conferences.help import HELP, WRITES
from banso.conferences.queries.conferences import brought_where_seen, sat_over
from banso.conferences.queries.unsworn import unsworn
from banso.conferences.rules import WRITABLE, Attendance, Kind, State
from banso.consent.rules import PART_DUTY
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.planning.known_of import CONFERENCE, KnownOfPlan

_TO_COME = Q(state__in=WRITABLE) & ~Q(kind=Kind.SEALED)  # an oath passes to nobody

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.conferences.web.urls"),
    KnownOfPlan(CONFERENCE, sat_over),
    NavigationEntry("conferences:list", _("Conferences"), Duty.CONFER, order=60, group=Group.TABLE),
    PersonPart(
        "conferences:of_person",
        _("Conferences"),
        order=70,
        name="conferences",
        duties=(Duty.SEE_MEMORY, Duty.CONFER),
        folded=True,
    ),
    DeskPart(
        "conferences:on_desk",
        _("Conferences"),
        order=50,
        duties=(Duty.CONFER,),
        place=DeskPlace.MAIN,
    ),
    GuestPart("conferences:tables", order=10, card=True),
    TextRule("conferences.Conference", "", Duty.CONFER),
    TextRule("conferences.AgendaItem", duty=Duty.CONFER),
    TextRule("conferences.Seat", "", Duty.CONFER),
    TextRule(
        "conferences.Minute",
        "item__person",
        Duty.CONFER,
        about=("part",),
        asks=PART_DUTY,
        authors=("written_by",),
    ),
    TextRule("conferences.Paper", "", Duty.CONFER),
    TextRule(
        "conferences.Addition",
        "item__person",
        Duty.CONFER,
        about=("part",),
        asks=PART_DUTY,
        authors=("by",),
    ),
    MergeRule("conferences.AgendaItem", OnMerge.MOVE, name=_("Conferences")),
    MemoryKind("conference", _("Conferences"), order=90),
    AuditAction("conference_called", _("Called a conference")),
    AuditAction("conference_edited", _("Changed a conference")),
    AuditAction("conference_item_added", _("Put the person on the agenda of a conference")),
    AuditAction("conference_item_edited", _("Changed an item of an agenda")),
    AuditAction("conference_item_moved", _("Moved an item of an agenda")),
    AuditAction("conference_seated", _("Seated somebody at a conference")),
    AuditAction("conference_oath_passed", _("Named who goes on with a meeting without consent")),
    AuditAction("conference_invited", _("Invited a guest to a conference")),
    AuditAction("conference_attended", _("Noted who was there")),
    AuditAction("conference_started", _("Opened a conference")),
    AuditAction("conference_closed", _("Closed a conference")),
    AuditAction("conference_reopened", _("Opened a conference again")),
    AuditAction("minute_written", _("Wrote in the minutes")),
    AuditAction("minute_struck", _("Struck a line of the minutes")),
    AuditAction("minutes_confirmed", _("Confirmed the minutes")),
    AuditAction("minutes_added_to", _("Added to the minutes")),
    AuditAction("paper_handed", _("Handed out a paper")),
    AuditAction("paper_taken_back", _("Took a paper back")),
    AuditedRead("conference", _("a conference")),
    Held(
        "conferences.Conference",
        "chair",
        _("Leads a conference"),
        order=50,
        is_open=_TO_COME,
        given_by="banso.conferences.actions.passing.pass_chairs",
        person="",
    ),
    Held(
        "conferences.Conference",
        "keeper",
        _("Minutes of a conference"),
        order=60,
        is_open=_TO_COME,
        given_by="banso.conferences.actions.passing.pass_minutes",
        person="",
    ),
    Held(
        "conferences.Seat",
        "member",
        _("Seat at a conference"),
        order=70,
        is_open=Q(conference__state=State.PLANNED, attendance=Attendance.EXPECTED)
        & ~Q(conference__kind=Kind.SEALED),
        given_by="banso.conferences.actions.passing.pass_seats",
        person="",
    ),
    SecondedAct(
        "seat_confirmed",
        _("Minutes confirmed for somebody"),
        Duty.CONFER,
        run="banso.conferences.actions.confirmation.confirm_for",
        says="banso.conferences.actions.confirmation.says_confirmed",
        seen="banso.conferences.actions.confirmation.knows_of",
    ),
    GuestKeeper("conferences", brought_where_seen),
    LeftAlone(
        "sealed",
        _("A meeting without consent has nobody left under its oath"),
        unsworn,
        mended_at="conferences:pass_oath",
    ),
    Stays("conferences.Seat", ("seated_by",), why="who seated them"),
    Stays("conferences.Minute", ("written_by",), why="who wrote it"),
    Stays("conferences.Addition", ("by",), why="who added it"),
)
