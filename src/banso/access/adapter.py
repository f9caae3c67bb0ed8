"""How the sign-in package behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.queries import guest_for_account

# What the package says by itself, in our words: our catalogue comes before its own.
SAID_BY_THE_PACKAGE = (
    _("Signed out of all other sessions."),
    _("Password successfully changed."),
)


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; an agency takes people in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The sign-in name or the password is not right."),
        "too_many_login_attempts": _("Too many tries. Please wait five minutes and try again."),
        "invalid_login": _("The sign-in name or the password is not right."),
        "rate_limited": _("Too many tries. Please wait five minutes and try again."),
        "account_inactive": _("This sign-in is no longer in use."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password until now is not right."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *rest: Any,
        **more: Any,
    ) -> None:
        """Say nothing of coming in and going: the page one is led to says it."""
        if (message_template or "").rpartition("/")[2] not in ("logged_in.txt", "logged_out.txt"):
            super().add_message(request, level, message_template, *rest, **more)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead a guest to their own page, everybody else to the desk."""
        guest = (
            guest_for_account(request.user.pk, today=timezone.localdate())
            if request.user.is_authenticated
            else None
        )
        return (
            reverse(settings.BANSO_GUEST_HOME)
            if guest
            else str(super().get_login_redirect_url(request))
        )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False
