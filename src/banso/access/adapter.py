"""How the sign-in package behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import consume, truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.devices import known_device, remember_device, same_name
from banso.access.queries import guest_for_account
from banso.kit.sealed_text import is_sealed, opened, sealed

# What the package says by itself, in our words: our catalogue comes before its own.
SAID_BY_THE_PACKAGE = (
    _("Signed out of all other sessions."),
    _("Password successfully changed."),
)


KNOWN, ELSEWHERE = "10/5m/key", "30/m/ip,5/5m/key"
"""How often somebody may be wrong: at a known device, and elsewhere."""


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

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return from where a request comes; what a proxy did not say is not believed."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META.get("REMOTE_ADDR", ""))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """
        Count tries: at a device that is known for this name by themselves, elsewhere by name and
        place, so that whoever guesses a colleague's password shuts nobody out but themselves.
        """
        login = same_name(str(credentials.get("username", "")))
        device = known_device(request, login)
        place = device or truncate_ip(self.get_client_ip(request))
        self._login_failed_rl_usage = consume(
            request,
            app="allauth.account",
            action="login_failed",
            config={"login_failed": KNOWN if device else ELSEWHERE},
            key=f"{place}:{login}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Lead on from the sign-in, and know the device from now on."""
        response: HttpResponse = super().post_login(request, user, **more)
        remember_device(request, response, user.username)
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False


class KeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second keys, in our words; what an app and paper are made of is sealed in the database."""

    def encrypt(self, text: str) -> str:
        """Return what is kept of a secret: nothing that opens without the home's key."""
        return sealed(text, "second keys")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; those of before they were sealed stand as they are."""
        if not is_sealed(encrypted_text):
            return encrypted_text
        return opened(encrypted_text, "second keys")

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This number or passkey does not fit. Please try once more."),
    }
