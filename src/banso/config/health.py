"""
Whether this server lives, and whether it can work: for whoever watches over the machine.

Answered before anything else is asked: no name of a host, no sign-in, no session, and nothing is
said that stands in a record. Numbers are told on this machine alone, not through a proxy.
"""

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error, connection

from banso.config.metrics import AS_TEXT, METRICS, asked_on_this_machine, counting, numbers

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
        if path == METRICS and asked_on_this_machine(environ):
            return _tell(start, "200 OK", numbers(len(what_is_missing())), AS_TEXT)
        return counted(environ, start)

    counted = counting(application)
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
    status = "503 Service Unavailable" if missing else "200 OK"
    return _tell(start, status, "\n".join([*(missing or ["well"]), ""]))


def _tell(
    start: Start, status: str, said: str, kind: str = "text/plain; charset=utf-8"
) -> list[bytes]:
    text = said.encode()
    start(
        status,
        [
            ("Content-Type", kind),
            ("Content-Length", str(len(text))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            *([("Strict-Transport-Security", STAYS_ENCRYPTED)] if settings.BANSO_HTTPS else []),
        ],
    )
    return [text]
