"""
The keys of a house: one to sign with (Ed25519), one that letters are sealed to (X25519, as age uses
it). One algorithm each; a letter cannot choose another.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class BadKeys(ValueError):
    """This is not what a house's keys look like."""


@dataclass(frozen=True)
class Keys:
    """What a house keeps to itself; its text is for a sealed place alone."""

    sign: Ed25519PrivateKey = field(repr=False)
    seal: str = field(repr=False)

    @property
    def sign_public(self) -> str:
        """What others check a signature with."""
        return b64encode(self.sign.public_key().public_bytes_raw()).decode()

    @property
    def seal_public(self) -> str:
        """What others seal to."""
        return str(pyrage.x25519.Identity.from_str(self.seal).to_public())

    def text(self) -> str:
        """Return both in one line, to be kept sealed."""
        return f"{b64encode(self.sign.private_bytes_raw()).decode()} {self.seal}"


def new_keys() -> Keys:
    """Return keys that nobody has had."""
    return Keys(Ed25519PrivateKey.generate(), str(pyrage.x25519.Identity.generate()))


def keys_of(text: str) -> Keys:
    """
    Return the keys that were kept as text.

    :raises BadKeys: if it is none
    """
    try:
        sign, seal = text.split(" ")
        pyrage.x25519.Identity.from_str(seal)
        return Keys(Ed25519PrivateKey.from_private_bytes(b64decode(sign, validate=True)), seal)
    except (ValueError, pyrage.IdentityError) as error:
        raise BadKeys from error


def verifier(public: str) -> Ed25519PublicKey:
    """
    Return what checks the signatures of a house.

    :raises BadKeys: if it is no such key
    """
    try:
        raw = b64decode(public, validate=True)
        if b64encode(raw).decode() != public:
            raise BadKeys
        return Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as error:
        raise BadKeys from error


def recipient(public: str) -> pyrage.x25519.Recipient:
    """
    Return what letters to a house are sealed to.

    :raises BadKeys: if it is no such key
    """
    try:
        return pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError as error:
        raise BadKeys from error
