"""The schedule beside a real server: a process of its own that comes and goes with it."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from banso.kit.declarations import ScheduledJob, declared
from banso.schedule import process
from tests import databases
from tools.private_postgres import free_port

pytestmark = [pytest.mark.slow, pytest.mark.either]
FIRST_START = (
    "--agency=見本の会",
    "--office=見本事業所",
    "--manager=見本 守",
    "--username=mamoru",
    "--password-stdin",
)


class Home:
    """A home, migrated or filled as the demo's, and commands in it."""

    def __init__(self, folder: Path, *, demo: bool) -> None:
        self.folder, self.server = folder, os.environ.get("BANSO_DATABASE_URL", "")
        self.own, self.file = f"schedule_{os.getpid()}", folder / "banso.sqlite3"
        if demo:
            self.url = databases.copy_demo(self.server, folder, self.own)
        else:
            self.url = databases.beside(self.server, self.own) if self.server else ""
            databases.copy_migrated(self.server, self.own if self.url else str(self.file))
        self.environment = databases.environment(self.url, hour=10)
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command, which reads from us."""
        command = [sys.executable, "-m", "banso", *arguments, "--home", str(self.folder)]
        with (self.folder / "log").open("a") as log:
            started = subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(started)
        return started

    def end(self) -> None:
        """End what was started."""
        for one in self.started:
            with suppress(ProcessLookupError):  # workers too, where only their server was killed
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()
            if one.stdin:
                one.stdin.close()
        if self.server:
            databases.drop_database(self.server, self.own)

    def banso(self, *arguments: str) -> str:
        """Run a command and return what it said."""
        return subprocess.run(
            [sys.executable, "-m", "banso", *arguments, "--home", str(self.folder)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def jobs_run(self) -> list[str]:
        """Return what has run to its end, read past the command: asking that takes seconds."""
        of_ended = "SELECT job FROM schedule_scheduledrun WHERE ended_at IS NOT NULL"
        if self.url:
            with psycopg.connect(self.url) as database:
                database.execute("SET banso.agency = 'all'")
                return [job for (job,) in database.execute(of_ended).fetchall()]
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as file:
            return [job for (job,) in file.execute(of_ended)]

    def has_run_everything(self) -> bool:
        """Return whether every job has run."""
        return {job.code for job in declared(ScheduledJob)} <= set(self.jobs_run())

    def log(self) -> str:
        """Return what was said."""
        return (self.folder / "log").read_text()


@pytest.fixture
def migrated_home(tmp_path: Path) -> Iterator[Home]:
    """A home of this test only."""
    home = Home(tmp_path, demo=False)
    yield home
    home.end()


@pytest.fixture
def demo_home(tmp_path: Path) -> Iterator[Home]:
    """A demo's home of this test only."""
    home = Home(tmp_path, demo=True)
    yield home
    home.end()


def soon(true: Callable[[], object], home: Home, *, seconds: int = 120) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, home.log()
        time.sleep(0.3)


def schedules_of(server: int) -> list[int]:
    """Return the processes of the schedule that a server has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            words = (path.parent / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if parent == server and f"--beside={server}".encode() in words:
            found.append(int(path.parent.name))
    return found


def has_looked(schedule: int) -> bool:
    """Return whether a process of the schedule has begun to look: in a thread, beside another."""
    return len(list(Path(f"/proc/{schedule}/task").iterdir())) > 2


def is_gone(pid: int) -> bool:
    """Return whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def answering(home: Home, server: subprocess.Popen[bytes], port: int) -> str:
    """Wait until a server answers, and return the address of its first page."""
    address = f"http://127.0.0.1:{port}/account/login/"

    def answers() -> bool:
        assert server.poll() is None, home.log()
        try:
            return urllib.request.urlopen(address).status == 200
        except OSError:
            return False

    soon(answers, home, seconds=300)
    return address


def served(home: Home, *more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Set the home up and serve it; return the server and the address of its first page."""
    port = free_port()
    server = home.start("serve", "--port", str(port), *FIRST_START, *more)
    assert server.stdin
    server.stdin.write(b"correct-horse-8\n")
    server.stdin.flush()
    return server, answering(home, server, port)


def test_it_runs_what_is_due_and_stays_as_long_as_what_started_it(migrated_home: Home) -> None:
    schedule = migrated_home.start("schedule", f"--beside={os.getpid()}")
    soon(migrated_home.has_run_everything, migrated_home)
    assert schedule.poll() is None
    told = migrated_home.banso("schedule", "--list")
    assert "\t—\t" not in told
    assert "clean_drafts" in told

    another = migrated_home.start("schedule", "--beside=1")
    assert another.wait(60) == 0


def test_of_two_at_once_one_runs_what_is_due_and_both_end_in_order_when_told_to(
    migrated_home: Home,
) -> None:
    both = [migrated_home.start("schedule") for _ in range(2)]
    soon(lambda: all(has_looked(one.pid) for one in both), migrated_home)
    soon(migrated_home.has_run_everything, migrated_home)
    for one in both:
        one.send_signal(signal.SIGTERM)
        assert one.wait(30) == 0

    assert set(Counter(migrated_home.jobs_run()).values()) == {1}


class Started:
    """What stands for a process that was started; it ends when it is told to."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def wait(self, _seconds: float | None = None) -> int:
        """Wait for the end."""
        self.over.wait(30)
        return 0

    def poll(self) -> None:
        """Say that it goes on."""

    def terminate(self) -> None:
        """End."""
        self.over.set()


def test_a_start_that_fails_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, tries = threading.Event(), 0

    def start(*_: Any, **__: Any) -> Started:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise BlockingIOError(errno.EAGAIN, "no process left")
        begun.set()
        return Started()

    monkeypatch.setattr(process, "AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(subprocess, "Popen", start)
    with process.schedule_beside():
        assert begun.wait(30)

    assert tries == 2
    assert "could not be started (no process left)" in caplog.text


def test_no_worker_is_forked_while_it_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, done = threading.Event(), threading.Event()

    def start(*_: Any, **__: Any) -> Started:
        begun.set()
        time.sleep(0.5)
        done.set()
        return Started()

    monkeypatch.setattr(subprocess, "Popen", start)
    with process.schedule_beside():
        assert begun.wait(30)
        worker = os.fork()
        if worker == 0:
            os._exit(0 if done.is_set() and os.getppid() else 1)
        _, status = os.waitpid(worker, 0)

    assert os.waitstatus_to_exitcode(status) == 0


def test_the_server_starts_it_and_outlives_it(migrated_home: Home) -> None:
    server, address = served(migrated_home)
    soon(migrated_home.has_run_everything, migrated_home)
    [schedule] = schedules_of(server.pid)

    os.kill(schedule, signal.SIGKILL)
    soon(lambda: is_gone(schedule), migrated_home)
    assert urllib.request.urlopen(address).status == 200


def test_the_demo_has_it_too(demo_home: Home) -> None:
    port = free_port()
    demo = demo_home.start("demo", "--port", str(port), "--no-open")
    answering(demo_home, demo, port)
    soon(lambda: schedules_of(demo.pid), demo_home)
    [schedule] = schedules_of(demo.pid)

    demo.terminate()
    demo.wait(60)
    assert is_gone(schedule)


def test_the_server_takes_it_along_when_it_ends(migrated_home: Home) -> None:
    server, _address = served(migrated_home)
    soon(lambda: schedules_of(server.pid), migrated_home)
    [schedule] = schedules_of(server.pid)

    server.terminate()
    server.wait(60)
    assert is_gone(schedule)
    assert "Traceback" not in migrated_home.log()
