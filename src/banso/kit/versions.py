"""
Which migrations this program knows, and so whether a home or a backup is a newer one's.

Nothing here knows of Django: a home is restored before there is one.
"""

import tomllib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

ROOMS = Path(__file__).resolve().parent.parent
FORMERLY = ("verification",)
"""Rooms that are called otherwise by now; a home remembers their migrations under that name."""

PACKAGES = ("account", "auth", "contenttypes", "mfa", "sessions", "usersessions")
"""Apps of other packages, whose migrations go with their own versions."""


def this_version() -> str:
    """Return the version of this program."""
    project = ROOMS.parents[1] / "pyproject.toml"
    if project.exists():  # a checkout says it itself, whatever is installed beside it
        return str(tomllib.loads(project.read_text())["project"]["version"])
    return version("banso")


def known_migrations() -> set[str]:
    """Return every migration of the rooms, as "room.name"."""
    return {
        f"{path.parent.parent.name}.{path.stem}" for path in ROOMS.glob("*/migrations/[0-9]*.py")
    }


def newer_than_this(applied: Iterable[str]) -> list[str]:
    """Return the migrations, as "room.name", that only a newer program can have made."""
    known = known_migrations()
    rooms = {name.partition(".")[0] for name in known}
    newer = []
    for name in applied:
        room = name.partition(".")[0]
        if name not in known and (room in rooms or room not in (*FORMERLY, *PACKAGES)):
            newer.append(name)
    return sorted(newer)
