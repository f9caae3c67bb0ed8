"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.audit.actions import checkpoint_home
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob
from banso.kit.walls import Wall

DECLARATIONS = (
    ScheduledJob(
        "checkpoint", _("The record of reading and writing"), "40 2 * * *", checkpoint_home
    ),
    AuditAction("signed_in", _("Signed in")),
    AuditAction("signed_out", _("Signed out")),
    AuditAction("sign_in_failed", _("Failed to sign in")),
    AuditedRead("print", _("a sheet to print")),
    AuditedRead("desk", _("the desk")),
    Wall("audit.Event", added_only=True),
    Wall("audit.EventSubject", through=("event",), added_only=True),
)
