"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import Group, NavigationEntry
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.interop.help import HELP, WRITES
from banso.interop.uploads import clean_uploads
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    ScheduledJob("clean_uploads", _("Files brought and not taken in"), "45 * * * *", clean_uploads),
    Urls("banso.interop.web.urls"),
    TextRule("interop.ImportRun", "", Duty.IMPORT_DATA),
    TextRule("interop.ImportDifference", duty=Duty.IMPORT_DATA),
    MergeRule("interop.ImportDifference", OnMerge.MOVE, name=_("Differences from a file")),
    MemoryKind("from_file", _("Another word from a file"), order=165),
    AuditAction("import_taken_back", _("Took an import back")),
    AuditAction("difference_decided", _("Decided between a file and what stood here")),
    AuditedRead("differences", _("differences from a file")),
    NavigationEntry("interop:imports", _("Bring in"), Duty.IMPORT_DATA, order=100, group=Group.OWN),
    TextRule("interop.LedgerMapping", "", Duty.IMPORT_DATA),
    Wall("interop.ImportStep", through=("run",)),
)
