"""
The work at a glance in a real browser: a plan typed by keyboard in its grid, one request for a
page with small pictures, somebody without a name in a tap.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.journeys.waiting import quiet

pytestmark = pytest.mark.journey
ALL_KEPT = (
    "() => [...document.querySelectorAll('textarea[data-type]')]"
    ".every(one => one.value === one.dataset.kept)"
)


def page_of_haru(page: Page) -> str:
    page.goto("/find/")
    page.fill("#find", "ハルさん")
    page.keyboard.press("Enter")
    quiet(page)
    page.locator("main a[href^='/people/']").first.click()
    quiet(page)
    return page.url


def grid_of_haru(page: Page) -> str:
    """Return the address at which a version of a plan is typed in its grid."""
    page_of_haru(page)
    page.locator("#plan a[href^='/plans/']").first.click()
    quiet(page)
    if not page.get_by_role("link", name="表に直接書く").count():
        page.get_by_role("link", name="リプラン", exact=True).click()
        page.get_by_label("プランを変える理由").fill("季節が変わった")
        page.get_by_role("button", name="新しいプランをつくる").click()
        quiet(page)
    return page.url.split("?")[0] + "?type=1"


def typed_over(cell: Locator, text: str) -> None:
    cell.press("Control+A")
    cell.page.keyboard.type(text)


def test_a_plan_is_typed_in_its_grid_by_keyboard_alone(sign_in: Callable[..., Page]) -> None:
    page = sign_in("supporter")
    address = grid_of_haru(page)
    page.goto(address)
    cells = page.locator("textarea[data-type]")
    cells.first.focus()
    for place, key in enumerate(("Enter", "Tab", "Shift+Enter")):
        expect(cells.nth(place)).to_be_focused()
        typed_over(cells.nth(place), f"{place}番目")
        page.keyboard.press(key)
    page.keyboard.type("次の行")
    cells.nth(3).fill("")
    cells.nth(2).focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    page.wait_for_function(ALL_KEPT)
    expect(page.locator("[data-typed]")).to_contain_text("保存")
    page.goto(address)
    assert [cells.nth(place).input_value() for place in range(3)] == [
        "0番目",
        "1番目",
        "2番目\n次の行",
    ]

    # nobody answers: the words stay on the screen, and go when somebody does
    page.context.set_offline(True)
    typed_over(cells.first, "電波がない")
    page.keyboard.press("Enter")
    expect(page.locator("[data-typed]")).to_contain_text("つながりません")
    expect(cells.first).to_have_value("電波がない")
    page.context.set_offline(False)
    page.wait_for_function(ALL_KEPT)

    # two who write the same cell: neither is replaced before somebody has said what stays
    other = sign_in("coordinator")
    other.goto(address)
    typed_over(other.locator("textarea[data-type]").first, "相手の言葉")
    other.keyboard.press("Tab")
    other.wait_for_function(ALL_KEPT)
    typed_over(cells.first, "わたしの言葉")
    page.keyboard.press("Tab")
    asked = page.locator("[data-settle]")
    expect(asked).to_contain_text("相手の言葉")
    asked.get_by_role("button").nth(2).click()
    page.wait_for_function(ALL_KEPT)
    other.goto(address)
    expect(other.locator("textarea[data-type]").first).to_have_value("相手の言葉\nわたしの言葉")


def asked_for(page: Page, path: str) -> list[str]:
    """Return what the browser asks our server for to show a page, what every page shares aside."""
    seen: list[Request] = []
    page.on("requestfinished", seen.append)
    page.goto(path)
    quiet(page)
    page.remove_listener("requestfinished", seen.append)
    return [one.url for one in seen if "/static/" not in one.url and "favicon" not in one.url]


@pytest.mark.parametrize(("width", "tall", "most"), [(360, 800, 2700), (1280, 900, 2900)])
def test_the_page_of_a_life_is_one_request_with_small_pictures_that_open(
    sign_in: Callable[..., Page], width: int, tall: int, most: int
) -> None:
    page = sign_in("aftercare", width=width)
    page.set_viewport_size({"width": width, "height": tall})
    path = page_of_haru(page)

    assert len(asked_for(page, path)) == 1
    assert page.evaluate("document.documentElement.scrollHeight") <= most
    small = page.locator(".thumbs svg")
    assert small.count() == 2
    page.locator("#ties .thumb > a").first.click()
    expect(page).to_have_url(re.compile("/sphere/"))
    page.goto(path)
    page.locator("#assessment .thumb > a").first.click()
    expect(page).to_have_url(re.compile("/assessments/"))


def test_somebody_without_a_name_is_one_tap_at_the_thumb(sign_in: Callable[..., Page]) -> None:
    page = sign_in("outreach", width=360)
    page.set_viewport_size({"width": 360, "height": 780})
    page.locator(".tonight a").first.click()
    quiet(page)
    form = page.locator("form.nameless")
    box = form.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 780
    form.get_by_role("button", name="話した").first.click()
    quiet(page)
    toast = page.locator("[data-toast]")
    expect(toast).to_contain_text("話した")
    toast.get_by_role("button", name="取り消す").click()
    quiet(page)
    expect(page.locator(".notices")).to_contain_text("取り消しました")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
