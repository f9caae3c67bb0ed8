"""
Short texts that are of use only together with the home's key: AES-256-GCM, with a key for each
purpose that is derived from the home's own.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Any

from django.conf import settings

from banso.kit.sealed_bytes import derived_key, open_bytes, seal_bytes

_MARK = "sealed:1:"


class NotOpened(ValueError):
    """It was not sealed by this home for this purpose, or was changed."""


@lru_cache(maxsize=8)
def _key(home_key: str, purpose: str) -> bytes:
    return derived_key(home_key.encode(), f"banso {purpose}".encode())


def sealed(text: str, purpose: str) -> str:
    """Return a text sealed for one purpose."""
    kept = seal_bytes(_key(settings.SECRET_KEY, purpose), text.encode())
    return _MARK + urlsafe_b64encode(kept).decode()


def is_sealed(text: str) -> bool:
    """Return whether a text was sealed here."""
    return text.startswith(_MARK)


def opened(text: str, purpose: str) -> str:
    """
    Return what was sealed for this purpose.

    :raises NotOpened: if it does not open
    """
    if not is_sealed(text):
        raise NotOpened
    try:
        kept = urlsafe_b64decode(text.removeprefix(_MARK).encode())
        found = open_bytes(_key(settings.SECRET_KEY, purpose), kept)
    except ValueError as error:
        raise NotOpened from error
    return found.decode()


def sealed_json(what: Any, purpose: str) -> str:
    """Return what JSON can say, sealed for one purpose."""
    return sealed(json.dumps(what, ensure_ascii=False), purpose)


def opened_json(text: str, purpose: str) -> Any:
    """
    Return what was sealed for this purpose as JSON.

    :raises NotOpened: if it does not open
    """
    return json.loads(opened(text, purpose))
