"""
Databases ready to be copied: migrations run once for each engine, and every process copies the
result.

What is kept lies in a folder of the system's temporary files under a hash of all migrations, so
that the next run does without migrating as well.
"""

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src"
KEPT = Path(tempfile.gettempdir()) / f"banso-tests-{os.getuid()}"
DAYS_KEPT = 7


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Let one process at a time into the block."""
    KEPT.mkdir(mode=0o700, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def forget_old() -> None:
    """Delete what nobody has used for some days."""
    for path in KEPT.iterdir():
        if path.suffix != ".lock" and time.time() - path.stat().st_mtime > DAYS_KEPT * 86400:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def hash_of(files: set[Path]) -> str:
    """Return a hash of the files' names and contents, and of the versions of what they stand on."""
    made = hashlib.sha256()
    for name in ("Django", "django-allauth"):
        made.update(f"{name} {version(name)}\n".encode())
    for path in sorted(files):
        content = path.read_bytes()
        made.update(f"{path.relative_to(SOURCE)} {len(content)}\n".encode() + content)
    return made.hexdigest()[:16]


def hash_of_migrations() -> str:
    """Return a hash of every migration and of the modules they import."""
    migrations = set(SOURCE.glob("banso/*/migrations/*.py"))
    files = set(migrations)
    for path in migrations:
        for module in re.findall(r"^(?:from|import) (banso\.[\w.]+)", path.read_text(), re.M):
            place = SOURCE / module.replace(".", "/")
            files |= {
                one for one in (place.with_suffix(".py"), place / "__init__.py") if one.exists()
            }
    return hash_of(files)


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def sqlite_copy(connection: Any, target: Path) -> None:
    """Let the connection use a fresh migrated file."""
    kept = KEPT / f"migrated-{hash_of_migrations()}.sqlite3"
    with locked("sqlite"):
        if not kept.exists():
            forget_old()
            fresh = kept.with_suffix(".new")
            for path in KEPT.glob(f"{fresh.name}*"):
                path.unlink()
            _use(connection, str(fresh))
            _migrate()
            connection.close()
            fresh.replace(kept)
        os.utime(kept)
        shutil.copyfile(kept, target)
    _use(connection, str(target))


def postgres_copy(connection: Any, target: str) -> None:
    """Let the connection use a fresh migrated database of the same cluster."""
    template = f"banso_migrated_{hash_of_migrations()}"
    with locked("postgresql"):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'banso_migrated_%'")
            known = {name for (name,) in cursor.fetchall()}
            for name in known - {template}:
                cursor.execute(f'DROP DATABASE "{name}"')
            if template not in known:
                cursor.execute(f'DROP DATABASE IF EXISTS "{template}_new"')
                cursor.execute(f'CREATE DATABASE "{template}_new"')
        if template not in known:
            _use(connection, f"{template}_new")
            _migrate()
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"')
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{template}"')
    _use(connection, target)


def _use(connection: Any, name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def drop(connection: Any) -> None:
    """Delete the database the connection used."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
