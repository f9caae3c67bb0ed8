"""
`./banso test` and `./banso lint`: every check, with progress, on SQLite and on PostgreSQL.

Each database has a lane of its own, both at the same time: when one waits for a browser, for its
database or for its last test, the other goes on. The linters run beside them, and so does the
filling of the demo that the journeys copy.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools.private_postgres import private_postgres

ROOT = Path(__file__).resolve().parents[1]
PYTHON = (sys.executable, "-m")
# One process more than two cores: some wait for a database, a server or a browser. Two lanes: four.
PROCESSES, PROCESSES_OF_A_LANE = "3", "2"
TEMPLATES = (
    str(Path(sys.executable).with_name("djangofmt")),
    "--line-length=118",
    "--indent-width=2",
)


@dataclass(frozen=True)
class Check:
    """One command that must end well."""

    title: str
    command: Sequence[str]
    url: str = ""  # of a PostgreSQL database; else SQLite
    mark: str = ""  # before each line of what it says, where several speak


@dataclass
class Checks:
    """Runs checks one after another, and tells of each what became of it."""

    failed: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def run(self, check: Check) -> None:
        """Run a check and let its output through as it comes."""
        _say(f"\n=== {check.title}")
        began = time.monotonic()
        done = subprocess.Popen(
            check.command,
            cwd=ROOT,
            env=_environment(check),
            stdout=subprocess.PIPE if check.mark else None,
            stderr=subprocess.STDOUT if check.mark else None,
            text=True,
        )
        for line in done.stdout or ():
            _say(f"{check.mark}: {line.rstrip()}")
        self._tell(check, done.wait(), began)

    def run_quietly(self, check: Check) -> None:
        """Run a check beside others; its output is shown at once at the end, if it failed."""
        began = time.monotonic()
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env=_environment(check),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            _say(f"\n=== {check.title}\n{done.stdout}")
        self._tell(check, done.returncode, began)

    def run_all_quietly(self, several: Sequence[Check]) -> None:
        """Run checks one after another beside others."""
        for check in several:
            self.run_quietly(check)

    def _tell(self, check: Check, status: int, began: float) -> None:
        if status:
            self.failed.append(check.title)
        _say(
            f"=== {check.title}: {'FAILED' if status else 'ok'} ({time.monotonic() - began:.0f} s)"
        )

    def finish(self) -> int:
        """Say how it went and return the exit status."""
        how = f"FAILED: {', '.join(self.failed)}" if self.failed else "all checks passed"
        _say(f"\nbanso: {how} ({(time.monotonic() - self.begun) / 60:.1f} minutes)")
        return 1 if self.failed else 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _environment(check: Check) -> dict[str, str]:
    # Compiled once, for the hundred processes that the tests start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "BANSO_DATABASE_URL": check.url}


def _pytest(processes: str) -> tuple[str, ...]:
    return (*PYTHON, "pytest", "-n", processes, "--dist", "worksteal", "--durations=10")


LINTERS = (
    Check("ruff: lint", (*PYTHON, "ruff", "check", ".")),
    Check("ruff: format", (*PYTHON, "ruff", "format", "--check", ".")),
    Check("templates: format", (*TEMPLATES, "--check", "src")),
    Check(
        "floors and layers",
        (
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
        ),
    ),
    Check("mypy", (*PYTHON, "mypy")),
)


def _rooms(engine: str, url: str, *more: str, lane: bool = False) -> Check:
    command = (*_pytest(PROCESSES_OF_A_LANE if lane else PROCESSES), "tests")
    return Check(
        f"house and rooms on {engine}",
        (*command, "--ignore=tests/journeys", *more),
        url,
        engine if lane else "",
    )


def _journeys(engine: str, url: str, *more: str) -> Check:
    # In processes of their own: the browser's event loop and Django's connections do not mix.
    command = (*_pytest(PROCESSES_OF_A_LANE), "tests/journeys", *more)
    return Check(f"journeys in Chromium on {engine}", command, url, engine)


def _demo(engine: str, url: str) -> Check:
    return Check(f"filling the demo on {engine}", (*PYTHON, "tests.databases"), url)


def lint() -> int:
    """Run the linters and return the exit status."""
    checks = Checks()
    for check in LINTERS:
        checks.run_quietly(check)
    return checks.finish()


def quick() -> int:
    """
    Run the linters, and on SQLite what is neither slow nor in need of a browser; return the exit
    status.
    """
    checks = Checks()
    with ThreadPoolExecutor(1) as beside:
        linters = beside.submit(checks.run_all_quietly, LINTERS)
        checks.run(_rooms("SQLite", "", "-m", "not slow"))
        linters.result()
    return checks.finish()


def part(arguments: Sequence[str]) -> int:
    """Hand arguments over to pytest, on both engines; return the exit status."""
    checks = Checks()
    command = (*_pytest(PROCESSES), *arguments)
    checks.run(Check("tests on SQLite", command))
    with private_postgres() as url:
        checks.run(Check("tests on PostgreSQL", command, url))
    return checks.finish()


def everything(*, whole: bool) -> int:
    """
    Run every check and return the exit status. What needs no database runs once, a journey and what
    is marked `either` on one of the engines; `whole` runs everything on both.
    """
    checks = Checks()
    share = () if whole else ("--share",)

    def lane(engine: str, url: str) -> None:
        checks.run(_rooms(engine, url, *share, lane=True))
        checks.run(_journeys(engine, url, *share))

    with private_postgres() as url, ThreadPoolExecutor(3) as beside:
        small = (_demo("SQLite", ""), _demo("PostgreSQL", url), *LINTERS)
        running = [
            beside.submit(lane, "PostgreSQL", url),
            beside.submit(lane, "SQLite", ""),
            beside.submit(checks.run_all_quietly, small),
        ]
        for one in running:
            one.result()
    return checks.finish()


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for and return the exit status."""
    parser = argparse.ArgumentParser(prog="banso", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lint", help="the linters only")
    test = commands.add_parser("test", help="every check; further arguments go to pytest")
    size = test.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="linters and fast tests on SQLite")
    size.add_argument("--whole", action="store_true", help="everything on both databases")
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command == "lint":
        return lint()
    if chosen.quick:
        return quick()
    return part(rest) if rest else everything(whole=chosen.whole)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
