"""What hand and eye need: a grid that is typed into, a person who is met at a glance."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.waiting import SAVE, beyond, quiet

pytestmark = pytest.mark.journey
WIDTHS = (pytest.param(1280, id="wide"), pytest.param(360, id="phone"))
ROWS = {1280: ("work", "① 就労", "security"), 360: ("law", "⑤ 法律", "living")}  # blank so far
HEIGHTS = {1280: 900, 360: 740}
BOTTOM = "one => one.getBoundingClientRect().bottom + scrollY"


def to_person(page: Page, name: str) -> None:
    page.goto("/ledgers/aftercare/?state=all")
    page.get_by_role("link", name=name).first.click()
    quiet(page)


def new_plan(page: Page) -> None:
    """Replan with somebody, so that there is a version that nobody has agreed to yet."""
    to_person(page, "ハルさん")
    folded = page.locator("a.parted__now[href*='/plans/']").first  # on a phone
    (folded if folded.is_visible() else page.locator("#plan a[href*='/plans/']").first).click()
    quiet(page)
    page.get_by_role("link", name="リプラン", exact=True).click()
    page.get_by_label("プランを変える理由").fill("春が来る。")
    page.get_by_role("button", name="新しいプランをつくる").click()
    quiet(page)


def there(page: Page, place: str) -> str:
    """Return what stands in a cell after the page was opened anew."""
    page.reload()
    quiet(page)
    return page.locator(f"#cell-{place} textarea").input_value()


@pytest.mark.both_engines
@pytest.mark.parametrize("width", WIDTHS)
def test_a_plan_is_typed_straight_into_its_grid(sign_in: Callable[..., Page], width: int) -> None:
    page = sign_in("coordinator", width=width)
    row, label, other = ROWS[width]
    new_plan(page)
    said = page.locator("[data-typed]")

    # whoever comes to write may begin: the first blank cell has the focus; Enter goes on
    assert page.evaluate("document.activeElement.matches('textarea[data-type]:placeholder-shown')")
    assert beyond(page) == 0
    folded = page.locator("tr", has_text=label).locator("[data-more]")
    assert folded.is_visible() == (width == 360)
    if folded.is_visible():  # on a phone what is blank waits behind the name of its domain
        assert page.locator(f"#cell-{row}-m3 textarea").is_hidden()
        folded.click()
        expect(page.locator(f"#cell-{row}-now textarea")).to_be_focused()
    page.locator(f"#cell-{row}-m3 textarea").focus()
    page.keyboard.type("花屋で週二日")
    page.keyboard.press("Enter")
    expect(page.locator(f"#cell-{row}-m6 textarea")).to_be_focused()
    expect(said).to_contain_text(f"保存しました {label} 3か月")
    page.keyboard.type("週三日")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#cell-{row}-y1 textarea")).to_have_value("週三日")
    page.keyboard.press("Tab")
    expect(said).to_contain_text(f"保存しました {label} 1年")

    # all of a cell opens with what was just typed, and what is saved there stands in the grid
    cell = page.locator(f"#cell-{other}-m6")
    if cell.is_hidden():
        page.locator(f"tr:has(#cell-{other}-m6) [data-more]").click()
    cell.locator("textarea").fill("裁判所からの手紙を一緒に読む")
    cell.locator("[data-cell]").click()
    editor = page.locator("#editor")
    expect(editor.get_by_label("おおまかな内容")).to_have_value("裁判所からの手紙を一緒に読む")
    editor.get_by_label("ご本人の言葉").fill("読むだけな。")
    editor.locator(SAVE).click()
    expect(cell).to_contain_text("読むだけな。")
    cell.locator("textarea").fill("手紙を読む")
    page.keyboard.press("Tab")
    expect(said).to_contain_text("半年")

    assert there(page, f"{row}-m3") == "花屋で週二日"
    assert there(page, f"{row}-y1") == "週三日"
    assert there(page, f"{other}-m6") == "手紙を読む"


@pytest.mark.both_engines
def test_of_two_who_type_into_one_cell_both_stay_if_somebody_says_so(
    sign_in: Callable[..., Page],
) -> None:
    mine, theirs = sign_in("coordinator"), sign_in("aftercare")
    new_plan(mine)
    theirs.goto(mine.url)
    quiet(theirs)
    for page, text in ((theirs, "銭湯へ"), (mine, "散歩へ")):
        page.locator("#cell-health-m6 textarea").fill(text)
        page.locator("#cell-health-y1 textarea").focus()
        quiet(page)
        if page is theirs:
            expect(page.locator("[data-typed]")).to_contain_text("保存しました ③ 健康 半年")
    expect(mine.locator("#cell-health-m6 [role=alert]")).to_contain_text("銭湯へ")
    mine.get_by_role("button", name="両方残す").click()
    expect(mine.locator("[data-typed]")).to_contain_text("保存しました ③ 健康 半年")

    assert there(mine, "health-m6") == "銭湯へ\n散歩へ"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_person_is_met_at_a_glance(sign_in: Callable[..., Page], width: int) -> None:
    page = sign_in("aftercare", width=width)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.resource_type))
    to_person(page, "ハルさん")
    glance = HEIGHTS[width] * (1 if width == 1280 else 2)

    def within(what: str) -> str:
        one = page.locator(what).locator("visible=true").first
        assert one.evaluate(BOTTOM) <= glance, what
        return one.text_content() or ""

    assert "ハルさん" in within("h1")  # who he is, in his own words
    assert within(".words")
    assert "お酒" in within("main :text('お酒')")  # what not to do
    assert within("form.outcomes button, .promise__does button")  # what is next, with one tap
    years = within("#life svg, .life svg")  # and the last five years
    this = int(page.locator("html").evaluate("() => new Date().getFullYear()")) - 2018
    assert len({int(one) for one in re.findall(r"R(\d+)", years)} & set(range(this - 4, 9))) >= 4
    assert beyond(page) == 0


@pytest.mark.both_engines
def test_a_tap_on_a_round_moves_nothing_and_loses_nothing_half_typed(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("outreach", width=360)
    page.set_viewport_size({"width": 360, "height": HEIGHTS[360]})
    page.locator(".tonight a[href^='/rounds/']").first.click()
    quiet(page)
    new = page.locator("form.nameless")
    new.locator("summary").last.click()
    new.get_by_label("呼び名").fill("青い帽子の方")
    new.locator("summary").last.click()  # out of the way of the rows, as a thumb would
    rows = page.locator("form.encounter")
    begun = rows.first  # words about somebody known, written while another one is met
    begun.locator("summary").click()
    begun.get_by_label("ご本人の言葉").fill("毛布がほしい。")
    begun.get_by_label("毛布").check()
    before, third = rows.count(), rows.nth(2)
    name = third.locator("strong").inner_text()
    third.evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 150)")
    where = page.evaluate("scrollY")
    third.locator("button[name=outcome]").first.click()
    expect(page.locator(".toast")).to_contain_text(name)
    quiet(page)

    assert where > 0
    assert abs(page.evaluate("scrollY") - where) <= 2
    assert page.locator("form.encounter").count() == before - 1
    expect(begun.get_by_label("ご本人の言葉")).to_have_value("毛布がほしい。")
    expect(begun.get_by_label("毛布")).to_be_checked()
    expect(new.get_by_label("呼び名")).to_have_value("青い帽子の方")
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('form.nameless button, form.encounter button, "
        "form.encounter summary')].filter(one => one.checkVisibility())"
        ".map(one => one.getBoundingClientRect().height))"
    )
    assert smallest >= 48
    thumb = new.locator(".taps button").first.bounding_box()
    assert thumb
    assert thumb["y"] > HEIGHTS[360] / 2
    new.locator(".taps button").first.click()
    page.wait_for_url("**/rounds/*/?met=*")
    assert new.get_by_label("呼び名").input_value() == ""
    quiet(page)
    met = begun.locator("strong").first.inner_text()
    begun.locator("button[name=outcome]").first.click()
    quiet(page)
    expect(page.locator("[aria-labelledby=met-h] li", has_text=met)).to_contain_text("毛布")
    assert met not in page.locator("form.encounter strong").all_inner_texts()
