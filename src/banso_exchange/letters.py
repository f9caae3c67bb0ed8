"""
A letter: signed by the house that writes it, then sealed to the house that it is for. The same
bytes go over a wire, on a stick or by mail. Whom it is from and for stands under the signature, so
that whoever opens it cannot pass it on as if it had been written to another.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pyrage

from banso_exchange.canonical import canonical
from banso_exchange.cards import Card
from banso_exchange.contents import CONTENTS, Content, Kind
from banso_exchange.keys import Keys, recipient
from banso_exchange.refusals import NotTaken, Why
from banso_exchange.shapes import Shape, written
from banso_exchange.signing import signed

VERSION = 1
LARGEST = 5 * 2**20
HEAD = b"banso-letter/1\n"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter as it says itself, and the hash of what it says."""

    id: UUID
    sender: UUID
    receiver: UUID
    sign_key: str
    written_at: datetime
    content: Content
    sha256: str = ""
    again: bool = False

    @property
    def kind(self) -> Kind:
        """What sort of letter."""
        found: Kind = self.content.kind
        return found


@dataclass(frozen=True)
class Sealed:
    """A letter as it travels, and the hash that both sides keep of what it says."""

    content: bytes
    sha256: str


def hash_of(said: bytes) -> str:
    """Return by what both sides know that they speak of the same words."""
    return sha256(said).hexdigest()


def write_letter(
    content: Content, *, id: UUID, sender: Card, keys: Keys, receiver: Card, now: datetime
) -> Sealed:
    """Return a letter from one house to another, signed and sealed."""
    said = canonical(
        {
            "v": VERSION,
            "kind": str(content.kind),
            "id": str(id),
            "sender": str(sender.house),
            "receiver": str(receiver.house),
            "sign_key": keys.sign_public,
            "written_at": written(now),
            "content": content.said(),
        }
    )
    paper = signed(HEAD, said, keys)
    return Sealed(pyrage.encrypt(paper, [recipient(receiver.seal_key)]), hash_of(said))


def letter_of(said: dict[str, Any], sha256: str) -> Letter:
    """
    Return a letter from what it says, every field looked at.

    :raises NotTaken: if it is not written as letters are
    """
    shape = Shape(said)
    if shape.take("v") != VERSION:
        raise NotTaken(Why.OTHER_VERSION)
    kind = shape.code("kind")
    if kind not in CONTENTS:
        raise NotTaken(Why.WRONG_SHAPE)
    found = Letter(
        id=shape.id("id"),
        sender=shape.id("sender"),
        receiver=shape.id("receiver"),
        sign_key=shape.text("sign_key"),
        written_at=shape.moment("written_at"),
        content=CONTENTS[Kind(kind)].read(shape.shape("content")),
        sha256=sha256,
    )
    shape.done()
    return found
