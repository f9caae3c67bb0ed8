"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.page_parts import DeskPart, DeskPlace
from banso.access.rules import Duty
from banso.backup.actions import backup_home
from banso.backup.queries import JOB
from banso.kit.declarations import ScheduledJob, Urls

DECLARATIONS = (
    ScheduledJob(JOB, _("Backups of the home"), "20 2 * * *", backup_home),
    Urls("banso.backup.web.urls"),
    DeskPart(
        "backup:on_desk",
        _("Backups of the home"),
        order=1,
        duties=(Duty.MANAGE_AGENCY,),
        place=DeskPlace.TOP,
    ),
)
