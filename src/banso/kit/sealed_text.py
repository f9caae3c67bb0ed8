"""
Short texts that are of use only together with the home's key: AES-256-GCM, with a key for each
purpose that is derived from the home's own.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_MARK = "sealed:1:"
_NONCE = 12


class NotOpened(ValueError):
    """It was not sealed by this home for this purpose, or was changed."""


@lru_cache(maxsize=8)
def _cipher(home_key: str, purpose: str) -> AESGCM:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"banso {purpose}".encode())
    return AESGCM(derived.derive(home_key.encode()))


def sealed(text: str, purpose: str) -> str:
    """Return a text sealed for one purpose."""
    nonce = secrets.token_bytes(_NONCE)
    kept = nonce + _cipher(settings.SECRET_KEY, purpose).encrypt(nonce, text.encode(), None)
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
        found = _cipher(settings.SECRET_KEY, purpose).decrypt(kept[:_NONCE], kept[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
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
