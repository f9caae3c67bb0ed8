"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import NavigationEntry
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.interop.uploads import clean_uploads
from banso.kit.declarations import ScheduledJob, Urls

DECLARATIONS = (
    ScheduledJob("clean_uploads", _("Files brought and not taken in"), "45 * * * *", clean_uploads),
    Urls("banso.interop.web.urls"),
    NavigationEntry("interop:imports", _("Bring in"), Duty.IMPORT_DATA, order=100),
    TextRule("interop.LedgerMapping", "", Duty.IMPORT_DATA),
)
