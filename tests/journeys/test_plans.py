"""From the first assessment to the third plan: the person's own words first, in a real browser."""

from collections.abc import Callable
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.waiting import SAVE, beyond, quiet

pytestmark = pytest.mark.journey
HEALTH = "夜中に何度も目がさめる"


def save(page: Page) -> None:
    page.locator(SAVE).click()
    quiet(page)


def welcome(page: Page, called: str) -> str:
    """Enter somebody new and return the address of their page."""
    page.goto("/intake/")
    page.get_by_label("呼び名").fill(called)
    page.get_by_role("button", name="確かめる").click()
    page.get_by_role("button", name="はじめての方です").click()
    page.get_by_label("ご本人の言葉で、相談したいこと").fill("少し、休みたい。")
    save(page)
    page.wait_for_url("**/people/*/")
    return page.url


def write_cell(page: Page, domain: str, period: int, content: str, state: str = "") -> None:
    """
    Open a cell beside the grid, write, save; the grid is up to date without leaving the screen.
    """
    row = page.locator("table.plan tbody tr").filter(has=page.get_by_role("rowheader", name=domain))
    row.locator("td").nth(period).locator("[data-cell]").first.click()
    editor = page.locator("#editor")
    editor.get_by_label("おおまかな内容").fill(content)
    if state:
        editor.get_by_label("様子").select_option(label=state)
    editor.locator(SAVE).click()
    expect(editor.get_by_text("保存しました")).to_be_visible()
    expect(row.locator("td").nth(period)).to_contain_text(content)


def say(page: Page, sentence: str) -> None:
    page.get_by_role("link", name="「私は…」の文を書く").click()
    page.get_by_label("「私は…」の文").fill(sentence)
    save(page)


def sign(page: Page) -> None:
    """Draw something in the box, as a hand with a mouse does."""
    box = page.locator("canvas.board")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    assert place
    page.mouse.move(place["x"] + 40, place["y"] + 40)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(place["x"] + 40 + 20 * step, place["y"] + 40 + (30 if step % 2 else 0))
    page.mouse.up()


def replan(page: Page, reason: str) -> None:
    page.get_by_role("link", name="リプラン", exact=True).click()
    page.get_by_label("プランを変える理由").fill(reason)
    page.get_by_role("button", name="新しいプランをつくる").click()
    expect(page.get_by_text(f"リプランの理由: {reason}")).to_be_visible()


def pdf(page: Page, address: str) -> list[str]:
    answer = page.request.get(address)
    assert answer.status == 200, address
    return [
        normalize("NFKC", "".join(one.extract_text().split()))
        for one in PdfReader(BytesIO(answer.body())).pages
    ]


