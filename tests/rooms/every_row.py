"""Every row of a database as plain values, so that two ways to the same end can be compared."""

import re
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

Rows = dict[str, list[str]]

_ANEW_EACH_TIME = (
    *("password", "token", "hash", "code", "digest", "seal", "previous", "event_id"),
    *("sha256", "sealed", "card", "sign_key"),  # of letters between houses, and of their keys
)
# Of a second key, and what tells whether a row with an id of its own was changed.
_SECRETS = re.compile(r"""(["'](?:seed|secret|_digest)["']: )["'][^"']+["']""")
_COUNTED = frozenset({"id", "seq", "row_id"})  # in the order of commits, which two at once settle
_SHORTEST = len("2026-11-01 00:00:00")
_NO_CONTENT = ("django_", "auth_")
_KEY = re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+\d\d:?\d\d|Z)?")


def tables() -> list[str]:
    """Return the tables that hold what people did."""
    found = {one._meta.db_table for one in apps.get_models(include_auto_created=True)}
    return sorted(one for one in found if not one.startswith(_NO_CONTENT))


@cache
def tables_with_keys() -> list[str]:
    """Return the tables whose rows have a key named `id`."""
    models = apps.get_models(include_auto_created=True)
    with_key = {one._meta.db_table for one in models if one._meta.pk.column == "id"}
    return [one for one in tables() if one in with_key]


def _said(column: str, value: object, known: frozenset[str]) -> str:
    """Return what a value says, whoever's key it carries, and whenever it was."""
    if column.endswith(_ANEW_EACH_TIME) or isinstance(value, datetime):
        return "*"
    text = value.hex if isinstance(value, UUID) else str(value)
    if len(text) < _SHORTEST:
        return text

    def key(found: re.Match[str]) -> str:
        plain = found.group().replace("-", "")
        return plain if plain in known else "new"

    return _MOMENT.sub("*", _KEY.sub(key, _SECRETS.sub(r"\1*", text)))


def _row_says(names: tuple[str, ...], row: tuple[Any, ...], known: frozenset[str]) -> str:
    return " · ".join(
        f"{name}={_said(name, value, known)}"
        for name, value in zip(names, row, strict=True)
        if not (name in _COUNTED and str(value).isdecimal())
    )


# Nearly all rows are those of the time before, again and again.
_row_says_again = lru_cache(maxsize=100_000)(_row_says)


def rows(known: frozenset[str]) -> Rows:
    """Return what stands in each table; keys that are not known are one like the other."""
    found = Rows()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            names = tuple(one[0] for one in cursor.description)
            found[table] = sorted(_row_says_again(names, row, known) for row in cursor.fetchall())
    return found


def keys() -> frozenset[str]:
    """Return every key that stands in the database."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for table in tables_with_keys():
            cursor.execute(f'SELECT id FROM "{table}"')
            ids = [one[0] for one in cursor.fetchall()]
            found |= {one.hex if isinstance(one, UUID) else str(one) for one in ids}
    return frozenset(found)


def differences(one: Rows, other: Rows) -> list[str]:
    """Return what stands in one and not in the other."""
    return [
        f"{table} {sign} {row}"
        for table in sorted(one.keys() | other.keys())
        for sign, here, there in (
            ("-", one.get(table, []), other.get(table, [])),
            ("+", other.get(table, []), one.get(table, [])),
        )
        for row in dict.fromkeys(here)
        if here.count(row) > there.count(row)
    ]
