"""Transactions of actions, and where the two engines differ."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, Lookup, Q
from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal

P = ParamSpec("P")
R = TypeVar("R")
_under_way: ContextVar[bool] = ContextVar("an action is under way", default=False)

LOOK_AGAIN = "banso_look_again"
"""What a trigger says where a row rests on something that has changed since it was read."""
_TRIES = 3
# Deadlock, serialization failure, a row of the same key: of what two do at once, one goes first.
_CONFLICTS_OF_POSTGRES = frozenset({"40P01", "40001", "23505"})
_CONFLICTS_OF_SQLITE = ("UNIQUE constraint failed",)


class AtTheSameTime(Refusal):
    """Two wrote the same at once, and it could not be settled which comes first."""

    sentence = _(
        "Not saved: somebody else saved the same at this very moment. Please look at it and save "
        "again."
    )


def on_postgres() -> bool:
    """Return whether this home stands on PostgreSQL."""
    return connection.vendor == "postgresql"


def look_at_tables() -> bool:
    """
    Let SQLite look how its tables are filled, a thousand rows of each index, so that it goes the
    way that leads to few rows; it does so only when it is told. Return whether it did: PostgreSQL
    looks by itself.
    """
    if on_postgres():
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
    return True


def starts_with(column: str, prefix: str) -> Q:
    """
    Return a prefix condition that an index can answer: a range by characters. SQLite's LIKE ignores
    case, and PostgreSQL uses no index for LIKE where a policy stands around the table.
    """
    least, below = ("in_order_from", "in_order_before") if on_postgres() else ("gte", "lt")
    return Q(**{f"{column}__{least}": prefix, f"{column}__{below}": prefix + "\U0010ffff"})


class _InOrder(Lookup):
    """PostgreSQL's comparison character by character, whatever the collation."""

    operator = ""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, first = self.process_lhs(compiler, connection)
        right, second = self.process_rhs(compiler, connection)
        return f"{left} {self.operator} {right}", (*first, *second)


@CharField.register_lookup
class _InOrderFrom(_InOrder):
    lookup_name, operator = "in_order_from", "~>=~"


@CharField.register_lookup
class _InOrderBefore(_InOrder):
    lookup_name, operator = "in_order_before", "~<~"


@contextmanager
def one_transaction_here() -> Iterator[None]:
    """
    Run the block in one transaction; inside an action that is under way already, simply as a part
    of it.
    """
    if _under_way.get():
        yield
        return
    token = _under_way.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _under_way.reset(token)


def reads_without_lock() -> bool:
    """
    Return whether an action is under way that has to hold what it reads: on SQLite it reads under
    the lock under which it writes.
    """
    return _under_way.get() and on_postgres()


def in_one_transaction(work: Callable[[], R]) -> R:
    """
    Run an action in one transaction; where somebody else was faster, begin again from the start and
    see what they have done.

    :raises AtTheSameTime: if that does not help
    """
    if _under_way.get():
        return work()
    for tries_left in reversed(range(_TRIES)):
        try:
            with one_transaction_here():
                return work()
        except DatabaseError as error:
            if not _is_conflict(error):
                raise
            if not tries_left:
                raise AtTheSameTime from error
    raise AssertionError("unreachable")


def _is_conflict(error: DatabaseError) -> bool:
    said = str(error)
    return (
        LOOK_AGAIN in said
        or getattr(error.__cause__, "sqlstate", None) in _CONFLICTS_OF_POSTGRES
        or any(one in said for one in _CONFLICTS_OF_SQLITE)
    )


def one_transaction(action: Callable[P, R]) -> Callable[P, R]:
    """
    Make an action run in one transaction, and again where somebody else was faster.

    Unlike nested `atomic`, an action called by another makes no savepoint: if the part fails, the
    whole fails, and each save is several round trips shorter.
    """

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        return in_one_transaction(lambda: action(*args, **kwargs))

    return whole
