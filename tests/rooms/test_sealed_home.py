"""
A sealed home, by the commands that make and open it: whoever has the disk reads nothing, whoever
has the key finds everything.
"""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from banso.backup import sealing
from banso.kit import home_key as keys
from banso.kit.sealed_sqlite.files import connect
from tests import databases

pytestmark = pytest.mark.once  # a home on SQLite; on PostgreSQL the disk is its server's
WORDS_TO_FIND = 150
NO_KEY = ("BANSO_HOME_KEY", "BANSO_HOME_OPENED")


@dataclass
class Sealed:
    """The demo's home, and a sealed one made of it."""

    folder: Path
    plain: Path
    home: Path
    key: Path

    def run(
        self, *arguments: str, home: Path | None = None, key: str | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        said = databases.environment("", hour=10)
        for name in NO_KEY:
            said.pop(name, None)
        chosen = str(self.key) if key is None else key
        if chosen:
            said["BANSO_HOME_KEY"] = chosen
        if home != Path():
            said["BANSO_HOME"] = str(home or self.home)
        return subprocess.run(
            [sys.executable, "-m", "banso", *arguments],
            env=said,
            capture_output=True,
            text=True,
            check=False,
            input=typed,
        )

    def ran(self, *arguments: str, home: Path | None = None) -> str:
        done = self.run(*arguments, home=home)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str, **more: str) -> str:
        done = self.run(*arguments, **more)  # type: ignore[arg-type]
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        return done.stderr


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    folder = tmp_path_factory.mktemp("sealed")
    found = Sealed(folder, folder / "plain", folder / "home", folder / "elsewhere/home.key")
    found.key.parent.mkdir()
    databases.copy_demo("", found.plain, "")
    found.ran("home-key", str(found.key), home=Path())
    told = found.ran(
        "seal", str(found.plain), str(found.home), "--home-key", str(found.key), home=Path()
    )
    assert re.search(r"\d{4,} rows of \d{3} tables", told)
    yield found
    for one in Path("/dev/shm").glob(f"banso-{os.geteuid()}-*"):
        shutil.rmtree(one, ignore_errors=True)


def words_of(home: Path) -> list[str]:
    """Return what a thief would look for: names, texts, and what opens accounts."""
    asked = """
        SELECT called_name FROM people_person UNION SELECT words FROM people_timelineentry
        UNION SELECT username FROM access_account UNION SELECT name FROM access_member
    """
    with closing(sqlite3.connect(home / "banso.sqlite3")) as rows:
        found = [str(one).splitlines()[0][:20] for (one,) in rows.execute(asked) if one]
    long = [one for one in found if len(one.encode()) > 7]  # no chance of bytes that happen to fit
    assert len(long) > WORDS_TO_FIND
    return long


def test_a_thief_with_the_disk_reads_nothing(sealed: Sealed) -> None:
    sealed.ran("publish")
    looked_for = [
        word.encode(coding) for word in words_of(sealed.plain) for coding in ("utf-8", "utf-16-le")
    ]
    clear = re.compile(b"|".join(map(re.escape, looked_for)))
    shown = {"static", "composed"}  # what the program is made of
    there = [
        one
        for one in sealed.home.rglob("*")
        if one.is_file() and one.relative_to(sealed.home).parts[0] not in shown
    ]
    assert any(one.suffix == ".parquet" for one in there)
    for one in there:
        content = one.read_bytes()
        assert not clear.search(content), one
        assert b"SQLite format" not in content, one
        assert b"PAR1" not in content, one
        assert not stat.S_IMODE(one.stat().st_mode) & 0o077, one
    assert clear.search((sealed.plain / "banso.sqlite3").read_bytes())


def test_everything_is_there_and_figures_are_answered(sealed: Sealed) -> None:
    told = [
        done.stdout
        for home, key in ((sealed.plain, ""), (sealed.home, str(sealed.key)))
        for arguments in (("publish",), ("audit", "verify"), ("report", "accompanying"))
        if (done := sealed.run(*arguments, home=home, key=key)).returncode == 0
    ]
    assert len(told) == 6
    assert told[1] == told[4]  # so many events, all in order
    assert told[2] == told[5]
    with closing(sqlite3.connect(sealed.plain / "banso.sqlite3")) as before:
        expected = _counted(before)
    key = keys.key_of_home(sealed.home, sealed.key)
    with closing(connect(sealed.home / "banso.sqlite3", key, read_only=True)) as after:
        assert _counted(after) == expected
    assert expected[0] > 20
    assert expected[1]


