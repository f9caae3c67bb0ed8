"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held, Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.merge_rules import MergeRule, OnMerge
from banso.training.help import HELP, WRITES

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.training.web.urls"),
    NavigationEntry(
        "training:mine",
        _("Learning and care"),
        Duty.SEE_PEOPLE,
        order=110,
        group=Group.LOOKING_BACK,
    ),
    TextRule("training.Course", "", None),
    TextRule("training.Session", "", None),
    TextRule("training.Certificate", "", None),
    TextRule("training.Supervision", "", None, authors=("member", "supervisor"), alone=True),
    TextRule("training.HeavyWalk"),
    TextRule("training.HandoverWords"),
    TextRule("training.Thanks", "", None, authors=("sender", "receiver"), alone=True),
    MergeRule("training.HeavyWalk", OnMerge.MOVE, alone=("member_id",), name=_("Walks that weigh")),
    MergeRule("training.HandoverWords", OnMerge.MOVE, name=_("Words for handing over")),
    AuditAction("keep_course", _("Kept a course")),
    AuditAction("keep_session", _("Kept a day of a course")),
    AuditAction("sign_up", _("Signed up for a course")),
    AuditAction("mark_presence", _("Noted who took part in a course")),
    AuditAction("give_certificate", _("Gave a certificate")),
    AuditAction("withdraw_certificate", _("Withdrew a certificate")),
    AuditAction("require", _("Asked for a training before a duty")),
    AuditAction("end_requirement", _("No longer asks for a training before a duty")),
    AuditAction("keep_supervision", _("Kept a talk")),
    AuditAction("add_hours", _("Added hours")),
    AuditAction("strike_hours", _("Struck hours")),
    AuditAction("begin_heavy", _("Said that walking along weighs")),
    AuditAction("end_heavy", _("Said that walking along no longer weighs")),
    AuditAction("keep_handover_words", _("Kept words for handing over")),
    AuditAction("thank", _("Thanked a colleague")),
    AuditedRead("training", _("the care of staff")),
    Held(
        "training.HeavyWalk",
        "member",
        _("A walk that weighs"),
        order=80,
        is_open=Q(until_on=None),
        given_by="banso.training.actions.passing.pass_heavy",
    ),
    Stays("training.Attendance", ("member",), why="who learnt"),
    Stays("training.Certificate", ("member", "entered_by"), why="who learnt, who entered it"),
    Stays("training.Requirement", ("set_by",), why="who set it"),
    Stays(
        "training.Supervision", ("member", "supervisor"), why="who talked; read by the two alone"
    ),
    Stays("training.WorkHours", ("member",), why="whose hours"),
    Stays("training.HandoverWords", ("member",), why="whose words"),
    Stays("training.Thanks", ("sender", "receiver"), why="from whom to whom"),
)
