"""
Devices at which somebody has signed in before: who guesses elsewhere locks nobody out there.

A cookie that is signed, opens nothing, and names nobody: it holds seals of the sign-in names.
"""

import secrets
from unicodedata import normalize

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = f"{settings.BANSO_COOKIE_PREFIX}banso_known"
GOOD_FOR = 180 * 24 * 60 * 60
MOST_NAMES = 12  # at a computer that many share
SALT = "banso.access.devices"
_signer = TimestampSigner(salt=SALT)


def same_name(login: str) -> str:
    """Return a sign-in name as it is compared."""
    return normalize("NFKC", login).strip().casefold()


def _seal(login: str) -> str:
    return salted_hmac(SALT, same_name(login), algorithm="sha256").hexdigest()[:32]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        kept = _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=GOOD_FOR)
    except BadSignature:
        return "", []
    device, *names = kept.split(".")
    return device, names


def known_device(request: HttpRequest, login: str) -> str:
    """Return which device this is, where somebody has signed in under this name at it before."""
    device, names = _read(request)
    return device if _seal(login) in names else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, login: str) -> None:
    """Note in the browser that somebody has signed in under this name here."""
    device, names = _read(request)
    seal = _seal(login)
    names = [seal, *(one for one in names if one != seal)][:MOST_NAMES]
    response.set_cookie(
        COOKIE,
        _signer.sign(".".join([device or secrets.token_hex(8), *names])),
        max_age=GOOD_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
