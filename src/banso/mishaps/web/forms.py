"""Forms of what went wrong, or nearly; their fields stand in the order of the sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.mishaps.rules import Kind, Told, Where
from banso.people.rules import SENSITIVITY_DUTY, Sensitivity


def readable_abouts(viewer: Viewer, *, also: str = "") -> Choices:
    """Return what somebody may say that it is about; what it is about already stays among it."""
    return [
        (code, label)
        for code, label in Sensitivity.choices
        if code == also
        or (asked := SENSITIVITY_DUTY.get(Sensitivity(code))) is None
        or viewer.may(asked)
    ]


class AccountForm(BansoForm):
    """What happened, what was done, to whom it was told, what was learnt, what changes."""

    kind = forms.ChoiceField(label=_("What sort of thing"), choices=Kind.choices)
    on = DayField(past=True, label=_("Day"))
    at_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.ChoiceField(label=_("Where"), choices=Where.choices)
    place_words = forms.CharField(label=_("Where exactly"), required=False, max_length=200)
    others = forms.CharField(
        label=_("Who else was there"),
        required=False,
        max_length=200,
        help_text=_("Without names: two neighbours, a passer-by."),
    )
    happened = forms.CharField(
        label=_("What happened"),
        widget=text_area(5),
        max_length=20000,
        help_text=_("Facts, in their order. Nobody is blamed here."),
    )
    done = forms.CharField(
        label=_("What was done at once"), required=False, widget=text_area(3), max_length=20000
    )
    told = forms.MultipleChoiceField(
        label=_("To whom it was told"),
        required=False,
        choices=Told.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    told_words = forms.CharField(
        label=_("When, how, by whom it was told"), required=False, max_length=300
    )
    learnt = forms.CharField(
        label=_("What was learnt"), required=False, widget=text_area(3), max_length=20000
    )
    change = forms.CharField(
        label=_("What changes"), required=False, widget=text_area(3), max_length=20000
    )
    change_until = DayField(label=_("Until when"), required=False)
    answerable = forms.ChoiceField(label=_("Who answers for it"), required=False)
    about = forms.ChoiceField(label=_("What it is about"))
    office = forms.ChoiceField(label=_("Office"))

    def __init__(
        self, *args: Any, members: Choices, offices: Choices, abouts: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("answerable", [("", _("(nobody in particular)")), *members])
        self.offer("office", offices)
        self.offer("about", abouts)


class CloseForm(BansoForm):
    """Closing what somebody else wrote down."""

    words = forms.CharField(label=_("In a few words"), required=False, max_length=300)
