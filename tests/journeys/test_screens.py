"""
Every main screen: axe finds nothing, nothing is wider than a phone, and the keyboard is enough.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.waiting import quiet

pytestmark = pytest.mark.journey
SCREENS = (
    "/",
    "/find/",
    "/rounds/",
    "/rounds/begin/",
    "/intake/",
    "/intake/new/",
    "/intake/all/",
    "/ledgers/outreach/?state=all",
    "/ledgers/centre/",
    "/ledgers/aftercare/",
    "/handover/",
    "/receivers/",
    "/bring-in/",
    "/bring-in/receivers/",
    "/year/",
    "/questions/",
    "/tour/",
    "/help/companionship/write_note/",
    "/kit/",
    "/members/",
    "/members/add/",
    "/account/sessions/",
    "/account/password/change/",
)
# What is right is not described at length: that took longer than the looking.
TAGS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


def settle(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    quiet(page)


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page at its top: what is scrolled below the head is not there."""
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    result = Axe().run(page, options=TAGS)
    return [
        f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]}"
        for one in result.response["violations"]
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    sign_in: Callable[..., Page], width: int
) -> None:
    page = sign_in("manager", width=width)
    found: list[str] = []
    for path in SCREENS:
        settle(page, path)
        found += faults(page)
        found += (
            [f"{path} is wider than {width}"]
            if page.evaluate("document.documentElement.scrollWidth") > width
            else []
        )
    person = person_page(page)
    for path in (
        "",
        "edit/",
        "names/add/",
        "places/add/",
        "contacts/add/",
        "cautions/add/",
        "readers/",
        "same/",
        "notes/write/",
        "promises/make/",
        "walk/",
        "intake/",
        "open-entry/",
    ):
        settle(page, person + path)
        found += faults(page)
        found += (
            [f"{path} is wider than {width}"]
            if page.evaluate("document.documentElement.scrollWidth") > width
            else []
        )
    settle(page, "/rounds/")
    page.locator("main ul a").first.click()
    quiet(page)
    found += faults(page)

    assert found == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_assessments_plans_and_their_sheets(
    sign_in: Callable[..., Page], width: int
) -> None:
    page = sign_in("manager", width=width)
    found: list[str] = []
    person = person_page(page)
    plan = page.locator("#plan a[href^='/plans/']").first.get_attribute("href") or ""
    assessment = (
        page.locator("#assessment a[href^='/assessments/']").first.get_attribute("href") or ""
    )
    settle(page, f"{person}plans/")
    versions = [link.get_attribute("href") or "" for link in page.locator("main .rows a").all()]
    settle(page, versions[-1])
    evaluation = page.locator("a[href^='/evaluations/']").first.get_attribute("href") or ""
    settle(page, f"{person}assessments/")
    earlier = page.locator("tbody a").last.get_attribute("href") or ""
    paths = [
        f"{person}{path}"
        for path in ("assessments/", "assessments/begin/", "plans/", "plans/begin/")
    ]
    paths += [
        f"{assessment}{path}"
        for path in (
            "",
            "parts/hardships/",
            "parts/money/",
            "parts/issues/",
            "sheet.html",
            f"compare/{earlier.split('/')[2]}/",
        )
    ]
    paths += [
        f"{plan}{path}"
        for path in (
            "",
            "frame/",
            "replan/",
            "agree/",
            "evaluate/",
            "copy/",
            "wish/",
            "goals/add/",
            "cells/work/m3/plain/",
            f"compare/{versions[-1].split('/')[2]}/",
            "sheets/support.html",
            "sheets/personal.html",
            "sheets/personal.html?furigana=1",
            "sheets/application.html",
        )
    ]
    settle(page, f"{person}journey/")
    referral = page.locator(".stops a").last.get_attribute("href") or ""
    paths += [
        f"{person}journey/",
        f"{person}journey.html",
        f"{person}referrals/begin/",
        "/referrals/figures/",
        "/referrals/behind/all/",
        "/watch/",
    ]
    paths += [f"{referral}{path}" for path in ("", "look/", "back/")]
    settle(page, "/receivers/?text=例総合")
    service = page.locator("main .rows a").first.get_attribute("href") or ""
    paths += [f"{service}{path}" for path in ("", "wrong/", "check/", "incident/", "edit/")] + [
        "/receivers/add/",
        "/receivers/to-confirm/",
        f"/receivers/?near={service.split('/')[2]}",
    ]
    for path in [*paths, evaluation, "/agency/"]:
        settle(page, path)
        found += faults(page)
        found += (
            [f"{path} is wider than {width}"]
            if page.evaluate("document.documentElement.scrollWidth") > width
            else []
        )
    settle(page, versions[0])
    page.locator("[data-cell]").first.click()
    quiet(page)
    found += faults(page)

    assert found == []


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
    page.get_by_role("button", name="保存する").focus()
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
