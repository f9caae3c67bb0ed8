"""
Forms: label above, ※必須, support text, error under the field, no placeholder; what was typed is
kept.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banso.kit.eras import PartialDate, in_japanese, months_later
from banso.kit.formatting import brief_day
from banso.kit.ids import new_id
from banso.kit.my_number import carries_my_number
from banso.kit.readers.dates import DateAhead, UnreadableDate, parse_birth
from banso.kit.readers.numbers import read_amount
from banso.kit.readers.said_days import heard_day

MY_NUMBER_REFUSED = _(
    "This looks like a My Number. The law forbids keeping it here; please leave it out and "
    "write “has it” or “lost it” instead."
)


AHEAD_MONTHS = 120


class DayInput(forms.TextInput):
    """A day as text, in the way the page writes days; the page puts a calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        calendar = {"data-day": _("Choose in a calendar"), "class": "day__typed"}
        super().__init__({"autocomplete": "off", "maxlength": "40", **calendar, **(attrs or {})})

    def format_value(self, value: Any) -> str:
        """Return a day as people read it; what was typed stays as typed."""
        if isinstance(value, date):
            return brief_day(value) if get_language() == "ja" else value.isoformat()
        return str(value or "")


_WORDS_WITH_A_NUMBER = re.compile(r"(?=.*\d).*[^\d\s,.+\-]", re.DOTALL)


class PartialDateField(forms.CharField):
    """
    A birth as people say it: 「S30.4.1」, 「昭和30年頃」, 「1955/4/1」, 「70歳くらい」, 「不明」.

    An age keeps its words and the day on which it was said; nobody is born in the future.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("For example S30.4.1, “昭和30年頃”, 1955/4/1, “70歳くらい” or “不明”.")
        )
        kwargs.setdefault("max_length", 80)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return a PartialDate; an empty field means unknown."""
        if isinstance(value, PartialDate):
            return value
        try:
            return parse_birth(super().to_python(value) or "", today=timezone.localdate())
        except DateAhead as error:
            raise ValidationError(
                _("This day lies in the future. Please look at the year again."), code="date"
            ) from error
        except UnreadableDate as error:
            raise ValidationError(
                _(
                    "This date could not be read. Please write it like S30.4.1, “昭和30年頃”, "
                    "1955/4/1, “70歳くらい” or “不明”."
                ),
                code="date",
            ) from error

    def validate(self, value: Any) -> None:
        """A partial date is never missing: unknown is an answer."""

    def run_validators(self, value: Any) -> None:
        """The text was checked on reading."""

    def prepare_value(self, value: Any) -> Any:
        """Show a known date the way it is written, not the way it is kept."""
        if isinstance(value, PartialDate):
            if value.words:
                return value.words
            return "" if value.year is None else in_japanese(value).split("(")[0]
        return value


class DayField(forms.CharField):
    """
    A calendar day, picked, typed in 和暦 or 西暦, or said (「あす」, 「来週火曜」).

    Of what happened it is not in the future (`past`), of what is meant to happen ten years ahead
    at most.
    """

    widget = DayInput

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return a date, or None where the field was left empty."""
        if isinstance(value, date) or value in (None, ""):
            return value or None
        today = timezone.localdate()
        try:
            day = heard_day(str(value), today=today, past=self.past)
        except UnreadableDate as error:
            raise ValidationError(
                _(
                    "This day could not be read. Please write it like R8.11.23, 2026-11-23, "
                    "tomorrow or next Tuesday."
                ),
                code="date",
            ) from error
        if day > (today if self.past else months_later(today, AHEAD_MONTHS)):
            raise ValidationError(
                _("This day lies in the future. Please look at the year again.")
                if self.past
                else _("This day lies more than ten years ahead. Please look at the year again."),
                code="date",
            )
        return day

    def validate(self, value: Any) -> None:
        """Say what is missing, where the day is needed."""
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The day was checked on reading."""


class AmountField(forms.CharField):
    """A whole number as people write it, 「15万円」 too; 「約10〜15万円」 stays in its words."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return a number, the words in which one was said, or None where it was left empty."""
        if isinstance(value, int) or value in self.empty_values:
            return None if value in self.empty_values else value
        text = super().to_python(value) or ""
        amount = read_amount(text)
        if amount is None and text and not _WORDS_WITH_A_NUMBER.match(text):
            raise ValidationError(
                _("Please write a number such as 150000 or 15万円, or words with one."),
                code="amount",
            )
        return text if amount is None else amount

    def run_validators(self, value: Any) -> None:
        """Look at the length of words only."""
        if isinstance(value, str):
            super().run_validators(value)


class WholeAmountField(AmountField):
    """A whole number as people write it; words are none."""

    default_error_messages: ClassVar = {
        "amount": _("Please write a whole number, such as 5000 or 1万円.")
    }

    def to_python(self, value: Any) -> Any:
        """Return the number, or say that it is none."""
        found = super().to_python(value)
        if isinstance(found, str):
            raise ValidationError(self.error_messages["amount"], code="amount")
        return found


Folds = Sequence[tuple[Any, Sequence[str]]]
"""Parts of a form that open by their heading: each with the names of its fields."""

# What is asked only after some answers: a field, the field that decides, and which of its values.
Appears = Mapping[str, tuple[str, Sequence[str]]]


class BansoForm(forms.Form):
    """
    A form that writes once, knows which version it was made from, and refuses a My Number in any
    field.
    """

    folds: ClassVar[Folds] = ()
    appears: ClassVar[Appears] = {}
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("submission", new_id())

    def offer(self, name: str, choices: "Choices") -> None:
        """Offer these choices in a field."""
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Look through everything that was typed for a My Number."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            texts: Sequence[object] = value if isinstance(value, (list, tuple)) else [value]
            if any(isinstance(text, str) and carries_my_number(text) for text in texts):
                self.add_error(name, MY_NUMBER_REFUSED)
        return cleaned

    def get_context(self) -> dict[str, Any]:
        """
        Return what the form is drawn from: the fields that stand open, and those that `folds` name
        under their headings. A part that holds something, or something wrong, is open.
        """
        for name, (decides, values) in self.appears.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-when"] = f"{decides}={' '.join(values)}"
        context = super().get_context()
        folded = {name for _heading, names in self.folds for name in names}
        of_name = {field.name: (field, errors) for field, errors in context["fields"]}
        context["fields"] = [row for name, row in of_name.items() if name not in folded]
        context["folds"] = [
            {
                "heading": heading,
                "fields": [of_name[name] for name in names if name in of_name],
                "open": any(
                    self[name].errors or self[name].value() not in (None, "", [], False)
                    for name in names
                    if name in of_name
                ),
            }
            for heading, names in self.folds
        ]
        return context

    def called(self, name: str) -> str:
        """Return what a field is called where it stands alone, away from what is around it."""
        return str(self.fields[name].label)

    def typed(self) -> dict[str, Any]:
        """Return the cleaned values without the machinery."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("submission", "version")
        }


class OneTap(forms.Select):
    """A choice that sends its form: one tap says it and keeps everything typed beside it."""

    template_name = "kit/_one_tap.html"
    use_fieldset = True

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        """Return nothing: a group of buttons is called by its legend."""
        return ""


def text_area(rows: int = 3) -> forms.Textarea:
    """Return a text area of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


Choices = list[tuple[str, Any]]
