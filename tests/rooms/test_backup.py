"""A home kept a second time and brought back: whole, or not at all and with a sentence."""

import errno
import gzip
import io
import json
import os
import sqlite3
import stat
import tarfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from django.conf import settings as home_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from banso.audit.models import Event
from banso.backup import making, manifest, queries, sealing
from banso.backup.making import Made, backups_in, home_mark, make_backup
from banso.backup.restoring import CannotRestore, restore
from banso.config.home_secrets import home_secrets
from banso.kit import versions
from banso.kit.home_key import FILE, Opener
from banso.kit.refusals import Refusal
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from banso.schedule.actions import run_now
from banso.schedule.models import Outcome
from tests import clock, databases
from tests.commands import ran
from tests.conftest import Cast

POSTGRES = bool(os.environ.get("BANSO_DATABASE_URL"))
NAMES = ("ハルさん", "ナツさん", "アキさん")


class Kept:
    """A home with people in it, a backup of it, its key, and another key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.places = folder, iter(range(1000))
        self.cast = Cast(timezone.localdate())
        for name in NAMES:
            enter_person(person=NewPerson(called_name=name), by=self.cast.outreach)
        self.key, self.other_key = folder / "key", folder / "other-key"
        self.recipient = sealing.make_key(self.key)
        sealing.make_key(self.other_key)
        self.place = folder / "place"
        self.place.mkdir()
        self.home = Path(home_settings.HOME)
        (self.home / "instruments").mkdir(exist_ok=True)
        (self.home / "instruments/own.toml").write_text("title = 'ひと'")
        (self.home / "demo").touch()
        self.made = self.make()

    def make(self, now: datetime | None = None, **more: Any) -> Made:
        return make_backup(
            self.place, recipients=[self.recipient], now=now or timezone.now(), **more
        )

    def empty(self) -> tuple[Path, str]:
        """Return an empty home and an empty database."""
        number = next(self.places)
        if not POSTGRES:
            return self.folder / f"home-{number}", ""
        server, name = os.environ["BANSO_DATABASE_URL"], f"banso_restored_{os.getpid()}"
        databases.drop_database(server, name)
        import psycopg

        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.folder / f"home-{number}", databases.beside(server, name)

    def refused(self, file: Path, *, key: Path | None = None) -> str:
        """Return why nothing was brought back; nothing is left of the try."""
        home, url = self.empty()
        with pytest.raises(CannotRestore) as refusal:
            restore(file, key=key or self.key, home=home, database_url=url)
        assert not home.exists() or list(home.iterdir()) == []
        if url:
            from banso.backup.empty_database import see_that_it_is_empty

            see_that_it_is_empty(url)
        return str(refusal.value)

    def changed(self, name: str, change: Callable[[str, bytes], bytes | None]) -> Path:
        """Return a copy of the backup in which each file was changed, sealed as it was."""
        file, found = self.place / f"{name}.changed", []

        def read(plain: BinaryIO) -> None:
            with gzip.open(plain) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
                for entry in archive:
                    held = archive.extractfile(entry)
                    assert held is not None
                    found.append((entry.name, held.read()))

        def write(plain: BinaryIO) -> None:
            with (
                gzip.GzipFile(fileobj=plain, mode="wb", compresslevel=1) as packed,
                tarfile.open(fileobj=packed, mode="w|") as archive,
            ):
                for inside, text in found:
                    new = change(inside, text)
                    if new is not None:
                        entry = tarfile.TarInfo(inside)
                        entry.size = len(new)
                        archive.addfile(entry, io.BytesIO(new))

        with self.made.path.open("rb") as sealed:
            sealing.open_sealed(sealed, read, sealing.read_keys(self.key))
        with file.open("wb") as sealed:
            sealing.seal(write, sealed, [self.recipient])
        return file


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("backup")
    with (
        django_db_blocker.unblock(),
        clock.going_on_from(9),
        databases.migrated_instead(connection, folder),
    ):
        home = Path(home_settings.HOME)
        try:
            yield Kept(folder)
        finally:  # the home is that of every test of this process
            (home / "instruments/own.toml").unlink()
            (home / "demo").unlink()
    if POSTGRES:
        server = os.environ["BANSO_DATABASE_URL"]
        databases.drop_database(server, f"banso_restored_{os.getpid()}")


def test_a_backup_is_sealed_and_its_owner_s_alone(kept: Kept) -> None:
    content = kept.made.path.read_bytes()

    assert content.startswith(b"age-encryption.org/v1")
    assert "ハルさん".encode() not in content
    assert stat.S_IMODE(kept.made.path.stat().st_mode) == 0o600
    assert list(kept.place.glob("*.part")) == []
    assert list(kept.home.glob(f"{manifest.STAGING}*")) == []


def test_it_is_brought_back_with_everything_that_belongs_to_the_home(kept: Kept) -> None:
    home, url = kept.empty()

    done = restore(kept.made.path, key=kept.key, home=home, database_url=url)

    assert done.rows == kept.made.rows
    assert (home / "secrets.json").read_text() == (kept.home / "secrets.json").read_text()
    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600
    assert (home / "instruments/own.toml").exists()
    assert not (home / "restoring").exists()
    assert not (home / "static").exists()
    if not POSTGRES:
        with sqlite3.connect(home / "banso.sqlite3") as there:
            [(count,)] = there.execute("SELECT count(*) FROM people_person").fetchall()
        there.close()
        assert count == Person.objects.count()


def test_a_home_or_a_database_with_something_in_it_is_left_alone(kept: Kept) -> None:
    home, url = kept.empty()
    home.mkdir()
    (home / "letter.txt").write_text("mine")

    with pytest.raises(CannotRestore, match="not empty"):
        restore(kept.made.path, key=kept.key, home=home, database_url=url)

    assert [one.name for one in home.iterdir()] == ["letter.txt"]
    if url:
        used = databases.beside(url, connection.settings_dict["NAME"])
        with pytest.raises(CannotRestore, match="database is not empty"):
            restore(kept.made.path, key=kept.key, home=home / "new", database_url=used)
        assert Person.objects.count() >= len(NAMES)


def test_the_wrong_key_opens_nothing(kept: Kept) -> None:
    assert "not opened by this key" in kept.refused(kept.made.path, key=kept.other_key)
    assert "holds no key" in kept.refused(kept.made.path, key=kept.made.path)


def test_a_cut_or_damaged_file_brings_nothing_back(kept: Kept) -> None:
    whole = kept.made.path.read_bytes()
    for name, content, why in (
        ("short", whole[:100], "not opened"),
        ("cut", whole[: len(whole) * 2 // 3], "cut off or damaged"),
        ("end", whole[:-10], "cut off or damaged"),
        ("flipped", whole[:-5000] + bytes([whole[-5000] ^ 1]) + whole[-4999:], "damaged"),
        ("none", b"", "not opened"),
    ):
        file = kept.place / f"{name}.broken"
        file.write_bytes(content)
        assert why in kept.refused(file), name


def test_a_backup_that_does_not_say_what_its_manifest_says_is_refused(kept: Kept) -> None:
    def another_file(name: str, text: bytes) -> bytes:
        return b"title = ''" if name.endswith("own.toml") else text

    def another_count(name: str, text: bytes) -> bytes:
        if name != manifest.MANIFEST:
            return text
        told = json.loads(text)
        told["tables"]["people_person"]["rows"] += 1
        return json.dumps(told).encode()

    def no_manifest(name: str, text: bytes) -> bytes | None:
        return None if name == manifest.MANIFEST else text

    assert "file instruments/own.toml" in kept.refused(kept.changed("file", another_file))
    assert "table people_person" in kept.refused(kept.changed("rows", another_count))
    assert "cut off" in kept.refused(kept.changed("without", no_manifest))


def test_what_a_newer_version_made_is_refused_and_what_an_older_made_is_not(kept: Kept) -> None:
    def head(**more: Any) -> Callable[[str, bytes], bytes]:
        return lambda name, text: (
            json.dumps(json.loads(text) | more).encode() if name == manifest.HEAD else text
        )

    later = ["people.9001_later"]
    assert "newer version" in kept.refused(kept.changed("format", head(format=3)))
    assert "newer version" in kept.refused(kept.changed("later", head(migrations=later)))
    assert "newer version" in kept.refused(
        kept.changed("room", head(migrations=["garden.0001_initial"]))
    )
    file = kept.changed("older", head(migrations=["people.0001_initial"], version="0.1.0"))
    home, url = kept.empty()
    done = ran(
        "restore",
        str(file),
        f"--key={kept.key}",
        f"--home={home}",
        *(["--database-url", url] * bool(url)),
    )
    assert done.exit_code == 0, done.output
    assert "older version (0.1.0)" in done.output


def test_a_backup_that_only_says_that_it_is_sealed_does_not_come_back_in_clear(kept: Kept) -> None:
    def says_so(name: str, text: bytes) -> bytes:
        told = json.loads(text) | {"sealed": True} if name == manifest.HEAD else None
        return json.dumps(told).encode() if told else text

    file = kept.changed("sealed", says_so)
    assert "of a sealed home" in kept.refused(file)
    home, url = kept.empty()
    opener = Opener(FILE, b"x" * 32)
    with pytest.raises(CannotRestore, match="nothing that opens"):
        restore(file, key=kept.key, home=home, database_url=url, opener=opener)
    assert list(home.iterdir()) == []


def test_a_file_that_leads_out_of_the_home_is_refused(kept: Kept) -> None:
    file = kept.place / "evil.changed"

    def write(plain: BinaryIO) -> None:
        with (
            gzip.GzipFile(fileobj=plain, mode="wb") as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            head = manifest.Head("1", "2026-11-24T00:00:00+00:00", _engine(), [], 1)
            for name, text in ((manifest.HEAD, manifest.as_bytes(head)), ("../evil", b"x")):
                entry = tarfile.TarInfo(name)
                entry.size = len(text)
                archive.addfile(entry, io.BytesIO(text))

    with file.open("wb") as sealed:
        sealing.seal(write, sealed, [kept.recipient])
    assert "leads out of the home" in kept.refused(file)
    assert not (kept.folder / "evil").exists()


def _engine() -> str:
    return manifest.POSTGRES if POSTGRES else manifest.SQLITE


def test_a_full_disk_leaves_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(kept.place.iterdir())

    def full(*_about: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "_onto_disk", full)
    monkeypatch.setattr(making.sealing, "seal", full)
    with pytest.raises(Refusal) as refusal:
        kept.make(timezone.now() + timedelta(hours=1))

    assert "いっぱい" in str(refusal.value.sentence)
    assert sorted(kept.place.iterdir()) == before
    assert list(kept.home.glob(f"{manifest.STAGING}*")) == []


@pytest.mark.once
def test_a_disk_that_is_really_full_says_so(tmp_path: Path) -> None:
    recipient = sealing.make_key(tmp_path / "key")

    with (
        pytest.raises(OSError, match="No space") as refused,
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        sealing.seal(lambda plain: plain.write(b"x" * 500_000), full, [recipient])

    assert refused.value.errno == errno.ENOSPC


def test_what_a_killed_one_left_is_cleaned_by_the_next(kept: Kept) -> None:
    left = kept.home / f"{manifest.STAGING}left"
    left.mkdir()
    part = kept.place / f"banso-{home_mark()}-20261124T000000Z.part"
    foreign = kept.place / "banso-ffffffff-20261124T000000Z.part"
    part.write_bytes(b"half")
    foreign.write_bytes(b"another home's")

    kept.make(timezone.now() + timedelta(hours=2))

    assert not left.exists()
    assert not part.exists()
    assert foreign.exists()


def test_a_restore_that_was_killed_is_not_opened_and_begins_again(kept: Kept) -> None:
    home, url = kept.empty()
    home.mkdir()
    (home / "restoring").write_text("x")
    (home / "half.txt").write_text("half")

    with pytest.raises(ImproperlyConfigured, match="not brought back whole"):
        home_secrets(home, None)
    done = restore(kept.made.path, key=kept.key, home=home, database_url=url)

    assert done.rows == kept.made.rows
    assert not (home / "half.txt").exists()


def test_older_ones_go_but_those_of_another_home(kept: Kept) -> None:
    place = kept.folder / "thinned"
    place.mkdir()
    now = timezone.now()
    for days in range(1, 60):
        (place / making.name_of(home_mark(), now - timedelta(days=days))).touch()
    another = place / making.name_of("ffffffff", now - timedelta(days=20))
    another.touch()

    made = make_backup(place, recipients=[kept.recipient], now=now, thin=True)

    left = backups_in(place, home=home_mark())
    assert made.path in left.values()
    assert len(left) == 60 - made.let_go < 20
    assert another.exists()


@pytest.mark.parametrize(
    ("place", "recipients", "why"),
    [
        ("nowhere", ["key"], "見つかりません"),
        ("home", ["key"], "フォルダの中"),
        ("place", [], "決まっていません"),
        ("place", ["age1nonsense"], "公開鍵ではありません"),
    ],
)
def test_what_can_t_be_meant_is_said(
    kept: Kept, place: str, recipients: list[str], why: str
) -> None:
    where = {"nowhere": kept.folder / "nowhere", "home": kept.home, "place": kept.place}[place]
    named = [kept.recipient if one == "key" else one for one in recipients]

    with pytest.raises(Refusal) as refusal:
        make_backup(where, recipients=named, now=timezone.now())

    assert why in str(refusal.value.sentence)


def test_the_schedule_makes_one_and_a_manager_hears_of_a_failure(
    kept: Kept, settings: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BANSO_BACKUP_PLACES = [kept.folder / "unplugged", kept.place]
    settings.BANSO_BACKUP_TO = [kept.recipient]
    before = len(list(kept.place.glob("*.age")))

    run = run_now("backup", now=timezone.now() + timedelta(hours=3))

    assert run.outcome == Outcome.FAILED
    assert len(list(kept.place.glob("*.age"))) == before + 1, "the other place has its own"
    from banso.access.models import Account

    client.force_login(
        Account.objects.get(username="manager"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert run.sentence in client.get("/").content.decode()
    settings.BANSO_BACKUP_PLACES = [kept.place]
    assert run_now("backup", now=timezone.now() + timedelta(hours=4)).is_done
    assert run.sentence not in client.get("/").content.decode()
    settings.BANSO_BACKUP_PLACES, settings.BANSO_DEMO = [], False
    assert "控え" in client.get("/backups/").content.decode()
    assert "もうすぐいっぱい" not in client.get("/backups/").content.decode()
    monkeypatch.setattr(queries, "ROOM_NEEDED", 1 << 80)
    assert "もうすぐいっぱい" in client.get("/").content.decode()


def test_a_drill_brings_one_back_and_compares(
    kept: Kept, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BANSO_BACKUP_TO = [kept.recipient]
    there = clock.environment(10)
    there["PYTHONPATH"] = os.pathsep.join((there["PYTHONPATH"], str(databases.SOURCE)))
    for name, value in there.items():
        monkeypatch.setenv(name, value)
    place = kept.folder / "drilled"
    place.mkdir()
    events = Event.objects.count()

    done = ran("drill", str(place), f"--key={kept.key}", "--new", "--people=3")

    assert done.exit_code == 0, done.output
    assert "pages: 3 open, 0 do not" in done.output
    assert "now: 0" in done.output
    assert Event.objects.count() == events, "looking leaves no trace that nobody looked"
    assert list(kept.home.glob(f"{manifest.STAGING}*")) == []
    wrong = ran("drill", str(place), f"--key={kept.other_key}", "--people=1")
    assert wrong.exit_code == 1
    assert "not opened by this key" in wrong.output


def test_every_migration_of_the_rooms_is_known() -> None:
    known = versions.known_migrations()

    assert "people.0001_initial" in known
    assert versions.newer_than_this(["auth.0099_x", "verification.0004_second_wall"]) == []
    assert versions.newer_than_this(known) == []
