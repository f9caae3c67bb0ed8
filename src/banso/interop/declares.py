"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import NavigationEntry
from banso.access.rules import Duty
from banso.kit.declarations import Urls

DECLARATIONS = (
    Urls("banso.interop.web.urls"),
    NavigationEntry("interop:imports", _("Bring in"), Duty.IMPORT_DATA, order=100),
)
