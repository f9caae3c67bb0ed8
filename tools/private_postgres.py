"""
A PostgreSQL cluster of one's own for as long as a check runs: loopback only, thrown away
afterwards.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPERUSER = "banso"
SERVES = "app_serves"
"""A role that owns nothing, for homes with two roles."""


class NoPostgres(RuntimeError):
    """PostgreSQL's server programs are not on this machine (Debian: apt-get install postgresql)."""


def free_port() -> int:
    """Return a port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def programs() -> Path:
    """
    Return the folder of the newest server programs.

    :raises NoPostgres: if there are none
    """
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if not found:
        raise NoPostgres
    return found[-1].parent


def as_its_user(command: list[str]) -> list[str]:
    """Return a command of PostgreSQL's; it refuses to run as root, then as Debian's user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@contextmanager
def private_postgres(*, durable: bool = False) -> Iterator[str]:
    """
    Run a cluster and yield the URL of an empty database in it; `durable` keeps fsync on, as a
    benchmark needs.
    """
    bin_folder, folder, port = programs(), tempfile.mkdtemp(prefix="banso-pg-"), free_port()
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = f"{folder}/data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": "/"}
    locale = ["--locale-provider=icu", "--icu-locale=ja-JP", "--locale=C.UTF-8", "--encoding=UTF8"]
    subprocess.run(
        as_its_user(
            [
                f"{bin_folder}/initdb",
                "-D",
                data,
                "--auth=trust",
                f"--username={SUPERUSER}",
                "--no-sync",
                *locale,
            ]
        ),
        **quiet,
    )  # type: ignore[call-overload]
    options = (
        f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c "
        "max_connections=60 -c shared_buffers=256MB"
    )
    if not durable:
        # Nothing is looked after in the background either: it would stand in the way of databases
        # that are copied and dropped all the time.
        options += (
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
        )
    control = [f"{bin_folder}/pg_ctl", "-D", data, "-w"]
    subprocess.run(as_its_user([*control, "-l", f"{folder}/log", "-o", options, "start"]), **quiet)  # type: ignore[call-overload]
    try:
        # As in real use, the app is no superuser: row-level security holds for it.
        ask = [
            f"{bin_folder}/psql",
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            SUPERUSER,
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        subprocess.run(
            [
                *ask,
                "-c",
                "CREATE ROLE app LOGIN CREATEDB",
                "-c",
                f"CREATE ROLE {SERVES} LOGIN",
                "-c",
                "CREATE DATABASE app OWNER app",
            ],
            **quiet,
        )  # type: ignore[call-overload]
        yield f"postgresql://app@127.0.0.1:{port}/app"
    finally:
        subprocess.run(
            as_its_user([*control, "-m", "immediate", "stop"]),
            check=False,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        shutil.rmtree(folder, ignore_errors=True)
