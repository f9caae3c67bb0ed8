"""Back, Forward and Reload find every page again: nothing is sent twice, and nothing is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.waiting import beyond

LEDGER = "番号,氏名,生年月日,受付日,ひとこと\n{0}-1,{1} 一郎,S30.4.1,R7.4.1,朝は早い\n"


def away_and_back(page: Page) -> None:
    """Go elsewhere and come back, as people do."""
    page.locator("header a[href='/']").first.click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    page.go_back()
    page.wait_for_load_state()


def choose(page: Page, file: Path) -> None:
    page.goto("/bring-in/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="ファイルを確かめる").click()


def narrow(page: Page) -> bool:
    return beyond(page) == 0


def test_a_search_and_who_may_be_meant_are_found_again(sign_in: Callable[..., Page]) -> None:
    page = sign_in("manager", width=360)
    page.goto("/find/")
    page.locator("main [name=q]").fill("公園さん1")
    page.locator("main").get_by_role("button", name="さがす").click()
    hit = page.locator("main").get_by_role("link", name="公園さん1").first
    hit.click()
    page.wait_for_url("**/people/**")
    page.go_back()
    expect(hit).to_be_visible()
    page.reload()
    expect(hit).to_be_visible()
    assert "公園" not in page.url

    page.goto("/intake/")
    page.fill("[name=called_name]", "公園さん1")
    page.locator("main form button:not([type=button])").last.click()
    page.locator("main").get_by_role("link", name="公園さん1").first.click()
    page.go_back()
    expect(page.locator("main").get_by_role("link", name="公園さん1").first).to_be_visible()


@pytest.mark.both_engines
def test_a_file_is_brought_in_with_back_at_every_step(
    sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in("manager", width=360)
    wrong, ledger = tmp_path / "写真.xlsx", tmp_path / "台帳.csv"
    wrong.write_bytes(b"PK\x03\x04 no table")
    ledger.write_text(LEDGER.format("戻", "戻見本"))

    choose(page, wrong)
    expect(page.get_by_text("表として読み取れません").first).to_be_visible()
    away_and_back(page)
    expect(page.get_by_role("button", name="ファイルを確かめる")).to_be_visible()

    choose(page, ledger)
    remark = page.get_by_label("ひとこと")
    remark.select_option("note")
    page.get_by_role("button", name="試す(何も残さない)").click()
    expect(page.get_by_text("まだ何も残していません")).to_be_visible()
    assert narrow(page)
    away_and_back(page)
    expect(page.get_by_text("まだ何も残していません")).to_be_visible()
    expect(remark).to_have_value("note")
    page.reload()
    expect(remark).to_have_value("note")

    page.get_by_role("button", name="取り込む").click()
    told = page.get_by_role("heading", name="取り込みました")
    expect(told).to_be_visible()
    assert narrow(page)
    page.get_by_role("link", name="戻見本 一郎").click()
    expect(page.get_by_text("朝は早い").first).to_be_visible()
    page.go_back()
    expect(told).to_be_visible()
    page.reload()
    expect(told).to_be_visible()
    page.go_back()
    expect(told).to_be_visible()

    page.get_by_role("link", name="この取り込みへ").click()
    page.get_by_role("button", name="この取り込みを取り消す").click()
    expect(page.get_by_text("取り消しました")).to_be_visible()
    away_and_back(page)
    expect(page.get_by_text("取り消しました")).to_be_visible()


def test_a_file_whose_sign_in_has_ended_goes_in_after_signing_in_again(
    sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in("manager", width=360)
    ledger = tmp_path / "台帳.csv"
    ledger.write_text(LEDGER.format("途", "途見本"))
    choose(page, ledger)
    page.get_by_label("ひとこと").select_option("note")
    page.context.clear_cookies(name="banso_session")
    page.get_by_role("button", name="取り込む").click()
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", "banso-demo")
    page.get_by_role("button", name="サインイン").click()

    expect(page.get_by_role("heading", name="取り込みました")).to_be_visible()
    expect(page.get_by_role("link", name="途見本 一郎")).to_be_visible()

    choose(page, ledger)
    page.get_by_role("button", name="取り込む").click()
    expect(page.get_by_text("新しい0、更新0、変わらない1").first).to_be_visible()
