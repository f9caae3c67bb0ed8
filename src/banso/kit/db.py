"""Transactions of actions, and where the two engines differ."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.models import Q

P = ParamSpec("P")
R = TypeVar("R")
_under_way: ContextVar[bool] = ContextVar("an action is under way", default=False)


def on_postgres() -> bool:
    """Return whether this home stands on PostgreSQL."""
    return connection.vendor == "postgresql"


def starts_with(column: str, prefix: str) -> Q:
    """
    Return a prefix condition that an index can answer: LIKE on PostgreSQL, a range on SQLite (whose
    LIKE ignores case).
    """
    if on_postgres():
        return Q(**{f"{column}__startswith": prefix})
    return Q(**{f"{column}__gte": prefix, f"{column}__lt": prefix + "\U0010ffff"})


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


def one_transaction(action: Callable[P, R]) -> Callable[P, R]:
    """
    Make an action run in one transaction.

    Unlike nested `atomic`, an action called by another makes no savepoint: if the part fails, the
    whole fails, and each save is
    several round trips shorter.
    """

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with one_transaction_here():
            return action(*args, **kwargs)

    return whole
