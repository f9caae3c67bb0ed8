"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.insight.actions.publishing import publish_home
from banso.insight.help import HELP, WRITES
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls

DECLARATIONS = (
    *HELP,
    *WRITES,
    ScheduledJob(
        "publish", _("Publishing what figures are answered from"), "30 1 * * *", publish_home
    ),
    Urls("banso.insight.web.urls"),
    NavigationEntry(
        "insight:year",
        _("The year in pictures"),
        Duty.SEE_MEMORY,
        order=90,
        group=Group.LOOKING_BACK,
        below=("/findings/", "/trends/", "/questions/", "/reports/", "/research/"),
    ),
    SecondedAct(
        "research_released",
        _("A list for research"),
        Duty.EXPORT_LISTS,
        run="banso.insight.actions.research.release_research",
        says="banso.insight.actions.research.says_research",
        seen="banso.insight.actions.research.knows_research",
        by_two=True,
    ),
    TextRule("insight.Question", "", Duty.SEE_MEMORY),
    TextRule("insight.Research", "", Duty.SEE_MEMORY),
    TextRule("insight.ReportSetting", "", Duty.SEE_MEMORY),
    TextRule("insight.OutsideGroup", "", Duty.SEE_MEMORY),
    AuditAction("keep_rate_choice", _("Chose how homes are counted")),
    AuditAction("keep_report_setting", _("Settled what the reports say")),
    AuditAction("keep_outside_group", _("Kept numbers of an outside group")),
    AuditAction("drop_outside_group", _("Dropped numbers of an outside group")),
    AuditAction("keep_question", _("Kept a question")),
    AuditAction("drop_question", _("Dropped a question")),
    AuditAction("ask_for_research", _("Asked for a list for research")),
    AuditAction("approve_research", _("Approved a list for research")),
    AuditAction("refuse_research", _("Refused a list for research")),
    AuditAction("take_out_research", _("Took out a list for research")),
    AuditedRead("figures", _("the people behind a number")),
    AuditedRead("question", _("the people of a question")),
    AuditedRead("finding", _("a finding that left as a file")),
    AuditedRead("figure", _("a figure that left as a file")),
    AuditedRead("report", _("a report that left as a file")),
    Stays("insight.RateChoice", ("by",), why="who chose"),
    Stays(
        "insight.Question", ("owner",), why="a question kept for oneself, or shared with everybody"
    ),
    Stays(
        "insight.Research",
        ("asked_by", "first_by", "second_by", "refused_by"),
        why="who asked and who said what; others can say it too",
    ),
    Stays("insight.ReportSetting", ("by",), why="who set it"),
    Stays("insight.OutsideGroup", ("by",), why="who entered it"),
)
