"""Identifiers."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562): unique anywhere, and in the order of making."""
    return uuid7()


def uuid_or_none(text: str) -> UUID | None:
    """Return an id that was chosen, None where none was."""
    try:
        return UUID(text)
    except ValueError:
        return None
