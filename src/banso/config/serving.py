"""Serving a home: one server, whose workers come back where one is killed, and end with it."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import click
from django.conf import settings
from django.db import connections

from banso.kit.file_lock import alone_with
from banso.kit.refusals import Refusal

SERVER = "BANSO_SERVER"
"""The variable by which a worker knows its server's process."""


class AnotherServes(Refusal):
    """A server of this home runs already: stop it first (two would not know of each other)."""


@contextmanager
def alone_in_home() -> Iterator[None]:
    """
    Hold the home for the block: no server of it runs beside.

    :raises click.ClickException: if one does
    """
    try:
        with alone_with(Path(settings.HOME) / "serve.lock", else_say=AnotherServes):
            yield
    except AnotherServes as error:
        raise click.ClickException(str(AnotherServes.__doc__)) from error


@dataclass(frozen=True)
class Door:
    """Where a server listens, and with which certificate."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def address(self) -> str:
        """What is typed into a browser."""
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://{self.host}:{self.port}/"


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a host."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def check_door(door: Door) -> None:
    """
    See that nobody reads along, and that nobody else listens there.

    :raises click.ClickException: if it is not so
    """
    open_to_read = not (door.certificate or settings.BANSO_HTTPS or settings.BANSO_DEMO)
    if open_to_read and not is_loopback(door.host):
        raise click.ClickException(
            f"on {door.host} everybody on the way could read along: name --certificate and --key, "
            "or put a TLS proxy before it and say --behind-proxy"
        )
    try:
        found = socket.getaddrinfo(door.host, door.port, type=socket.SOCK_STREAM)
        for family, kind, protocol, _name, address in found:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        raise click.ClickException(f"{door.host}:{door.port}: {error.strerror}") from error


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


def serve(door: Door, *, schedule: bool, workers: int = 1) -> None:
    """
    Serve until stopped, with what runs by itself beside it in a process of its own.

    :raises click.ClickException: if it can't be served there, or is served already
    """
    from granian import Granian
    from granian.constants import Interfaces

    from banso.schedule.process import schedule_beside

    check_door(door)
    leave_the_database()
    os.environ[SERVER] = str(os.getpid())
    server = Granian(
        "banso.config.wsgi:application",
        address=door.host,
        port=door.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
        log_access=False,
        websockets=False,
        ssl_cert=door.certificate,
        ssl_key=door.key,
        respawn_failed_workers=True,
    )
    with alone_in_home(), schedule_beside() if schedule else nullcontext():
        server.serve()


def end_with_server() -> None:
    """Let this worker end where its server was killed: it would hold the port and the home."""
    server = int(os.environ.get(SERVER, "0"))

    def watch() -> None:
        while os.getppid() == server:
            time.sleep(1)
        os._exit(1)

    if server and server != os.getpid():
        threading.Thread(target=watch, daemon=True).start()
