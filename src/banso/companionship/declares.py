"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held, Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace, FormPart, PersonButton, PersonPart, Place
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.companionship.help import HELP, WRITES
from banso.companionship.published import PUBLISHED
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.companionship.web.urls"),
    NavigationEntry(
        "companionship:handovers", _("Handover"), Duty.HAND_OVER, order=70, group=Group.FIELD
    ),
    PersonButton(
        "companionship:write_note",
        _("Write a note"),
        order=10,
        duties=(Duty.WRITE_MEMORY,),
        plain=False,
    ),
    PersonButton(
        "companionship:write_visit",
        _("A visit at home"),
        order=12,
        duties=(Duty.WRITE_MEMORY,),
    ),
    PersonButton(
        "companionship:make_promise",
        _("Make a promise"),
        order=15,
        duties=(Duty.WRITE_MEMORY,),
    ),
    PersonButton(
        "companionship:hand_over_about",
        _("Hand over"),
        order=30,
        duties=(Duty.WRITE_MEMORY, Duty.HAND_OVER),
    ),
    PersonPart(
        "companionship:beside", _("Next promises"), order=20, name="beside", place=Place.HEAD_BESIDE
    ),
    PersonPart(
        "companionship:along",
        _("Who walks along"),
        order=25,
        name="along",
        folded_on_phone=True,
    ),
    FormPart("companionship:next_promise", order=20, duties=(Duty.SEE_MEMORY,)),
    DeskPart(
        "companionship:received",
        _("Passed on to me"),
        order=8,
        duties=(Duty.SEE_NAMES, Duty.WRITE_MEMORY),
        place=DeskPlace.MAIN,
    ),
    DeskPart(
        "companionship:due",
        _("Promises"),
        order=10,
        duties=(Duty.WRITE_MEMORY,),
        card="due",
        place=DeskPlace.MAIN,
    ),
    DeskPart(
        "companionship:my_people",
        _("The people I walk with"),
        order=100,
        duties=(Duty.WRITE_MEMORY,),
        card="mine",
        place=DeskPlace.MAIN,
    ),
    DeskPart(
        "companionship:unread",
        _("Handovers not read yet"),
        order=110,
        duties=(Duty.HAND_OVER,),
        card="unread",
        place=DeskPlace.MAIN,
        folded_on_phone=True,
    ),
    DeskPart(
        "companionship:unmet",
        _("Not met by anybody for long"),
        order=15,
        duties=(Duty.SEE_MEMORY,),
        card="unmet",
        place=DeskPlace.MAIN,
    ),
    TextRule("companionship.Companionship"),
    TextRule("companionship.ContactNote"),
    TextRule("companionship.Promise"),
    TextRule("companionship.HandoverPost", duty=Duty.HAND_OVER),
    MergeRule(
        "companionship.Companionship", OnMerge.MOVE, alone=("member_id",), name=_("Who walks along")
    ),
    MergeRule("companionship.ContactNote", OnMerge.MOVE, name=_("Contact notes")),
    MergeRule("companionship.Promise", OnMerge.MOVE, name=_("Promises")),
    MergeRule("companionship.HandoverPost", OnMerge.MOVE, name=_("Handovers")),
    MemoryKind(
        "note",
        _("Contact notes"),
        order=10,
        meets=("being", "doing"),
        undo="companionship:take_note_back",
    ),
    MemoryKind(
        "letter",
        _("Letters, messages, enquiries"),
        order=15,
        undo="companionship:take_note_back",
    ),
    MemoryKind("promise", _("Promises"), order=120, undo="companionship:reopen_promise"),
    MemoryKind("transition", _("Passed on"), order=140),
    MemoryKind("companionship", _("Who walks along"), order=150),
    AuditAction("walk_begun", _("Settled who walks along")),
    AuditAction("walk_ended", _("Ended walking along")),
    AuditAction("note_written", _("Wrote a note")),
    AuditAction("note_taken_back", _("Took back a note")),
    AuditAction("promise_reopened", _("Took back what became of a promise")),
    AuditAction("promise_made", _("Made a promise")),
    AuditAction("promise_taken_back", _("Took back a promise")),
    AuditAction("promise_settled", _("Settled a promise")),
    AuditAction("handed_over", _("Wrote a handover")),
    AuditAction("handover_marked", _("Read or thanked for a handover")),
    AuditAction("passed_on", _("Passed the person on")),
    AuditedRead("handover", _("the handover feed")),
    AuditedRead("along", _("promises, and who walks along")),
    Held(
        "companionship.Companionship",
        "member",
        _("Walks along"),
        order=10,
        is_open=Q(until_on=None),
        given_by="banso.companionship.actions.passing.pass_walks",
    ),
    Held(
        "companionship.Promise",
        "answerable",
        _("Promise"),
        order=30,
        is_open=Q(settled_on=None),
        given_by="banso.companionship.actions.passing.pass_promises",
        after_death=Q(after_death=True),
    ),
    Stays("companionship.ContactNote", ("member",), why="who was there"),
    Stays("companionship.Promise", ("made_by",), why="who made it"),
    Stays("companionship.HandoverPost", ("author",), why="who wrote it"),
    Stays("companionship.HandoverMark", ("member",), why="who read it"),
    *PUBLISHED,
    Wall("companionship.HandoverMark", through=("post",)),
)
