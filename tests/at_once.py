"""Two actions at once, in a copy of the database that is thrown away."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from banso.kit.refusals import Refusal
from banso.kit.row_level_security import limited_to_agency


@contextmanager
def copied(name: str, target: Path) -> Iterator[str]:
    """Copy a database and yield the copy's name; it is gone afterwards."""
    connection.close()
    if connection.vendor == "sqlite":
        with sqlite3.connect(name) as old, sqlite3.connect(target) as new:
            old.backup(new)
        yield str(target)
        target.unlink()
        return
    copy = f"{name}_copy"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    try:
        yield copy
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


@contextmanager
def working_in(name: str) -> Iterator[None]:
    """Let every connection of the block lead to another database."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def on_a_copy(blocker: Any, folder: Path) -> Iterator[None]:
    """Let the block write for real, in a copy of the tests' database that is thrown away."""
    usual = str(connection.settings_dict["NAME"])
    with (
        blocker.unblock(),
        copied(usual, folder / "copy.sqlite3") as name,
        working_in(name),
    ):
        yield


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def _let_the_other_come(started: threading.Event) -> None:
    """Wait until the other action can't go on, or has had time enough to show that it can."""
    started.wait(10)
    if connection.vendor == "sqlite":
        time.sleep(0.2)
        return
    until = time.monotonic() + 2
    while not _somebody_waits() and time.monotonic() < until:
        time.sleep(0.02)


def at_once(*turns: tuple[UUID, Callable[[], Any]]) -> list[Any]:
    """
    Run two actions, each inside the agency it is done in: the second begins while the first has its
    number and has not committed.
    """
    numbered, started = threading.Event(), threading.Event()

    def first(agency: UUID, action: Callable[[], Any]) -> Any:
        try:
            with limited_to_agency(agency), transaction.atomic():
                number = action()
                numbered.set()
                _let_the_other_come(started)
            return number
        finally:
            numbered.set()
            connection.close()

    def second(agency: UUID, action: Callable[[], Any]) -> Any:
        try:
            numbered.wait(20)
            started.set()
            with limited_to_agency(agency):
                return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as together:
        waiting = [
            together.submit(run, *turn) for run, turn in zip((first, second), turns, strict=True)
        ]
        return [one.result(timeout=40) for one in waiting]


def or_refusal(action: Callable[[], Any]) -> Callable[[], Any]:
    """Return an action that gives back what refused it."""

    def tried() -> Any:
        try:
            return action()
        except Refusal as refusal:
            return type(refusal)

    return tried
