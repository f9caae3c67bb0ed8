"""Form of a key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from banso.api.rules import LASTS
from banso.kit.forms import BansoForm, Choices


class KeyForm(BansoForm):
    """Making a key for a program."""

    name = forms.CharField(
        label=_("Which program it is for"),
        max_length=60,
        help_text=_("So that you know which one to end: “reception desk of the hospital”."),
    )
    duties = forms.MultipleChoiceField(
        label=_("What it may"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick what the program needs, and no more.")},
        help_text=_("At most what you may yourself. If that becomes less, so does this."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it serves"), coerce=int, widget=forms.RadioSelect, initial=LASTS[0]
    )

    def __init__(self, *args: Any, duties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duties", duties)
        said = [(one, ngettext("%(n)d day", "%(n)d days", one) % {"n": one}) for one in LASTS]
        self.offer("days", [(str(one), words) for one, words in said])
