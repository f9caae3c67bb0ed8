"""An older program leaves a newer home alone; an older home is brought up to date."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pytest
from django.db import connection

from banso.backup.making import Made
from banso.backup.sealing import make_key
from banso.config import upgrading
from banso.kit import home_commands
from banso.kit.file_lock import alone_with
from banso.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_a_newer_home_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    home_commands._refuse_newer_home()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('people', '9001_later', '2027-01-01 00:00:00+00:00')"
        )

    with pytest.raises(click.ClickException, match=r"newer version .*\(people\.9001_later;"):
        home_commands._refuse_newer_home()


@pytest.mark.once
def test_a_home_that_is_not_there_yet_is_not_made_by_looking(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))

    home_commands._refuse_newer_home()

    assert list(tmp_path.iterdir()) == []


def test_a_home_is_brought_up_to_date_after_a_backup_and_not_while_it_is_served(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    said: list[str] = []
    steps = iter([["people.9001_later"], []])
    recipient = make_key(tmp_path / "key")

    def made(place: Path, *, recipients: list[str], now: datetime) -> Made:
        said.append(f"backup {place.name} {recipients == [recipient]}")
        return Made(place / "x.age", 1, 1, 0)

    monkeypatch.setattr(upgrading, "make_backup", made)
    monkeypatch.setattr(upgrading, "make_home", lambda: said.append("migrated"))
    monkeypatch.setattr(upgrading, "waiting_migrations", lambda: next(steps))
    settings.BANSO_BACKUP_TO = [recipient]

    upgrading.upgrade_home([tmp_path], without_backup=False)

    assert said == [f"backup {tmp_path.name} True", "migrated"]
    monkeypatch.setattr(upgrading, "waiting_migrations", lambda: ["people.9001_later"])
    with pytest.raises(click.ClickException, match="without-backup"):
        upgrading.upgrade_home([], without_backup=False)
    with (
        alone_with(Path(settings.HOME) / "serve.lock", else_say=Refusal),
        pytest.raises(click.ClickException, match="runs already"),
    ):
        upgrading.upgrade_home([], without_backup=True)


def test_nothing_waits_in_a_home_of_this_version() -> None:
    assert upgrading.waiting_migrations() == []
