"""
The second wall on PostgreSQL: row-level security by agency, behind the queries.

A connection that says nothing sees no row. Commands speak for the whole home ("all"); behind a door
only the viewer's agency is in force, so that
even a query that forgot its rule finds nothing of another agency. SQLite, for one office, has no
such wall.
The tables of search keys and texts stand outside: their operators are not leakproof, and a policy
would keep their indexes from being used.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from banso.kit.db import on_postgres

EVERYTHING = "all"
_POLICY = (
    "(SELECT current_setting('banso.agency', true)) = 'all' OR agency_id = (SELECT "
    "nullif(nullif(current_setting('banso.agency', true), 'all'), '')::uuid)"
)


def speak_for(agency: UUID | str) -> None:
    """Put an agency, or everything, in force on this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('banso.agency', %s, false)", [str(agency)])


@contextmanager
def inside(agency: UUID) -> Iterator[None]:
    """Let the block see the rows of one agency only."""
    if not on_postgres():
        yield
        return
    speak_for(agency)
    try:
        yield
    finally:
        try:
            speak_for(EVERYTHING)
        except (
            DatabaseError
        ):  # the transaction broke; a new connection speaks for everything by itself
            if not connection.in_atomic_block:
                connection.close()


def on_connecting(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Speak for the whole home on a new connection, until a door says otherwise."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('banso.agency', 'all', false)")


def raise_walls(
    *tables: str, shared: str = ""
) -> tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]:
    """
    Return what a migration runs forwards and backwards to put tables with an `agency_id` behind the
    wall.

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
