"""When a job is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from apscheduler.triggers.cron import CronTrigger


@dataclass(frozen=True)
class Ran:
    """When a job ran, and whether it was broken off by the end of its process."""

    begun_at: datetime
    broken_off: bool = False


def trigger_of(when: str, zone: tzinfo) -> CronTrigger:
    """
    Return when a line of cron fires.

    :raises ValueError: if it is no such line
    """
    return CronTrigger.from_crontab(when, timezone=zone)


def next_moment(when: str, after: datetime, zone: tzinfo) -> datetime:
    """Return the first moment after another at which a job is to run."""
    found = trigger_of(when, zone).get_next_fire_time(after, after)
    if found is None:
        raise ValueError(f"{when}: never")
    moment: datetime = found
    return moment


def last_that_counts(runs: Iterable[Ran]) -> Ran | None:
    """
    Return the run after which a job waits for its next moment; `runs` are the newest first.

    One that was broken off is done again. Two in a row are not: what ends its process each time
    must not do so every minute.
    """
    newest = list(runs)
    if newest and newest[0].broken_off and not (len(newest) > 1 and newest[1].broken_off):
        newest = newest[1:]
    return next(iter(newest), None)


def is_due(when: str, runs: Iterable[Ran], *, now: datetime, zone: tzinfo) -> bool:
    """Return whether a job's moment has passed since it last ran; one that never ran is due."""
    last = last_that_counts(runs)
    return last is None or next_moment(when, last.begun_at, zone) <= now
