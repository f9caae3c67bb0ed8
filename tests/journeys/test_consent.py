"""
The person's word in a real browser: asked, one company told, taken back, and the page that tells
them who knows.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_plans import welcome
from tests.journeys.waiting import SAVE, quiet

pytestmark = pytest.mark.journey


def save(page: Page) -> None:
    page.locator(SAVE).click()
    quiet(page)


def test_a_company_learns_what_was_said_for_it_and_nothing_after_the_word_is_taken_back(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("coordinator")
    person = welcome(page, "フミさん")
    page.goto(f"{person}consents/")
    expect(page.get_by_text("まだうかがっていません")).to_be_visible()
    page.get_by_role("link", name="同意をうかがう").click()
    page.locator("#id_recipient_kind").select_option(label="勤め先・訓練先")
    page.locator("#id_recipient").fill("見本青果")
    page.get_by_label("仕事のこと").check()
    page.locator("#id_purpose").fill("面接")
    page.get_by_label("知ってよい", exact=True).check()
    page.get_by_label("口頭で（立ち会った人がいる）").check()
    save(page)
    expect(
        page.get_by_text("聞いた人、または代わりに話した人を書いてください。").first
    ).to_be_visible()
    page.locator("#id_witness").fill("見本 灯")
    save(page)
    expect(page.get_by_text("弱い同意").first).to_be_visible()

    def give_on(part: str) -> None:
        page.get_by_role("link", name="渡したものを記録する").click()
        page.locator("#id_recipient").select_option(label="見本青果")
        page.get_by_label(part).check()
        page.locator("#id_what").fill("履歴書の写し")
        save(page)

    give_on("生活保護を受けていること")
    expect(page.get_by_text("ご本人は、知ってよいとは言っていません").first).to_be_visible()
    page.goto(f"{person}consents/")
    give_on("仕事のこと")
    expect(page.get_by_text("履歴書の写し")).to_be_visible()

    page.get_by_role("link", name="取り消す").click()
    expect(page.get_by_text("すでに持っている所")).to_be_visible()
    save(page)
    give_on("仕事のこと")
    expect(page.get_by_text("ご本人は、知ってよいとは言っていません").first).to_be_visible()
    page.goto(f"{person}consents/")
    page.get_by_role("link", name="だれがわたしのことを知っていますか").click()
    without_readings = (
        "one => { const copy = one.cloneNode(true); copy.querySelectorAll('rt, "
        "rp').forEach((reading) => reading.remove()); return copy.textContent; }"
    )
    sheet = str(page.locator("article.sheet").evaluate(without_readings))
    assert "見本青果" in sheet
    assert "いつでも「いやだ」と言えます" in sheet
