"""
Sessions as Django keeps them in the database. They stand at the door, of whatever agency a page is.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase

from banso.kit.row_level_security import at_the_door


class SessionStore(InDatabase):
    """Reads and writes at the door, wherever it is asked."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds."""
        with at_the_door():
            return super().load()

    def exists(self, session_key: str) -> bool:
        """Return whether there is a session of this key."""
        with at_the_door():
            return bool(super().exists(session_key))

    def save(self, must_create: bool = False) -> None:
        """Keep the session."""
        with at_the_door():
            super().save(must_create=must_create)

    def delete(self, session_key: str | None = None) -> None:
        """Let the session go."""
        with at_the_door():
            super().delete(session_key)
