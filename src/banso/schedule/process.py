"""
The schedule as a process of its own beside the server.

Whatever becomes of it, the server goes on; it is started again after a while. It ends with the
server, also where the server is killed: it looks whether it still has the same parent.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from django.db import DatabaseError, connection
from django.utils import timezone

from banso.kit.declarations import ScheduledJob, declared
from banso.schedule.actions import run_due
from banso.schedule.lock import AnotherRuns
from banso.schedule.rules import trigger_of

LOOK_AGAIN_MINUTES = 10  # another server may have died while it ran what was due
GRACE_SECONDS = 20
AGAIN_SECONDS = 60
log = logging.getLogger(__name__)


def keep_schedule(stop: threading.Event) -> None:
    """
    Run what is due, now and at its moments, until told to stop.

    What runs then has a while to end. If it does not, it is broken off with the process, and done
    again at the next start.
    """
    scheduler = BackgroundScheduler(
        timezone=timezone.get_default_timezone(),
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    zone = timezone.get_default_timezone()
    scheduler.add_job(look, DateTrigger(), id="at start")
    scheduler.add_job(look, IntervalTrigger(minutes=LOOK_AGAIN_MINUTES), id="again")
    for job in declared(ScheduledJob):
        scheduler.add_job(look, trigger_of(job.when, zone), id=job.code)
    scheduler.start()
    stop.wait()
    ending = threading.Thread(target=scheduler.shutdown, daemon=True)
    ending.start()
    ending.join(GRACE_SECONDS)
    if ending.is_alive():
        os._exit(0)


def look() -> None:
    """
    Run what is due, unless somebody else does. A database that is away, or a disk that is full, is
    so for now: the next look is in a while.
    """
    try:
        run_due(now=timezone.now())
    except AnotherRuns:
        return
    except (DatabaseError, OSError):
        log.exception("the schedule could not look")
    finally:
        connection.close()


def told_to_stop(*, beside: int | None = None) -> threading.Event:
    """Return an event that is set by a signal, or where the server of that number has ended."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_about: stop.set())

    def watch_server() -> None:
        while os.getppid() == beside:
            time.sleep(1)
        stop.set()

    if beside:
        threading.Thread(target=watch_server, daemon=True).start()
    return stop


@contextmanager
def schedule_beside() -> Iterator[None]:
    """
    Keep the schedule in a process of its own while the block runs.

    The server forks its workers from this process, the first after the block has begun, more on
    being told to reload. No fork falls into a start of ours: a worker would inherit the pipe of the
    start, which then seems to go on for as long as the worker lives. Nothing else of ours is in the
    workers' way: the thread stays behind, and its lock is given back on their side too.
    """
    beside = _Beside()
    os.register_at_fork(
        before=beside.lock.acquire,
        after_in_parent=beside.lock.release,
        after_in_child=beside.lock.release,
    )
    keeper = threading.Thread(target=beside.keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        beside.end()
        keeper.join(GRACE_SECONDS + 10)


class _Beside:
    """The process, and its being started again."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.lock = threading.Lock()  # held while the process is started
        self.child: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Start the process, and again after a while wherever it ends by itself."""
        while not self.over.is_set():
            try:
                child = self._start()
                became = f"ended with status {child.wait()}" if child else ""
            except OSError as error:
                became = f"could not be started ({error.strerror})"
            if self.over.wait(AGAIN_SECONDS):  # on Ctrl+C both end at once, in any order
                return
            log.error("the schedule %s and is started again", became)

    def _start(self) -> subprocess.Popen[bytes] | None:
        command = [sys.executable, "-m", "banso", "schedule", f"--beside={os.getpid()}"]
        with self.lock:
            if not self.over.is_set():
                self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
                return self.child
        return None

    def end(self) -> None:
        """Tell the process to end, and see that it does."""
        self.over.set()
        with self.lock:
            child = self.child
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(GRACE_SECONDS + 5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
