"""
A night without a network: two telephones walk and write, one is killed twice, both change the same
man's name, a third is lost and stopped. In the morning every line has come home once, and the
profile of the lost one holds no word that can be read.
"""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import FLAGS, App

pytestmark = [pytest.mark.journey, pytest.mark.both_engines]
MEETINGS = 20  # on each of the two telephones
SECRETS = ("鷺沼の東屋にて", "膝が痛むとのこと", "トラ吉の旦那", "なぐり書きの下書き")
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
    return begin_round(office_id=office, on=on, course="例の川ぞい", weather="cold", others=[],
        member_ids=[outreach.member_id, coordinator.member_id, manager.member_id], by=outreach)
before = night(today - timedelta(days=7))
for number in range(8):
    meet(round_id=before.pk, by=outreach, meeting=NewMeeting(outcome="talked", looks="青い傘",
        at=timezone.now() - timedelta(days=7), called_name=f"例の{number}さん", place="橋のたもと"))
set_off(round_id=night(today).pk, by=manager)
"""
COUNT = """
from banso.field.models import FieldOp, Writing
from banso.intake.models import Encounter, OutreachRound
round = OutreachRound.objects.filter(course="例の川ぞい").order_by("-on").first()
print("met", Encounter.objects.filter(round=round, taken_back_at=None).count())
print("ops", FieldOp.objects.filter(pack__round=round).exclude(result="refused").count())
print("refused", FieldOp.objects.filter(result="refused").count())
print("ways", *sorted(f"{one.text}:{one.state}" for one in Writing.objects.all()))
"""


class Telephone:
    """A browser with a profile of its own that can be killed and opened again."""

    def __init__(self, app: App, chromium: Browser, folder: Path, name: str) -> None:
        self.app, self.chromium, self.name = app, chromium, name
        self.profile = folder / name
        self.complaints: list[str] = []
        self.words = ""
        self.switch_on()

    def switch_on(self, *, offline: bool = False) -> Page:
        """Open the browser with the profile as it is."""
        self.context: BrowserContext = self.chromium.browser_type.launch_persistent_context(
            str(self.profile),
            executable_path=which("chromium-headless-shell") or which("chromium"),
            args=FLAGS,
            viewport={"width": 360, "height": 740},
            locale="ja-JP",
            base_url=self.app,
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

    def take_on(self, role: str) -> None:
        """Sign in, take the telephone on, choose six words, take the round along."""
        page = self.page
        self.sign_in(role)
        page.goto("/field/telephones/offer/")
        page.get_by_label("この電話の呼び方").fill(f"{self.name}の電話")
        page.get_by_role("button", name="符号を出す").click()
        page.get_by_role("link", name="または、この端末でそのまま開く").click()
        page.get_by_role("button", name="この電話をつなぐ").click()
        page.get_by_role("button", name="続ける").click()
        page.get_by_role("button", name="六つの言葉で開く").click()
        self.words = " ".join(page.locator("ol.words li").all_inner_texts())
        page.get_by_label("六つの言葉をもう一度").fill(self.words)
        page.get_by_role("button", name="紙に書きました").click()
        page.get_by_role("button", name=re.compile("例の川ぞい")).click()
        page.get_by_role("heading", name="このコースでいつも会う方").wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")

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


@pytest.fixture
def telephones(app: App, chromium: Browser, tmp_path: Path) -> Iterator[list[Telephone]]:
    """Three telephones; what stands in their way fails the journey."""
    found = [Telephone(app, chromium, tmp_path, name) for name in ("甲", "乙", "丙")]
    yield found
    for one in found:
        with suppress(Exception):
            one.context.close()
    assert [text for one in found for text in one.complaints] == []


def test_a_night_without_a_network(app: App, telephones: list[Telephone]) -> None:
    app.banso("manage", "shell", "-c", MAKE)
    first, second, lost = telephones
    first.take_on("outreach")
    second.take_on("coordinator")
    lost.take_on("manager")
    assert Axe().run(first.page).response["violations"] == []
    small = first.page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input, textarea, .tick")]
            .filter((one) => one.offsetParent && one.type !== "checkbox")
            .filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.outerHTML)"""
    )
    assert small == []
    assert first.page.evaluate("document.documentElement.scrollWidth") <= 360

    for one in telephones:
        one.context.set_offline(True)
    for number in range(MEETINGS):
        for one in (first, second):
            if number < 8:
                one.tap(f"例の{number}さん")
            else:
                where = "同じ橋" if number == 8 else f"{one.name}の橋{number}"
                one.meet_somebody_new(where, "さむい")
            one.keeps(number + 1)
    first.rename("例の3さん", "例の三郎さん")
    second.rename("例の3さん", "例の三太さん")
    first.keeps(MEETINGS + 1)
    second.keeps(MEETINGS + 1)

    first.kill()
    first.switch_on(offline=True)
    first.open_with_words()
    first.keeps(MEETINGS + 1)
    expect(first.page.locator("ol.written li")).to_have_count(MEETINGS + 1)
    first.context.set_offline(False)
    first.page.evaluate("dispatchEvent(new Event('online'))")
    first.kill()  # in the middle of sending, or right after
    first.switch_on()
    first.open_with_words()
    first.keeps(0)
    second.context.set_offline(False)
    second.page.get_by_role("button", name="いま送る").click()
    second.keeps(0)

    said = app.banso("manage", "shell", "-c", COUNT)
    assert f"met {2 * MEETINGS}\n" in said
    assert f"ops {2 * MEETINGS + 2}\n" in said
    assert "refused 0\n" in said
    assert "ways 例の三太さん:beside 例の三郎さん:stands" in said

    _lost_and_stopped(app, first, lost)


