"""
Bytes that only a key opens: AES-256-GCM, with the nonce before what is sealed.

Nothing here knows of Django: a home is restored before there is one.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32
_NONCE = 12


class BadSeal(ValueError):
    """It was sealed with another key or for something else, or was changed."""


def derived_key(secret: bytes, purpose: bytes, *, salt: bytes | None = None) -> bytes:
    """Return a key (32 bytes) for one purpose, derived from a secret by HKDF-SHA256."""
    return HKDF(SHA256(), length=KEY, salt=salt, info=purpose).derive(secret)


def seal_bytes(key: bytes, content: bytes, *, about: bytes | None = None) -> bytes:
    """Return content sealed with a key; `about` must be the same where it is opened."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about)


def open_bytes(key: bytes, sealed: bytes, *, about: bytes | None = None) -> bytes:
    """
    Return what was sealed with a key.

    :raises BadSeal: if it does not open
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise BadSeal from error
