"""Two houses with homes of their own, each served by a server of its own."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import databases
from tests.journeys.conftest import App
from tools.private_postgres import free_port

ROOT = Path(__file__).parents[2]
PASSWORD = "correct-horse-8"
# Whoever confirms has been here for more than three days; second keys are another journey's.
COLLEAGUE = f"""
from banso.access.actions import SignIn, add_member
from banso.access.models import Agency
from datetime import date
Agency.objects.update(key_of="nobody")
add_member(agency_id=Agency.objects.get().pk, name="見本 二子", roles=["manager"], office_ids=[],
    on=date(2025, 4, 1), sign_in=SignIn(username="futako", password="{PASSWORD}", demo=False))
"""


def _set_up(home: Path, environment: dict[str, str], agency: str) -> None:
    said = ("--agency", agency, "--office", "見本事業所", "--manager", "見本 守")
    command = ("serve", "--set-up-only", "--password-stdin", *said, "--username", "mamoru")
    for arguments in (command, ("manage", "shell", "-v0", "-c", COLLEAGUE)):
        subprocess.run(
            [sys.executable, "-m", "banso", *arguments, "--home", str(home)],
            env=environment,
            input=f"{PASSWORD}\n",
            check=True,
            capture_output=True,
            text=True,
        )


@contextmanager
def house(home: Path, agency: str, name: str) -> Iterator[App]:
    """Yield a house with two members, and end its server afterwards."""
    server_url, own = os.environ.get("BANSO_DATABASE_URL", ""), f"{name}_{os.getpid()}"
    home.mkdir()
    databases.copy_migrated(server_url, own if server_url else str(home / "banso.sqlite3"))
    at = databases.beside(server_url, own) if server_url else ""
    environment = databases.environment(at, hour=10)
    _set_up(home, environment, agency)
    port = free_port()
    address = App(f"http://127.0.0.1:{port}")
    address.environment, address.home = environment, str(home)
    command = [sys.executable, "-m", "banso", "serve", "--no-schedule", "--home", str(home)]
    with open(home / "log", "w") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port)], env=environment, stdout=log, stderr=log
        )
    try:
        for _ in range(480):
            try:
                with urllib.request.urlopen(f"{address}/account/login/") as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert server.poll() is None, (home / "log").read_text()
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(20)
        if server_url:
            databases.drop_database(server_url, own)
