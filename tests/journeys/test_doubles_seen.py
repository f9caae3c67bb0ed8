"""Pairs that may be one person are answered one after another, by keys or by a thumb."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_pairs_are_answered_by_their_numbers_and_by_a_thumb(sign_in: Callable[..., Page]) -> None:
    page = sign_in("manager")
    page.goto("/people/doubles/")
    pair, heads = page.locator("[data-keys]"), page.locator("main thead a")
    expect(page.get_by_role("heading", name=re.compile("おなじ方ですか"))).to_be_visible()
    expect(pair).to_be_focused()
    first = heads.all_inner_texts()
    page.keyboard.press("1")
    page.wait_for_url(re.compile(r"/merge/[^/]+/\?from=doubles$"))
    expect(page.get_by_role("heading", name="移るもの")).to_be_visible()
    page.go_back()
    expect(heads.first).to_have_text(first[0])
    pair.focus()
    page.keyboard.press("4")
    expect(page.get_by_text("一か月後にまた出ます")).to_be_visible()
    second = heads.all_inner_texts()
    assert second != first

    page = sign_in("coordinator", width=360)
    page.goto("/people/doubles/")
    heads = page.locator("main thead a")
    assert heads.all_inner_texts() == second
    asked = str(heads.first.get_attribute("href"))
    page.locator("[data-keys]").get_by_role("button", name=re.compile("ご本人に聞く")).click()
    expect(page.get_by_role("heading", name=re.compile("^ご本人に聞く"))).to_be_visible()
    page.goto(asked)
    expect(page.get_by_text("もう一つの記録も、この方のもの")).to_be_visible()
