"""Forms of keepsakes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.keepsakes.rules import Kind
from banso.kit.forms import BansoForm, DayField


class KeepForm(BansoForm):
    """One thing to keep."""

    kind = forms.ChoiceField(label=_("What sort of keepsake"), choices=Kind.choices)
    text = forms.CharField(label=_("How to recognise it"), required=False, max_length=200)
    on = DayField(label=_("Kept since"))
