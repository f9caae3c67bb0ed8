"""What the rooms let run by themselves: publishing, watching, clean-up."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from banso.access.actions import invite
from banso.access.models import Invitation
from banso.drafts.actions import save_draft, write_once
from banso.drafts.models import Draft, Submission
from banso.insight.queries.snapshots import folder_of
from banso.interop import uploads
from banso.kit.declarations import ScheduledJob, declared
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.models import Person
from banso.referrals.models import SlipLink
from banso.schedule.actions import run_due, run_now
from banso.schedule.models import Outcome, ScheduledRun
from banso.surveys.actions import hand_tablet
from banso.surveys.models import TabletLink
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    """The moment at which the test plays."""
    return timezone.now()


def somebody(cast: Cast) -> Person:
    """Somebody in the outreach ledger, whom nobody accompanies."""
    made = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    entry = NewEntry(
        ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=cast.today
    )
    open_entry(person=made, entry=entry, by=cast.outreach)
    return made


def test_every_job_of_the_rooms_has_a_moment_and_runs_on_an_empty_home(now: datetime) -> None:
    found = run_due(now=now)

    assert [run.job for run in found] == [job.code for job in declared(ScheduledJob)]
    assert {run.outcome for run in found} == {Outcome.DONE}
    assert all(run.sentence for run in found)


def test_publishing(cast: Cast, now: datetime) -> None:
    somebody(cast)

    run = run_now("publish", now=now)

    assert run.outcome == Outcome.DONE
    assert "ハルさん" not in run.sentence
    assert list(folder_of(cast.agency.pk).rglob("*.parquet"))


def test_watching_writes_to_those_whom_the_home_names(
    cast: Cast, now: datetime, settings: Any
) -> None:
    settings.BANSO_WATCH_MAIL = ["watch@example.jp"]
    somebody(cast)

    run = run_now("watch", now=now)

    assert run.sentence == "目を向けてほしい方とつなぎ: 1件"
    assert mail.outbox[0].to == ["watch@example.jp"]
    assert "ハルさん" not in mail.outbox[0].body


def test_sign_ins_that_are_over_and_old_invitations_go(
    cast: Cast, now: datetime, signed_in: Callable[[str], Client]
) -> None:
    for role in ("outreach", "centre"):
        signed_in(role).get("/")
    ended, goes_on = Session.objects.order_by("pk")
    Session.objects.filter(pk=ended.pk).update(expire_date=now - timedelta(seconds=1))
    old, fresh = (
        invite(kind="employer", name=name, organisation="花屋", by=cast.coordinator).guest
        for name in ("例 一", "例 二")
    )
    Invitation.objects.filter(guest=old).update(expires_at=now - timedelta(days=31))
    Invitation.objects.filter(guest=fresh).update(expires_at=now - timedelta(days=29))

    run_now("clean_sign_ins", now=now)

    assert [one.pk for one in Session.objects.all()] == [goes_on.pk]
    assert {one.session_key for one in UserSession.objects.all()} <= {goes_on.pk}
    assert [one.guest for one in Invitation.objects.all()] == [fresh]


def test_forgotten_drafts_and_forms_sent_long_ago_go(cast: Cast, now: datetime) -> None:
    for key, days in (("old", 91), ("fresh", 89)):
        save_draft(key=key, data={}, at=now - timedelta(days=days), by=cast.outreach)
    for days in (31, 29):
        write_once(token=uuid4(), write=lambda: "", by=cast.outreach)
        newest = Submission.objects.order_by("-pk")[0]
        Submission.objects.filter(pk=newest.pk).update(at=now - timedelta(days=days))

    run_now("clean_drafts", now=now)

    assert [one.key for one in Draft.objects.all()] == ["fresh"]
    assert [(now - one.at).days for one in Submission.objects.all()] == [29]


def test_links_that_are_over_go(cast: Cast, now: datetime) -> None:
    person = somebody(cast)
    for days in (31, 29):
        hand_tablet(person_id=person.pk, code="isolation", moment="meeting", by=cast.outreach)
        newest = TabletLink.objects.order_by("-pk")[0]
        TabletLink.objects.filter(pk=newest.pk).update(expires_at=now - timedelta(days=days))

    run_now("clean_tablet_links", now=now)

    assert [(now - one.expires_at).days for one in TabletLink.objects.all()] == [29]
    assert run_now("clean_slip_links", now=now).outcome == Outcome.DONE
    assert SlipLink.objects.count() == 0


def test_files_that_were_brought_and_not_taken_in_go_after_a_day(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_UPLOADS = tmp_path
    old, fresh = (uploads.put(text, cast.manager) for text in (b"1", b"2"))
    before = now.timestamp() - 25 * 60 * 60
    os.utime(uploads.where(old, cast.manager), (before, before))

    run_now("clean_uploads", now=now)

    assert list(tmp_path.iterdir()) == [uploads.where(fresh, cast.manager)]


def test_the_age_of_a_file_is_counted_by_the_home_s_clock(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_UPLOADS = tmp_path

    with time_machine.travel(now + timedelta(days=800)):
        first = uploads.put(b"1", cast.manager)
        uploads.put(b"2", cast.manager)

    assert uploads.where(first, cast.manager).read_bytes() == b"1"


def test_a_file_that_goes_while_others_are_swept_is_no_error(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.BANSO_UPLOADS = tmp_path
    kept = uploads.put(b"1", cast.manager)
    (tmp_path / "gone").symlink_to(tmp_path / "taken in meanwhile")

    assert run_now("clean_uploads", now=now).outcome == Outcome.DONE
    assert uploads.where(kept, cast.manager).exists()


def test_rows_of_the_schedule_stay_for_a_year(now: datetime) -> None:
    for days in (401, 399):
        begun = now - timedelta(days=days)
        ScheduledRun.objects.create(job="one", begun_at=begun, ended_at=begun, outcome=Outcome.DONE)

    run_now("clean_runs", now=now)

    assert [run.job for run in ScheduledRun.objects.order_by("begun_at")] == ["one", "clean_runs"]


def test_the_database_looks_how_its_tables_are_filled(cast: Cast, now: datetime) -> None:
    """SQLite reads a whole list where it has never looked how few rows an index leads to."""
    for name in ("ハルさん", "ナツさん", "アキさん"):
        enter_person(person=NewPerson(called_name=name), by=cast.outreach)
    assert run_now("statistics", now=now).outcome == Outcome.DONE
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'people_person'")
        stats = [row[0].split() for row in cursor.fetchall()]

    assert stats
    assert {one[0] for one in stats if len(one) > 1} >= {"3"}
