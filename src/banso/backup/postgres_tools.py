"""
PostgreSQL's own programs, `pg_dump` and `pg_restore`.

Nothing here knows of Django: a home is restored before there is one.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DEBIANS = Path("/usr/lib/postgresql")


class NoPrograms(Exception):
    """PostgreSQL's programs are not on this machine."""


class ProgramFailed(Exception):
    """One of PostgreSQL's programs ended with an error; the first line says which, and no row."""


def dump(target: Path, *, snapshot: str, asked: Mapping[str, Any]) -> None:
    """
    Write the database as one snapshot shows it.

    :raises NoPrograms: if pg_dump is not there
    :raises ProgramFailed: if it failed
    """
    _run(
        "pg_dump",
        asked,
        "--format=custom",
        "--compress=0",
        "--enable-row-security",  # it speaks for everything, as the home's commands do
        f"--snapshot={snapshot}",
        f"--file={target}",
    )


def load(source: Path, *, asked: Mapping[str, Any]) -> None:
    """
    Fill an empty database, in one transaction.

    :raises NoPrograms: if pg_restore is not there
    :raises ProgramFailed: if it failed
    """
    _run(
        "pg_restore",
        asked,
        "--single-transaction",
        "--exit-on-error",
        "--no-comments",
        "--enable-row-security",
        str(source),
    )


def program(name: str) -> str:
    """
    Return where the newest program of that name is: older ones refuse a newer server.

    :raises NoPrograms: if there is none
    """
    found = [path for path in DEBIANS.glob(f"*/bin/{name}") if path.parts[-3].isdecimal()]
    if found:
        return str(max(found, key=lambda path: int(path.parts[-3])))
    anywhere = shutil.which(name)
    if anywhere is None:
        raise NoPrograms(name)
    return anywhere


def _run(name: str, asked: Mapping[str, Any], *arguments: str) -> None:
    from psycopg.conninfo import make_conninfo

    asked = dict(asked)
    password = asked.pop("password", None)
    options = f"{asked.pop('options', '') or ''} -c banso.agency=all".strip()
    environment = {**os.environ, "PGOPTIONS": options, "LC_ALL": "C"}
    if password:
        environment["PGPASSWORD"] = str(password)
    done = subprocess.run(
        [
            program(name),
            f"--dbname={make_conninfo('', **asked)}",
            "--no-owner",
            "--no-privileges",
            *arguments,
        ],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith(f"{name}: error:")]
        raise ProgramFailed(said[0] if said else f"{name} ended with status {done.returncode}")
