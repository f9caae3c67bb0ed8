"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace, PersonButton, PersonPart, Place
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
    NavigationEntry("desk:tour", _("Shown around"), Duty.SEE_PEOPLE, order=200, group=Group.OWN),
    DeskPart(
        "desk:tour_on_desk",
        _("Shown around"),
        order=90,
        duties=(Duty.SEE_PEOPLE,),
        place=DeskPlace.TOP,
    ),
    PersonButton("desk:papers", _("Sheets to print"), order=60, duties=(Duty.SEE_MEMORY,)),
    AuditedRead("page", _("the person’s page")),
)
