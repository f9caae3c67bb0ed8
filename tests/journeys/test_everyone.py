"""
Trends, questions, reports, research, and the care of staff, walked in a real browser: by mouse, by
keyboard alone, on a phone, on paper.
"""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.waiting import SAVE, quiet

pytestmark = pytest.mark.journey


def test_a_number_opens_its_people_and_a_finding_its_interval(sign_in: Callable[..., Page]) -> None:
    page = sign_in("manager")
    page.goto("/findings/")
    expect(page.get_by_text("区間と検定").first).to_be_visible()
    expect(page.get_by_text("動い").first).to_be_visible()
    page.goto("/findings/?code=isolation&item=needed")
    expect(
        page.get_by_text("区間に0が入ります").or_(page.get_by_text("動いたとは言えません")).first
    ).to_be_visible()
    page.get_by_role("link", name="傾向", exact=True).click()
    page.get_by_role("link", name="台帳ごとの人数").click()
    expect(page.locator("svg[role=img]")).to_be_visible()
    row = page.locator("tr", has_text="自立生活サポート台帳")
    number = row.locator("a").last
    count = int(number.inner_text())
    number.click()
    expect(page.locator("ul.rows li")).to_have_count(count)
    page.get_by_role("link", name="数字に戻る").click()
    page.locator("[name=view]").select_option("whole")
    page.get_by_role("button", name="表示する").click()
    expect(page.locator("[name=view]")).to_have_value("whole")


def test_a_question_is_built_by_keyboard_kept_and_taken_out(sign_in: Callable[..., Page]) -> None:
    page = sign_in("coordinator")
    page.goto("/questions/new/")
    shown = page.locator(".count-now .count")
    everybody = int(shown.inner_text())
    fact = page.locator("[name='g0.0.fact']")
    fact.focus()
    with page.expect_response("**/questions/new/"):
        fact.select_option("answer")
    quiet(page)
    page.locator("summary", has_text="質問").first.wait_for()
    assert int(shown.inner_text()) < everybody
    page.locator("summary", has_text="どの時点").focus()
    page.keyboard.press("Enter")
    box = page.locator("input[name='g0.0.v.moment'][value='m6']")
    box.focus()
    with page.expect_response("**/questions/new/"):
        page.keyboard.press("Space")
    # The key ticked the box; the count is the new one only once the answer stands in the page.
    quiet(page)
    expect(page.locator("input[name='g0.0.v.moment'][value='m6']")).to_be_checked()
    answered = int(shown.inner_text())
    page.locator("[name=title]").fill("半年後に答えた方")
    page.locator("input[name=shared]").check()
    page.get_by_role("button", name="残して一覧を見る").click()
    expect(page.get_by_role("heading", name="半年後に答えた方")).to_be_visible()
    expect(page.locator("main .count")).to_have_text(str(answered))
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    sheet = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).active
    assert sheet is not None
    assert sheet.max_row == answered + 1


def test_research_leaves_only_with_two_other_words(sign_in: Callable[..., Page]) -> None:
    asker = sign_in("coordinator")
    asker.goto("/questions/new/")
    asker.locator("[name=title]").fill("登録のある方")
    with asker.expect_response("**/questions/new/"):
        asker.locator("[name='g0.0.fact']").select_option("ledger")
    asker.get_by_role("button", name="残して一覧を見る").click()
    asker.get_by_role("link", name="名前を除いて研究用に").click()
    asker.locator("[name=purpose]").fill("居宅の継続と孤立感の研究")
    asker.locator("[name=recipient]").fill("見本大学(架空)")
    asker.get_by_role("button", name="依頼する").click()
    asker.wait_for_url("**/research/*/")
    address = asker.url
    for role in ("aftercare", "manager"):
        other = sign_in(role)
        other.goto("/waiting/")
        asked = other.get_by_role("listitem").filter(has_text="登録のある方")
        asked.get_by_role("button", name="確認").click()
        quiet(other)
    asker.goto(address)
    with asker.expect_download() as download:
        asker.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "ハルさん" not in text
    assert text.count("\n") > 10


def test_the_report_prints_and_handing_over_is_written(sign_in: Callable[..., Page]) -> None:
    page = sign_in("manager")
    page.goto("/reports/support/")
    expect(page.get_by_text("計算式").first).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator("form.filters").first.is_hidden()
    page.emulate_media(media="screen")
    worker = sign_in("supporter")
    worker.locator(".nav summary", has_text="ふりかえり").click()
    worker.get_by_role("link", name="研修とケア").click()
    worker.get_by_role("link", name="引継書", exact=True).click()
    worker.get_by_role("link", name="次の人への言葉を書く").first.click()
    worker.locator("[name=text]").fill("玄関の植木の話から入る。")
    worker.locator(SAVE).click()
    expect(worker.get_by_text("玄関の植木の話から入る。")).to_be_visible()
    worker.get_by_role("link", name="引継書(A4)").click()
    expect(worker.get_by_text("玄関の植木の話から入る。")).to_be_visible()
