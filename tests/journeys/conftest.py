"""The running app and a real browser."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import databases
from tools.private_postgres import free_port

PATIENCE = 15_000
"""Milliseconds for what a page does by itself: other checks may have the machine busy."""
expect.set_options(timeout=PATIENCE)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-proxy-server",
]


class App(str):
    """The address a demo home is served at; knows how to run a command in the same home."""

    environment: dict[str, str]
    home: str

    def banso(self, *arguments: str) -> str:
        """Run a command in this home and return what it said."""
        command = [sys.executable, "-m", "banso", *arguments, "--home", self.home]
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        ).stdout


@pytest.fixture(scope="session")
def app() -> Iterator[App]:
    """A filled demo home, served by the real server."""
    home, port, own = mkdtemp(prefix="banso-journey-"), free_port(), f"journeys_{os.getpid()}"
    server_url = os.environ.get("BANSO_DATABASE_URL", "")
    environment = databases.environment(databases.copy_demo(server_url, Path(home), own), hour=10)
    command = [
        sys.executable,
        "-m",
        "banso",
        "demo",
        "--home",
        home,
        "--port",
        str(port),
        "--no-open",
        "--no-schedule",
    ]
    with open(f"{home}/log", "w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = App(f"http://127.0.0.1:{port}")
    address.environment, address.home = environment, home
    try:
        for _ in range(960):
            try:
                with urllib.request.urlopen(f"{address}/account/login/") as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert server.poll() is None, Path(f"{home}/log").read_text()
                time.sleep(0.25)
        else:
            pytest.fail(Path(f"{home}/log").read_text())
        yield address
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(home, ignore_errors=True)
        if server_url:
            databases.drop_database(server_url, own)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window, which draws in half the time."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "Chromium is not on this machine (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_memory_of_other_journeys(request: pytest.FixtureRequest) -> None:
    """
    Which numbers of a second factor were used, and how often somebody tried, is forgotten between
    journeys: no journey waits for the next number.
    """
    if "app" in request.fixturenames:
        home = request.getfixturevalue("app").home
        FileBasedCache(f"{home}/cache", {}).clear()


@pytest.fixture
def sign_in(app: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """
    Return a window of a browser in which somebody of the demo is signed in; errors in the console
    fail the test.
    """
    complaints: list[str] = []
    contexts = []

    def come_in(username: str, *, width: int = 1280) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="ja-JP", base_url=app
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and "Failed to load" not in message.text
                else None
            ),
        )
        page.on(
            "response",
            lambda answer: (
                complaints.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/account/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", "banso-demo")
        page.get_by_role("button", name="サインイン").click()
        page.wait_for_url(re.compile(r"/(guest/)?$|/second-factor/"))
        if "second-factor" in page.url:
            page.fill("[name=code]", page.locator("[data-demo-number]").inner_text())
            page.get_by_role("button", name="サインイン").click()
            page.wait_for_url("**/guest/")
        return page

    yield come_in
    for context in contexts:
        context.close()
    assert complaints == []
