"""Audit events as people read them."""

from typing import Any

from django.utils.translation import gettext as _

from banso.kit.declarations import AuditAction, AuditedRead, declared_by_code


def is_declared(action: str) -> bool:
    """Return whether a room declares this action; of something read, what was read."""
    verb, _sep, what = action.partition(":")
    if verb == "read":
        return what.partition(":")[0] in declared_by_code(AuditedRead)
    return action in declared_by_code(AuditAction)


def action_label(action: str, detail: dict[str, Any] | None = None) -> str:
    """
    Return an event's action as people read it, with the parts of a page that its detail names, and
    that a program did it where one did; one that is no longer declared reads as its code.
    """
    said = _said(action, detail or {})
    if "key" in (detail or {}):
        return _("%(done)s (by a program, with a key)") % {"done": said}
    return said


def _said(action: str, detail: dict[str, Any]) -> str:
    verb, _sep, what = action.partition(":")
    if verb != "read":
        known = declared_by_code(AuditAction).get(action)
        return str(known.label) if known else action
    read = [what, *(one for one in detail.get("parts", []) if one != what)]
    return _("Read: %(what)s") % {"what": "、".join(_read_label(one) for one in read)}


def _read_label(what: str) -> str:
    read = declared_by_code(AuditedRead).get(what.partition(":")[0])
    return str(read.label) if read else what
