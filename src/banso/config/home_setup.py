"""Making a home ready: static files, database."""

import io
import sys
from contextlib import nullcontext

from django.conf import settings
from django.core.management import call_command
from django.db import connections


def say(text: str) -> None:
    """Show progress on standard error."""
    sys.stderr.write(f"banso: {text}\n")
    sys.stderr.flush()


def font_said() -> str:
    """Return which font sheets are printed in, or what to do where none has their signs."""
    from banso.kit.sheets.pdf import font_in_use

    return font_in_use() or (
        "no Japanese font with the signs of the sheets: no PDF can be made "
        "(Debian: fonts-noto-cjk, or BANSO_FONTS)"
    )


def make_home() -> None:
    """Bring a home up to date; safe to repeat, and quick when nothing is to be done."""
    if not settings.DEBUG:
        say("static files")
        call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    say("database")
    call_command("migrate", interactive=False, verbosity=0)
    say(f"sheets are printed in: {font_said()}")


def leave_the_database() -> None:
    """
    Close what this process has opened of the database, its pool as well: the server's workers are
    forked from it, and a pool does not live on in them (its own threads stay behind, so that
    nothing comes back to it).
    """
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]


def serve(host: str, port: int, *, schedule: bool) -> None:
    """Serve until stopped, with what runs by itself beside it in a process of its own."""
    from granian import Granian
    from granian.constants import Interfaces

    from banso.schedule.process import schedule_beside

    leave_the_database()
    server = Granian(
        "banso.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        log_access=False,
        websockets=False,
    )
    with schedule_beside() if schedule else nullcontext():
        server.serve()
