"""
The two roles of a PostgreSQL home: one that owns its tables and migrates, and one that serves and
owns nothing. With one role alone the wall holds as well: it is forced on the owner.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.conf import settings
from django.db import connection

_PASSES = """
    SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user
"""
_OWNS = """
    SELECT count(*) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relowner = current_user::regrole
"""


@contextmanager
def as_owner() -> Iterator[None]:
    """Let the block work with the role that owns the tables, where there is one of its own."""
    if not settings.BANSO_OWNER:
        yield
        return
    _leave()
    known = connection.settings_dict
    serving = {name: known[name] for name in settings.BANSO_OWNER if name in known}
    known.update(settings.BANSO_OWNER)
    try:
        yield
    finally:
        _leave()
        known.update(serving)


def _leave() -> None:
    driver: Any = connection
    driver.close()
    driver.close_pool()


def faults_of_role() -> list[str]:
    """Return why row-level security would not hold for the role that serves, in plain words."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PASSES)
        name, passes = cursor.fetchone()
        cursor.execute(_OWNS)
        (owned,) = cursor.fetchone()
    faults = []
    if passes:
        faults.append(
            f"{name} is a superuser or has BYPASSRLS, so that row-level security does not hold for "
            "it: serve with another role"
        )
    if owned and settings.BANSO_OWNER:
        faults.append(
            f"{name} owns {owned} tables and indexes: it is to serve only, so give them to the "
            "role of BANSO_DATABASE_OWNER_URL (REASSIGN OWNED BY)"
        )
    return faults


def check_role() -> None:
    """
    See that the second wall holds for the role that serves.

    :raises click.ClickException: if it does not
    """
    faults = faults_of_role()
    if faults:
        raise click.ClickException("; ".join(faults))
