"""Every read of the schedule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
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


def last_runs(codes: Iterable[str]) -> dict[str, ScheduledRun]:
    """Return the last time that each of some jobs ran, by its code."""
    same = ScheduledRun.objects.filter(job=OuterRef("job")).order_by("-begun_at", "-id")
    rows = ScheduledRun.objects.filter(job__in=list(codes), pk=Subquery(same.values("pk")[:1]))
    return {row.job: row for row in rows}


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
    last = last_runs(job.code for job in declared(ScheduledJob))
    for job in declared(ScheduledJob):
        counts = last_that_counts(newest_runs(job.code, now))
        next_at = next_moment(job.when, counts.begun_at, zone) if counts else now
        found.append(Standing(job, last.get(job.code), next_at))
    return found
