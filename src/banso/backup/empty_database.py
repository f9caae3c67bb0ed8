"""
An empty PostgreSQL database: seeing that it is one, and making it one again.

Nothing here knows of Django: a home is restored before there is one.
"""

from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

_OURS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"
_TABLES = f"""
    SELECT nspname, relname, relkind FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE {_OURS} AND relkind IN ('r', 'p', 'v', 'm', 'S') ORDER BY relname
"""  # noqa: S608
_FUNCTIONS = f"""
    SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    WHERE {_OURS} AND proowner = current_user::regrole ORDER BY 1
"""  # noqa: S608


class CannotRestore(Exception):
    """Why nothing was brought back, in a sentence."""


def see_that_it_is_empty(url: str) -> None:
    """
    Look whether there is anything in a database.

    :raises CannotRestore: if there is, or if it does not answer
    """
    try:
        import psycopg
    except ImportError as error:
        raise CannotRestore("PostgreSQL needs a driver: pip install banso[postgres]") from error
    try:
        with closing(psycopg.connect(url)) as connection:
            there = len(_rows(connection, _TABLES)) + len(_rows(connection, _FUNCTIONS))
    except psycopg.Error as error:  # what it says can hold the address, and so the password
        raise CannotRestore(f"the database does not answer: {type(error).__name__}") from error
    if there:
        raise CannotRestore(
            "the database is not empty: make a new one, or where it holds what a restore that was "
            "broken off has left, empty it (DROP SCHEMA public CASCADE; CREATE SCHEMA public)"
        )


def make_empty(url: str) -> None:
    """Remove what a restore has put into a database that was empty when it began."""
    import psycopg
    from psycopg import sql

    with suppress(psycopg.Error), closing(psycopg.connect(url)) as connection:
        for schema, name, kind in _rows(connection, _TABLES):
            if kind in "rp":  # counters go with their tables
                drop = sql.SQL("DROP TABLE IF EXISTS {} CASCADE")
                connection.execute(drop.format(sql.Identifier(schema, name)))
        for (name,) in _rows(connection, _FUNCTIONS):
            connection.execute(sql.SQL("DROP FUNCTION {}").format(sql.SQL(name)))
        connection.commit()


def _rows(connection: "psycopg.Connection[Any]", query: str) -> list[tuple[str, ...]]:
    return connection.execute(query).fetchall()
