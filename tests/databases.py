"""
Databases ready to be copied: migrations run once for each engine, the demo is filled once for each
engine, and every process copies the result.

What is kept lies in a folder of the system's temporary files under a hash of what it was made
from, so that the next run does without making it. Everything is made by the `banso` command itself,
in a process of its own.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from tests import clock

SOURCE = Path(__file__).resolve().parents[1] / "src"
KEPT = Path(tempfile.gettempdir()) / f"banso-tests-{os.getuid()}"
DAYS_KEPT = 3
START = "BANSO_TESTS_START"
MIGRATE = ("manage", "migrate", "--verbosity=0")
FILL = ("demo", "--fill-only")


def environment(url: str, *, hour: int) -> dict[str, str]:
    """
    Return the environment of a `banso` command that begins at an hour of the tests' day and knows
    nothing of the tests' settings.
    """
    without = ("BANSO_HOME", "BANSO_DEBUG", "DJANGO_SETTINGS_MODULE")
    there = clock.environment(hour)
    return {
        **{name: value for name, value in os.environ.items() if name not in without},
        **there,
        "PYTHONPATH": os.pathsep.join((there["PYTHONPATH"], str(SOURCE))),
        "BANSO_DATABASE_URL": url,
    }


def _banso(home: Path, url: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "banso", *arguments, "--home", str(home)],
        env=environment(url, hour=8),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def _locked(what: str) -> Iterator[None]:
    """Let one process at a time make one thing."""
    KEPT.mkdir(mode=0o700, exist_ok=True)
    with (KEPT / f"{what}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _forget_old() -> None:
    for path in KEPT.iterdir():
        if path.is_dir() and time.time() - path.stat().st_mtime > DAYS_KEPT * 86400:
            shutil.rmtree(path, ignore_errors=True)


def _hash_of(files: Iterable[Path], *more: str) -> str:
    made = hashlib.sha256("\n".join(more).encode())
    for name in ("Django", "django-allauth"):
        made.update(f"{name} {version(name)}\n".encode())
    for path in sorted(set(files)):
        content = path.read_bytes()
        made.update(f"{path.relative_to(SOURCE)} {len(content)}\n".encode() + content)
    return made.hexdigest()[:16]


def _hash_of_migrations() -> str:
    """
    Return a hash of every migration, of the modules they import, and of what is put into the
    database after them.
    """
    migrations = list(SOURCE.glob("banso/*/migrations/*.py"))
    imported = {*SOURCE.glob("banso/*/declares.py"), SOURCE / "banso/people/merged_entries.py"}
    for path in migrations:
        for module in re.findall(r"^(?:from|import) (banso\.[\w.]+)", path.read_text(), re.M):
            place = SOURCE / module.replace(".", "/")
            imported |= {place.with_suffix(".py"), place / "__init__.py"}
    return _hash_of([*migrations, *(path for path in imported if path.exists())])


def _hash_of_demo() -> str:
    """Return a hash of the whole source and of the day: the demo is filled as seen from it."""
    files = (path for path in SOURCE.rglob("*") if path.is_file())
    return _hash_of(
        (path for path in files if path.suffix not in (".pyc", ".mo", ".tmp")), str(clock.DAY)
    )


# SQLite: a home is a folder, and a copy of the folder is another home.


def _kept_home(name: str, *steps: str, start: Path | None = None) -> Path:
    """Return the home kept under a name; make it by a command where it is not there yet."""
    kept = KEPT / name
    if not kept.exists():
        _forget_old()
        fresh = Path(tempfile.mkdtemp(dir=KEPT))
        if start:
            shutil.copyfile(start, fresh / start.name)
        _banso(fresh, "", *steps)
        fresh.replace(kept)
    os.utime(kept)
    return kept


def migrated_file() -> Path:
    """
    Return the migrated SQLite file. A copy of the house, to which a room was added, begins with the
    one that the house has made, and has only the migrations to run that it has more.
    """
    name, start = f"migrated-{_hash_of_migrations()}", os.environ.get(START, "")
    with _locked("migrated-sqlite"):
        home = _kept_home(name, *MIGRATE, start=Path(start) if start else None)
        return home / "banso.sqlite3"


def _demo_home() -> Path:
    with _locked("demo-sqlite"):
        return _kept_home(f"demo-{_hash_of_demo()}", *FILL, start=migrated_file())


# PostgreSQL: a database is made from another one of the same cluster.


def beside(url: str, name: str) -> str:
    """Return the address of another database of the same cluster."""
    server, _, rest = url.rpartition("/")
    return f"{server}/{name}" + "".join(rest.partition("?")[1:])


def _kept_database(url: str, beginning: str, name: str, *steps: str, start: str = "") -> str:
    """
    Return the name of the database kept under a name; make it by a command where it is not there
    yet. The home of the command is kept under the same name.
    """
    with psycopg.connect(url, autocommit=True) as admin:
        rows = admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{beginning}_"]
        )
        known = {one for (one,) in rows}
        for kept in known:
            if kept.startswith(f"{beginning}_{name}_") and (KEPT / kept).exists():
                os.utime(KEPT / kept)
                return str(kept)
        for one in known:
            admin.execute(f'DROP DATABASE "{one}"')
        _forget_old()
        # Two clusters can hold the same content, but a home belongs to one of them.
        kept = f"{beginning}_{name}_{os.urandom(4).hex()}"
        fresh = Path(tempfile.mkdtemp(dir=KEPT))
        admin.execute(f'CREATE DATABASE "{kept}"' + (f' TEMPLATE "{start}"' if start else ""))
        _banso(fresh, beside(url, kept), *steps)
        fresh.replace(KEPT / kept)
        return kept


def _migrated_database(url: str) -> str:
    with _locked("migrated-postgresql"):
        return _kept_database(url, "banso_migrated", _hash_of_migrations(), *MIGRATE)


def _demo_database(url: str) -> str:
    with _locked("demo-postgresql"):
        start = _migrated_database(url)
        return _kept_database(url, "banso_demo", _hash_of_demo(), *FILL, start=start)


def _copy_database(url: str, template: str, target: str) -> None:
    # One at a time: nobody may look into a database while it is copied.
    with _locked("copies"), psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{target}" TEMPLATE "{template}"')


def drop_database(url: str, target: str) -> None:
    """Delete a database in the cluster of the address."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')


