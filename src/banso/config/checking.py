"""`banso test`: every check, with progress; on SQLite and on PostgreSQL."""

import os
import subprocess
import sys
import time
from pathlib import Path

from banso.config.catalogues import compile_messages
from tools.private_postgres import private_postgres

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = [
    str(Path(sys.executable).with_name("djangofmt")),
    "--line-length=118",
    "--indent-width=2",
]


def _run(title: str, command: list[str], **more: str) -> bool:
    sys.stderr.write(f"\n=== {title}\n")
    sys.stderr.flush()
    begun = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, check=False)
    sys.stderr.write(
        f"=== {title}: {'ok' if done.returncode == 0 else 'FAILED'} "
        f"({time.monotonic() - begun:.0f} s)\n"
    )
    return done.returncode == 0


def _tests(engine: str, arguments: list[str], url: str) -> bool:
    """
    Run the tests on one engine; the browser's in processes of their own, since its event loop and
    Django's connections do not mix.
    """
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile"]
    if arguments:
        return _run(f"tests on {engine}", [*pytest, *arguments], BANSO_DATABASE_URL=url)
    rooms = _run(
        f"house and rooms on {engine}",
        [*pytest, "tests", "--ignore=tests/journeys"],
        BANSO_DATABASE_URL=url,
    )
    return (
        _run(
            f"journeys in Chromium on {engine}", [*pytest, "tests/journeys"], BANSO_DATABASE_URL=url
        )
        and rooms
    )


def check(arguments: list[str], *, only_fast: bool = False) -> int:
    """
    Run every check and return the exit status; arguments go to pytest and then only pytest runs.
    """
    compile_messages()
    tool = [sys.executable, "-m"]
    passed = True
    if not arguments:
        passed &= _run("ruff: lint", [*tool, "ruff", "check", "."])
        passed &= _run("ruff: format", [*tool, "ruff", "format", "--check", "."])
        passed &= _run("templates: format", [*TEMPLATES, "--check", "src"])
        passed &= _run("mypy", [*tool, "mypy"])
        passed &= _run(
            "floors and layers",
            [
                sys.executable,
                "-c",
                "from importlinter.cli import lint_imports_command; lint_imports_command()",
            ],
        )
    if only_fast:
        return 0 if passed else 1
    passed &= _tests("SQLite", arguments, "")
    with private_postgres() as url:
        passed &= _tests("PostgreSQL", arguments, url)
    sys.stderr.write(
        "\nbanso: " + ("all checks passed\n" if passed else "some checks FAILED, see above\n")
    )
    return 0 if passed else 1
