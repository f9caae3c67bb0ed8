"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held, Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, FormPart, PersonPart, Place
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.kit.walls import Wall
from banso.people.actions.learning import learn_readings
from banso.people.actions.linking import link_everybody
from banso.people.help import HELP, WRITES
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.people.published import PUBLISHED
from banso.people.rules import SENSITIVITY_DUTY, CautionKind

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.people.web.urls"),
    NavigationEntry(
        "people:find",
        _("Find a person"),
        Duty.SEE_PEOPLE,
        order=20,
        group=Group.PEOPLE,
        below=("/people/", "/ledger-entries/", "/memory/"),
    ),
    NavigationEntry("people:ledgers", _("Ledgers"), Duty.SEE_NAMES, order=50, group=Group.PEOPLE),
    ScheduledJob("learn_readings", _("How names are read here"), "20 4 * * 0", learn_readings),
    ScheduledJob("link", _("Who was entered twice"), "50 4 * * *", link_everybody),
    PersonPart("people:card", _("Card"), order=10, name="card", place=Place.HEAD),
    PersonPart(
        "people:timeline",
        _("Memory"),
        order=15,
        name="timeline",
        duties=(Duty.SEE_MEMORY,),
        place=Place.MAIN,
    ),
    PersonPart(
        "people:known",
        _("What is known now"),
        order=120,
        name="known",
        duties=(Duty.SEE_NAMES,),
        place=Place.MAIN,
        folded=True,
    ),
    FormPart("people:beside_form", order=10, duties=(Duty.SEE_PEOPLE,)),
    DeskPart(
        "people:doubles_on_desk", _("Entered twice?"), order=126, duties=(Duty.MANAGE_AGENCY,)
    ),
    DeskPart("people:days_kept", _("Days that matter"), order=125, duties=(Duty.SEE_NAMES,)),
    TextRule(
        "people.Person",
        "",
        Duty.SEE_PEOPLE,
        fields={"own_words": Duty.SEE_NAMES, "looks": Duty.SEE_NAMES},
    ),
    TextRule("people.PersonName", duty=Duty.SEE_NAMES),
    TextRule("people.MeetingPlace", duty=Duty.SEE_PLACES),
    TextRule("people.ContactPoint", duty=Duty.SEE_NAMES),
    TextRule(
        "people.Caution",
        duty=Duty.SEE_PEOPLE,
        about=("kind",),
        asks={CautionKind.ALERT: Duty.SEE_NAMES},
    ),
    TextRule("people.LedgerEntry", duty=Duty.SEE_NAMES),
    TextRule("people.TimelineEntry", about=("sensitivity",), asks=SENSITIVITY_DUTY),
    TextRule("people.MemoryText", about=("entry__sensitivity",), asks=SENSITIVITY_DUTY),
    TextRule("people.Merge", "kept", Duty.SEE_NAMES),
    TextRule("people.NeverSeenBy"),
    TextRule("people.NeverSame", "one", Duty.SEE_NAMES),
    MergeRule("people.PersonName", OnMerge.MOVE, name=_("Names")),
    MergeRule("people.MeetingPlace", OnMerge.MOVE, name=_("Places")),
    MergeRule("people.ContactPoint", OnMerge.MOVE, name=_("Contacts")),
    MergeRule("people.Caution", OnMerge.MOVE, name=_("What one must know first")),
    MergeRule("people.LedgerEntry", OnMerge.MOVE, name=_("Ledger entries")),
    MergeRule("people.TimelineEntry", OnMerge.MOVE, name=_("Memories")),
    MergeRule("people.MemoryText", OnMerge.MOVE, name=_("Search index of the memories")),
    MergeRule("people.SearchKey", OnMerge.REBUILD),
    MergeRule("people.Reach", OnMerge.COPY),
    MergeRule("people.NeverSeenBy", OnMerge.MOVE, name=_("Who must never see")),
    MergeRule("people.NeverSame", OnMerge.KEEP, fields=("one", "other")),
    MergeRule("people.Merge", OnMerge.KEEP, fields=("kept", "gone")),
    MergeRule("people.OutsideRow", OnMerge.KEEP),
    MergeRule("people.Person", OnMerge.KEEP, fields=("merged_into",)),
    MemoryKind("ledger", _("Ledgers"), order=130),
    MemoryKind("death", _("Passed away"), order=170),
    MemoryKind("recognition", _("Recognised, parted"), order=160),
    AuditAction("person_entered", _("Entered the person")),
    AuditAction("person_edited", _("Changed the card")),
    AuditAction("known_of_person", _("Added to what is known")),
    AuditAction("memory_corrected", _("Corrected a memory")),
    AuditAction("ledger_opened", _("Opened a ledger entry")),
    AuditAction("ledger_edited", _("Changed a ledger entry")),
    AuditAction("ledger_closed", _("Closed a ledger entry")),
    AuditAction("death_noted", _("Noted that the person has died")),
    AuditAction("death_taken_back", _("Took back that the person has died")),
    AuditAction("people_merged", _("Brought two entries together")),
    AuditAction("people_parted", _("Parted two entries")),
    AuditAction("never_same", _("Said that two are not the same")),
    AuditAction("double_judged", _("Looked at two entries that may be one person")),
    AuditAction("imported", _("Brought in from elsewhere")),
    AuditedRead("card", _("the card")),
    AuditedRead("beside", _("what stands beside a form")),
    AuditedRead("memory", _("the memory")),
    AuditedRead("known", _("what is known now")),
    AuditedRead("ledger", _("a ledger entry")),
    AuditedRead("ledger_list", _("a ledger’s list")),
    AuditedRead("export", _("a list that left as a file")),
    AuditedRead("choice", _("people to choose from")),
    AuditedRead("search", _("search results")),
    AuditedRead("similar", _("who may be the same")),
    AuditedRead("merge", _("the preview of a merge")),
    AuditedRead("trace", _("this trace")),
    Held(
        "people.LedgerEntry",
        "worker",
        _("Worker in charge in a ledger"),
        order=20,
        is_open=Q(closed_on=None),
        given_by="banso.people.actions.passing.pass_entries",
    ),
    Stays("people.TimelineEntry", ("author",), why="who wrote it down"),
    Stays(
        "people.NeverSeenBy",
        ("member", "noted_by", "taken_back_by"),
        why="whom the person's word keeps out, also when they come back; who wrote it down",
    ),
    Stays("people.Reach", ("member",), why="whom they may see: it opens nothing to somebody gone"),
    *PUBLISHED,
    Wall("people.MemoryText", opened_by="people_searching"),
    *(
        Wall(f"people.{model}", through=("person",))
        for model in ("PersonName", "MeetingPlace", "ContactPoint", "Caution", "Reach")
    ),
    Wall("people.Merge", through=("kept",)),
    Wall("people.MergeMove", through=("merge",)),
    Wall("people.NeverSame", through=("one",)),
)
