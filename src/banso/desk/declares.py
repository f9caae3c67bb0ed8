"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import AuditedRead

DECLARATIONS = (AuditedRead("page", _("the person’s page")),)
