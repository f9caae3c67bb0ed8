"""
A form that meets the sign-in page: whose it was, and who keeps it until they have signed in again.

The session has ended, so a cookie of its own tells which account was signed in here last. It opens
nothing: all that rests on it is that what was sent waits for that account alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from banso.kit.declarations import declared

COOKIE = f"{settings.BANSO_COOKIE_PREFIX}banso_last"
GOOD_FOR = 24 * 60 * 60
_signer = TimestampSigner(salt="banso.access.unsent")


@dataclass(frozen=True)
class KeepsUnsent:
    """
    How a room keeps what was sent: `keep` takes the request and the account, and returns the
    address at which it goes on, or nothing where it can't be kept.
    """

    keep: Callable[[HttpRequest, UUID], str]


def remember_who(request: HttpRequest, response: HttpResponseBase) -> None:
    """
    Note in the browser whose sign-in its forms rest on; whoever was signed out by what they asked
    for, to hand the tablet over, leaves nothing there.
    """
    if not request.user.is_authenticated:
        response.delete_cookie(COOKIE, samesite="Strict")
        return
    account = request.user.pk
    if _read(request) != account or request.method == "POST":
        response.set_cookie(
            COOKIE,
            _signer.sign(str(account)),
            max_age=GOOD_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )


def _read(request: HttpRequest) -> UUID | None:
    try:
        return UUID(_signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=GOOD_FOR))
    except (BadSignature, ValueError):
        return None


def keep_unsent(request: HttpRequest) -> str:
    """Keep a form that was sent without a sign-in; return where it goes on, or nothing."""
    account = _read(request)
    if request.method != "POST" or account is None:
        return ""
    return next((kept for one in declared(KeepsUnsent) if (kept := one.keep(request, account))), "")
