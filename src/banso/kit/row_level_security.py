"""
Row-level security by agency on PostgreSQL, behind the queries.

A connection without a setting sees no row. Commands work on the whole home ("all"); in a request
only the viewer's agency is in force, so that even a query that forgot its rule finds nothing of
another agency. SQLite, for one office, has nothing like it. The tables of search keys and texts
stand outside: their operators are not leakproof, and a policy would keep their indexes from being
used.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from banso.kit.db import on_postgres

EVERYTHING = "all"
_POLICY = (
    "(SELECT current_setting('banso.agency', true)) = 'all' OR agency_id = (SELECT "
    "nullif(nullif(current_setting('banso.agency', true), 'all'), '')::uuid)"
)


def set_agency_in_force(agency: UUID | str) -> None:
    """Put an agency, or everything, in force on this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('banso.agency', %s, false)", [str(agency)])


@contextmanager
def limited_to_agency(agency: UUID) -> Iterator[None]:
    """Let the block see the rows of one agency only."""
    if not on_postgres():
        yield
        return
    set_agency_in_force(agency)
    try:
        yield
    finally:
        try:
            set_agency_in_force(EVERYTHING)
        except (
            DatabaseError
        ):  # the transaction broke; a new connection speaks for everything by itself
            if not connection.in_atomic_block:
                connection.close()


@contextmanager
def speaking_for(agency: UUID) -> Iterator[None]:
    """
    Let the block work on the rows of another agency, inside a transaction: for what both know of,
    and nothing that is shown.
    """
    if not on_postgres():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('banso.agency', true)")
        before = cursor.fetchone()[0]
    set_agency_in_force(agency)
    try:
        yield
    finally:
        with suppress(DatabaseError):  # the transaction broke: rolling it back sets back this too
            set_agency_in_force(before)


def on_connecting(sender: Any, connection: Any, **kwargs: Any) -> None:
    """
    Speak for the whole home on a connection that is new, or fresh from the pool, until a door says
    otherwise.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('banso.agency', 'all', false)")


def forget_agency(connection: Any) -> None:
    """
    Let a driver's connection that goes back to its pool see nothing, until it speaks for somebody
    again.
    """
    connection.execute("SELECT set_config('banso.agency', '', false)")
    if not connection.autocommit:
        connection.commit()


def enable_row_level_security(
    *tables: str, shared: str = ""
) -> tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]:
    """
    Return what a migration runs forwards and backwards to put tables with an `agency_id` under
    row-level security.

    `shared` names a column with a second agency that sees the row too: what one has asked of the
    other.
    """
    policy = _POLICY + (
        f" OR {_POLICY.rsplit(' OR ', 1)[1].replace('agency_id', shared, 1)}" if shared else ""
    )

    def forwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(
                    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
                )
                editor.execute(
                    f"CREATE POLICY own_agency ON {table} USING ({policy}) WITH CHECK ({policy})"
                )

    def backwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(f"DROP POLICY own_agency ON {table}")
                editor.execute(
                    f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"
                )

    return forwards, backwards
