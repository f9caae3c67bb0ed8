"""Where the two engines differ."""

from django.db import connection
from django.db.models import Q


def on_postgres() -> bool:
    """Return whether this home stands on PostgreSQL."""
    return connection.vendor == "postgresql"


def starts_with(column: str, prefix: str) -> Q:
    """Return a prefix condition that an index can answer: LIKE on PostgreSQL, a range on SQLite (whose LIKE ignores case)."""
    if on_postgres():
        return Q(**{f"{column}__startswith": prefix})
    return Q(**{f"{column}__gte": prefix, f"{column}__lt": prefix + "\U0010ffff"})
