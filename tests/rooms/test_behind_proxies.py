"""The samples of docs/serving: a unit, two proxies; what comes through them, and what does not."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms.deceptive_requests import REFUSED, TOLD, deceptions, sent, statuses
from tests.rooms.test_schedule_process import FIRST_START, Home, soon
from tests.rooms.test_serving import workers_of
from tools.private_postgres import free_port

SAMPLES = Path(__file__).resolve().parents[2] / "docs/serving"
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {sample}
}}
"""
CADDY = "{{\n admin off\n auto_https disable_redirects\n storage file_system {folder}\n}}\n{sample}"


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_the_unit_is_one_that_systemd_understands(tmp_path: Path) -> None:
    unit = tmp_path / "banso.service"
    text = (SAMPLES / "banso.service").read_text()
    unit.write_text(text.replace("/opt/banso/bin/banso", sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.once
def test_the_samples_bind_nothing_beyond_the_machine_and_name_only_what_is_there() -> None:
    for name in ("banso.service", "nginx.conf", "Caddyfile", "Containerfile"):
        text = (SAMPLES / name).read_text()
        said = set(re.findall(r"--[a-z-]+", text)) & {"--behind-proxy", "--port", "--host"}
        assert said or "8000" in text, name
    assert "--behind-proxy" in (SAMPLES / "banso.service").read_text()
    assert "127.0.0.1:8000" in (SAMPLES / "nginx.conf").read_text()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home of this test only, with whatever else it starts."""
    found = Home(tmp_path, demo=False)
    found.environment["BANSO_HOSTS"] = "localhost,127.0.0.1"
    yield found
    found.end()


def run(home: Home, *command: str) -> None:
    """Start a program that ends with the test."""
    with (home.folder / "log").open("a") as log:
        home.started.append(
            subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        )


def certified(folder: Path) -> tuple[Path, Path]:
    """Return a certificate and its key."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2000", "-subj", "/CN=localhost", "-keyout", str(key)),
            *("-addext", "subjectAltName=DNS:localhost", "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


def proxies(home: Home, behind: int) -> Iterator[tuple[str, int]]:
    """Start the proxies that this machine has as the samples say; yield each with its port."""
    certificate, key = certified(home.folder)
    if shutil.which("nginx"):
        folder, port = home.folder / "nginx", free_port()
        folder.mkdir()
        sample = (SAMPLES / "nginx.conf").read_text().replace("banso.example.jp", "localhost")
        sample = re.sub(r".*\[::\].*\n", "", sample).replace(
            "127.0.0.1:8000", f"127.0.0.1:{behind}"
        )
        sample = sample.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
        sample = sample.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
        sample = sample.replace("/etc/ssl/banso/fullchain.pem", str(certificate))
        sample = sample.replace("/etc/ssl/banso/key.pem", str(key))
        (folder / "conf").write_text(NGINX.format(folder=folder, sample=sample))
        run(home, "nginx", "-c", str(folder / "conf"))
        yield "nginx", port
    if shutil.which("caddy"):
        folder, port = home.folder / "caddy", free_port()
        folder.mkdir()
        site = f"https://localhost:{port} {{\n\ttls {certificate} {key}"
        sample = (SAMPLES / "Caddyfile").read_text().replace("banso.example.jp {", site)
        sample = sample.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
        (folder / "Caddyfile").write_text(CADDY.format(folder=folder, sample=sample))
        run(home, "caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile")
        yield "caddy", port


def answers(address: str) -> int:
    """Return how an address answers; nothing where nobody does."""
    try:
        return int(urllib.request.urlopen(address, timeout=5).status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@pytest.mark.slow
@pytest.mark.either
def test_what_deceives_reaches_nothing_directly_or_through_a_proxy(home: Home) -> None:
    port = free_port()
    arguments = ("--behind-proxy", "--workers", "2", "--no-schedule", "--port", str(port))
    server = home.start("serve", *FIRST_START, *arguments)
    assert server.stdin
    server.stdin.write(b"correct-horse-8\n")
    server.stdin.flush()
    inside = f"http://127.0.0.1:{port}/health"
    soon(lambda: answers(f"{inside}/ready") == 200, home)

    for name, request in deceptions():
        answer = sent(port, request)
        assert max(statuses(answer), default=400) < 500, name
        if name in REFUSED:
            assert statuses(answer)[:1] == [400], name
    for name, outside in proxies(home, port):
        page = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

        def shown(path: bytes, outside: int = outside, page: bytes = page) -> list[int]:
            try:
                return statuses(sent(outside, page % path, tls=True))
            except OSError:
                return []

        soon(lambda shown=shown: shown(b"/account/login/") == [200], home)  # type: ignore[misc]
        for path in (
            b"/health/ready",
            b"/health/live",
            b"/health/metrics",
            b"/health/../health/live",
        ):
            assert shown(path) in ([404], [400]), (name, path)
        for deception, request in deceptions():
            assert TOLD not in sent(outside, request, tls=True), (name, deception)
        assert shown(b"/account/login/") == [200], name

    numbers = urllib.request.urlopen(f"{inside}/metrics").read().decode()
    assert 'banso_requests_total{status="5xx"} 0' in numbers
    asked = urllib.request.Request(f"{inside}/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(asked)

    first, other = workers_of(server.pid)
    os.kill(first, signal.SIGKILL)  # the other goes on answering, and a new one comes
    assert [answers(f"{inside}/live") for _time in range(20)].count(0) <= 1
    soon(lambda: len(workers_of(server.pid)) == 2 and other in workers_of(server.pid), home)
