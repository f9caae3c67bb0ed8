"""Forms of assessment."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from banso.assessment.instrument import Item
from banso.assessment.queries import Answer
from banso.assessment.rules import TEXTS, Standing
from banso.assessment.versions import Earlier, versions_of
from banso.kit.declared_fields import form_field, kept
from banso.kit.forms import BansoForm, Choices, DayField, text_area

_TEXT_LABELS = {"words": _("The person’s words"), "fact": _("Fact"), "view": _("The worker’s view")}


class BeginForm(BansoForm):
    """Beginning a snapshot."""

    taken_on = DayField(past=True, label=_("Day"))
    form = forms.ChoiceField(label=_("Form"))
    start = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, forms_offered: Choices, starts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("form", forms_offered)
        self.offer("start", starts)


def _base(answer: dict[str, Any]) -> str:
    """
    Return a short mark of an answer (made comparable) as it was shown, so that only what this
    person changed is kept.
    """
    plain = json.dumps([answer[name] for name in ("standing", "value", *TEXTS)], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _comparable(answer: dict[str, Any]) -> dict[str, Any]:
    value = answer.get("value")
    texts = {name: str(answer.get(name) or "").replace("\r\n", "\n") for name in TEXTS}
    return {
        "standing": answer.get("standing") or "not_asked",
        "value": "" if value in (None, "", []) else value,
        **texts,
    }


def fields_of(answers: list[Answer], codes: Collection[str]) -> dict[str, Any]:
    """Return what is kept of these items, by the names of their fields on the page."""
    return {
        f"{answer.item.code}__{name}": text
        for answer in answers
        if answer.item.code in codes
        for name, text in _comparable({**answer.kept, "standing": answer.standing}).items()
    }


@dataclass(frozen=True)
class ItemFields:
    """One item on the page: its answer so far and its fields."""

    answer: Answer
    standing: BoundField
    value: BoundField | None
    texts: list[BoundField]
    base: BoundField
    earlier: list[Earlier]

    @property
    def is_open(self) -> bool:
        """
        Whether the three texts are shown at once: where something is written, wrong, or where there
        is nothing else to fill in.
        """
        return self.value is None or any(field.value() or field.errors for field in self.texts)

    @property
    def is_wanted(self) -> bool:
        """Whether a phone shows it unfolded: where something is wrong."""
        fields = [field for field in (self.standing, self.value, *self.texts) if field is not None]
        return any(field.errors for field in fields)

    @property
    def steps(self) -> bool:
        """Whether the answer is one of four steps."""
        return self.answer.item.kind == "level"

    @property
    def is_group(self) -> bool:
        """Whether the answer is given by several controls, under one label."""
        if self.value is None:
            return False
        one_box = isinstance(self.value.field.widget, forms.CheckboxInput)
        return bool(self.value.use_fieldset) or one_box


class PartForm(BansoForm):
    """
    A section's items, each with how far it was talked about, a value, and the three texts kept
    apart.
    """

    def __init__(self, *args: Any, answers: list[Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers, self.versions = answers, versions_of(answers)
        for answer in answers:
            self._declare(answer.item)
            shown = _comparable({**answer.kept, "standing": answer.standing})
            for name in ("standing", "value", *TEXTS):
                self.initial.setdefault(f"{answer.item.code}__{name}", shown[name])
            self.initial.setdefault(f"{answer.item.code}__base", _base(shown))

    def _declare(self, item: Item) -> None:
        code = item.code
        self.fields[f"{code}__standing"] = forms.ChoiceField(
            label=_("How far"), choices=Standing.choices, required=False
        )
        if item.kind == "level":  # four steps, four targets
            self.fields[f"{code}__value"] = forms.ChoiceField(
                label=item.label,
                choices=[*item.options, ("", _("(not chosen)"))],
                widget=forms.RadioSelect,
                required=False,
            )
        elif item.form_kind:
            self.fields[f"{code}__value"] = form_field(
                item.form_kind, item.options, blank=_("(not chosen)"), label=item.label
            )
        for name in TEXTS:
            self.fields[f"{code}__{name}"] = forms.CharField(
                label=_TEXT_LABELS[name], required=False, max_length=4000, widget=text_area(2)
            )
        self.fields[f"{code}__base"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=16
        )

    def called(self, name: str) -> str:
        """Return what a field is called where it stands alone: with its item."""
        code, _sign, part = name.partition("__")
        item = next((one.item for one in self.answers if one.item.code == code), None)
        label = str(self.fields[name].label)
        return label if item is None or part == "value" else f"{item.label}: {label}"

    @property
    def groups(self) -> Iterator[ItemFields]:
        """Every item with its fields, in order."""
        for answer in self.answers:
            code = answer.item.code
            yield ItemFields(
                answer=answer,
                standing=self[f"{code}__standing"],
                value=self[f"{code}__value"] if answer.item.form_kind else None,
                texts=[self[f"{code}__{name}"] for name in TEXTS],
                base=self[f"{code}__base"],
                earlier=self.versions.get(code, []),
            )

    def changes(self) -> dict[str, dict[str, Any]]:
        """Return what this person changed, by item; what they left as it was shown is left out."""
        changed = {}
        for answer in self.answers:
            code = answer.item.code
            typed = _comparable(
                {
                    name: kept(self.cleaned_data.get(f"{code}__{name}"))
                    for name in ("standing", "value", *TEXTS)
                }
            )
            if _base(typed) != (self.cleaned_data.get(f"{code}__base") or _base(_comparable({}))):
                changed[code] = typed
        return changed
