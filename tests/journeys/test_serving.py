"""A home for real use: set up on the console, production settings, no demo."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

from tests import databases

ROOT = Path(__file__).parents[2]


def banso(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BANSO_", "DJANGO_"))
    }
    command = [sys.executable, "-m", "banso", *arguments, "--home", str(home)]
    return subprocess.run(
        command,
        env={**environment, "PYTHONPATH": str(ROOT / "src")},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


SET_UP = (
    "serve",
    "--set-up-only",
    "--password-stdin",
    "--agency",
    "見本の会",
    "--office",
    "見本事業所",
    "--manager",
    "見本 守",
    "--username",
    "mamoru",
)


def test_a_home_for_real_use_is_set_up_once_and_holds_no_demo(tmp_path: Path) -> None:
    first = banso(tmp_path, *SET_UP, typed="correct-horse-8\n")
    assert first.returncode == 0, first.stderr
    secrets = tmp_path / "secrets.json"

    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    assert len(json.loads(secrets.read_text())["secret_key"]) > 40
    told = banso(
        tmp_path,
        "manage",
        "shell",
        "-v0",
        "-c",
        (
            "from banso.access.models import Account as A; from django.conf import settings as "
            "s; print(list(A.objects.values_list('username', 'is_demo')), s.DEBUG, s.BANSO_DEMO)"
        ),
    )
    assert told.stdout.strip().endswith("[('mamoru', False)] False False")
    again = banso(tmp_path, "serve", "--set-up-only")
    assert again.returncode == 0, again.stderr
    assert banso(tmp_path, "audit", "verify").stdout.strip().endswith("2 events, all in order")


def test_a_weak_password_and_a_missing_console_are_refused(tmp_path: Path) -> None:
    databases.copy_migrated("", str(tmp_path / "banso.sqlite3"))

    assert "短すぎ" in banso(tmp_path, *SET_UP, typed="short\n").stderr
    assert banso(tmp_path, "serve", "--set-up-only").returncode != 0


def test_a_demo_never_moves_into_a_home_for_real_use_nor_the_other_way(tmp_path: Path) -> None:
    real, demo = tmp_path / "real", tmp_path / "demo"
    real.mkdir()
    databases.copy_migrated("", str(real / "banso.sqlite3"))
    banso(real, *SET_UP, typed="correct-horse-8\n")
    databases.copy_demo("", demo, "")

    assert "real use" in banso(real, "demo", "--fill-only").stderr
    assert "home of their own" in banso(demo, *SET_UP, typed="correct-horse-8\n").stderr
