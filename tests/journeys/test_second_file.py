"""The file of the next year: what stands here, what it says now, and who decides between them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.waiting import beyond

HEADINGS = "番号,氏名,生年月日,受付日,寝場所,収入,ひとこと\n"
ONE, TWO, THREE = "葛城 一太", "鳴門 次春", "三保 松枝"
FIRST = (
    f"年-1,{ONE},S30.4.1,R6.4.1,駅の北,3万円,朝は早い\n"
    f"年-2,{TWO},S31.5.2,R6.4.2,川の東,0,将棋が好き\n"
)
SECOND = (
    f"年-1,{ONE},S30.4.2,R6.4.1,駅の南,5万円,朝は早い\n"
    f"年-2,{TWO},S31.5.2,R6.4.2,川の西,0,将棋が好き\n"
    f"年-3,{THREE},S32.6.3,R7.4.3,公園,,\n"
)


def narrow(page: Page) -> bool:
    return beyond(page) == 0


def bring(page: Page, file: Path, text: str) -> None:
    file.write_text(HEADINGS + text)
    page.goto("/bring-in/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="ファイルを確かめる").click()
    page.get_by_label("ひとこと").select_option("note")
    page.get_by_role("button", name="試す(何も残さない)").click()
    expect(page.get_by_text("まだ何も残していません")).to_be_visible()
    assert narrow(page)
    page.get_by_role("button", name="取り込む").click()
    expect(page.get_by_role("heading", name="取り込みました")).to_be_visible()
    assert narrow(page)


def open_person(page: Page, name: str) -> None:
    """Find somebody by their name and open their page."""
    page.goto("/find/")
    page.locator("main [name=q]").fill(name)
    page.locator("main").get_by_role("button", name="さがす").click()
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_url("**/people/**")


def by_hand(page: Page, name: str, field: str, value: str) -> None:
    """Change one field of somebody's ledger entry."""
    entry = entry_of(page, name)
    entry.get_by_role("link", name="この台帳に書く").click()
    page.locator(f"[name={field}]").fill(value)
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    page.wait_for_url("**/people/**")


def decide(page: Page, name: str, here: str, how: str) -> None:
    """Decide one difference on its page."""
    page.goto("/bring-in/differences/")
    one = page.locator("main li").filter(has_text=name).filter(has_text=here)
    one.get_by_role("button", name=how).click()
    expect(page.locator("main li").filter(has_text=name).filter(has_text=here)).to_have_count(0)
    assert narrow(page)


def entry_of(page: Page, name: str) -> Locator:
    """Open somebody's ledger entry, and return what stands there."""
    open_person(page, name)
    page.goto(str(page.locator("a[href^='/ledger-entries/']").first.get_attribute("href")))
    return page.locator("main")


@pytest.mark.both_engines
def test_the_file_of_the_next_year_asks_where_people_wrote_otherwise(
    sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page, file = sign_in("manager", width=360), tmp_path / "台帳.csv"
    bring(page, file, FIRST)
    by_hand(page, ONE, "sleeps_at", "橋の下")
    by_hand(page, ONE, "income", "77777")
    by_hand(page, TWO, "sleeps_at", "橋の上")
    bring(page, file, SECOND)
    expect(page.get_by_text("違うところが3か所")).to_be_visible()
    expect(page.get_by_text("昭和30年4月1日(1955年) → 昭和30年4月2日")).to_be_visible()
    again = page.url

    decide(page, ONE, "橋の下", "ここのままにする")
    decide(page, ONE, "77,777", "ファイルの記載にする")
    decide(page, TWO, "橋の上", "両方残す")
    page.go_back()
    page.reload()
    expect(page.locator("main li").filter(has_text=ONE)).to_have_count(0)
    entry = entry_of(page, ONE)
    expect(entry).to_contain_text("橋の下")
    expect(entry).to_contain_text("50,000")
    expect(entry_of(page, TWO)).to_contain_text("橋の上")
    open_person(page, TWO)
    expect(page.locator("main")).to_contain_text("川の西")

    page.goto(again)
    page.get_by_role("link", name="この取り込みへ").click()
    page.get_by_role("button", name="この取り込みを取り消す").click()
    expect(page.get_by_text("取り消しました")).to_be_visible()
    assert narrow(page)
    expect(entry_of(page, ONE)).to_contain_text("橋の下")
    page.goto("/find/")
    page.locator("main [name=q]").fill(THREE)
    page.locator("main").get_by_role("button", name="さがす").click()
    expect(page.locator("main").get_by_role("link", name=THREE)).to_have_count(0)
