"""Every write of the schedule: running jobs, and letting old rows go."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from banso.kit.db import look_at_tables
from banso.kit.declarations import ScheduledJob, declared_by_code
from banso.kit.refusals import Refusal
from banso.schedule.lock import alone
from banso.schedule.models import Outcome, ScheduledRun
from banso.schedule.queries import due_jobs

KEPT = timedelta(days=400)
LONGEST = 300  # of a sentence
log = logging.getLogger(__name__)


class NoSuchJob(Exception):
    """No room declares a job of that name."""


def run_due(*, now: datetime) -> list[ScheduledRun]:
    """
    Run every job that is due, and return how each ended.

    :raises AnotherRuns: if somebody else runs something in this home
    """
    with alone():
        _note_broken_off(now)
        return [_run(job, now) for job in due_jobs(now)]


def run_now(code: str, *, now: datetime) -> ScheduledRun:
    """
    Run one job, due or not, and return how it ended.

    :raises NoSuchJob: if there is none of that name
    :raises AnotherRuns: if somebody else runs something in this home
    """
    job = declared_by_code(ScheduledJob).get(code)
    if job is None:
        raise NoSuchJob(code)
    with alone():
        _note_broken_off(now)
        return _run(job, now)


def _note_broken_off(now: datetime) -> None:
    """What has begun and not ended, while nobody runs anything, ended with its process."""
    ScheduledRun.objects.filter(ended_at=None).update(ended_at=now, outcome=Outcome.BROKEN_OFF)


def _run(job: ScheduledJob, now: datetime) -> ScheduledRun:
    """Run a job; the row stands before it begins. Of an error only the kind is kept, no words."""
    run = ScheduledRun.objects.create(job=job.code, begun_at=now)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            sentence, run.outcome = job.run(now), Outcome.DONE
        except Refusal as refusal:
            sentence, run.outcome = str(refusal.sentence), Outcome.FAILED
        except Exception as error:
            log.exception("%s failed", job.code)
            sentence, run.outcome = type(error).__name__, Outcome.FAILED
            if not connection.in_atomic_block:  # it broke: the row is written on a new one
                connection.close_if_unusable_or_obsolete()
    run.sentence = sentence[:LONGEST]
    run.ended_at = max(timezone.now(), now)
    run.save(update_fields=["sentence", "outcome", "ended_at"])
    return run


def let_old_runs_go(now: datetime) -> str:
    """Let go of what ran more than a year ago."""
    count, _each = ScheduledRun.objects.filter(begun_at__lt=now - KEPT).delete()
    return _("Removed: %(count)s") % {"count": count}


def keep_statistics(now: datetime) -> str:
    """Let the database look how its tables are filled, also with what came in since an hour ago."""
    return _("Looked at anew") if look_at_tables() else _("It is looked at by itself")
