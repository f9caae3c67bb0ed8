"""Whatever was typed is never said to be saved when it is not, and goes through afterwards."""

import os
import resource
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests import databases
from tests.journeys.conftest import App
from tests.journeys.waiting import SAVE
from tools.private_postgres import free_port


def open_note(page: Page) -> None:
    page.get_by_label("人をさがす").first.fill("公園さん1")
    page.get_by_role("button", name="さがす").first.click()
    page.get_by_role("link", name="公園さん1").first.click()
    page.get_by_role("link", name="記録を書く").click()


def test_a_draft_says_that_the_sign_in_has_ended_and_goes_on_after_signing_in_again(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach", width=360)
    open_note(page)
    words = page.get_by_label("ご本人の言葉")
    words.fill("今夜は冷えるね")
    expect(page.get_by_text("自動保存しました")).to_be_visible()

    page.context.clear_cookies(name="banso_session")
    words.fill("今夜は冷えるね。また来てよ")
    expect(page.get_by_text("サインインが切れています")).to_be_visible()
    expect(page.get_by_text("自動保存しました")).to_have_count(0)

    other = page.context.new_page()
    other.goto("/account/login/")
    other.fill("[name=login]", "outreach")
    other.fill("[name=password]", "banso-demo")
    other.get_by_role("button", name="サインイン").click()
    other.wait_for_url("**/")

    expect(page.get_by_text("自動保存しました")).to_be_visible(timeout=15000)
    page.get_by_label("存在の支援", exact=True).check()
    page.locator(SAVE).click()
    expect(page.get_by_text("今夜は冷えるね。また来てよ").first).to_be_visible()


def test_a_draft_that_carries_a_my_number_is_said_not_to_be_saved(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach")
    open_note(page)
    page.get_by_label("ご本人の言葉").fill("番号は 1234-5678-9018 だって")

    expect(page.get_by_text("保存されていません。個人番号")).to_be_visible()


WORDS = "屋根があると眠れる"


def test_a_form_that_meets_the_sign_in_page_goes_through_after_signing_in(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach", width=360)
    open_note(page)
    page.get_by_label("存在の支援", exact=True).check()
    page.context.clear_cookies(name="banso_session")
    page.get_by_label("ご本人の言葉").fill(WORDS)
    page.locator(SAVE).click()

    expect(page.get_by_role("alert")).to_contain_text("まだ保存されていません")
    page.fill("[name=login]", "outreach")
    page.fill("[name=password]", "banso-demo")
    page.get_by_role("button", name="サインイン").click()

    expect(page.get_by_text(WORDS).first).to_be_visible()
    page_of_person = page.url
    assert "/people/" in page_of_person
    page.go_back()
    page.wait_for_load_state()
    page.goto(page_of_person)
    expect(page.get_by_text(WORDS)).to_have_count(1)


def test_without_a_connection_the_page_stays_and_saves_when_there_is_one_again(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach", width=360)
    open_note(page)
    page.get_by_label("存在の支援", exact=True).check()
    page.context.set_offline(True)
    page.get_by_label("ご本人の言葉").fill("雨でも来てくれた")
    page.locator(SAVE).click()

    expect(page.get_by_text("まだ保存できていません")).to_be_visible()
    expect(page.get_by_label("ご本人の言葉")).to_have_value("雨でも来てくれた")
    page.context.set_offline(False)
    expect(page.get_by_text("自動保存しました")).to_be_visible(timeout=15000)
    page.locator(SAVE).click()
    expect(page.get_by_text("雨でも来てくれた").first).to_be_visible()


def test_back_a_closed_tab_and_a_crash_bring_back_what_was_typed(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach")
    open_note(page)
    address = page.url
    page.get_by_label("ご本人の言葉").fill("川の音がすきだ")
    expect(page.get_by_text("自動保存しました")).to_be_visible()

    page.goto("/")
    page.go_back()
    expect(page.get_by_label("ご本人の言葉")).to_have_value("川の音がすきだ")

    with suppress(Error):  # the tab is gone before it can answer
        page.goto("chrome://crash")
    page.close()
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_label("ご本人の言葉")).to_have_value("川の音がすきだ")


class Restartable:
    """A server of a home, and a browser in which somebody is signed in there."""

    def __init__(self, app: App, chromium: Browser) -> None:
        self.app, self.port = app, free_port()
        self.start()
        self.context = chromium.new_context(
            base_url=f"http://127.0.0.1:{self.port}", locale="ja-JP"
        )
        self.page = self.context.new_page()
        self.page.goto("/account/login/")
        self.page.fill("[name=login]", "outreach")
        self.page.fill("[name=password]", "banso-demo")
        self.page.get_by_role("button", name="サインイン").click()
        self.page.wait_for_url("**/")

    def start(self) -> None:
        """Start it, in a group of processes of its own, and wait until it answers."""
        command = ["demo", "--home", self.app.home, "--port", str(self.port), "--no-open"]
        with open(f"{self.app.home}/second-log", "a") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "banso", *command],
                env=self.app.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(240):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/account/login/").close()
                return
            time.sleep(0.25)
        pytest.fail(Path(f"{self.app.home}/second-log").read_text())

    def kill(self) -> None:
        """Kill it as a power cut would."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def allow_to_write(self, size: int) -> None:
        """Let its files grow to so many bytes only, as on a disk that is full."""
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                if int(path.read_text().rpartition(")")[2].split()[2]) == self.server.pid:
                    limits = (size, resource.RLIM_INFINITY)
                    resource.prlimit(int(path.parent.name), resource.RLIMIT_FSIZE, limits)

    def end(self) -> None:
        """Let both go."""
        self.context.close()
        with suppress(ProcessLookupError):
            self.kill()


@pytest.fixture
def restartable(tmp_path: Path, chromium: Browser) -> Iterator[Restartable]:
    """The server of a demo home of its own, which may be killed."""
    url, own = os.environ.get("BANSO_DATABASE_URL", ""), f"killed_{os.getpid()}"
    app = App()
    app.home = str(tmp_path / "home")
    Path(app.home).mkdir()
    kept = databases.copy_demo(url, Path(app.home), own)
    app.environment = databases.environment(kept, hour=10)
    server = Restartable(app, chromium)
    yield server
    server.end()
    if url:
        databases.drop_database(url, own)


@pytest.mark.both_engines
def test_a_server_that_is_killed_takes_nothing_with_it(restartable: Restartable) -> None:
    page = restartable.page
    open_note(page)
    page.get_by_label("存在の支援", exact=True).check()
    restartable.kill()
    page.get_by_label("ご本人の言葉").fill("停電の夜も歩いた")
    page.locator(SAVE).click()
    expect(page.get_by_text("まだ保存できていません")).to_be_visible()

    restartable.start()
    expect(page.get_by_text("自動保存しました")).to_be_visible(timeout=20000)
    page.locator(SAVE).click()
    expect(page.get_by_text("停電の夜も歩いた").first).to_be_visible()


def test_a_full_disk_is_said_and_what_was_typed_stays(restartable: Restartable) -> None:
    if os.environ.get("BANSO_DATABASE_URL"):
        pytest.skip("the disk of PostgreSQL is not this server's")
    page = restartable.page
    open_note(page)
    page.get_by_label("存在の支援", exact=True).check()
    restartable.allow_to_write(0)
    page.get_by_label("ご本人の言葉").fill("満杯でも消えない")
    page.locator(SAVE).click()
    expect(page.get_by_text("まだ保存できていません")).to_be_visible()
    expect(page.get_by_label("ご本人の言葉")).to_have_value("満杯でも消えない")

    restartable.allow_to_write(resource.RLIM_INFINITY)
    expect(page.get_by_text("自動保存しました")).to_be_visible(timeout=20000)
    page.locator(SAVE).click()
    expect(page.get_by_text("満杯でも消えない").first).to_be_visible()
