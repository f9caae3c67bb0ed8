"""
The rows of every table as a count and a sum, from a SQLite file or a PostgreSQL connection.

Nothing here knows of Django: a home is restored before there is one.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banso.backup.rules import WHOLE, Rows
from banso.kit.home_key import HomeKey
from banso.kit.sealed_sqlite.files import connect

if TYPE_CHECKING:
    import psycopg

_TABLES_OF_POSTGRES = """
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name
"""
_TABLES_OF_SQLITE = """
    SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
"""
"""An index for searching stands in tables of its own, which are read like all others."""
_SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()
"""


def rows_of_file(path: Path, key: HomeKey | None = None) -> dict[str, Rows]:
    """Return every table of a SQLite file, sealed with the home's key where there is one."""
    with closing(connect(path, key, read_only=True)) as connection:
        connection.text_factory = bytes
        names = [name.decode() for (name,) in connection.execute(_TABLES_OF_SQLITE)]
        return {
            name: _summed(
                repr(row).encode()
                for row in connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            )
            for name in names
            if not name.startswith("sqlite_stat")
        }


def rows_of_postgres(connection: "psycopg.Connection[Any]") -> dict[str, Rows]:
    """
    Return every table and the counters of a PostgreSQL database, as the transaction that is under
    way sees them. Rows come as PostgreSQL writes them itself, times in UTC.
    """
    from psycopg import sql

    connection.execute("SELECT set_config('banso.agency', 'all', true)")
    for setting in ("TimeZone", "DateStyle", "IntervalStyle", "bytea_output"):
        connection.execute(
            sql.SQL("SET LOCAL {} = {}").format(
                sql.Identifier(setting), sql.Literal(_AS_ALWAYS[setting])
            )
        )
    connection.execute("SET LOCAL extra_float_digits = 1")
    names = [name for (name,) in connection.execute(_TABLES_OF_POSTGRES)]
    found = {
        name: _summed(
            _lines(connection, sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(_named(name)))
        )
        for name in names
    }
    counters = [f"{name} {value}".encode() for name, value in connection.execute(_SEQUENCES)]
    return found | {"(counters)": _summed(counters)}


_AS_ALWAYS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
}


def _named(name: str) -> Any:
    from psycopg import sql

    return sql.Identifier(name)


def _lines(connection: "psycopg.Connection[Any]", query: Any) -> Iterator[bytes]:
    """Yield the rows; a row of this form holds no line break of its own."""
    rest = b""
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for block in copy:
            *lines, rest = (rest + bytes(block)).split(b"\n")
            yield from lines


def _summed(rows: Iterable[bytes]) -> Rows:
    count, total = 0, 0
    for row in rows:
        count += 1
        total += int.from_bytes(blake2b(row, digest_size=16).digest())
    return Rows(count, total % WHOLE)
