"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.unsent import KeepsUnsent
from banso.drafts.actions import clean_drafts
from banso.drafts.unsent import keep_unsent
from banso.kit.declarations import ScheduledJob, Urls
from banso.kit.walls import Wall

DECLARATIONS = (
    Urls("banso.drafts.web.urls"),
    KeepsUnsent(keep_unsent),
    ScheduledJob(
        "clean_drafts", _("Forgotten drafts, forms sent long ago"), "20 3 * * *", clean_drafts
    ),
    Stays("drafts.Draft", ("member",), why="what they typed and nobody else ever read"),
    Stays("drafts.Submission", ("member",), why="a form that was acted on once"),
    Wall("drafts.Draft", through=("member",)),
    Wall("drafts.Submission", through=("member",)),
    Wall("drafts.Unsent", through=("account",)),
)
