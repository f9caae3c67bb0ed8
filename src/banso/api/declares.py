"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.api.help import HELP, WRITES
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.kit.walls import Wall

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.api.web.v1", prefix="api/v1/"),
    Urls("banso.api.web.urls", prefix="programs/"),
    NavigationEntry(
        "api:keys", _("Keys for programs"), Duty.EXPORT_LISTS, order=118, group=Group.OWN
    ),
    TextRule("api.ApiKey", "", Duty.EXPORT_LISTS),
    AuditAction("api_key_made", _("Made a key for a program")),
    AuditAction("api_key_ended", _("Ended a key of a program")),
    AuditedRead("people_list", _("a list of people")),
    AuditedRead("promises", _("promises")),
    Stays("api.ApiKey", ("member", "ended_by"), why="whose it is, and who ended it"),
    Wall("api.ApiKey", at_the_door=True),
)
