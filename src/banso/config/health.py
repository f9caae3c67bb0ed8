"""
Whether this server lives, and whether it can work: for whoever watches over the machine.

Answered before anything else is asked: no name of a host, no sign-in, no session, and nothing is
said that stands in a record.
"""

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error, connection

LIVE, READY = "/health/live", "/health/ready"
ROOM_TO_WRITE = 100 * 1024 * 1024
STAYS_ENCRYPTED = f"max-age={settings.SECURE_HSTS_SECONDS}"
Start = Callable[..., Any]
Application = Callable[..., Any]


def with_health(application: Application) -> Application:
    """Return an application that also answers to its watchers."""

    def answer(environ: dict[str, Any], start: Start) -> Any:
        path = environ.get("PATH_INFO")
        if path == LIVE:
            return _answer(start, [])
        if path == READY:
            return _answer(start, what_is_missing())
        return application(environ, start)

    return answer


def what_is_missing() -> list[str]:
    """Return what keeps this server from working, each in a few words."""
    missing = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations WHERE id = 1")
    except (Error, OSError):
        missing.append("the database does not answer")
    finally:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
    try:
        if shutil.disk_usage(settings.HOME).free < ROOM_TO_WRITE:
            missing.append("the disk is full")
    except OSError:
        missing.append("the home is not there")
    return missing


def _answer(start: Start, missing: list[str]) -> list[bytes]:
    text = "\n".join([*(missing or ["well"]), ""]).encode()
    start(
        "503 Service Unavailable" if missing else "200 OK",
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(text))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            *([("Strict-Transport-Security", STAYS_ENCRYPTED)] if settings.BANSO_HTTPS else []),
        ],
    )
    return [text]
