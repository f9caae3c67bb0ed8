"""
What stands between a home and a thief, an accident, a fault, as far as the program can see it.

What it can't see (who holds which key, whether a disk is encrypted) is in docs/security/operator.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from banso.backup.queries import disk_is_short, is_kept_nowhere, troubles
from banso.config.environment import read_environment
from banso.config.serving import is_loopback
from banso.kit.home_key import FILE, key_file, kind_of_home
from banso.kit.new_files import lies_in

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    about: str
    fine: bool
    said: str


def findings() -> list[Finding]:
    """Return everything that was looked at, in an order to read it in."""
    home = Path(settings.HOME)
    return [_for_its_account_alone(home), *_keys(home), *_database(), *_kept(home)]


def _for_its_account_alone(home: Path) -> Finding:
    open_files = sorted(_open_to_others(home))
    said = "no other account reads it"
    if open_files:
        named = ", ".join(str(one) for one in open_files[:3])
        said = f"other accounts can read {len(open_files)} of its files ({named})"
    return Finding("the home", not open_files, said)


def _open_to_others(home: Path) -> Iterator[Path]:
    """Yield what others can reach; below a folder that is closed to them nothing is."""
    if not home.stat().st_mode & OTHERS:
        return
    made_again = {home / "static", home / "composed"}  # what the program is made of, nothing else
    for folder, folders, files in os.walk(home):
        below = Path(folder)
        folders[:] = [one for one in folders if below / one not in made_again]
        for one in files:
            if (below / one).stat().st_mode & OTHERS:
                yield below / one


def _keys(home: Path) -> Iterator[Finding]:
    kind = kind_of_home(home)
    if not kind:
        yield Finding(
            "at rest",
            False,
            "not sealed: whoever has the disk reads it, unless the disk itself is encrypted (which "
            "can't be seen from here); banso seal makes a sealed home of it",
        )
        return
    yield Finding("at rest", True, f"sealed, opened by {'a key file' if kind == FILE else 'words'}")
    path = key_file(read_environment().home_key)
    if kind != FILE or path is None:
        return
    inside = lies_in(path, home)
    yield Finding(
        "its key", not inside, f"{path} lies {'in the home' if inside else 'outside the home'}"
    )
    if not inside:
        apart = path.stat().st_dev != home.stat().st_dev
        where = "on another volume" if apart else "on the volume of the home: one disk holds both"
        yield Finding("its key's volume", apart, where)
    closed = not path.stat().st_mode & OTHERS
    yield Finding(
        "who reads its key", closed, "its owner alone" if closed else "other accounts too"
    )


def _database() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    asked: dict[str, Any] = connection.get_connection_params()
    host = str(asked.get("host") or "")
    if _on_this_machine(host):
        yield Finding("the way to PostgreSQL", True, "on this machine")
        return
    mode = str(asked.get("sslmode") or "prefer")
    fine = mode == "verify-full"
    said = f"sslmode={mode}" + ("" if fine else ": say sslmode=verify-full&sslrootcert=…")
    yield Finding("the way to PostgreSQL", fine, said)


def _on_this_machine(host: str) -> bool:
    return not host or host.startswith("/") or is_loopback(host)


def _kept(home: Path) -> Iterator[Finding]:
    short = disk_is_short()
    yield Finding("the disk", not short, "nearly full" if short else "has room")
    nowhere = is_kept_nowhere()
    said = "none is made: set BANSO_BACKUP_PLACES and BANSO_BACKUP_TO" if nowhere else "every night"
    yield Finding("backups", not nowhere, said)
    for one in troubles():
        yield Finding(str(one.label), False, f"failed at {one.at:%Y-%m-%d %H:%M}: {one.why}")
    places, key = settings.BANSO_CHECKPOINT_PLACES, settings.BANSO_CHECKPOINT_KEY
    outside = bool(places and key and not lies_in(Path(key), home))
    said = "signed, and written elsewhere every night"
    if not outside:
        said = "not written elsewhere: set BANSO_CHECKPOINT_PLACES, BANSO_CHECKPOINT_KEY"
    yield Finding("checkpoints of the trace", outside, said)
