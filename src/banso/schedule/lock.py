"""One run at a time in a home: a lock that goes with the process that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from banso.kit.db import on_postgres
from banso.kit.file_lock import alone_with
from banso.kit.refusals import Refusal

KEY = int.from_bytes(b"schedule")


class AnotherRuns(Refusal):
    """Somebody else runs something at the moment."""

    sentence = _("Something runs already. Please look again in a moment.")


@contextmanager
def alone() -> Iterator[None]:
    """
    Hold the lock for the block.

    :raises AnotherRuns: if somebody else holds it
    """
    with (
        _in_database()
        if on_postgres()
        else alone_with(Path(settings.HOME) / "schedule.lock", else_say=AnotherRuns)
    ):
        yield


@contextmanager
def _in_database() -> Iterator[None]:
    """The lock belongs to a connection of its own: a job may close its connection or break it."""
    driver: Any = connection
    with connection.wrap_database_errors:
        own = driver.Database.connect(**connection.get_connection_params())
    try:
        own.autocommit = True  # no transaction stays open while a job runs
        if not own.execute("SELECT pg_try_advisory_lock(%s)", [KEY]).fetchone()[0]:
            raise AnotherRuns
        try:
            yield
        finally:  # whoever comes next need not wait until the server has seen the connection end
            with suppress(driver.Database.Error):
                own.execute("SELECT pg_advisory_unlock(%s)", [KEY])
    finally:
        own.close()
