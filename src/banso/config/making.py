"""Making a home ready: catalogues, static files, database."""

import io
import os
import sys
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command


def say(text: str) -> None:
    """Show progress on standard error."""
    sys.stderr.write(f"banso: {text}\n")
    sys.stderr.flush()


def compile_messages() -> None:
    """Compile each message catalogue that is newer than its compiled form."""
    for po in (Path(__file__).resolve().parent.parent / "locale").rglob("*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_suffix(f".{os.getpid()}.tmp")
            polib.pofile(str(po)).save_as_mofile(str(fresh))
            fresh.replace(mo)


def make_home() -> None:
    """Bring a home up to date; safe to repeat, and quick when nothing is to be done."""
    compile_messages()
    if not settings.DEBUG:
        say("static files")
        call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    say("database")
    call_command("migrate", interactive=False, verbosity=0)


def serve(host: str, port: int) -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "banso.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        log_access=False,
        websockets=False,
    ).serve()
