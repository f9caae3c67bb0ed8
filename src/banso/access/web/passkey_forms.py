"""The package's forms of a passkey: whatever a browser sends in its place is refused in words."""

from collections.abc import Callable
from struct import error as BadStruct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature

NO_PASSKEY = (
    ArithmeticError,
    AttributeError,
    BadStruct,
    InvalidSignature,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)


def _read(look: Callable[[], Any]) -> Any:
    try:
        return look()
    except NO_PASSKEY as error:
        raise get_adapter().validation_error("incorrect_code") from error


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Adding a passkey."""

    def clean(self) -> Any:
        """Look at what the browser made."""
        return _read(super().clean)


class GivenPasskey(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey at the sign-in."""

    def clean_credential(self) -> Any:
        """Look at what the browser signed."""
        return _read(super().clean_credential)


class PasskeyAgain(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more before what weighs much."""

    def clean_credential(self) -> Any:
        """Look at what the browser signed."""
        return _read(super().clean_credential)
