"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import PersonPart, Place
from banso.access.rules import Duty
from banso.desk.help import HELP
from banso.kit.declarations import AuditedRead, Urls

DECLARATIONS = (
    *HELP,
    Urls("banso.desk.web.urls"),
    NavigationEntry("desk:today", _("Today"), Duty.SEE_PEOPLE, order=10, group=Group.TODAY),
    PersonPart(
        "desk:life",
        _("The life at a glance"),
        order=12,
        name="life",
        duties=(Duty.SEE_MEMORY,),
        place=Place.WIDE,
    ),
    AuditedRead("page", _("the person’s page")),
)