# What tests ask for: the address of PostgreSQL's cluster, or none for SQLite.


def copy_migrated(url: str, target: str) -> None:
    """Make a migrated database: a file of that path, or a database of that name."""
    if url:
        _copy_database(url, _migrated_database(url), target)
    else:
        shutil.copyfile(migrated_file(), target)


def copy_demo(url: str, home: Path, target: str) -> str:
    """
    Make a filled demo home, with a database of that name where the address is PostgreSQL's, and
    return the address of its database.
    """
    if not url:
        shutil.copytree(_demo_home(), home, dirs_exist_ok=True)
        return ""
    name = _demo_database(url)
    shutil.copytree(KEPT / name, home, dirs_exist_ok=True)
    _copy_database(url, name, target)
    return beside(url, target)


@contextmanager
def _instead(connection: Any, target: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = target
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        if connection.vendor == "postgresql":
            drop_database(os.environ["BANSO_DATABASE_URL"], target)


@contextmanager
def demo_instead(connection: Any, home: Path) -> Iterator[None]:
    """Let Django's connection lead to a copy of the demo while the block runs."""
    server, own = os.environ.get("BANSO_DATABASE_URL", ""), f"banso_everyone_{os.getpid()}"
    copy_demo(server, home, own)
    with _instead(connection, own if server else str(home / "banso.sqlite3")):
        yield


@contextmanager
def nothing_instead(connection: Any, folder: Path) -> Iterator[None]:
    """Let Django's connection lead to a database in which nothing is yet while the block runs."""
    server, own = os.environ.get("BANSO_DATABASE_URL", ""), f"banso_older_{os.getpid()}"
    if server:
        _copy_database(server, "template0", own)
    with _instead(connection, own if server else str(folder / "older.sqlite3")):
        yield


@contextmanager
def migrated_instead(connection: Any, folder: Path) -> Iterator[None]:
    """Let Django's connection lead to a migrated database of its own while the block runs."""
    server, own = os.environ.get("BANSO_DATABASE_URL", ""), f"banso_older_{os.getpid()}"
    target = own if server else str(folder / "older.sqlite3")
    copy_migrated(server, target)
    with _instead(connection, target):
        yield


if __name__ == "__main__":  # so that nobody has to wait for it
    address = os.environ.get("BANSO_DATABASE_URL", "")
    _demo_database(address) if address else _demo_home()
