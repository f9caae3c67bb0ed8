"""
Numbers for whoever watches over the machine, as Prometheus reads them: none is about anybody.

Workers count side by side in memory that they share, each in a place of its own, so that none waits
for another and what a killed one counted stays.
"""

import mmap
import os
import resource
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.models import Max

METRICS = "/health/metrics"
AS_TEXT = "text/plain; version=0.0.4; charset=utf-8"
KINDS = ("1xx", "2xx", "3xx", "4xx", "5xx")
SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, float("inf"))
PLACES, WIDTH = 64, 16  # a place holds a count for each kind, one for each bound, and the sum
_SUM = len(KINDS) + len(SECONDS)
Application = Callable[..., Any]


class Counts:
    """What was answered, how quickly; shared by all processes that are forked from this one."""

    def __init__(self) -> None:
        self.cells = memoryview(mmap.mmap(-1, PLACES * WIDTH * 8)).cast("d")
        self.lock = threading.Lock()

    def add(self, status: int, seconds: float) -> None:
        """Count an answer."""
        place = os.getpid() % PLACES * WIDTH
        kind = min(max(status // 100, 1), len(KINDS)) - 1
        bound = next(at for at, most in enumerate(SECONDS) if seconds <= most)
        with self.lock:
            self.cells[place + kind] += 1
            self.cells[place + len(KINDS) + bound] += 1
            self.cells[place + _SUM] += seconds

    def sums(self) -> list[float]:
        """Return each count over all places."""
        return [sum(self.cells[at::WIDTH]) for at in range(_SUM + 1)]


COUNTS = Counts()


def counting(application: Application) -> Application:
    """Return an application whose answers are counted."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        begun, said = time.monotonic(), [500]

        def started(status: str, *more: Any) -> Any:
            said[0] = int(status[:3])
            return start(status, *more)

        try:
            return application(environ, started)
        finally:
            COUNTS.add(said[0], time.monotonic() - begun)

    return answer


def asked_on_this_machine(environ: dict[str, Any]) -> bool:
    """Return whether somebody asks on the machine itself, and not through a proxy on it."""
    through = any(name in environ for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"))
    return not through and environ.get("REMOTE_ADDR") in ("127.0.0.1", "::1")


def numbers(missing: int) -> str:
    """Return what Prometheus reads: counts of answers, the disk, this worker, what ran last."""
    return "".join(_lines(missing))


def _lines(missing: int) -> Iterator[str]:
    yield from _of("banso_missing", "gauge", [("", missing)])
    counted = COUNTS.sums()
    kinds = zip(KINDS, counted, strict=False)
    yield from _of(
        "banso_requests_total", "counter", [(f'{{status="{one}"}}', n) for one, n in kinds]
    )
    below, bounds = 0.0, []
    for most, count in zip(SECONDS, counted[len(KINDS) :], strict=False):
        below += count
        name = "+Inf" if most == float("inf") else f"{most:g}"
        bounds.append((f'_bucket{{le="{name}"}}', below))
    times = [*bounds, ("_sum", counted[_SUM]), ("_count", below)]
    yield from _of("banso_request_seconds", "histogram", times)
    try:
        free = shutil.disk_usage(settings.HOME).free
        yield from _of("banso_disk_free_bytes", "gauge", [("", free)])
    except OSError:
        pass
    most_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    yield from _of("banso_worker_most_resident_bytes", "gauge", [("", most_memory)])
    if os.path.isdir("/proc/self/fd"):
        yield from _of("banso_worker_open_files", "gauge", [("", len(os.listdir("/proc/self/fd")))])
    yield from _of("banso_job_last_done_timestamp_seconds", "gauge", list(_jobs()))


def _jobs() -> Iterator[tuple[str, float]]:
    from banso.schedule.models import Outcome, ScheduledRun

    try:
        rows = ScheduledRun.objects.filter(outcome=Outcome.DONE).order_by().values_list("job")
        for code, last in rows.annotate(last=Max("ended_at")):
            yield f'{{job="{code}"}}', last.timestamp()
    except (Error, OSError):
        return
    finally:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def _of(name: str, kind: str, values: list[tuple[str, float]]) -> Iterator[str]:
    yield f"# TYPE {name} {kind}\n"
    for what, value in values:
        yield f"{name}{what} {value:.15g}\n"
