"""The sign-in package's forms in our words: no placeholder, and no way back to a lost password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django.utils.translation import gettext_lazy as _


class InOurWords:
    """
    Fields say what they are above them and nowhere else. Whoever lost a password is let in again by
    whoever manages the agency, so there is no link.
    """

    fields: dict[str, Any]
    labels: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, one in self.fields.items():
            one.help_text = ""
            one.widget.attrs.pop("placeholder", None)
            one.label = self.labels.get(name, one.label)


class SignInForm(InOurWords, LoginForm):  # type: ignore[misc]
    """Signing in."""

    labels = {"login": _("Sign-in name"), "password": _("Password")}


class NewPasswordForm(InOurWords, ChangePasswordForm):  # type: ignore[misc]
    """Changing one's password."""

    labels = {
        "oldpassword": _("The password until now"),
        "password1": _("The new password"),
        "password2": _("The new password once more"),
    }


class StillYouForm(InOurWords, ReauthenticateForm):  # type: ignore[misc]
    """Saying the password once more before something weighty."""

    labels = {"password": _("Password")}
