"""
Two who write the same: for each field that differs the choice is mine, theirs or both, and nothing
is replaced before somebody has chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.forms import BansoForm

ASKED, THEIRS, CHOSEN = "settling", "theirs__", "settle__"
_MACHINERY = ("submission", "version")


class Settled(Codes):
    """Whose words stay where two wrote the same."""

    MINE = "mine", _("Mine, as it stands in the form below")
    THEIRS = "theirs", _("Theirs")
    BOTH = "both", _("Both, theirs first")


@dataclass(frozen=True)
class Difference:
    """A field in which what somebody typed differs from what is kept by now."""

    name: str
    label: Any
    raw: list[str]
    mine: str
    theirs: str
    can_join: bool
    chosen: str = ""
    missing: bool = False

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """What can be chosen."""
        return [one for one in Settled.choices if self.can_join or one[0] != Settled.BOTH]


def differences(form: BansoForm, now: Mapping[str, Any]) -> list[Difference]:
    """Return the fields of a form that was typed in full which differ from what is kept now."""
    found = []
    for name, field in form.fields.items():
        if name in now and name not in _MACHINERY and not form[name].is_hidden:
            kept = _offered(field, now[name])
            if _plain(form.cleaned_data.get(name)) != _plain(kept):
                found.append(_difference(form, name, _raw(field, kept)))
    return found


def kept_in_row(form: BansoForm, row: models.Model) -> dict[str, Any]:
    """Return what a row keeps under the names of a form's fields."""
    columns = {one.name for one in row._meta.concrete_fields} | {
        one.attname for one in row._meta.concrete_fields
    }
    return {name: getattr(row, name) for name in form.fields if name in columns}


def asked_again(form: BansoForm) -> list[Difference]:
    """Return the fields about which a submission was asked, with what was chosen for each."""
    return [
        _difference(form, name, form.data.getlist(f"{THEIRS}{name}"), asked=True)  # type: ignore[attr-defined]
        for name in form.data.getlist(ASKED)  # type: ignore[attr-defined]
        if name in form.fields and name not in _MACHINERY
    ]


def as_chosen(data: QueryDict, asked: list[Difference]) -> QueryDict:
    """Return a submission in which every field holds what was chosen for it."""
    settled = data.copy()
    for one in asked:
        typed = settled.getlist(one.name)
        if one.chosen == Settled.THEIRS:
            settled.setlist(one.name, one.raw)
        elif one.chosen == Settled.BOTH:
            texts = [text for text in (*one.raw, *typed) if text]
            settled.setlist(one.name, ["\n".join(texts)])
        for key in (f"{THEIRS}{one.name}", f"{CHOSEN}{one.name}"):
            settled.pop(key, None)
    settled.pop(ASKED, None)
    return settled


def _difference(form: BansoForm, name: str, raw: list[str], *, asked: bool = False) -> Difference:
    bound = form[name]
    chosen = str(form.data.get(f"{CHOSEN}{name}", "")) if asked else ""
    joins = isinstance(bound.field.widget, forms.Textarea)
    known = chosen in (Settled.MINE, Settled.THEIRS) or (joins and chosen == Settled.BOTH)
    return Difference(
        name=name,
        label=form.called(name),
        raw=raw,
        mine=_said(bound.field, form.data.getlist(form.add_prefix(name))),  # type: ignore[attr-defined]
        theirs=_said(bound.field, raw),
        can_join=joins,
        chosen=chosen if known else "",
        missing=asked and not known,
    )


def _labels(field: forms.Field) -> dict[str, Any] | None:
    """Return the choices of a field by their codes, None where it has none."""
    choices = getattr(field, "choices", None)
    if choices is None:
        return None
    labels: dict[str, Any] = {}
    for code, label in choices:
        one_group = isinstance(label, (list, tuple))
        labels |= {str(pk): name for pk, name in label} if one_group else {str(code): label}
    return labels


def _offered(field: forms.Field, value: Any) -> Any:
    """Return what a row keeps without what this form does not offer: it is not this viewer's."""
    labels = _labels(field)
    if labels is None:
        return value
    if isinstance(value, (list, tuple)):
        return [one for one in value if str(one) in labels]
    return value if str(value) in labels else ""


def _raw(field: forms.Field, value: Any) -> list[str]:
    """Return a value as the field's control would send it."""
    if isinstance(value, bool):
        return ["on"] if value else []
    shown = field.widget.format_value(field.prepare_value(value))
    shown = shown if isinstance(shown, (list, tuple)) else [shown]
    return [str(one) for one in shown if one not in (None, "")]


def _said(field: forms.Field, raw: list[str]) -> str:
    """Return what a control would send as people read it."""
    labels = _labels(field)
    if labels is not None:
        return "、".join(str(labels.get(one, one)) for one in raw)
    if isinstance(field, forms.BooleanField):
        return "✓" if raw else ""
    return "\n".join(raw)


def _plain(value: Any) -> Any:
    """Return a value so that what reads alike is alike."""
    if value in (None, "", [], False):
        return ""
    if isinstance(value, (list, tuple, set)):
        return sorted(str(one) for one in value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()
