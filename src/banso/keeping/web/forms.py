"""Forms of what is kept for people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.keeping.rules import GivenTo, Kind, Signed, Together, Wish
from banso.kit.forms import BansoForm, Choices, DayField, WholeAmountField, text_area

CASH = ""
"""The choice of a row that gives out cash."""


class BeginForm(BansoForm):
    """What is agreed before anything is kept."""

    why = forms.CharField(
        label=_("Why it is kept"),
        widget=text_area(2),
        max_length=1000,
        help_text=_("For example so that the rent is there on the day, or while in hospital."),
    )
    wish = forms.ChoiceField(label=_("By whose wish"), choices=Wish.choices)
    wish_words = forms.CharField(
        label=_("If somebody else asked: who, and what the person says to it"),
        required=False,
        max_length=200,
    )
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=1000
    )
    keeper = forms.ChoiceField(
        label=_("Who keeps it"),
        help_text=_(
            "Only who reaches the person and may know of money. It passes on when they go."
        ),
    )
    place = forms.CharField(label=_("Where it lies"), required=False, max_length=200)
    on = DayField(past=True, label=_("Day"))

    def __init__(self, *args: Any, keepers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("keeper", keepers)


class TakeInForm(BansoForm):
    """What goes into keeping."""

    kind = forms.ChoiceField(label=_("What comes into keeping"), choices=Kind.choices)
    amount = WholeAmountField(label=_("How much (yen, or pieces)"))
    what = forms.CharField(
        label=_("How anybody recognises it"),
        required=False,
        max_length=200,
        help_text=_("Not needed for cash. No PIN, no password."),
    )
    purpose = forms.CharField(label=_("What it is for"), required=False, max_length=200)
    with_whom = forms.CharField(label=_("From whom"), required=False, max_length=200)
    on = DayField(past=True, label=_("Day"))


class GiveOutForm(BansoForm):
    """What goes out of keeping."""

    of_id = forms.ChoiceField(label=_("What goes out"), required=False)
    amount = WholeAmountField(label=_("How much (yen, or pieces)"))
    purpose = forms.CharField(label=_("What it is for"), max_length=200)
    with_whom = forms.CharField(label=_("To whom"), max_length=200)
    why_below = forms.CharField(
        label=_("If that is more than is there: why"), required=False, max_length=200
    )
    on = DayField(past=True, label=_("Day"))

    def __init__(self, *args: Any, things: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("of_id", [(CASH, Kind.CASH.label), *things])


class ReverseForm(BansoForm):
    """Why a row was wrong."""

    why = forms.CharField(label=_("What was wrong with it"), max_length=200)
    why_below = forms.CharField(
        label=_("If less than nothing is left by it: why"), required=False, max_length=200
    )


class CountForm(BansoForm):
    """What was counted, together with whom."""

    found = WholeAmountField(label=_("Cash that was counted (yen)"))
    things_there = forms.BooleanField(
        label=_("Everything else that is kept was seen as well"), required=False
    )
    note = forms.CharField(
        label=_("Where it differs: what is known of it"),
        required=False,
        widget=text_area(2),
        max_length=1000,
    )
    together = forms.ChoiceField(label=_("Was the person there?"), choices=Together.choices)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=1000
    )
    on = DayField(past=True, label=_("Day"))


class SignForm(BansoForm):
    """How the person gave their word."""

    signed = forms.ChoiceField(label=_("How"), choices=Signed.choices)
    note = forms.CharField(
        label=_("Where the paper lies, or who heard it"), required=False, max_length=200
    )
    on = DayField(past=True, label=_("Day"))


class HandOverForm(BansoForm):
    """Who keeps it from now on."""

    keeper = forms.ChoiceField(label=_("Who keeps it"))
    on = DayField(past=True, label=_("From"))

    def __init__(self, *args: Any, keepers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("keeper", keepers)


class EndForm(BansoForm):
    """Giving everything back."""

    given_to = forms.ChoiceField(label=_("To whom"), choices=GivenTo.choices)
    given_to_whom = forms.CharField(
        label=_("Name of whoever received it, and on what ground"),
        required=False,
        max_length=200,
    )
    words = forms.CharField(
        label=_("What was said"), required=False, widget=text_area(2), max_length=1000
    )
    on = DayField(past=True, label=_("Day"))
