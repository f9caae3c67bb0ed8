"""A GET cannot write: enforced where statements leave for the database, not by good intentions."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

_WRITES = re.compile(
    r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE
)
_allowed: ContextVar[tuple[str, ...]] = ContextVar("tables a safe request may write", default=())
_all_goes_back: ContextVar[bool] = ContextVar("whether what is written goes back", default=False)
SESSION_TABLES = ("django_session", "usersessions_usersession")


class WriteOnRead(RuntimeError):
    """A safe request tried to change something."""


@contextmanager
def may_write(*tables: str) -> Any:
    """Let the block write to these tables also in a safe request: for traces of reading only."""
    token = _allowed.set((*_allowed.get(), *tables))
    try:
        yield
    finally:
        _allowed.reset(token)


@contextmanager
def all_goes_back() -> Iterator[None]:
    """
    Run the block whole and take back all that it wrote, so that also a safe request may try what
    would happen.
    """
    token = _all_goes_back.set(True)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _all_goes_back.reset(token)


def _guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Let a statement through unless it writes where a safe request may not."""
    found = None if _all_goes_back.get() else _WRITES.match(sql)
    if found and found.group(1) not in _allowed.get() and found.group(1) not in SESSION_TABLES:
        raise WriteOnRead(found.group(1))
    return execute(sql, params, many, context)


def read_only_when_safe(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """
    Middleware: refuse every write during GET, HEAD and OPTIONS but the trace of reading and the
    session.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return get_response(request)
        with connection.execute_wrapper(_guard):
            return get_response(request)

    return middleware
