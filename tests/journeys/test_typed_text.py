"""Whatever was typed is never said to be saved when it is not, and goes through afterwards."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


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
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("今夜は冷えるね。また来てよ").first).to_be_visible()


def test_a_draft_that_carries_a_my_number_is_said_not_to_be_saved(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach")
    open_note(page)
    page.get_by_label("ご本人の言葉").fill("番号は 1234-5678-9018 だって")

    expect(page.get_by_text("保存されていません。個人番号")).to_be_visible()
