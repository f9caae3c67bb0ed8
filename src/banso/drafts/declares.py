"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.drafts.actions import clean_drafts
from banso.kit.declarations import ScheduledJob, Urls

DECLARATIONS = (
    Urls("banso.drafts.web.urls"),
    ScheduledJob(
        "clean_drafts", _("Forgotten drafts, forms sent long ago"), "20 3 * * *", clean_drafts
    ),
)