def _counted(rows: Any) -> tuple[int, list[Any]]:
    (people,) = rows.execute("SELECT count(*) FROM people_person").fetchone()
    rows.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', people_memory_fts, row)")
    found = rows.execute("SELECT term, doc, cnt FROM temp.words ORDER BY term LIMIT 500").fetchall()
    return int(people), found


def test_without_its_key_it_does_not_open_and_says_so(sealed: Sealed) -> None:
    other = sealed.folder / "elsewhere/other.key"
    other.unlink(missing_ok=True)
    keys.make_key_file(other)
    wrong = sealed.folder / "elsewhere/wrong.key"
    wrong.write_text("not a key")
    assert "BANSO_HOME_KEY" in sealed.refused("publish", key="")
    assert "is not opened by this key" in sealed.refused("publish", key=str(other))
    assert "holds no key" in sealed.refused("publish", key=str(wrong))
    assert "can't be read" in sealed.refused("publish", key=str(other.with_name("gone")))


def test_a_home_that_is_not_sealed_takes_no_key_for_granted(sealed: Sealed) -> None:
    assert "is not sealed" in sealed.refused("publish", home=sealed.plain)  # type: ignore[arg-type]


def test_an_empty_home_that_is_told_a_key_begins_sealed(sealed: Sealed) -> None:
    fresh = sealed.folder / "fresh"
    sealed.ran("manage", "migrate", "contenttypes", "--verbosity=0", home=fresh)
    assert (fresh / "secrets.sealed").exists()
    assert not (fresh / "secrets.json").exists()
    assert not (fresh / "banso.sqlite3").read_bytes().startswith(b"SQLite format")
    inside = sealed.folder / "inside"
    inside.mkdir()
    keys.make_key_file(inside / "home.key")
    done = sealed.run("publish", home=inside, key=str(inside / "home.key"))
    assert "lies in the home" in done.stderr


def test_what_opens_it_is_exchanged_and_the_key_of_before_opens_nothing(sealed: Sealed) -> None:
    next_key = sealed.folder / "elsewhere/next.key"
    keys.make_key_file(next_key)
    before = sealed.key.read_text()
    sealed.ran("open-by", "--home-key", str(next_key))
    assert "is not opened by this key" in sealed.refused("publish")
    sealed.key.write_text(next_key.read_text())
    assert before != sealed.key.read_text()
    sealed.ran("publish")


def test_a_backup_comes_back_sealed_by_the_age_key_and_a_new_home_key(sealed: Sealed) -> None:
    place, age, new = sealed.folder / "place", sealed.folder / "age", sealed.folder / "back"
    place.mkdir()
    to = sealing.make_key(age)
    sealed.ran("backup", str(place), "--to", to)
    (file,) = place.glob("*.age")
    told = sealed.run("restore", str(file), "--key", str(age), home=new)
    assert "of a sealed home" in told.stderr
    assert not new.exists() or not any(new.iterdir())
    key = sealed.folder / "elsewhere/back.key"
    keys.make_key_file(key)
    asked = ("restore", str(file), "--key", str(age), "--home-key", str(key))
    sealed.ran(*asked, home=new)
    assert not (new / "home-key").exists()
    assert sealed.run("publish", home=new, key=str(key)).returncode == 0
    assert "is not opened by this key" in sealed.run("publish", home=new).stderr
    drilled = sealed.ran("drill", str(file), "--key", str(age), "--people", "3")
    assert "as they were kept" in drilled
    assert not list(sealed.home.glob("staging-*"))


def test_a_changed_file_is_noticed(sealed: Sealed) -> None:
    copy = sealed.folder / "changed"
    shutil.copytree(sealed.home, copy)
    secrets = copy / "secrets.sealed"
    secrets.write_bytes(secrets.read_bytes()[:-1] + b"x")
    assert "was changed" in sealed.run("publish", home=copy).stderr


def test_words_open_it_too_and_short_ones_do_not(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    key = keys.new_home_key()
    with pytest.raises(keys.NotOpened, match="at least"):
        keys.opener_of_words("みじかい")
    keys.wrap(home, key, keys.opener_of_words("かわのほとりの ちいさなえき まで"))
    assert keys.open_home(home, keys.opener_of_words("かわのほとりの ちいさなえき まで")) == key
    with pytest.raises(keys.NotOpened, match="not opened by these words"):
        keys.open_home(home, keys.opener_of_words("かわのほとりの おおきなえき まで"))
    with pytest.raises(keys.NotOpened, match="asked for at the start"):
        keys.open_home(home, keys.Opener(keys.FILE, b"x" * 32))
