"""Something that happens on another connection, just before a row is written here."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

from django.db import connection

from banso.kit.row_level_security import limited_to_agency


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def _elsewhere(agency: UUID | None, act: Callable[[], Any]) -> Any:
    try:
        # What nobody does for an agency, a command does for the whole home.
        with limited_to_agency(agency) if agency else nullcontext():
            return act()
    finally:
        connection.close()


@contextmanager
def before_the_first_write(
    agency: UUID | None, act: Callable[[], Any]
) -> Iterator[list[Future[Any]]]:
    """
    Let something else happen on another connection, whole or until it has to wait, before the first
    row is written here.
    """
    begun: list[Future[Any]] = []
    with ThreadPoolExecutor(1) as elsewhere:

        def wrapper(execute: Any, sql: str, *rest: Any) -> Any:
            if not begun and sql.startswith(("INSERT", "UPDATE", "DELETE")):
                begun.append(elsewhere.submit(_elsewhere, agency, act))
                until = time.monotonic() + (0.05 if connection.vendor == "sqlite" else 2)
                while not begun[0].done() and time.monotonic() < until:
                    if connection.vendor != "sqlite" and _somebody_waits():
                        break
                    time.sleep(0.005)
            return execute(sql, *rest)

        with connection.execute_wrapper(wrapper):
            yield begun
        if not begun:
            begun.append(elsewhere.submit(_elsewhere, agency, act))
