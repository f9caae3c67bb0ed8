"""A copy of the database as it stands at one moment, while people work."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from banso.backup.postgres_tools import dump
from banso.backup.refusals import DatabaseRefused, DiskFull
from banso.backup.rules import Rows
from banso.backup.tables import rows_of_file, rows_of_postgres
from banso.kit.db import on_postgres
from banso.kit.sealed_sqlite.files import connect


@dataclass(frozen=True)
class Copied:
    """A copy of the database, and what stands in it."""

    path: Path
    tables: dict[str, Rows]
    migrations: list[str]


def copy_database(folder: Path) -> Copied:
    """
    Copy the database into a folder.

    :raises Refusal: if it can't be copied, or is not in order
    """
    return _of_postgres(folder) if on_postgres() else _of_sqlite(folder)


def _of_sqlite(folder: Path) -> Copied:
    """
    Copy the file in one step: one state of it, however much is written meanwhile, and nobody waits.
    """
    source, copy = Path(connection.settings_dict["NAME"]), folder / "database"
    if shutil.disk_usage(folder).free < source.stat().st_size:
        raise DiskFull
    key = settings.BANSO_SEALED
    with (
        closing(connect(source, key, read_only=True)) as live,
        closing(connect(copy, key)) as written,
    ):
        live.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")
        if written.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DatabaseRefused
        applied = [
            f"{app}.{name}"
            for app, name in written.execute("SELECT app, name FROM django_migrations")
        ]
    return Copied(copy, rows_of_file(copy, key), applied)


def _of_postgres(folder: Path) -> Copied:
    """Copy what one snapshot shows, and count the same in it."""
    import psycopg

    copy, driver = folder / "database", connection
    asked: dict[str, Any] = driver.get_connection_params()
    known = {name for name in asked if name not in ("context", "cursor_factory")}
    asked = {name: asked[name] for name in known & set(_options_of_libpq())}
    try:
        with closing(psycopg.connect(**asked)) as own:
            own.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            own.read_only = True
            row = own.execute("SELECT pg_export_snapshot(), current_schema()").fetchone()
            dump(copy, snapshot=row[0] if row else "", asked=asked)
            tables = rows_of_postgres(own)
            applied = [
                f"{app}.{name}"
                for app, name in own.execute("SELECT app, name FROM django_migrations")
            ]
            own.rollback()
    except psycopg.Error as error:
        raise DatabaseRefused from error
    return Copied(copy, tables, applied)


def _options_of_libpq() -> list[str]:
    from psycopg import pq

    return [one.keyword.decode() for one in pq.Conninfo.get_defaults()]
