"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.privacy.actions.erased_again import finish_erasing
from banso.privacy.actions.retention import list_endings
from banso.privacy.help import HELP, WRITES
from banso.privacy.queries.askings import DECIDE_ACT, LIFT_ACT
from banso.privacy.queries.leaks import CLOSE_ACT
from banso.privacy.queries.receivers import RECEIVER_ACT
from banso.privacy.queries.retention import RETAIN_ACT

_ASKINGS = "banso.privacy.actions.askings"
_RETENTION = "banso.privacy.actions.retention"
_RECEIVERS = "banso.privacy.actions.receivers"
_LEAKS = "banso.privacy.actions.leaks"

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.privacy.web.urls"),
    NavigationEntry(
        "privacy:start",
        _("Personal information"),
        Duty.MANAGE_AGENCY,
        order=115,
        group=Group.OWN,
    ),
    DeskPart("privacy:on_desk", _("Leaks that are open"), order=5, duties=(Duty.MANAGE_AGENCY,)),
    PersonPart(
        "privacy:of_person",
        _("Personal information"),
        order=130,
        name="privacy",
        duties=(Duty.MANAGE_AGENCY,),
        folded=True,
    ),
    SecondedAct(
        CLOSE_ACT,
        _("Closing a leak of personal data"),
        Duty.MANAGE_AGENCY,
        run=f"{_LEAKS}.close_confirmed",
        says=f"{_LEAKS}.says_close",
        seen=f"{_LEAKS}.may_close",
    ),
    SecondedAct(
        DECIDE_ACT,
        _("What somebody asks about their own data"),
        Duty.MANAGE_AGENCY,
        run=f"{_ASKINGS}.decide_confirmed",
        says=f"{_ASKINGS}.says_asking",
        seen=f"{_ASKINGS}.may_decide",
    ),
    SecondedAct(
        LIFT_ACT,
        _("Using again what was suspended"),
        Duty.MANAGE_AGENCY,
        run=f"{_ASKINGS}.lift_confirmed",
        says=f"{_ASKINGS}.says_asking",
        seen=f"{_ASKINGS}.may_decide",
    ),
    SecondedAct(
        RETAIN_ACT,
        _("What becomes of a record whose time is over"),
        Duty.MANAGE_AGENCY,
        run=f"{_RETENTION}.end_confirmed",
        says=f"{_RETENTION}.says_ending",
        seen=f"{_RETENTION}.may_end",
    ),
    SecondedAct(
        RECEIVER_ACT,
        _("Who receives what is held"),
        Duty.MANAGE_AGENCY,
        run=f"{_RECEIVERS}.receiver_confirmed",
        says=f"{_RECEIVERS}.says_receiver",
    ),
    TextRule("privacy.Receiver", "", Duty.MANAGE_AGENCY),
    AuditAction("privacy_receiver", _("Set as the second who receives what is held")),
    Stays("privacy.Receiver", ("asked_by", "second"), why="the two who set it"),
    MergeRule("privacy.Ending", OnMerge.MOVE, name=_("End of the time a record is kept")),
    ScheduledJob("list_endings", _("Records whose time ends"), "10 4 * * *", list_endings),
    AuditAction("privacy_retention_set", _("Set how long a kind of record is kept")),
    AuditAction("privacy_record_ended", _("Decided as the second on a record whose time is over")),
    AuditAction("privacy_thinned", _("Thinned a record as the second")),
    AuditedRead("endings", _("whose record’s time ends")),
    TextRule("privacy.Ending", duty=Duty.MANAGE_AGENCY),
    TextRule("privacy.Asking", duty=Duty.MANAGE_AGENCY),
    TextRule("privacy.Blackened", "asking__person", Duty.MANAGE_AGENCY),
    MergeRule("privacy.Asking", OnMerge.MOVE, name=_("What was asked about their own data")),
    TextRule("privacy.Leak", "", Duty.MANAGE_AGENCY),
    TextRule("privacy.LeakPerson", duty=Duty.MANAGE_AGENCY),
    TextRule("privacy.LeakTold", "", Duty.MANAGE_AGENCY),
    TextRule("privacy.Processing", "", Duty.MANAGE_AGENCY),
    MergeRule("privacy.LeakPerson", OnMerge.MOVE, name=_("Leaks of their data")),
    MemoryKind("privacy", _("Personal information"), order=185),
    AuditAction("privacy_leak_entered", _("Entered a leak of personal data")),
    AuditAction("privacy_leak_written_on", _("Went on writing about a leak")),
    AuditAction("privacy_leak_told", _("Noted who was told of a leak")),
    AuditAction("privacy_leak_named", _("Said whose data went astray")),
    AuditAction("privacy_leak_closed", _("Closed a leak as the second")),
    AuditAction("privacy_processing_entered", _("Entered something that is held")),
    AuditAction("privacy_processing_changed", _("Changed the register of processing")),
    AuditAction("privacy_processing_ended", _("Ended a line of the register of processing")),
    AuditAction("privacy_asked", _("Entered what somebody asks about their own data")),
    AuditAction("privacy_decided", _("Decided as the second what somebody asks about their data")),
    AuditAction("privacy_answered", _("Noted that the person was told")),
    AuditAction("privacy_lifted", _("Opened again as the second what was suspended")),
    AuditAction("privacy_erased", _("Erased a record as the second")),
    AuditAction("privacy_erased_again", _("Erased again in a home that was brought back")),
    ScheduledJob(
        "finish_erasing", _("What is left of erased records"), "40 3 * * *", finish_erasing
    ),
    AuditAction("privacy_blackened", _("Blackened texts of a copy")),
    AuditAction("privacy_shown_again", _("Showed again what was blackened")),
    AuditedRead("askings", _("what was asked about their own data")),
    AuditedRead("copy", _("the whole record, for a copy")),
    AuditedRead("leaks", _("leaks of data")),
    Stays("privacy.Asking", ("written_by", "decided_by", "second"), why="who wrote it, the two"),
    Stays("privacy.Blackened", ("by",), why="who blackened it"),
    Stays("privacy.Leak", ("written_by", "closed_by", "second"), why="who wrote it, the two"),
    Stays("privacy.LeakTold", ("noted_by",), why="who noted it"),
)
