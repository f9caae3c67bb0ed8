"""What a long import has met so far, in a temporary file instead of in memory."""

import sqlite3
from types import TracebackType


class OnDisk:
    """A dictionary of texts that costs no memory however long it grows; gone when it is closed."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect(
            "", isolation_level=None
        )  # an empty name: SQLite's own temporary file, removed on closing
        self._rows.execute("CREATE TABLE met (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self._rows.execute("BEGIN")

    def __enter__(self) -> "OnDisk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def get(self, key: str) -> str | None:
        """Return what was kept under a key, None where nothing was."""
        found = self._rows.execute("SELECT value FROM met WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else None

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: str, value: str) -> None:
        self._rows.execute(
            "INSERT INTO met VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def is_new(self, key: str) -> bool:
        """Keep a key and return whether it was met for the first time."""
        return (
            self._rows.execute(
                "INSERT INTO met VALUES (?, '') ON CONFLICT (key) DO NOTHING", (key,)
            ).rowcount
            > 0
        )
