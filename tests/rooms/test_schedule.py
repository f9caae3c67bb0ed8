"""What runs by itself: once at its moment, one at a time, with a row of each run."""

import errno
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from banso.insight.actions import UnderWay
from banso.kit import declarations
from banso.kit.declarations import ScheduledJob
from banso.schedule import process
from banso.schedule.actions import LONGEST, NoSuchJob, run_due, run_now
from banso.schedule.lock import AnotherRuns, alone
from banso.schedule.models import Outcome, ScheduledRun
from banso.schedule.queries import standing_of_jobs
from tests.commands import banso, ran

pytestmark = pytest.mark.django_db
Declare = Callable[..., list[str]]


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Declare:
    """Let these jobs be the only ones, and return what they noted when they ran."""
    noted: list[str] = []

    def declare(**jobs: str | Exception) -> list[str]:
        def running(code: str, ends: str | Exception) -> Callable[[datetime], str]:
            def run(now: datetime) -> str:
                noted.append(code)
                if isinstance(ends, Exception):
                    raise ends
                return ends

            return run

        made = tuple(
            ScheduledJob(code, code, "30 1 * * *", running(code, ends))
            for code, ends in jobs.items()
        )
        monkeypatch.setitem(declarations._of_kinds, ScheduledJob, made)
        monkeypatch.setitem(declarations._by_code, ScheduledJob, {one.code: one for one in made})
        return noted

    return declare


@pytest.fixture
def now() -> datetime:
    """The moment at which the test plays."""
    return timezone.now()


# when


def test_what_is_due_runs_once_and_again_at_its_next_moment(only: Declare, now: datetime) -> None:
    noted = only(one="", two="")
    tomorrow = timezone.localtime(now).replace(hour=1, minute=30) + timedelta(days=1)

    run_due(now=now)
    run_due(now=now + timedelta(minutes=5))
    assert noted == ["one", "two"]

    with time_machine.travel(tomorrow, tick=False):
        run_due(now=timezone.now())
    assert noted == ["one", "two", "one", "two"]


def test_what_was_missed_is_caught_up_once(only: Declare, now: datetime) -> None:
    noted = only(one="")
    run_due(now=now)

    with time_machine.travel(now + timedelta(days=9), tick=False):
        run_due(now=timezone.now())
        run_due(now=timezone.now())

    assert noted == ["one", "one"]


def test_a_run_leaves_a_row_with_its_sentence(only: Declare, now: datetime) -> None:
    only(one="three rows")

    [run] = run_due(now=now)

    kept = ScheduledRun.objects.get()
    assert (kept.pk, kept.job, kept.begun_at, kept.outcome) == (run.pk, "one", now, Outcome.DONE)
    assert kept.sentence == "three rows"
    assert kept.ended_at is not None
    assert kept.ended_at >= kept.begun_at


def test_a_run_of_a_clock_that_was_ahead_keeps_nothing_waiting(
    only: Declare, now: datetime
) -> None:
    noted = only(one="")
    with time_machine.travel(now + timedelta(days=3650), tick=False):
        run_due(now=timezone.now())

    run_due(now=now)
    run_due(now=now)

    assert noted == ["one", "one"]


def test_a_sentence_that_is_too_long_is_cut(only: Declare, now: datetime) -> None:
    only(one="行" * 400)

    assert run_now("one", now=now).outcome == Outcome.DONE
    assert ScheduledRun.objects.get().sentence == "行" * LONGEST


@pytest.mark.parametrize(
    "error", [OperationalError("disk full"), OSError(errno.ENOSPC, "No space left on device")]
)
def test_what_cannot_be_looked_at_now_is_looked_at_later(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*, now: datetime) -> None:
        raise error

    monkeypatch.setattr(process, "run_due", fails)

    process.look()

    assert "could not look" in caplog.text


