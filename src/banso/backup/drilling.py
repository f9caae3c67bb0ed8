"""
A drill: a backup is brought back into a home of its own, looked at, and thrown away.

The home of the drill lies in the home itself: what is opened there is as well kept as what it was
made from.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from banso.backup import manifest
from banso.backup.empty_database import CannotRestore
from banso.backup.looking import Looked, look
from banso.backup.restoring import Restored, restore
from banso.backup.rules import differences
from banso.kit.home_key import FILE, OPENED, Opener, open_home
from banso.kit.versions import known_migrations


@dataclass(frozen=True)
class Drilled:
    """What a drill has found."""

    restored: Restored
    before: Looked
    after: Looked
    age: timedelta
    seconds: float

    @property
    def pages_apart(self) -> list[str]:
        """The people whose pages do not say what they say in the home."""
        return differences(self.before.pages, self.after.pages)

    @property
    def broken(self) -> bool:
        """Whether the trace is not in order, or somebody's page does not open."""
        return bool(self.after.faults or self.after.without)


@dataclass(frozen=True)
class Asked:
    """How a drill is done: on which databases, and how many people's pages are looked at."""

    key: Path
    database_url: str
    scratch_url: str
    people: int


def drill(file: Path, asked: Asked, *, now: datetime) -> Drilled:
    """
    Bring a backup back into a home of its own, look at it, and throw it away.

    :raises CannotRestore: if it can't be brought back
    """
    began = time.monotonic()
    before = look(asked.people)
    folder = Path(tempfile.mkdtemp(prefix=manifest.STAGING, dir=settings.HOME))
    try:
        with _database(asked.database_url, asked.scratch_url) as url:
            there = _Home(folder / "home", url, _opener())
            restored = restore(
                file, key=asked.key, home=there.folder, database_url=url, opener=there.opener
            )
            older = bool(known_migrations() - set(restored.head.migrations))
            after = _look_there(there, asked.people, older=older)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    made = datetime.fromisoformat(restored.head.made_at)
    return Drilled(restored, before, after, now - made, time.monotonic() - began)


@contextmanager
def _database(url: str, scratch_url: str) -> Iterator[str]:
    """
    Yield the address of an empty database: the one that is named, or one that is made beside the
    home's own and dropped afterwards; none for SQLite.
    """
    if scratch_url or not url:
        yield scratch_url
        return
    import psycopg
    from psycopg import sql

    parts = urlsplit(url)
    name = f"banso_drill_{os.getpid()}"
    with closing(psycopg.connect(url, autocommit=True)) as admin:
        try:
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
            )
        except psycopg.Error as error:
            raise CannotRestore(
                "no database can be made for the drill: name an empty one (--scratch-url)"
            ) from error
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            admin.execute(drop.format(sql.Identifier(name)))


@dataclass(frozen=True)
class _Home:
    """The home of a drill; a sealed one is opened by what is never written down."""

    folder: Path
    url: str
    opener: Opener | None

    @property
    def environment(self) -> dict[str, str]:
        said = {
            **os.environ,
            "BANSO_HOME": str(self.folder),
            "BANSO_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "banso.config.settings",
        }
        said.pop(OPENED, None)
        if self.opener:
            said[OPENED] = open_home(self.folder, self.opener).told()
        return said


def _opener() -> Opener | None:
    return Opener(FILE, secrets.token_bytes(32)) if settings.BANSO_SEALED else None


def _look_there(home: _Home, people: int, *, older: bool) -> Looked:
    """Look at another home, in a process of its own; an older one is brought up to date before."""
    if older:
        _banso(home, "manage", "migrate", "--verbosity=0")
    told: dict[str, Any] = json.loads(_banso(home, "drill", "--look", f"--people={people}"))
    return Looked(**told)


def _banso(home: _Home, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "banso", *arguments],
        env=home.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        kind = (done.stderr.strip().splitlines() or ["?"])[-1].partition(":")[0]
        raise CannotRestore(f"the home that was brought back does not open ({kind})")
    return done.stdout
