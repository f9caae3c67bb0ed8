"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, Urls
from banso.kit.walls import Wall
from banso.resources.help import HELP, WRITES

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.resources.web.urls"),
    NavigationEntry(
        "resources:directory", _("Receivers"), Duty.SEE_RESOURCES, order=80, group=Group.RECEIVERS
    ),
    TextRule("resources.Organization", "", Duty.SEE_RESOURCES, shared=True),
    TextRule("resources.Location", "", Duty.SEE_RESOURCES, shared=True),
    TextRule("resources.Service", "", Duty.SEE_RESOURCES, shared=True),
    TextRule("resources.WrongReport", "", Duty.SEE_RESOURCES),
    TextRule("resources.ServiceTrust", "", Duty.SEE_CHECKS),
    TextRule("resources.ServiceCheck", "", Duty.SEE_CHECKS),
    TextRule("resources.ServiceIncident", "", Duty.SEE_CHECKS),
    AuditAction("receiver_kept", _("Kept a receiver")),
    AuditAction("receiver_confirmed", _("Confirmed a receiver")),
    AuditAction("receiver_wrong", _("Said that a receiver’s entry is wrong")),
    AuditAction("receiver_checked", _("Checked a receiver")),
    AuditAction("receiver_incident", _("Kept what happened at a receiver")),
    AuditAction("receiver_replied", _("Kept a receiver’s reply")),
    Stays("resources.WrongReport", ("by",), why="who said so"),
    Stays("resources.ServiceCheck", ("by",), why="who was there"),
    Stays("resources.ServiceIncident", ("by",), why="who wrote it down"),
    *(
        Wall(f"resources.{model}", everybodys="the directory of receivers, which all share")
        for model in ("Organization", "Location", "Service")
    ),
)
