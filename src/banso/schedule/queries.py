"""Every read of the schedule."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from banso.kit.declarations import ScheduledJob, declared
from banso.schedule.models import Outcome, ScheduledRun
from banso.schedule.rules import Ran, is_due, last_that_counts, next_moment

NEWEST = 3
AHEAD = timedelta(days=1)  # a clock that was further ahead is corrected by now


@dataclass(frozen=True)
class Standing:
    """A job, its last run and its next moment."""

    job: ScheduledJob
    last: ScheduledRun | None
    next_at: datetime


def newest_runs(code: str, now: datetime) -> list[Ran]:
    """
    Return the runs that decide whether a job is due, the newest first.

    A run that lies well ahead is of a clock that was wrong: the job must not wait for that day.
    """
    rows = ScheduledRun.objects.filter(job=code, begun_at__lt=now + AHEAD)
    rows = rows.order_by("-begun_at", "-id")[:NEWEST]
    return [Ran(row.begun_at, row.outcome == Outcome.BROKEN_OFF) for row in rows]


def last_run(code: str) -> ScheduledRun | None:
    """Return the last time that a job ran."""
    return ScheduledRun.objects.filter(job=code).order_by("-begun_at", "-id").first()


def due_jobs(now: datetime) -> list[ScheduledJob]:
    """Return what is to run, in the order of the floors."""
    zone = timezone.get_default_timezone()
    return [
        job
        for job in declared(ScheduledJob)
        if is_due(job.when, newest_runs(job.code, now), now=now, zone=zone)
    ]


def standing_of_jobs(now: datetime) -> list[Standing]:
    """Return every job with its last run and its next moment; names nobody."""
    zone, found = timezone.get_default_timezone(), []
    for job in declared(ScheduledJob):
        counts = last_that_counts(newest_runs(job.code, now))
        next_at = next_moment(job.when, counts.begun_at, zone) if counts else now
        found.append(Standing(job, last_run(job.code), next_at))
    return found
