"""Values that came from elsewhere, and their fields, as people read them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.interop.ledger_values import FIELD_LABELS
from banso.kit.formatting import format_day
from banso.people.actions import birth_from
from banso.people.ledger_fields import LEDGER_FIELDS, LedgerField
from banso.people.rules import ClosingReason, Ledger, Sensitivity, Sex, readable

_VALUE = "values."
_FIELDS = {one.code: one for fields in LEDGER_FIELDS.values() for one in fields}


def field_label(name: str) -> str:
    """Return what a field is called."""
    labels = {
        "closing": FIELD_LABELS["closed_on"],
        "on": _("Day"),
        "title": _("Title"),
        "fact": FIELD_LABELS["note"],
        "person": _("Whose it is"),
        "ledger": _("Ledger"),
        "place_kind": _("Kind of place"),
        "names": FIELD_LABELS["full_name"],
    }
    declared = _FIELDS.get(name.removeprefix(_VALUE))
    if name.startswith(_VALUE) and declared is not None:
        return str(declared.label)
    return str(labels.get(name) or FIELD_LABELS.get(name) or name)


def may_read(name: str, by: Viewer) -> bool:
    """Return whether this viewer may read a field of this name."""
    declared: LedgerField | None = _FIELDS.get(name.removeprefix(_VALUE))
    return (
        not name.startswith(_VALUE)
        or declared is None
        or declared.sensitivity in readable(by.duties)
    )


def sensitivity_of(name: str) -> str:
    """Return what a field of this name is about, where that asks for a duty of its own."""
    declared = _FIELDS.get(name.removeprefix(_VALUE)) if name.startswith(_VALUE) else None
    return declared.sensitivity if declared else Sensitivity.PLAIN


def say(name: str, value: Any, by: Viewer) -> str:
    """Return a value as people read it; nothing of what this viewer may not read."""
    if not may_read(name, by):
        return _("not open to you")
    if value in (None, "", []):
        return _("nothing")
    if name == "birth":
        return format_day(birth_from(value))
    if name == "closing":
        return f"{format_day(date.fromisoformat(value[0]))} {ClosingReason.label_of(value[1])}"
    if name in ("opened_on", "on"):
        return format_day(date.fromisoformat(value))
    if name == "sex":
        return str(Sex.label_of(value))
    if name == "ledger":
        return str(Ledger.label_of(value))
    declared = _FIELDS.get(name.removeprefix(_VALUE))
    if name.startswith(_VALUE) and declared is not None:
        return declared.said(value)
    return str(value)
