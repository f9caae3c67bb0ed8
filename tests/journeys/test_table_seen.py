"""What is seen at the table and where decisions are made, looked at by axe at both widths."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_screens import faults, person_page, settle
from tests.journeys.waiting import beyond

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_at_the_table_and_in_decisions(
    sign_in: Callable[..., Page], width: int
) -> None:
    page = sign_in("coordinator", width=width)
    person, found = person_page(page), []
    settle(page, "/conferences/")
    rows = page.locator("main .rows li")
    running, sealed, confirmed = (
        rows.filter(has_text=words).first.locator("a").get_attribute("href") or ""
        for words in ("開催中", "封印", "議事録確認済み")
    )
    paths = [
        "/conferences/",
        "/conferences/call/",
        "/conferences/missing/",
        "/guests/",
        "/in-danger/",
        running,
        sealed,
        confirmed,
        f"{person}consents/",
        f"{person}decisions/ask/",
    ]
    paths += [f"{running}{path}" for path in ("edit/", "agenda/", "seats/", "sheet.html")]
    settle(page, running)
    paths += [
        page.locator(f"a[id^=write-][id$={kind}]").first.get_attribute("href") or ""
        for kind in ("decision", "hand_over", "last", "after")
    ]
    settle(page, person)
    request = page.locator("#decisions a[href^='/requests/']").last.get_attribute("href") or ""
    paths += [request, f"{request}letter-sheet.html", f"{request}after/appeal/", "/"]
    for path in paths:
        settle(page, path)
        found += faults(page)
        found += [f"{path} is wider than {width}"] if beyond(page) else []
    settle(page, running)
    page.locator("a[id^=write-]").first.click()
    expect(page.locator("#editor form").first).to_be_visible()
    found += faults(page)
    guest = sign_in("keyperson", width=width)
    settle(guest, "/guest/")
    for path in ("/guest/", running.replace("/conferences/", "/table/")):
        settle(guest, path)
        found += faults(guest)
        found += [f"{path} is wider than {width}"] if beyond(guest) else []
    guest.get_by_role("link", name="意見を書く").first.click()
    found += faults(guest)
    decider = sign_in("city", width=width)
    settle(decider, "/guest/")
    one = decider.locator("a[href^='/decide/']").last.get_attribute("href") or ""
    for path in (
        "/guest/",
        one,
        f"{one}sheet.html",
        f"{one}opinion/",
        f"{one}recuse/",
        f"{one}decision/",
    ):
        settle(decider, path)
        found += faults(decider)
        found += [f"{path} is wider than {width}"] if beyond(decider) else []
    office = sign_in("secretariat", width=width)
    for path in ("/decision-body/", "/decision-body/settle/", "/decision-body/seats/"):
        settle(office, path)
        found += faults(office)
        found += [f"{path} is wider than {width}"] if beyond(office) else []
    assert found == []
