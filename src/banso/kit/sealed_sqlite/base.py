"""
Django's SQLite backend over SQLCipher: another driver, and its key said before anything else.

What Django registers with Python's own driver (converters of kinds, adapters, its cursor) is
registered with this one.
"""

import datetime
import decimal
from collections.abc import Iterable, Mapping
from itertools import tee
from typing import Any

from django.db.backends.sqlite3 import base
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2

from banso.kit.sealed_sqlite.files import say_key

DJANGOS: Any = base  # some of what is taken from there has no types

dbapi2.register_converter("bool", b"1".__eq__)
dbapi2.register_converter("date", base.decoder(parse_date))
dbapi2.register_converter("time", base.decoder(parse_time))
dbapi2.register_converter("datetime", base.decoder(parse_datetime))
dbapi2.register_converter("timestamp", base.decoder(parse_datetime))
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(datetime.date, base.adapt_date)
dbapi2.register_adapter(datetime.datetime, base.adapt_datetime)


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # the driver says nothing of its types
    """Takes queries as Django writes them: `%s` and `%(name)s` for values."""

    _converted = base.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a query."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self._converted(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run a query for each of several values."""
        looked_at, several = tee(param_list)
        first = next(looked_at, None)
        names = list(first) if isinstance(first, Mapping) else None
        return super().executemany(self._converted(query, param_names=names), several)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to a sealed file; OPTIONS holds its key."""

    Database = dbapi2

    def get_connection_params(self) -> dict[str, Any]:
        """Return how to connect; the key goes another way."""
        asked: dict[str, Any] = super().get_connection_params()
        self._key = bytes.fromhex(asked.pop("key"))
        return asked

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, say the key, and then what is said on any connection."""
        connection = dbapi2.connect(**conn_params)
        say_key(connection, self._key)
        DJANGOS.register_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        driver: Any = self
        for said in filter(None, map(str.strip, driver.init_commands)):
            connection.execute(said)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor of the driver's own."""
        return self.connection.cursor(factory=Cursor)
