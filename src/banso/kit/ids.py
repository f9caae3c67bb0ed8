"""Identifiers."""

from hashlib import blake2b
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562): unique anywhere, and in the order of making."""
    return uuid7()


def own_id(token: UUID | None, who: UUID | None) -> UUID | None:
    """
    Return the id under which a form's submission writes its row: the same for the same token and
    the same person, in the order of making, and never that of another row, whatever was sent.
    """
    if token is None:
        return None
    mixed = blake2b(token.bytes + (who.bytes if who else b""), digest_size=10).digest()
    whole = bytearray(token.bytes[:6] + mixed)
    whole[6] = (whole[6] & 0x0F) | 0x70
    whole[8] = (whole[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(whole))


def uuid_or_none(text: str) -> UUID | None:
    """Return an id that was chosen, None where none was."""
    try:
        return UUID(text)
    except ValueError:
        return None