def test_from_the_first_assessment_to_the_third_plan(sign_in: Callable[..., Page]) -> None:
    page = sign_in("supporter")
    person = welcome(page, "ミチさん")

    # an assessment, first sitting: two parts, and a draft that is not sent
    page.get_by_role("link", name="アセスメントを始める").click()
    page.get_by_role("button", name="始める").click()
    expect(
        page.get_by_text("「少し、休みたい。」")
    ).to_be_visible()  # known from the intake, not typed again
    page.get_by_role("link", name="書く 三つの困窮").click()
    rely = page.get_by_role("group", name="頼れる人")
    rely.get_by_label("いま手助けが要る").check()
    rely.get_by_text("言葉・事実・所見").click()
    rely.get_by_label("ご本人の言葉").fill("だれの番号も、残ってない。")
    mind = page.get_by_role("group", name="こころ・眠り")
    mind.get_by_label("とても困っている").check()
    mind.get_by_text("言葉・事実・所見").click()
    mind.get_by_label("ご本人の言葉").fill(HEALTH)
    page.get_by_role("group", name="家族とのこと").get_by_label("聞き取り").select_option(
        label="話したくない"
    )
    save(page)
    page.get_by_role("link", name="書く 整理").click()
    strengths = page.get_by_role("group", name="ご本人の強み")
    strengths.get_by_label("支援員の所見").fill("花の世話が上手。")
    expect(page.get_by_text("自動保存しました")).to_be_visible()
    assessment = page.url.split("/parts/")[0] + "/"
    page.close()

    # second sitting: the draft is back, the rest is written, the picture is there
    page = sign_in("supporter")
    page.goto(f"{assessment}parts/summary/")
    expect(page.get_by_text("の下書きを戻しました")).to_be_visible()
    expect(
        page.get_by_role("group", name="ご本人の強み").get_by_label("支援員の所見")
    ).to_have_value("花の世話が上手。")
    page.get_by_role("group", name="課題のまとめ").get_by_label("支援員の所見").fill(
        "ひとりの夜が長い。"
    )
    save(page)
    expect(page.get_by_text("話したくない").first).to_be_visible()
    expect(page.get_by_role("img", name="困窮の全体図")).to_be_visible()
    page.get_by_role("button", name="このアセスメントを書き終える").click()
    expect(page.get_by_text("まだ終えていません")).to_be_visible()
    page.get_by_role("button", name="いまわかっていることで終える").click()
    expect(page.get_by_text("に書き終えた")).to_be_visible()

    # a plan: what was brought together stands ready; rough cells, blank ones stay blank
    page.goto(person)
    page.get_by_role("link", name="プランをつくり始める").click()
    expect(page.get_by_label("解決したい課題")).to_have_value("ひとりの夜が長い。")
    page.get_by_role("button", name="始める").click()
    quiet(page)
    first = page.url.removesuffix("#write")
    write_cell(page, "① 就労", 1, "花屋を見に行く", "まだわからない")
    write_cell(page, "③ 健康", 0, "眠れない夜のことを医師に話す", "試している")
    write_cell(page, "⑥ 人間関係", 0, "木曜の夕飯に来る")

    # three sentences of the person's; one was ours and is sent back with a hint
    say(page, "本人に夕飯へ来させる。")
    expect(page.get_by_text("だれの言葉でしょうか").first).to_be_visible()
    page.get_by_label("「私は…」の文").fill("私は、木曜の夕飯に行ってみる。")
    save(page)
    say(page, "私は、花の世話をする。")
    say(page, "夜がこわい。")
    page.get_by_label("ご本人の言い方なので、このまま残す").check()
    save(page)
    for sentence in ("私は、木曜の夕飯に行ってみる。", "私は、花の世話をする。", "夜がこわい。"):
        expect(page.locator(".owns .prewrap").get_by_text(sentence)).to_be_visible()

    # agreed: signed on the screen; from now on only how it goes may be noted
    page.get_by_role("link", name="ご本人の返事をうかがう").click()
    page.get_by_label("同意する", exact=True).check()
    sign(page)
    save(page)
    expect(page.get_by_text("に同意").first).to_be_visible()
    expect(page.locator("#agreements svg polyline")).to_have_count(1)
    page.locator("[data-cell]").filter(has_text="眠れない夜").click()
    expect(
        page.locator("#editor").get_by_text("中身を変えるときは、リプランしてください")
    ).to_be_visible()
    page.locator("#editor").get_by_label("ご本人の言葉").fill("また眠れん。")
    page.locator("#editor").get_by_role("button", name="もどった").click()
    expect(page.locator("table.plan")).to_contain_text("もどった")
    expect(page.locator("table.plan")).to_contain_text("また眠れん。")

    # replanned twice; what was tried before can be seen while writing
    replan(page, "薬が合わなかった。眠りの手だてを変える。")
    page.locator(".cell").filter(has_text="眠れない夜").locator("[data-cell]").click()
    page.locator("#editor").get_by_text("これまでに試したこと(1)").click()
    expect(page.locator("#editor .tried")).to_contain_text("もどった")
    page.locator("#editor").get_by_label("おおまかな内容").fill("夕方に一緒に散歩する")
    page.locator("#editor").locator(SAVE).click()
    expect(page.locator("table.plan")).to_contain_text("夕方に一緒に散歩する")
    page.get_by_role("link", name="一緒に見る(評価)").first.click()
    page.get_by_label("SOSを出せるようになった").check()
    page.get_by_label("ご本人はどう言っているか").fill("電話、してもええんやな。")
    page.get_by_label("リプランして続ける").check()
    page.get_by_role("button", name="残す").click()
    page.get_by_label("プランを変える理由").fill("花屋が決まった。")
    page.get_by_role("button", name="新しいプランをつくる").click()
    quiet(page)
    third = page.url.removesuffix("#write")
    write_cell(page, "① 就労", 1, "花屋で週二日")
    write_cell(page, "⑧ 生きがい", 0, "駅前の花壇")

    # the first beside the third, cell by cell; the first is as it was
    page.select_option("#with", label=page.locator("#with option").last.inner_text())
    page.get_by_role("button", name="比べる").click()
    expect(page.get_by_role("heading", name="第1回と第3回")).to_be_visible()
    expect(page.locator("del").filter(has_text="花屋を見に行く")).to_be_visible()
    expect(page.locator("ins").filter(has_text="花屋で週二日")).to_be_visible()
    expect(page.get_by_text("ちがう欄：3")).to_be_visible()
    page.goto(first)
    expect(page.get_by_text("前のプランです")).to_be_visible()
    expect(page.locator("table.plan")).to_contain_text("花屋を見に行く")
    assert page.locator("[data-cell]").count() == 0

    # every sheet: PDF, Excel, and on the screen
    sheets = [f"{third}sheets/{sheet}" for sheet in ("support", "personal", "application")] + [
        f"{assessment}sheet"
    ]
    page.goto(person + "plans/")
    page.get_by_role("link", name="プラン 第2回").click()
    page.get_by_role("link", name="評価シート").click()
    expect(page.locator("article.sheet h1")).to_be_visible()
    sheets.append(page.url.removesuffix(".html"))
    for address in sheets:
        page.goto(f"{address}.html")
        expect(page.locator("article.sheet h1")).to_be_visible()
        made = pdf(page, f"{address}.pdf")
        assert all(
            "見本伴" in text and f"{number}/{len(made)}" in text
            for number, text in enumerate(made, start=1)
        ), address
        assert page.request.get(f"{address}.xlsx").status == 200
    [grid] = pdf(page, f"{third}sheets/support.pdf")
    assert "花屋で週二日" in grid
    assert "わたしはな" in "".join(
        pdf(page, f"{third}sheets/personal.pdf?furigana=1")
    ) or "はな" in "".join(pdf(page, f"{third}sheets/personal.pdf?furigana=1"))

    # found by search, and by those with the duty only
    colleague = sign_in("employment")
    colleague.goto(person)
    quiet(colleague)
    # What was done in one moment is one row of the memory, which opens.
    colleague.locator("#timeline details").evaluate_all(
        "every => every.forEach(one => one.open = true)"
    )
    expect(colleague.locator("#timeline").get_by_text("花屋で週二日").first).to_be_visible()
    for address in (
        person,
        assessment,
        third,
        f"{third}compare/{first.split('/')[-2]}/",
        *(f"{one}.html" for one in sheets),
    ):
        colleague.goto(address)
        quiet(colleague)
        text = colleague.locator("main").inner_text()
        assert [
            word
            for word in (HEALTH, "眠れない夜", "夕方に一緒に散歩", "こころ・眠り")
            if word in text
        ] == [], address
    assert all(HEALTH not in text for text in pdf(colleague, f"{assessment}sheet.pdf"))
    for browser, seen in ((page, True), (colleague, False)):
        browser.goto("/find/")
        browser.locator("main").get_by_label("名前").first.fill(HEALTH)
        browser.locator("main").get_by_role("button", name="さがす").first.click()
        quiet(browser)
        assert ("ミチさん" in browser.locator("main").inner_text()) is seen


