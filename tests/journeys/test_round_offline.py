"""
A night without a network: two telephones walk and write, one is killed twice, both change the same
man's name, a third is lost and stopped. In the morning every line has come home once, and the
profile of the lost one holds no word that can be read.
"""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import App
from tests.journeys.telephones import MAKE, Telephone, found_in, too_small
from tests.journeys.waiting import beyond

pytestmark = [pytest.mark.journey, pytest.mark.both_engines]
MEETINGS = 20  # on each of the two telephones
SECRETS = ("鷺沼の東屋にて", "膝が痛むとのこと", "トラ吉の旦那", "なぐり書きの下書き")
COUNT = """
from banso.field.models import FieldOp, Writing
from banso.intake.models import Encounter, OutreachRound
round = OutreachRound.objects.filter(course="例の川ぞい").order_by("-on").first()
print("met", Encounter.objects.filter(round=round, taken_back_at=None).count())
print("ops", FieldOp.objects.filter(pack__round=round).exclude(result="refused").count())
print("refused", FieldOp.objects.filter(result="refused").count())
print("ways", *sorted(f"{one.text}:{one.state}" for one in Writing.objects.all()))
"""


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
    app.banso("manage", "shell", "-c", MAKE.replace("COURSE", "例の川ぞい"))
    first, second, lost = telephones
    first.take_on("outreach")
    second.take_on("coordinator")
    lost.take_on("manager")
    assert Axe().run(first.page).response["violations"] == []
    assert too_small(first.page) == []
    assert beyond(first.page) == 0

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
    readable = found_in(lost.profile, [*SECRETS, "例の0さん", "橋のたもと", lost.words])
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
    assert found_in(lost.profile, [*SECRETS, "例の0さん"]) == []
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
    _on_a_wide_screen(page)


def _on_a_wide_screen(page: Page) -> None:
    """The pages at the desk that belong to a telephone have nothing that axe finds, wide either."""
    morning = page.url
    page.set_viewport_size({"width": 1280, "height": 900})
    night = morning.replace("/field/", "/")
    for address in (morning, f"{night}route/", "/field/telephones/", "/field/telephones/offer/"):
        page.goto(address)
        assert Axe().run(page).response["violations"] == [], address
    page.goto("/field/telephones/")
    page.get_by_role("link", name="丙の電話").click()
    page.get_by_role("heading", name="入っていた方").or_(page.locator("h1")).first.wait_for()
    assert Axe().run(page).response["violations"] == []
