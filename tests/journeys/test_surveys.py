"""
A person fills a survey in alone on a tablet, large and with readings; what they said is shown, and
nothing else of the house is open meanwhile.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_screens import faults, person_page, settle

pytestmark = pytest.mark.journey


def test_a_person_fills_it_in_alone_on_a_tablet(sign_in: Callable[..., Page]) -> None:
    page = sign_in("coordinator", width=800)
    person = person_page(page)
    settle(page, f"{person}surveys/?moment=yearly")
    page.get_by_role("link", name="タブレットを渡す 頼れる人").first.click()
    page.get_by_role("button", name="サインアウトして渡す").click()
    expect(page.get_by_role("heading", name="しつもん")).to_be_visible()
    assert page.get_by_text("ハルさん").count() == 0
    assert page.locator("a").count() == 0
    assert page.locator("ruby").count() > 3
    assert faults(page) == []
    address = page.url

    # by the keyboard alone: one answered, one left out
    page.locator("input[name=q_alone]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="おわりました").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ありがとう")).to_be_visible()
    assert faults(page) == []
    page.goto(address)
    expect(page.get_by_role("heading", name="この 用紙は 閉じました")).to_be_visible()
    page.goto(person)
    expect(page.get_by_role("heading", name="サインイン")).to_be_visible()

    again = sign_in("coordinator")
    again.goto(f"{person}surveys/")
    first = again.locator("section", has_text="答え").last.locator("li").first
    expect(first).to_contain_text("ご本人が一人で")
    expect(first).to_contain_text("全くそうだと思う")
    expect(first).to_contain_text("答えていない")
    first.get_by_role("button", name="ご本人に見せた").click()
    expect(again.locator("section", has_text="答え").last.locator("li").first).to_contain_text(
        "にご本人に見せた"
    )
