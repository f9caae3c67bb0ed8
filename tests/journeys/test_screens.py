"""Screens without script and by keyboard alone; what other journeys look at pages with."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.waiting import SAVE, quiet
from tools.pages import looking

pytestmark = pytest.mark.journey


def settle(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    quiet(page)


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page."""
    return [f"{page.url} {one}" for one in looking.faults(page)]


def person_page(page: Page) -> str:
    settle(page, "/ledgers/aftercare/")
    page.get_by_role("link", name="ハルさん").first.click()
    quiet(page)
    return page.url


def test_the_keyboard_alone_writes_a_note(sign_in: Callable[..., Page]) -> None:
    page = sign_in("aftercare")
    person_page(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "記録を書く":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/write/")
    assert page.locator("#id_pillars_0").is_checked(), "a visit is being there"
    page.locator("#id_words").focus()
    page.keyboard.type("よう来たな。")
    page.locator(SAVE).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")
    quiet(page)

    assert "よう来たな。" in page.locator("#timeline").inner_text()


def test_without_script_every_part_is_there(app: str, chromium: object) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=app, locale="ja-JP")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", "outreach")
    page.fill("[name=password]", "banso-demo")
    page.get_by_role("button", name="サインイン").click()
    page.locator("main").get_by_role("link", name="公園さん1").first.click()

    assert page.locator("#timeline li").count() > 1
    assert page.locator("#beside").inner_text()
    context.close()
