"""The database of a home: SQLite in it, or PostgreSQL by an address, with every option of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from banso.config.environment import Environment
from banso.kit.home_key import HomeKey, NotOpened
from banso.kit.row_level_security import forget_agency
from banso.kit.sealed_sqlite.files import PURPOSE, driver

SCHEMES = ("postgresql", "postgres")
MEANT = (
    "BANSO_DATABASE_URL (--database-url) is postgresql://user:password@host:port/name, with the "
    "options of PostgreSQL after a question mark (?sslmode=verify-full&sslrootcert=…); without it "
    "the home keeps its own SQLite file"
)
DJANGOS = ("assume_role", "isolation_level", "server_side_binding")
IDLE_SECONDS = 60
_WHO = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
LOCK_SECONDS = 5
"""Who waits for somebody else that long is told so, and keeps what was typed."""


def database(said: Environment, key: HomeKey | None = None) -> dict[str, Any]:
    """
    Return Django's settings of the database; in a sealed home SQLite's file is sealed.

    :raises ImproperlyConfigured: if the address cannot be meant
    """
    if said.database_url:
        return _postgres(said)
    return _sqlite(said.home) if key is None else _sealed(said.home, key)


def owner(said: Environment) -> dict[str, Any]:
    """
    Return how the role that owns the tables comes in, where it is not the one that serves.

    :raises ImproperlyConfigured: if the address cannot be meant, or there is nothing to own
    """
    if not said.database_owner_url:
        return {}
    if not said.database_url:
        raise ImproperlyConfigured("BANSO_DATABASE_OWNER_URL goes with BANSO_DATABASE_URL")
    alone = replace(said, database_url=said.database_owner_url, database_pool_max=0)
    found = _postgres(alone)
    return {name: found.get(name, "") for name in _WHO} | {"OPTIONS": found["OPTIONS"]}


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "banso.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_SECONDS,
            # One acknowledged write is one that survives a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA "
                "cache_size=-65536;PRAGMA mmap_size=268435456"
            ),
        },
    }


def _sealed(home: Path, key: HomeKey) -> dict[str, Any]:
    try:
        driver()
    except NotOpened as error:
        raise ImproperlyConfigured(str(error)) from error
    found = _sqlite(home)
    return {
        **found,
        "ENGINE": "banso.kit.sealed_sqlite",
        "OPTIONS": {**found["OPTIONS"], "key": key.derived(PURPOSE).hex()},
    }


def _postgres(said: Environment) -> dict[str, Any]:
    found = _read(said.database_url)
    options = found.get("OPTIONS", {})
    options.setdefault("connect_timeout", LOCK_SECONDS)
    options.setdefault("options", f"-c lock_timeout={LOCK_SECONDS}s")
    _known_to_postgres(options)
    found |= {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        # A cursor on the server that was left half read is closed by whoever cleans up memory,
        # which may be in the middle of a statement: it would wait for itself, for ever.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
    if not said.database_pool_max:
        return {"CONN_MAX_AGE": IDLE_SECONDS, **found, "OPTIONS": options}
    if said.database_pool_min > said.database_pool_max:
        raise ImproperlyConfigured(
            "BANSO_DATABASE_POOL_MIN is more than BANSO_DATABASE_POOL_MAX "
            f"({said.database_pool_min} > {said.database_pool_max})"
        )
    pool = {
        "min_size": said.database_pool_min,
        "max_size": said.database_pool_max,
        "timeout": LOCK_SECONDS,
        "max_idle": IDLE_SECONDS,
        # Whoever gets a connection next must not see what its last user was allowed to see.
        "reset": forget_agency,
    }
    return {**found, "CONN_MAX_AGE": 0, "OPTIONS": {**options, "pool": pool}}


def _read(url: str) -> dict[str, Any]:
    """Read an address; never show it again in an error, since a password stands in it."""
    try:
        if urlsplit(url).scheme not in SCHEMES:
            raise ImproperlyConfigured(f"This kind of database is not known. {MEANT}")
        found: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:  # what it says holds parts of the address, and so of the password
        raise ImproperlyConfigured(f"The database's address cannot be read. {MEANT}") from None
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"The database's address names no database. {MEANT}")
    return found


def _known_to_postgres(options: dict[str, Any]) -> None:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import make_conninfo
    except ImportError as error:
        raise ImproperlyConfigured(
            "PostgreSQL needs a driver that is not installed here: pip install banso[postgres]"
        ) from error
    try:
        make_conninfo(**{name: value for name, value in options.items() if name not in DJANGOS})
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"The database's address: {str(error).strip()}. {MEANT}"
        ) from error
