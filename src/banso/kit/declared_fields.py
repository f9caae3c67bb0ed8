"""
Declared fields: a field named by its kind (line, prose, choice, one, step, many, day, number, rows)
becomes a form field, a value that is kept, and words.

Rooms that declare fields (ledgers, and forms that are data) share this, so that one kind behaves
the same everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banso.kit.formatting import format_day, grouped
from banso.kit.forms import AmountField, Choices, DayField, text_area
from banso.kit.row_fields import RowsField, rows_said

Options = Sequence[tuple[str, Any]]
LEFT_OUT = "-"
"""Left out by choice; where nothing was touched, nothing is kept."""


class Bilingual:
    """A label that data brings along in Japanese and English; reads as the language in force."""

    def __init__(self, ja: str, en: str) -> None:
        self.ja, self.en = ja, en

    def __str__(self) -> str:
        """The label in the reader's language."""
        return self.ja if get_language() == "ja" else self.en


@dataclass(frozen=True)
class Item:
    """One declared field: its code, what it is called, of which kind it is, and what to choose."""

    code: str
    label: Any
    kind: str = "line"
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def form_kind(self) -> str:
        """The kind of the form field that takes the value; empty where there is none."""
        return self.kind

    def field(self, *, blank: Any = "") -> forms.Field:
        """Return the form field that takes the value; `blank` is what an empty choice says."""
        return form_field(self.form_kind, self.options, blank=blank, label=self.label)

    def said(self, value: object) -> str:
        """Return a kept value as people read it."""
        return say(self.form_kind, self.options, value)

    def held(self, value: object) -> str | int | date:
        """Return a kept value as it stands in a file: numbers and days as what they are."""
        if self.form_kind == "number" and isinstance(value, int):
            return value
        if self.form_kind == "day" and isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                return value
        return self.said(value)


class DeclaredFields(forms.Form):
    """A form, or a part of one, whose fields are declared."""

    def declare(self, items: Iterable[Item], *, prefix: str = "", blank: Any = "") -> None:
        """Add a field for each item; `blank` is what an empty choice says."""
        self.declared: dict[str, str] = getattr(self, "declared", {})
        for one in items:
            self.declared[f"{prefix}{one.code}"] = one.code
            self.fields[f"{prefix}{one.code}"] = one.field(blank=blank)

    def declared_values(self) -> dict[str, Any]:
        """Return the values of the declared fields by their codes, as they are kept."""
        return {code: kept(self.cleaned_data.get(name)) for name, code in self.declared.items()}


def form_field(kind: str, options: Options = (), *, blank: Any = "", **common: Any) -> forms.Field:
    """Return the form field for a kind; `blank` is what an empty choice says."""
    common.setdefault("required", False)
    if kind == "choice":
        empty: Choices = [] if common["required"] else [("", blank or _("Not asked"))]
        return forms.ChoiceField(choices=empty + list(options), **common)
    if kind == "one":
        return forms.ChoiceField(choices=list(options), widget=forms.RadioSelect, **common)
    if kind == "step":  # one tap, as easily left out, and nothing chosen beforehand
        steps: Choices = [*options, (LEFT_OUT, blank)]
        return forms.ChoiceField(choices=steps, widget=forms.RadioSelect, **common)
    if kind == "many":
        return forms.MultipleChoiceField(
            choices=list(options), widget=forms.CheckboxSelectMultiple, **common
        )
    if kind == "rows":  # what can be chosen are the columns
        return RowsField(columns=options, **common)
    if kind == "prose":
        common.setdefault("widget", text_area(3))
        common.setdefault("max_length", 4000)
        return forms.CharField(**common)
    if kind == "day":
        return DayField(**common)
    if kind == "number":
        return AmountField(**common)
    common.setdefault("max_length", 300)
    return forms.CharField(**common)


def kept(value: Any) -> Any:
    """Return a cleaned value as it is kept in JSON: days in ISO form, nothing as an empty text."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def say(kind: str, options: Options, value: object) -> str:
    """Return a kept value as people read it."""
    if value in (None, "", []) or (kind == "step" and value == LEFT_OUT):
        return ""
    if kind == "rows":
        return rows_said(options, value)
    if kind == "number":
        return grouped(value) if isinstance(value, int) else str(value)
    if kind == "day":
        return _say_kept_day(str(value))
    values = value if isinstance(value, list) else [value]
    labels = dict(options)
    return "、".join(str(labels.get(str(one), one)) for one in values)


def _say_kept_day(text: str) -> str:
    try:
        return format_day(date.fromisoformat(text))
    except ValueError:  # brought in from elsewhere as somebody wrote it
        return text
