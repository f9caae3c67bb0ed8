"""Forms of agreeing to a plan, looking at it together, handing a copy over."""

import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.people.rules import Sensitivity
from banso.planning.rules import (
    AgreedBy,
    Answered,
    Attained,
    EndReason,
    Outcome,
    PauseReason,
    SheetKind,
)

FOLLOW_UPS = (1, 2, 3)


class AgreementForm(BansoForm):
    """What the person says to the plan."""

    answered = forms.ChoiceField(
        label=_("What the person says"), choices=Answered.choices, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("In which way"), choices=AgreedBy.choices, widget=forms.RadioSelect
    )
    signature = forms.CharField(
        label=_("Signature"), required=False, max_length=120_000, widget=forms.HiddenInput
    )
    witness = forms.CharField(label=_("Witness, where it was said"), required=False, max_length=100)
    seen = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=2000
    )
    explained_by = forms.ChoiceField(label=_("Explained by"))
    on = DayField(past=True, label=_("Day"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("explained_by", members)

    def strokes(self) -> Any:
        """Return what was drawn, as it came; the action checks it."""
        try:
            return json.loads(self.cleaned_data.get("signature") or "[]")
        except (ValueError, RecursionError):
            return None


class EvaluationForm(BansoForm):
    """Looking at a plan together."""

    folds = (
        (_("Other changes that were seen"), ("changes",)),
        (
            _("What remains, the supporter’s view, the meeting"),
            ("remaining", "view", "conference_on"),
        ),
        (
            _("Somebody asks again"),
            [name for one in FOLLOW_UPS for name in (f"follow_{one}", f"follow_{one}_text")],
        ),
    )
    on = DayField(past=True, label=_("Day"))
    attained = forms.ChoiceField(
        label=_("How far the goals were reached"),
        required=False,
        choices=[("", _("(not said)")), *Attained.choices],
    )
    first = forms.MultipleChoiceField(
        label=_("Changes that being there looks for first"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    changes = forms.MultipleChoiceField(
        label=_("Other changes that were seen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("What the person says to it"), required=False, widget=text_area(3), max_length=4000
    )
    remaining = forms.CharField(
        label=_("What remains"), required=False, widget=text_area(2), max_length=4000
    )
    view = forms.CharField(
        label=_("The supporter’s view"), required=False, widget=text_area(2), max_length=4000
    )
    sensitivity = forms.ChoiceField(label=_("What it is about"))
    conference_on = DayField(
        past=True, label=_("Support coordination meeting held on"), required=False
    )
    outcome = forms.ChoiceField(
        label=_("What follows"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    next_review_on = DayField(
        label=_("Next look together"),
        required=False,
        help_text=_("Needed where the plan goes on or is replanned."),
    )
    reason = forms.ChoiceField(
        label=_("Reason for pausing or ending"),
        required=False,
        choices=[
            ("", _("(the plan goes on)")),
            (_("Ending"), EndReason.choices),
            (_("Pausing"), PauseReason.choices),
        ],
    )
    reason_note = forms.CharField(label=_("In a few words"), required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        first: Choices,
        changes: Choices,
        protections: list[str],
        goes_on: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("first", first)
        if not goes_on:  # of somebody who has died
            self.offer("outcome", [(one.value, one.label) for one in (Outcome.END, Outcome.PAUSE)])
        self.offer("changes", changes)
        self.offer("sensitivity", [(kind, Sensitivity.label_of(kind)) for kind in protections])
        for number in FOLLOW_UPS:
            self.fields[f"follow_{number}"] = DayField(
                label=_("Somebody asks again on"), required=False
            )
            self.fields[f"follow_{number}_text"] = forms.CharField(
                label=_("What for"), required=False, max_length=200
            )

    def follow_ups(self) -> list[tuple[date, str]]:
        """Return the days on which somebody asks again, each with what for."""
        rows = [
            (
                self.cleaned_data.get(f"follow_{number}"),
                self.cleaned_data.get(f"follow_{number}_text") or "",
            )
            for number in FOLLOW_UPS
        ]
        return [(day, text) for day, text in rows if day]


class CopyForm(BansoForm):
    """A copy that was handed over."""

    sheet = forms.ChoiceField(label=_("Sheet"), choices=SheetKind.choices)
    furigana = forms.BooleanField(label=_("With furigana"), required=False)
    on = DayField(past=True, label=_("Day"))
