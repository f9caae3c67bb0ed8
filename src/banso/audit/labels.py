"""Audit events as people read them."""

from django.utils.translation import gettext as _

from banso.kit.declarations import AuditAction, AuditedRead, declared_by_code


def is_declared(action: str) -> bool:
    """Return whether a room declares this action; of something read, what was read."""
    verb, _sep, what = action.partition(":")
    if verb == "read":
        return what.partition(":")[0] in declared_by_code(AuditedRead)
    return action in declared_by_code(AuditAction)


def action_label(action: str) -> str:
    """
    Return an event's action as people read it; one that is no longer declared reads as its code.
    """
    verb, _sep, what = action.partition(":")
    if verb != "read":
        known = declared_by_code(AuditAction).get(action)
        return str(known.label) if known else action
    read = declared_by_code(AuditedRead).get(what.partition(":")[0])
    return _("Read: %(what)s") % {"what": read.label if read else what}
