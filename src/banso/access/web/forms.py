"""Forms of access."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from banso.access.rules import KeyOf, Role, SecondBy
from banso.kit.forms import BansoForm, text_area


def _new_password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,  # as it is typed at the sign-in
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters."),
    )


class _NewPassword(BansoForm):
    def clean_password(self) -> str:
        """Refuse passwords that are easily guessed."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class MemberPlaceForm(BansoForm):
    """What somebody is called here, what they do, and where."""

    name = forms.CharField(label=_("Name"), max_length=100)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    offices = forms.MultipleChoiceField(label=_("Offices"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("offices", offices)


class MemberForm(MemberPlaceForm):
    """Taking somebody in."""

    username = forms.SlugField(
        label=_("Sign-in name"), max_length=60, help_text=_("Latin letters, digits, - and _.")
    )
    field_order = ("name", "username", "roles", "offices")


class OfficeForm(BansoForm):
    """An office, by its name."""

    name = forms.CharField(label=_("Name"), max_length=200)


class AgencyForm(BansoForm):
    """What an agency settles for itself."""

    silence_days = forms.IntegerField(
        label=_("Days without a meeting until a person stands on the desk"),
        min_value=1,
        max_value=365,
    )
    coordinator_after_days = forms.IntegerField(
        label=_("Days of silence after which a referral stands on the coordinators’ desks"),
        min_value=0,
        max_value=365,
    )
    manager_after_days = forms.IntegerField(
        label=_("Days of silence after which it stands on the managers’ desks"),
        min_value=0,
        max_value=365,
    )
    approval_boxes = forms.CharField(
        label=_("Boxes to approve in on printed sheets"),
        required=False,
        max_length=100,
        help_text=_("Separated by 、 — up to eight, such as 担当、主任、管理者."),
    )

    contact = forms.CharField(
        label=_("Telephone and address on letters and slips"), required=False, max_length=200
    )

    second_by = forms.ChoiceField(
        label=_("Whose word is the second where nobody acts alone"),
        choices=SecondBy.choices,
        help_text=_("Where this leaves nobody, the next wider one holds, so that nothing hangs."),
    )
    key_of = forms.ChoiceField(
        label=_("Of whom a second key is asked (passkey, app, or numbers on paper)"),
        choices=KeyOf.choices,
        help_text=_("Without one they reach nothing but the page on which they set it up."),
    )
    lock_after = forms.IntegerField(
        label=_("Minutes without a touch after which a page locks"),
        min_value=0,
        max_value=240,
        help_text=_("0: never. What was typed is kept."),
    )


class RenewalForm(BansoForm):
    """Why a guest is let in anew, and what of it."""

    reason = forms.CharField(
        label=_("What happened, and how you know that it is them"),
        widget=text_area(2),
        min_length=8,
        max_length=300,
        help_text=_("Whoever confirms reads it."),
    )
    key_too = forms.BooleanField(
        label=_("The second key (telephone or paper) is lost as well"), required=False
    )


class _CodeAndNumber(_NewPassword):
    code = forms.CharField(
        label=_("Code on the letter"),
        max_length=60,
        help_text=_("Four groups of five; capital or small, with or without the lines between."),
    )
    word = forms.CharField(
        label=_("Number that was told to you"),
        max_length=12,
        help_text=_("Six digits, by telephone or in person."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class OwnMailForm(BansoForm):
    """Where a code for a new password may go."""

    mail = forms.EmailField(
        label=_("Mail"),
        required=False,
        help_text=_("A code for a new password may go there; the second key is asked for as well."),
    )


class AskMailForm(BansoForm):
    """Asking for a code by mail."""

    username = forms.CharField(label=_("Sign-in name"), max_length=60)
    mail = forms.EmailField(label=_("Mail"))


class ByMailForm(_NewPassword):
    """A new password by the code that was sent."""

    username = forms.CharField(label=_("Sign-in name"), max_length=60)
    code = forms.CharField(label=_("Code in the mail"), max_length=100)
    password = _new_password(_("The new password"))


class WayBackForm(_CodeAndNumber):
    """Setting a password of one's own by a code on paper."""

    password = _new_password(_("The new password"))


class AcceptForm(_CodeAndNumber):
    """Coming in with an invitation."""

    username = forms.SlugField(
        label=_("Sign-in name"), max_length=60, help_text=_("Latin letters, digits, - and _.")
    )
    password = _new_password(_("Password"))
    mail = forms.EmailField(
        label=_("Mail"),
        required=False,
        help_text=_(
            "Only to tell you when somebody asks to renew your way in. You may leave it empty."
        ),
    )


class FactorForm(BansoForm):
    """The number that the app shows."""

    code = forms.CharField(
        label=_("Number that the app shows"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class LetterForm(BansoForm):
    """Where the code goes by mail; the address is not kept."""

    mail = forms.EmailField(
        label=_("Send the code by mail to"),
        help_text=_(
            "The address is not kept. The number goes by telephone, never in the same mail."
        ),
    )
