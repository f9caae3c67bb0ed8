"""Telephones for journeys without a network: browsers with a profile of their own."""

import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import FLAGS, App

MAKE = """
from datetime import timedelta
from django.utils import timezone
from banso.access.models import Account, Member
from banso.access.queries import viewer_of
from banso.intake.actions import NewMeeting, begin_round, meet, set_off
today = timezone.localdate()
def who(name):
    return viewer_of(Member.objects.get(account=Account.objects.get(username=name)), today=today)
outreach, manager, coordinator = who("outreach"), who("manager"), who("coordinator")
office = sorted(outreach.office_ids, key=str)[0]
def night(on):
    return begin_round(office_id=office, on=on, course="COURSE", weather="cold", others=[],
        member_ids=[outreach.member_id, coordinator.member_id, manager.member_id], by=outreach)
before = night(today - timedelta(days=7))
for number in range(8):
    meet(round_id=before.pk, by=outreach, meeting=NewMeeting(outcome="talked", looks="青い傘",
        at=timezone.now() - timedelta(days=7), called_name=f"例の{number}さん", place="橋のたもと"))
set_off(round_id=night(today).pk, by=manager)
"""


class Telephone:
    """A browser with a profile of its own that can be killed and opened again."""

    def __init__(self, app: App, chromium: Browser, folder: Path, name: str) -> None:
        self.app, self.chromium, self.name = app, chromium, name
        self.profile = folder / name
        self.complaints: list[str] = []
        self.words = self.course = ""
        self.switch_on()

    def switch_on(self, *, offline: bool = False) -> Page:
        """Open the browser with the profile as it is."""
        self.context: BrowserContext = self.chromium.browser_type.launch_persistent_context(
            str(self.profile),
            executable_path=which("chromium-headless-shell") or which("chromium"),
            args=FLAGS,
            viewport={"width": 360, "height": 740},
            locale="ja-JP",
            # A key of the telephone belongs to a name, and to no number.
            base_url=self.app.replace("127.0.0.1", "localhost"),
        )
        self.context.set_offline(offline)
        self.page = self.context.pages[0]
        self.page.set_default_timeout(20000)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: (
                self.complaints.append(said.text) if "Content Security" in said.text else None
            ),
        )
        return self.page

    def kill(self) -> None:
        """Kill every process of this browser, by its id, as a battery does."""
        for one in Path("/proc").iterdir():
            with suppress(OSError):
                if one.name.isdigit() and str(self.profile) in (one / "cmdline").read_text():
                    os.kill(int(one.name), signal.SIGKILL)
        time.sleep(0.5)  # until the kernel has buried them
        with suppress(Exception):
            self.context.close()
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()

    def sign_in(self, role: str) -> None:
        """Sign in at the desk."""
        self.page.goto("/account/login/")
        self.page.fill("[name=login]", role)
        self.page.fill("[name=password]", "banso-demo")
        self.page.get_by_role("button", name="サインイン").click()
        self.page.wait_for_url(re.compile(r"8?[0-9]/$"))

    def take_on(self, role: str, course: str = "例の川ぞい") -> None:
        """Sign in, take the telephone on, choose six words, take the round along."""
        page = self.page
        self.pair(role)
        self.choose_words()
        page.get_by_role("button", name=re.compile(course)).click()
        page.get_by_role("heading", name="このコースでいつも会う方").wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def choose_words(self) -> None:
        """Let six words open what is taken along, and keep them."""
        page = self.page
        page.get_by_role("button", name="六つの言葉で開く").click()
        self.words = " ".join(page.locator("ol.words li").all_inner_texts())
        page.get_by_label("六つの言葉をもう一度").fill(self.words)
        page.get_by_role("button", name="紙に書きました").click()

    def pair(self, role: str) -> None:
        """Sign in, and take the telephone on by the square at the desk."""
        page = self.page
        self.sign_in(role)
        page.goto("/field/telephones/offer/")
        page.get_by_label("この電話の呼び方").fill(f"{self.name}の電話")
        page.get_by_role("button", name="符号を出す").click()
        page.get_by_role("link", name="または、この端末でそのまま開く").click()
        page.get_by_role("button", name="この電話をつなぐ").click()
        page.get_by_role("button", name="続ける").click()

    def open_with_words(self) -> None:
        """Open the page without a network, and the round with the words."""
        self.page.goto("/field/")
        self.page.get_by_label("六つの言葉").fill(self.words)
        self.page.get_by_role("button", name="巡回をひらく").click()
        self.page.get_by_role("heading", name="このコースでいつも会う方").wait_for()

    def meet_somebody_new(self, place: str, words: str = "") -> None:
        """Write a nameless person in one line."""
        form = self.page.locator("section", has=self.page.get_by_role("heading", name="名前のない"))
        form.get_by_label("場所", exact=True).fill(place)
        if words:
            form.locator("details").evaluate("one => { one.open = true }")
            form.get_by_label("ご本人の言葉").fill(words)
        form.get_by_role("button", name="会えた・話した").click()

    def tap(self, called: str, what: str = "起こさず") -> None:
        """Say in one tap how it was with somebody known."""
        row = self.page.locator("li.person", has_text=called)
        row.get_by_role("button", name=what).click()

    def rename(self, called: str, new: str) -> None:
        """Change what somebody is called."""
        row = self.page.locator("li.person", has_text=called)
        row.get_by_text("呼び名・見分け方・場所を変える").click()
        row.locator("input[name=called]").fill(new)
        row.get_by_role("button", name="残す").click()

    def keeps(self, count: int) -> None:
        """Wait until the line on top says how much waits here."""
        expect(self.page.locator("#line")).to_contain_text(f"この端末に {count}件", timeout=30000)


def too_small(page: Page) -> list[str]:
    """Return what is touched on a page and is less than 48 px high."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, select, input, textarea, .tick")]
            .filter((one) => one.offsetParent && !["checkbox", "radio"].includes(one.type))
            .filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.outerHTML)"""
    )
    return found


def found_in(profile: Path, words: list[str]) -> list[tuple[str, str]]:
    """Return in which files of a browser's profile a word can be read."""
    found = []
    for file in profile.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for word in words:
                ways = (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"))
                if any(one in content for one in ways):
                    found.append((str(file.relative_to(profile)), word))
    return found