def _lost_and_stopped(app: App, first: Telephone, lost: Telephone) -> None:
    """Write on the lost telephone, leave a draft, stop it at the desk, look through its profile."""
    place, words, name, draft = SECRETS
    lost.meet_somebody_new(place, words)
    lost.rename("例の5さん", name)
    lost.page.get_by_label("場所", exact=True).first.fill(draft)
    lost.keeps(2)
    time.sleep(1)  # the draft is kept a moment after the last letter
    lost.kill()
    readable = _found_in(lost.profile, [*SECRETS, "例の0さん", "橋のたもと", lost.words])
    assert readable == []

    page = first.page
    first.sign_in("manager")  # at a desk: the session of before has ended with the browser
    page.goto("/field/telephones/")
    page.get_by_role("link", name="丙の電話").click()
    page.get_by_role("button", name="この電話を止める").click()
    expect(page.get_by_text("例の0さん")).to_be_visible()
    lost.switch_on()
    lost.page.goto("/field/")
    expect(lost.page.get_by_role("heading", name="この電話は止められています")).to_be_visible()
    lost.kill()
    assert _found_in(lost.profile, [*SECRETS, "例の0さん"]) == []
    assert f"met {2 * MEETINGS}\n" in app.banso("manage", "shell", "-c", COUNT)
    _in_the_morning(page)


def _in_the_morning(page: Page) -> None:
    """Look through the night at the desk, choose between two ways, hand it over."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("例の川ぞい")).first.wait_for()
    page.goto("/field/desk/")
    page.get_by_role("link", name=re.compile("例の川ぞい")).click()
    seen = page.get_by_role("region", name="会えた方").locator("li")
    expect(seen).to_have_count(2 * MEETINGS)
    ways = page.get_by_role("region", name="二つの書き方")
    expect(ways).to_contain_text("例の三郎さん")
    expect(ways).to_contain_text("例の三太さん")
    expect(page.get_by_role("region", name="同じ方かもしれません")).to_be_visible()
    ways.get_by_role("button", name="両方").click()
    page.get_by_role("button", name="確かめて申し送る").click()
    expect(page.get_by_text("確かめて、事業所に申し送りました。")).to_be_visible()
    assert Axe().run(page).response["violations"] == []


def _found_in(profile: Path, words: list[str]) -> list[tuple[str, str]]:
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
