"""
Row-level security by agency on PostgreSQL, behind the queries: for whom a connection speaks.

Commands work on the whole home ("all"). A request begins at the door, where what signing in needs
is seen and nothing of people; behind a door the viewer's agency is in force, so that even a query
that forgot its rule finds nothing of another agency. A connection that says nothing sees nothing.
What each table lets through stands in `walls.py`. SQLite, for one office, has nothing like it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

from django.db import Error, connection
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from banso.kit.db import on_postgres

EVERYTHING = "all"
AT_THE_DOOR = str(UUID(int=0))
"""No agency has this id: nothing is seen but what signing in needs."""
_POLICY = (
    "(SELECT current_setting('banso.agency', true)) = 'all' OR agency_id = (SELECT "
    "nullif(nullif(current_setting('banso.agency', true), 'all'), '')::uuid)"
)
_SPEAKS_FOR = "banso_speaks_for"
"""What a thread's connection of Django's remembers of it."""
_SAY = "SELECT set_config('banso.agency', %s, false)"


class _Process:
    """For whom it speaks where nobody has said otherwise: a command for the whole home."""

    speaks_for = EVERYTHING


def serve_requests() -> None:
    """Let this process speak for nobody by itself, as a server does."""
    _Process.speaks_for = AT_THE_DOOR


def in_force() -> str:
    """Return for whom this thread's connection speaks."""
    return str(getattr(connection, _SPEAKS_FOR, _Process.speaks_for))


def _say(whom: str) -> None:
    """
    Tell the database, where there is a connection; one that is made later is told when it is made.
    The statement is no query of the page's: it goes past those who count and watch them.
    """
    setattr(connection, _SPEAKS_FOR, whom)
    if connection.connection is None:
        return
    with connection.wrap_database_errors:
        connection.close_if_health_check_failed()
        if connection.connection is not None:
            connection.connection.execute(_SAY, [whom])


def _begin(whom: str) -> str | None:
    """Speak for somebody; return for whom before, None where that is the same."""
    before = in_force()
    if not on_postgres() or before == whom:
        return None
    try:
        _say(whom)
    except BaseException:
        _end(before)
        raise
    return before


def _end(before: str | None) -> None:
    if before is None:
        return
    try:
        _say(before)
    except Error:  # the transaction broke: rolling it back, or a new connection, says it again
        if not connection.in_atomic_block:
            connection.close()


def speak_as_at_first() -> None:
    """Speak for whom this process speaks, whatever an answer that was left half way has said."""
    if on_postgres() and in_force() != _Process.speaks_for:
        _say(_Process.speaks_for)


@contextmanager
def _speaking(whom: str) -> Iterator[None]:
    before = _begin(whom)
    try:
        yield
    finally:
        _end(before)


@contextmanager
def limited_to_agency(agency: UUID) -> Iterator[None]:
    """Let the block see the rows of one agency only."""
    with _speaking(str(agency)):
        yield


@contextmanager
def speaking_for(agency: UUID) -> Iterator[None]:
    """
    Let the block work on the rows of another agency than the viewer's: for what both know of, and
    nothing that is shown. A command goes on speaking for the whole home.
    """
    with _speaking(EVERYTHING if in_force() == EVERYTHING else str(agency)):
        yield


@contextmanager
def at_the_door() -> Iterator[None]:
    """Let the block see what signing in needs, of every agency, and nothing else."""
    with _speaking(EVERYTHING if in_force() == EVERYTHING else AT_THE_DOOR):
        yield


class PartsWithin:
    """
    The parts of an answer, made within an agency: from the first to the last, or until the answer
    is closed. Nothing is said to the database when one that was left half way is cleaned up: that
    happens in the middle of any statement, which would wait for itself, and in any thread.
    """

    def __init__(self, agency: UUID, parts: Iterable[Any]) -> None:
        self._agency, self._parts = agency, iter(parts)
        self._before: str | None = None
        self._begun = False

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if not self._begun:
            self._before, self._begun = _begin(str(self._agency)), True
        try:
            return next(self._parts)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Speak again for whom it was before."""
        before, self._before = self._before, None
        _end(before)


def made_within(agency: UUID, answer: HttpResponseBase) -> HttpResponseBase:
    """
    Return an answer that reads nothing outside an agency: what is drawn or sent later is drawn now,
    or sent within it.
    """
    if isinstance(answer, TemplateResponse):
        return answer.render()
    if isinstance(answer, StreamingHttpResponse) and not answer.is_async:
        parts = cast(Iterable[Any], answer.streaming_content)
        answer.streaming_content = PartsWithin(agency, parts)
    return answer


def requests_at_the_door(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a request begins at the door, whoever asks."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        speak_as_at_first()
        with _speaking(AT_THE_DOOR):
            return get_response(request)

    return middleware


def on_connecting(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Say on a connection that is new, or fresh from the pool, for whom it speaks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SAY, [getattr(connection, _SPEAKS_FOR, _Process.speaks_for)])


def forget_agency(connection: Any) -> None:
    """
    Let a driver's connection that goes back to its pool see nothing, until it speaks for somebody
    again.
    """
    connection.execute("SELECT set_config('banso.agency', '', false)")
    if not connection.autocommit:
        connection.commit()


def enable_row_level_security(
    *tables: str, shared: str = ""
) -> tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]:
    """
    Return what a migration runs forwards and backwards to put tables with an `agency_id` under
    row-level security.

    `shared` names a column with a second agency that sees the row too: what one has asked of the
    other.
    """
    policy = _POLICY + (
        f" OR {_POLICY.rsplit(' OR ', 1)[1].replace('agency_id', shared, 1)}" if shared else ""
    )

    def forwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(
                    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
                )
                editor.execute(
                    f"CREATE POLICY own_agency ON {table} USING ({policy}) WITH CHECK ({policy})"
                )

    def backwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(f"DROP POLICY own_agency ON {table}")
                editor.execute(
                    f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"
                )

    return forwards, backwards
