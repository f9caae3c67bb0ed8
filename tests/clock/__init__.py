"""
The day on which the tests play: in the middle of a month and of a fiscal year, so that nothing
depends on the day they run. `BANSO_TESTS_DAY=2028-02-29` lets them play on another one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

DAY = date.fromisoformat(os.environ.get("BANSO_TESTS_DAY", "2026-11-24"))


def at(hour: int) -> datetime:
    """Return the moment of an hour of that day."""
    return datetime.combine(DAY, time(hour), ZoneInfo("Asia/Tokyo"))


@contextmanager
def going_on_from(hour: int) -> Iterator[None]:
    """Let the clock go on from an hour of that day while the block runs."""
    with time_machine.travel(at(hour), tick=True):
        yield


def environment(hour: int) -> dict[str, str]:
    """Return what makes a Python process begin at an hour of that day (see sitecustomize.py)."""
    return {
        "BANSO_TESTS_MOMENT": at(hour).isoformat(),
        "PYTHONPATH": str(Path(__file__).parent / "in_processes"),
    }
