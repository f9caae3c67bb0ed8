"""
Five years of ties: entered, replayed with the slider in both views, placed by dragging and by
keyboard alone, printed, looked at by axe; in a real browser.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests import clock
from tests.journeys.conftest import App
from tests.journeys.test_plans import welcome
from tests.journeys.test_screens import faults, person_page, settle
from tests.journeys.waiting import SAVE, quiet

pytestmark = pytest.mark.journey
TODAY = clock.DAY
STORY = (
    ("北公園の東屋", "場所", "その他", "地縁", 1700, 1300),
    ("見本 巡さん", "人", "伴走する支援者", "第四の縁", 1700, 400),
    ("区のケースワーカー", "機関", "ケースワーカー", "社縁", 1400, 200),
    ("例荘の部屋", "場所", "その他", "地縁", 1300, None),
    ("喫茶のマスター", "人", "キーパーソン(KP)", "第四の縁", 1000, None),
    ("見本青果", "企業", "勤め先", "社縁", 500, None),
)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def save(page: Page) -> None:
    page.locator(SAVE).click()
    quiet(page)


def names(page: Page, which: int = 0) -> set[str]:
    """Return whom the picture shows."""
    titles = page.locator(".sphere").nth(which).locator("a[data-tie] title").all_text_contents()
    return {one.split(" ")[0] for one in titles}


def slide(page: Page, months: int) -> None:
    """Put the slider so many months back, by the keys a hand would press."""
    slider = page.locator("#back")
    slider.focus()
    page.keyboard.press("End")
    with page.expect_response(lambda answer: f"back=-{months}" in answer.url and answer.ok):
        for _ in range(months):
            page.keyboard.press("ArrowLeft")
    expect(page.locator(".sphere").first).to_have_attribute(
        "data-back", str(months)
    )  # the answer is here before the picture is


def test_a_five_year_story_is_entered_replayed_and_printed(
    sign_in: Callable[..., Page], app: App
) -> None:
    page = sign_in("coordinator")
    person = welcome(page, "キヨさん")
    for name, what, role, kind, began, _ended in STORY:
        page.goto(f"{person}ties/add/")
        page.locator("#id_name").fill(name)
        for field, label in (("what", what), ("role", role), ("kind", kind)):
            page.locator(f"#id_{field}").select_option(label=label)
        page.locator("#id_is_formal").set_checked(role in ("伴走する支援者", "ケースワーカー"))
        page.locator("#id_from_on").fill(ago(began))
        save(page)
        expect(page.get_by_role("heading", name=name)).to_be_visible()

    # a second key person asks why, beside the field
    page.goto(f"{person}ties/add/")
    page.locator("#id_name").fill("いとこ")
    page.locator("#id_role").select_option(label="キーパーソン(KP)")
    save(page)
    expect(page.get_by_text("キーパーソンはすでにいます").first).to_be_visible()

    # a base by the person's word; goings and comings; what ended says how
    page.goto(f"{person}sphere/")
    page.get_by_role("link", name="例荘の部屋", exact=True).first.click()
    page.get_by_role("link", name="拠点になった").click()
    page.locator("#id_base_words").fill("ここに帰る。")
    page.locator("#id_on").fill(ago(1290))
    save(page)
    expect(page.get_by_text("「ここに帰る。」")).to_be_visible()
    for days in (900, 30):
        page.goto(f"{person}sphere/")
        page.get_by_role("link", name="喫茶のマスター", exact=True).first.click()
        page.get_by_role("link", name="行き来を書く").click()
        page.locator("#id_on").fill(ago(days))
        save(page)
    for name, *_rest, ended in STORY:
        if ended:
            page.goto(f"{person}sphere/")
            page.get_by_role("link", name=name, exact=True).first.click()
            page.get_by_role("link", name="終わりを書く").click()
            page.locator("#id_on").fill(ago(ended))
            page.get_by_label("もう要らなくなった（段階的に卒業）").check()
            save(page)

    # the slider replays both views, and the picture of then shows only who was there then
    for view in ("plant", "rings"):
        page.goto(f"{person}sphere/?view={view}")
        quiet(page)
        now = names(page)
        assert {"喫茶のマスター", "見本青果", "例荘の部屋"} <= now
        assert ("区のケースワーカー" in now) == (view == "plant"), (
            "ended ties stay as pale lines in the spider plant only"
        )
        slide(page, 40)
        assert names(page) & {"見本青果", "喫茶のマスター"} == set()
        assert {"見本", "区のケースワーカー", "例荘の部屋"} <= names(page)
    page.get_by_role("link", name="二つの日を並べる").click()
    quiet(page)
    expect(page.locator(".sphere")).to_have_count(2)
    assert faults(page) == []

    # support steps down until company and community, and the key person, remain; what the person
    # gives is an arrow outwards
    page.goto(f"{person}gives/")
    page.locator("#id_gift").select_option(label="炊き出しのボランティア")
    page.locator("#id_words").fill("今度は配る番や。")
    page.locator("#id_from_on").fill(ago(100))
    save(page)
    page.goto(f"{person}sphere/?view=bonds")
    expect(page.locator(".sphere svg")).to_contain_text("ご本人が支える")

    # printed on one side of A4, lying, with legend, day and author
    page.goto(f"{person}sphere/?view=plant")
    page.locator("summary", has_text="印刷").click()
    page.get_by_role("link", name="会議用").click()
    expect(page.locator("article.sheet")).to_be_visible()
    quiet(page)
    assert "喫茶のマスター" not in page.locator("article.sheet").inner_text(), (
        "a conference reads no names of people who are no officials"
    )
    with page.expect_download() as got:
        page.locator("a[href*='sphere.pdf']").click()
    reader = PdfReader(BytesIO(got.value.path().read_bytes()))
    first = reader.pages[0]
    assert float(first.mediabox.width) > float(first.mediabox.height)
    text = normalize("NFKC", first.extract_text()).replace(" ", "")
    assert "見本結" in text
    assert "見本青果" in text

    # hidden by the person's word: gone from the picture, and back
    page.goto(f"{person}sphere/")
    page.get_by_role("link", name="喫茶のマスター", exact=True).first.click()
    page.get_by_role("button", name="見せない").click()
    quiet(page)
    assert "喫茶のマスター" not in page.content()
    page.get_by_role("button", name="ご本人が見せてよいと言った").click()
    expect(page.get_by_role("heading", name="喫茶のマスター")).to_be_visible()


def dots(page: Page) -> dict[str, tuple[float, float]]:
    """Return where each tie is drawn, in pixels."""
    boxes = {
        one.get_attribute("data-tie") or "": one.bounding_box()
        for one in page.locator(".sphere a[data-tie]").all()
    }
    return {key: (box["x"] + box["width"] / 2, box["y"] + 8) for key, box in boxes.items() if box}


def test_a_tie_is_placed_by_dragging_by_buttons_and_by_the_keyboard_alone(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("coordinator")
    person = person_page(page)
    settle(page, f"{person}sphere/?view=plant")
    link = page.locator(
        ".sphere a[data-tie]", has=page.locator("title", has_text=re.compile("^銭湯"))
    ).first
    key = link.get_attribute("data-tie") or ""
    before = dots(page)[key]
    page.mouse.move(*before)
    page.mouse.down()
    page.mouse.move(before[0] + 40, before[1] - 60, steps=4)
    with page.expect_response(lambda answer: "/place/" in answer.url) as placed:
        page.mouse.move(before[0] + 60, before[1] - 140, steps=6)
        page.mouse.up()
    assert placed.value.status == 204
    quiet(page)
    page.wait_for_function(
        (
            "([key, y]) => { const one = document.querySelector(`[data-tie='${key}']`); return "
            "one && !one.hasAttribute('transform') && one.getBoundingClientRect().y < y - 40; }"
        ),
        arg=[key, before[1]],
    )
    assert page.url.endswith("view=plant"), "a drag is no click"

    # the keyboard alone: to the node in the picture, by Enter to its card, open, one step
    dragged = dots(page)[key]
    page.locator(f".sphere a[data-tie='{key}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("key => location.hash === `#tie-${key}`", arg=key)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "out"
    page.keyboard.press("Enter")
    quiet(page)
    page.wait_for_function(
        (
            "([key, x]) => { const one = document.querySelector(`[data-tie='${key}']`); return "
            "one && Math.abs(one.getBoundingClientRect().x + one.getBoundingClientRect().width / "
            "2 - x) > 3; }"
        ),
        arg=[key, dragged[0]],
    )
    assert dots(page)[key] != dragged
