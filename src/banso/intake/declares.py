"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace, PersonButton
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.intake.help import HELP, WRITES
from banso.intake.instrument import SHELF
from banso.intake.published import PUBLISHED
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    TextRule("intake.OutreachRound", "", Duty.RECORD_ROUNDS),
    TextRule("intake.RoundMember", "", Duty.RECORD_ROUNDS),
    TextRule("intake.Encounter", duty=Duty.SEE_PLACES, authors=("member",)),
    TextRule("intake.Intake"),
    SHELF,
    Urls("banso.intake.web.urls"),
    NavigationEntry("intake:rounds", _("Rounds"), Duty.RECORD_ROUNDS, order=30, group=Group.FIELD),
    NavigationEntry(
        "intake:begin_intake", _("Intake"), Duty.KEEP_LEDGERS, order=40, group=Group.PEOPLE
    ),
    PersonButton(
        "intake:intake_for",
        _("Take an intake"),
        order=20,
        duties=(Duty.WRITE_MEMORY, Duty.KEEP_LEDGERS),
    ),
    DeskPart(
        "intake:tonight",
        _("Today’s round"),
        order=4,
        duties=(Duty.RECORD_ROUNDS,),
        place=DeskPlace.TOP,
    ),
    DeskPart(
        "intake:new_intakes",
        _("New consultations"),
        order=120,
        duties=(Duty.KEEP_LEDGERS,),
        card="intakes",
    ),
    MergeRule("intake.Encounter", OnMerge.MOVE, name=_("Met on rounds")),
    MergeRule("intake.Intake", OnMerge.MOVE, name=_("Intakes")),
    MemoryKind(
        "encounter",
        _("Met on rounds"),
        order=20,
        meets=("being",),
        undo="intake:take_meeting_back",
    ),
    MemoryKind("intake", _("Consultations"), order=30, meets=("being",)),
    AuditAction("round_begun", _("Began a round")),
    AuditAction("round_set_off", _("Confirmed that a team goes out")),
    AuditAction("round_edited", _("Changed a round")),
    AuditAction("met_on_round", _("Met the person on a round")),
    AuditAction("meeting_added_to", _("Added to a meeting on a round")),
    AuditAction("meeting_taken_back", _("Took back a meeting on a round")),
    AuditAction("intake_taken", _("Took an intake")),
    AuditedRead("round", _("a round")),
    AuditedRead("intakes", _("the list of intakes")),
    Stays("intake.OutreachRound", ("begun_by", "set_off_by"), why="who began and who confirmed it"),
    Stays("intake.RoundMember", ("member",), why="who was on the round; others walk it too"),
    Stays("intake.Encounter", ("member",), why="who met them"),
    Stays("intake.Intake", ("member",), why="who listened"),
    *PUBLISHED,
    Wall("intake.RoundMember", through=("round",)),
    Wall("intake.Instrument", everybodys="questions of forms, and no answers"),
)