def demo_plan(page: Page, name: str = "ハルさん") -> None:
    page.goto(
        "/ledgers/aftercare/?state=all" if name != "テツさん" else "/ledgers/centre/?state=all"
    )
    page.get_by_role("link", name=name).first.click()
    quiet(page)
    folded = page.locator("a.parted__now[href*='/plans/']").first  # on a phone
    (folded if folded.is_visible() else page.locator("#plan a[href*='/plans/']").first).click()
    quiet(page)


def test_the_grid_is_walked_and_written_with_the_keyboard_alone(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("supporter")
    person = welcome(page, "キーさん")
    page.goto(person)
    page.get_by_role("link", name="プランをつくり始める").click()
    page.get_by_role("button", name="始める").click()
    page.locator("[data-cell]").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('.cell').id") == "cell-living-m3"
    page.keyboard.press("Enter")
    expect(page.locator("#editor textarea").first).to_be_focused()
    page.keyboard.type("部屋をさがす")
    page.locator("#editor").locator(SAVE).focus()
    page.keyboard.press("Enter")
    cell = page.locator("#cell-living-m3")
    expect(cell.locator("textarea")).to_have_value("部屋をさがす")
    expect(cell.locator("textarea")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#editor textarea").first).to_have_value("部屋をさがす")
    page.get_by_role("button", name="保存せずに閉じる").press("Enter")
    expect(cell.locator("textarea")).to_be_focused()


def test_a_cell_is_written_on_a_phone_and_without_script(
    sign_in: Callable[..., Page], chromium: object, app: str
) -> None:
    page = sign_in("centre", width=360)
    demo_plan(page, "テツさん")
    page.locator("[data-cell]").filter(has_text="夕食をみんなと").click()
    page.locator("#editor").get_by_label("ご本人の言葉").fill("みそ汁がうまい。")
    page.locator("#editor").locator(SAVE).click()
    expect(page.locator("#cell-relations-now")).to_contain_text("みそ汁がうまい。")
    assert beyond(page) == 0
    plan = page.url

    plain = chromium.new_context(java_script_enabled=False, base_url=app, locale="ja-JP").new_page()  # type: ignore[attr-defined]
    plain.goto("/account/login/")
    plain.fill("[name=login]", "centre")
    plain.fill("[name=password]", "banso-demo")
    plain.get_by_role("button", name="サインイン").click()
    plain.goto(plan)
    plain.locator("[data-cell]").filter(has_text="夕食をみんなと").click()
    plain.get_by_label("ご本人の言葉").fill("今日は魚やった。")
    plain.locator(SAVE).click()
    assert plain.url.startswith(plan)
    assert "今日は魚やった。" in plain.locator("#cell-relations-now").inner_text()


def test_a_review_waits_on_the_desk_until_somebody_looked(sign_in: Callable[..., Page]) -> None:
    coordinator = sign_in("coordinator")
    reviews = coordinator.locator("section[aria-labelledby=reviews-h]")
    expect(reviews.get_by_text("テツさん")).to_be_visible()  # waiting for more than a fortnight
    page = sign_in("centre")
    expect(
        page.locator("section[aria-labelledby=reviews-h]").get_by_text("見直しを待っている")
    ).to_be_visible()
    page.locator("section[aria-labelledby=reviews-h] a").filter(has_text="テツさん").click()
    page.get_by_role("link", name="いま見る").click()
    page.get_by_label("安心感が高まった").check()
    page.get_by_label("このまま続ける").check()
    page.get_by_role("button", name="残す").click()
    expect(page.locator("#evaluations")).to_contain_text("安心感が高まった")
    page.goto("/")
    quiet(page)

    assert page.locator("section[aria-labelledby=reviews-h]").get_by_text("テツさん").count() == 0


def test_a_plan_prints_on_paper_in_black_and_white(sign_in: Callable[..., Page]) -> None:
    page = sign_in("aftercare")
    demo_plan(page)
    page.get_by_role("link", name="サポートプラン", exact=True).last.click()
    expect(page.locator("article.sheet")).to_be_visible()
    quiet(page)  # paper takes its size from the style sheet
    page.emulate_media(media="print")
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))

    assert float(paper.pages[0].mediabox.width) > float(
        paper.pages[0].mediabox.height
    )  # A4, landscape
    assert len(paper.pages) <= 2
    assert "弟さんへの手紙" in normalize("NFKC", "".join(one.extract_text() for one in paper.pages))
