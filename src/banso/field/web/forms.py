"""Forms of telephones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.intake.web.forms import MeetForm
from banso.kit.forms import BansoForm, Choices


class TelephoneForm(BansoForm):
    """Taking a telephone on."""

    name = forms.CharField(
        label=_("What this telephone is called"),
        max_length=60,
        help_text=_("So that you know which one to stop: “white one of the office, no. 2”."),
    )
    guest = forms.ChoiceField(
        label=_("Who carries it"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "A guest needs no account: the square takes tonight’s round along at once. What they "
            "write comes home in your name, and says theirs."
        ),
    )

    def __init__(self, *args: Any, guests: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if guests:
            self.offer("guest", [("", _("I do")), *guests])
        else:
            del self.fields["guest"]


NEW = "new"
"""Chosen for whoever has not been met before."""


class WriteLineForm(MeetForm):
    """A line that could not be written by itself, as a meeting of its night."""

    who = forms.ChoiceField(label=_("Whom was it with?"), widget=forms.RadioSelect)
    field_order = ["who", "called_name", "place", "looks"]

    def __init__(self, *args: Any, who: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "place_kind"):
            del self.fields[name]
        self.offer("who", [*who, (NEW, _("Somebody else, who is new"))])