def test_a_run_whose_end_cannot_be_written_is_done_again(
    only: Declare, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted, save = only(one=""), ScheduledRun.save

    def full(run: ScheduledRun, **how: Any) -> None:
        if run.outcome:
            raise OperationalError("database or disk is full")
        save(run, **how)

    with monkeypatch.context() as disk:
        disk.setattr(ScheduledRun, "save", full)
        with pytest.raises(OperationalError):
            run_due(now=now)
    run_due(now=now)

    assert noted == ["one", "one"]
    assert [run.outcome for run in ScheduledRun.objects.order_by("pk")] == ["broken_off", "done"]


def test_what_fails_leaves_its_kind_without_words_and_keeps_no_other_from_running(
    only: Declare, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    noted = only(one=ValueError("ハルさん"), two=UnderWay(), three="")

    run_due(now=now)
    run_due(now=now)

    assert noted == ["one", "two", "three"]
    assert list(
        ScheduledRun.objects.order_by("begun_at", "pk").values_list("job", "outcome", "sentence")
    ) == [
        ("one", "failed", "ValueError"),
        ("two", "failed", str(UnderWay.sentence)),
        ("three", "done", ""),
    ]


def test_what_was_broken_off_says_so_and_is_done_again_once(only: Declare, now: datetime) -> None:
    noted = only(one="")
    ScheduledRun.objects.create(job="one", begun_at=now - timedelta(minutes=5))

    run_due(now=now)
    run_due(now=now)

    assert noted == ["one"]
    assert list(ScheduledRun.objects.order_by("begun_at").values_list("outcome", flat=True)) == [
        Outcome.BROKEN_OFF,
        Outcome.DONE,
    ]


def test_what_is_broken_off_again_and_again_waits_for_its_moment(
    only: Declare, now: datetime
) -> None:
    noted = only(one="")
    for minutes in (9, 5):
        ScheduledRun.objects.create(job="one", begun_at=now - timedelta(minutes=minutes))

    run_due(now=now)

    assert noted == []


def test_a_run_that_ended_without_an_outcome_cannot_be_kept(now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduledRun.objects.create(job="one", begun_at=now, ended_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduledRun.objects.create(job="one", begun_at=now, outcome=Outcome.DONE)


# one at a time


def test_one_at_a_time_runs_in_a_home(only: Declare, now: datetime) -> None:
    noted = only(one="")

    with alone():
        with pytest.raises(AnotherRuns):
            run_due(now=now)
        with pytest.raises(AnotherRuns):
            run_now("one", now=now)
    assert noted == []

    run_due(now=now)
    assert noted == ["one"]


def test_what_somebody_else_runs_is_not_said_to_be_broken_off(only: Declare, now: datetime) -> None:
    only(one="")
    ScheduledRun.objects.create(job="one", begun_at=now)

    with alone(), pytest.raises(AnotherRuns):
        run_due(now=now)

    assert ScheduledRun.objects.get().outcome == ""


def test_the_lock_is_free_again_after_a_failure() -> None:
    with pytest.raises(DatabaseError), alone():
        raise DatabaseError

    with alone():
        pass


# by hand


def test_one_job_by_hand(only: Declare, now: datetime) -> None:
    noted = only(one="three rows", two=ValueError("ハルさん"))
    run_due(now=now)

    assert banso("schedule", "--once", "one") == "one: three rows\n"
    assert noted == ["one", "two", "one"]

    failed = ran("schedule", "--once", "two")
    assert failed.exit_code == 1
    assert "ValueError" in failed.stdout
    assert "ハルさん" not in failed.output

    unknown = ran("schedule", "--once", "three")
    assert unknown.exit_code == 1
    assert "there are: one, two" in unknown.stderr
    with pytest.raises(NoSuchJob):
        run_now("three", now=now)

    with alone():
        busy = ran("schedule", "--once", "one")
    assert busy.exit_code == 1
    assert str(AnotherRuns.sentence) in busy.stderr


def test_the_list_shows_the_last_run_and_the_next(only: Declare, now: datetime) -> None:
    only(one="three rows", two="")
    run_now("one", now=now)
    next_night = timezone.localtime(now).replace(hour=1, minute=30) + timedelta(days=1)

    ran_one, never_ran = banso("schedule", "--list").splitlines()
    assert "three rows" in ran_one
    assert ran_one.endswith(f"{next_night:%Y-%m-%d %H:%M}")
    assert "—" in never_ran
    assert [one.next_at for one in standing_of_jobs(now)][1] == now

    ScheduledRun.objects.create(job="two", begun_at=now)
    assert "始まって、まだ終わっていません" in banso("schedule", "--list").splitlines()[1]
