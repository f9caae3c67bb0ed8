"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import ScheduledJob
from banso.kit.walls import Wall
from banso.schedule.actions import keep_statistics, let_old_runs_go

DECLARATIONS = (
    ScheduledJob("clean_runs", _("Old rows of the schedule"), "50 3 * * *", let_old_runs_go),
    ScheduledJob("statistics", _("How the tables are filled"), "10 * * * *", keep_statistics),
    Wall("schedule.ScheduledRun", read_by_all="what ran by itself, when, and counts"),
)
