"""Forms of telephones."""

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm


class TelephoneForm(BansoForm):
    """Taking a telephone on."""

    name = forms.CharField(
        label=_("What this telephone is called"),
        max_length=60,
        help_text=_("So that you know which one to stop: “white one of the office, no. 2”."),
    )
