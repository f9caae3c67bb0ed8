"""What a chain of seals alone can't show: a tail that was cut, a chain gone, one rewritten."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from banso.audit import checkpoints
from banso.audit.actions import NoCheckpoint, TraceNotInOrder, write_checkpoint
from banso.audit.models import ChainHead, Event
from banso.audit.queries import verify
from banso.people.actions import NewPerson, enter_person
from banso.schedule.actions import run_now
from tests.commands import ran
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
TABLES = ("audit_event", "audit_eventsubject")


class Elsewhere:
    """A place on another machine, and the key to sign with."""

    def __init__(self, folder: Path) -> None:
        self.place, self.key = folder / "elsewhere", folder / "key"
        self.place.mkdir()
        self.public = checkpoints.make_key(self.key)
        self.days = 0

    def write(self) -> Path:
        self.days += 1
        now = timezone.now() + timedelta(days=self.days)
        return write_checkpoint(places=[self.place], key=self.key, now=now)[0]

    def told(self, *more: str) -> str:
        done = ran("audit", "verify", f"--against={self.place}", *more)
        assert done.exit_code == (0 if "all in order" in done.output else 1)
        return done.output


@pytest.fixture
def elsewhere(tmp_path: Path, cast: Cast) -> Elsewhere:
    enter("一", "二", "三", cast=cast)
    found = Elsewhere(tmp_path)
    found.write()
    return found


def enter(*names: str, cast: Cast) -> None:
    for name in names:
        enter_person(person=NewPerson(called_name=name), by=cast.outreach)


def tamper(cast: Cast, *statements: str) -> None:
    """Do to the database what only its owner can."""
    agency = str(cast.agency.pk) if connection.vendor == "postgresql" else cast.agency.pk.hex
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
        cursor.execute("DELETE FROM audit_eventsubject")
        for one in statements:
            cursor.execute(f"{one} agency_id = '{agency}'")


ALL_OF_IT = ("DELETE FROM audit_event WHERE", "DELETE FROM audit_chainhead WHERE")


def test_what_goes_on_is_in_order(cast: Cast, elsewhere: Elsewhere) -> None:
    enter("四", cast=cast)
    second = elsewhere.write()

    assert "2 checkpoints" in elsewhere.told(f"--signed-by={elsewhere.public}")
    assert "\n0 events, all in order" in elsewhere.told("--quick")
    last = checkpoints.newest(checkpoints.in_folders([elsewhere.place]))
    assert last is not None
    assert last.checkpoint.previous
    assert second.name == last.name
    enter("五", cast=cast)
    assert "\n1 events, all in order" in elsewhere.told("--quick")


def test_a_cut_tail_with_the_head_moved_back_is_found(cast: Cast, elsewhere: Elsewhere) -> None:
    head = ChainHead.objects.get(pk=cast.agency.pk)
    before = Event.objects.get(agency_id=cast.agency.pk, seq=head.seq - 1)
    tamper(
        cast,
        f"DELETE FROM audit_event WHERE seq = {head.seq} AND",
        f"UPDATE audit_chainhead SET seq = {before.seq}, seal = '{before.seal}' WHERE",
    )

    assert "missing at the end" not in [fault.what for fault in verify()[1]], "unseen by itself"
    assert "cut off after a checkpoint" in elsewhere.told()
    assert "cut off after a checkpoint" in elsewhere.told("--quick")


def test_a_chain_that_was_removed_is_found(cast: Cast, elsewhere: Elsewhere) -> None:
    tamper(cast, *ALL_OF_IT)

    assert cast.agency.pk not in {fault.agency_id for fault in verify()[1]}, "unseen by itself"
    assert "the whole chain is gone" in elsewhere.told()
    with pytest.raises(TraceNotInOrder):
        elsewhere.write()
    assert len(list(elsewhere.place.iterdir())) == 1


def test_a_chain_written_anew_with_the_key_is_found(cast: Cast, elsewhere: Elsewhere) -> None:
    length = ChainHead.objects.get(pk=cast.agency.pk).seq
    tamper(cast, *ALL_OF_IT)
    enter(*(f"{number}人目" for number in range(length + 1)), cast=cast)

    assert cast.agency.pk not in {fault.agency_id for fault in verify()[1]}, "unseen by itself"
    assert "written anew after a checkpoint" in elsewhere.told()


def test_a_checkpoint_that_was_changed_or_is_another_s_does_not_count(
    elsewhere: Elsewhere, tmp_path: Path
) -> None:
    [file] = elsewhere.place.iterdir()
    told = json.loads(file.read_text())
    told["checkpoint"]["heads"] = {}
    odd = tmp_path / "odd.json"
    for text in (json.dumps(told), "", "{}", "[1]", '{"checkpoint": {}, "public": "0"}', "\x00"):
        odd.write_text(text)
        assert "not as it was signed" in ran("audit", "verify", f"--against={odd}").output
    checkpoints.make_key(tmp_path / "other")
    another = checkpoints.sign({}, key=tmp_path / "other", now=timezone.now())
    foreign = checkpoints.put(another, elsewhere.place)

    assert "signed with 2 keys" in elsewhere.told()
    assert "another key" in elsewhere.told(f"--signed-by={elsewhere.public}")
    foreign.unlink()
    assert "all in order" in elsewhere.told(f"--signed-by={elsewhere.public}")


def test_every_night_one_is_written_and_sent(elsewhere: Elsewhere, settings: Any) -> None:
    settings.BANSO_CHECKPOINT_PLACES = [elsewhere.place]
    settings.BANSO_CHECKPOINT_KEY = elsewhere.key
    settings.BANSO_CHECKPOINT_MAIL = ["auditor@example.jp"]
    settings.BANSO_CAN_MAIL = True

    assert run_now("checkpoint", now=timezone.now() + timedelta(days=9)).is_done
    assert mail.outbox[0].to == ["auditor@example.jp"]
    assert checkpoints.read(str(mail.outbox[0].body)).public == elsewhere.public
    settings.BANSO_CHECKPOINT_KEY = elsewhere.place / "gone"
    assert not run_now("checkpoint", now=timezone.now() + timedelta(days=10)).is_done
    with pytest.raises(NoCheckpoint):
        write_checkpoint(places=[], key=elsewhere.key, now=timezone.now())
