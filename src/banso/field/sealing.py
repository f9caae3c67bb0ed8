"""
What a telephone writes is sealed at once to a key of its pack, so that the telephone itself can't
read it: X25519, HKDF-SHA256, AES-256-GCM, with the line's id as what must fit.
"""

import json
from base64 import b64decode, b64encode, urlsafe_b64decode
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.utils.crypto import salted_hmac

from banso.kit.sealed_bytes import KEY, derived_key, open_bytes, seal_bytes
from banso.kit.sealed_text import NotOpened, opened, sealed

PURPOSE = "field pack"
_INFO = b"banso field 1"


def seal_of(token: str) -> str:
    """Return what is kept of a code or a key of a telephone."""
    return salted_hmac("banso.field", token, algorithm="sha256").hexdigest()


def digest_of(text: str) -> str:
    """Return by what a sealed line is known again."""
    return sha256(text.encode()).hexdigest()


def new_pair() -> tuple[str, str]:
    """Return a key to seal with, and sealed by the home's own what opens it."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    kept = sealed(b64encode(private.private_bytes_raw()).decode(), PURPOSE)
    return b64encode(public).decode(), kept


def _key(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return derived_key(shared, _INFO, salt=ephemeral + public)


def opened_line(text: str, *, opens: str, op: UUID) -> Any:
    """
    Return what a line says.

    :raises NotOpened: if it was not sealed to this key for this id, or was changed
    """
    try:
        private = X25519PrivateKey.from_private_bytes(b64decode(opened(opens, PURPOSE)))
        whole = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        ephemeral, rest = whole[:KEY], whole[KEY:]
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        key = _key(shared, ephemeral, private.public_key().public_bytes_raw())
        return json.loads(open_bytes(key, rest, about=str(op).encode()))
    except (ValueError, RecursionError) as error:
        raise NotOpened from error


def sealed_line(body: Any, *, public: str, op: UUID) -> str:
    """Return a line as a telephone seals it; what the browser does, for tests and tools."""
    ours, theirs = X25519PrivateKey.generate(), b64decode(public)
    ephemeral = ours.public_key().public_bytes_raw()
    shared = ours.exchange(X25519PublicKey.from_public_bytes(theirs))
    said = json.dumps(body).encode()
    rest = seal_bytes(_key(shared, ephemeral, theirs), said, about=str(op).encode())
    return b64encode(ephemeral + rest).decode().translate({43: "-", 47: "_", 61: None})
