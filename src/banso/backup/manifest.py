"""
What stands in a backup: first a head that says what it is, then the files of the home with its
database, last a manifest with their sizes, hashes, and the rows of every table.

Nothing here knows of Django: a home is restored before there is one.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from banso.kit.home_key import SEALED

FORMAT, FORMAT_PLAIN = 2, 1
"""The newest there is, and that of a home which is not sealed: programs of before open it too."""
HEAD = "head.json"
MANIFEST = "manifest.json"
SQLITE, POSTGRES = "sqlite", "postgresql"
DATABASE = {SQLITE: "banso.sqlite3", POSTGRES: "database.dump"}
SECRETS, SEALED_SECRETS = "secrets.json", "secrets.sealed"
HOME_KEY = "home-key"
"""The data key of a sealed home: inside the sealed backup only, never on a disk."""
RESTORING = "restoring"
"""The file that stands in a home as long as it is not whole; nothing opens such a home."""

MADE_AGAIN = (
    "cache",
    "composed",
    "static",
    SECRETS,
    SEALED_SECRETS,
    SEALED,
    DATABASE[SQLITE],
    RESTORING,
)
"""What is made again from the rest, or goes into a backup in a way of its own."""
PASSING = (".lock", "-wal", "-shm", "-journal", ".part", ".pid", ".sock")
STAGING = "staging-"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Head:
    """What a backup is, before anything is brought back from it."""

    version: str
    made_at: str
    engine: str
    migrations: list[str]
    size: int
    sealed: bool = False
    format: int = FORMAT_PLAIN


@dataclass
class Manifest:
    """Everything that must be there."""

    tables: Mapping[str, Mapping[str, object]]
    files: dict[str, dict[str, object]] = field(default_factory=dict)


def as_bytes(told: Head | Manifest) -> bytes:
    """Return it as the file holds it."""
    return json.dumps(asdict(told), ensure_ascii=False, indent=1).encode()


def head_from(text: bytes) -> Head:
    """
    Return a head; what a later format adds is not looked at.

    :raises ValueError: if it is none
    """
    told: dict[str, Any] = json.loads(text)
    try:
        return Head(**{name: told[name] for name in Head.__dataclass_fields__ if name in told})
    except (KeyError, TypeError) as error:
        raise ValueError("no head of a backup") from error


def manifest_from(text: bytes) -> Manifest:
    """
    Return a manifest.

    :raises ValueError: if it is none
    """
    told: dict[str, Any] = json.loads(text)
    try:
        return Manifest(tables=told["tables"], files=told["files"])
    except (KeyError, TypeError) as error:
        raise ValueError("no manifest of a backup") from error


class Hashed:
    """A file that is read, and what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size, self._hash = file, 0, sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        block = self.file.read(size)
        self.size += len(block)
        self._hash.update(block)
        return block

    def told(self) -> dict[str, object]:
        """Return it as a manifest keeps it."""
        return {"bytes": self.size, "sha256": self._hash.hexdigest()}


def files_of_home(home: Path) -> list[Path]:
    """
    Return the files of a home that go into a backup as they are: everything but what is made again
    from the rest, so that what a later version keeps there goes along.
    """
    found = []
    for top in sorted(home.iterdir()):
        if top.name in MADE_AGAIN or top.name.startswith(STAGING):
            continue
        inside = sorted(top.rglob("*")) if top.is_dir() and not top.is_symlink() else [top]
        found += [one for one in inside if one.is_file() and not one.is_symlink()]
    return [one for one in found if not one.name.endswith(PASSING)]
