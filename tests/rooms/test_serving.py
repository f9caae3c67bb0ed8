"""Serving: what a server says of itself, where it may listen, and who ends with whom."""

import os
import signal
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection

from banso.config import health, static_files
from banso.config.commands import serve
from banso.config.serving import Door, check_door, is_loopback
from banso.config.static_files import make_static_files
from tests.rooms.test_schedule_process import (
    FIRST_START,
    Home,
    is_gone,
    schedules_of,
    served,
    soon,
)
from tools.private_postgres import free_port


def asked(path: str, **more: str) -> tuple[str, bytes]:
    """Return how the server's watchers are answered."""
    said: list[str] = []
    inside = health.with_health(lambda _environ, _start: [b"pages"])
    about = {"PATH_INFO": path, **more}
    text = b"".join(inside(about, lambda status, _headers: said.append(status)))
    return "".join(said), text


@pytest.mark.django_db
def test_it_says_whether_it_lives_and_whether_it_can_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert asked("/health/live") == ("200 OK", b"well\n")
    assert asked("/health/ready") == ("200 OK", b"well\n")
    assert asked("/") == ("", b"pages")

    def away(*_about: Any) -> None:
        raise DatabaseError("connection to server at 10.0.0.1 failed")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(health, "ROOM_TO_WRITE", 1 << 80)
    status, text = asked("/health/ready")
    assert status == "503 Service Unavailable"
    assert text == b"the database does not answer\nthe disk is full\n"
    assert asked("/health/live")[0] == "200 OK"


@pytest.mark.django_db
def test_numbers_are_told_on_this_machine_alone_and_name_nobody() -> None:
    here = {"REMOTE_ADDR": "127.0.0.1"}
    before = asked("/health/metrics", **here)[1].decode()
    asked("/people/01a21f48/")
    status, text = asked("/health/metrics", **here)
    numbers = text.decode()
    assert status == "200 OK"
    assert "banso_missing 0\n" in numbers
    name = 'banso_requests_total{status="5xx"} '  # what says no status has failed
    counts = [float(one.partition(name)[2].split()[0]) for one in (before, numbers)]
    assert counts[1] == counts[0] + 1
    assert "01a21f48" not in numbers
    for elsewhere in (
        {"REMOTE_ADDR": "192.0.2.7"},
        here | {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        here | {"HTTP_FORWARDED": "for=192.0.2.7"},
        {},
    ):
        assert asked("/health/metrics", **elsewhere) == ("", b"pages")


@pytest.mark.once
def test_only_this_machine_is_served_without_tls(settings: Any) -> None:
    settings.BANSO_DEMO = settings.BANSO_HTTPS = False
    for host in ("0.0.0.0", "192.0.2.7", "::", "banso.example.jp"):
        assert not is_loopback(host)
        with pytest.raises(click.ClickException, match="read along"):
            check_door(Door(host, 0))
    for host in ("127.0.0.1", "::1", "localhost"):
        assert is_loopback(host)
    check_door(Door("127.0.0.1", 0))
    check_door(Door("0.0.0.0", 0, Path("cert"), Path("key")))
    settings.BANSO_HTTPS = True
    check_door(Door("0.0.0.0", 0))


@pytest.mark.once
def test_a_port_that_somebody_listens_on_is_refused() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(click.ClickException, match="in use"):
            check_door(Door("127.0.0.1", other.getsockname()[1]))


@pytest.mark.once
def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    (tmp_path / "cert").touch()
    done = CliRunner().invoke(serve, [f"--certificate={tmp_path / 'cert'}"])

    assert done.exit_code == 2
    assert "go together" in done.output


@pytest.mark.once
def test_static_files_are_made_once_and_anew_where_they_are_others(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(static_files, "call_command", lambda name, **_how: made.append(name))

    assert (make_static_files(), make_static_files()) == (True, False)
    monkeypatch.setattr(static_files, "version", lambda package: f"later {package}")
    assert (make_static_files(), make_static_files()) == (True, False)
    assert made == ["collectstatic"] * 2

    def breaks_off(*_about: Any, **_how: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(static_files, "version", lambda package: f"last {package}")
    monkeypatch.setattr(static_files, "call_command", breaks_off)
    for _try in range(2):
        with pytest.raises(OSError, match="full"):
            make_static_files()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home of this test only."""
    found = Home(tmp_path, demo=False)
    yield found
    found.end()


def workers_of(server: int) -> list[int]:
    """Return the processes of a server that answer requests."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    beside = schedules_of(server)
    return [int(one) for one in children if int(one) not in beside and not is_gone(int(one))]


@pytest.mark.slow
@pytest.mark.either
def test_a_killed_worker_comes_back_and_a_killed_server_leaves_none(home: Home) -> None:
    server, address = served(home)
    soon(lambda: schedules_of(server.pid), home)
    [schedule] = schedules_of(server.pid)
    [worker] = workers_of(server.pid)
    ready = address.replace("/account/login/", "/health/ready")
    assert urllib.request.urlopen(ready).read() == b"well\n"

    second = home.start("serve", "--port", str(free_port()), "--no-schedule")
    assert second.wait(60) == 1
    assert "runs already" in home.log()

    os.kill(worker, signal.SIGKILL)

    def answers_again() -> bool:
        try:
            return urllib.request.urlopen(ready).status == 200
        except OSError:
            return False

    soon(lambda: worker not in workers_of(server.pid) and answers_again(), home)
    [again] = workers_of(server.pid)
    server.kill()
    soon(lambda: is_gone(again), home, seconds=30)
    soon(lambda: is_gone(schedule), home, seconds=60)


@pytest.mark.slow
@pytest.mark.either
def test_it_serves_by_tls_itself(home: Home, tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2000", "-subj", "/CN=localhost", "-keyout", str(key)),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    tls = ("--certificate", str(certificate), "--key", str(key), "--no-schedule")
    server = home.start("serve", "--port", str(port), *FIRST_START, *tls)
    assert server.stdin
    server.stdin.write(b"correct-horse-8\n")
    server.stdin.flush()
    trusted = ssl.create_default_context(cafile=str(certificate))

    def answer() -> Any:
        assert server.poll() is None, home.log()
        try:
            return urllib.request.urlopen(
                f"https://127.0.0.1:{port}/account/login/", context=trusted
            )
        except (ConnectionError, urllib.error.URLError):
            return None

    soon(lambda: answer() is not None, home)
    assert schedules_of(server.pid) == []
    headers = answer().headers
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert "preload" not in headers["Strict-Transport-Security"]
    cookies = headers.get_all("Set-Cookie")
    assert all("Secure" in one and one.startswith("__Host-") for one in cookies)
    trusted.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(urllib.error.URLError, match=r"(?i)protocol"):
        urllib.request.urlopen(f"https://127.0.0.1:{port}/health/live", context=trusted)
