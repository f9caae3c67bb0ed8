"""
Six parties at one table in six browsers, an employer who sees only what was opened, a word taken
back in the middle, minutes confirmed; then the independent body.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests import clock
from tests.journeys.conftest import App
from tests.journeys.test_screens import faults, person_page, settle
from tests.journeys.waiting import SAVE, quiet, unfold

pytestmark = pytest.mark.journey
TODAY = clock.DAY
SOON = 15000  # milliseconds: a screen looks again every three seconds


def save(page: Page, name: str = "") -> None:
    named = page.get_by_role("button", name=name, exact=True)
    (named if name else page.locator(f"main {SAVE}")).click()
    quiet(page)


def write(
    page: Page, kind: str, text: str, *, who: str = "", part: str = "", until: int = 0
) -> None:
    """Write a line beside the minutes, as whoever keeps them does."""
    page.locator(f"a[id^=write-][id$={kind}]").first.click()
    editor = page.locator("#editor")
    editor.locator("#id_text").fill(text)
    if who:
        editor.locator("#id_seat_id").select_option(label=who)
    if part:
        offered = editor.locator("#id_part option", has_text=part).first
        editor.locator("#id_part").select_option(value=offered.get_attribute("value"))
    if until:
        editor.locator("#id_until_on").fill((TODAY + timedelta(days=until)).isoformat())
    editor.locator(SAVE).click()
    expect(page.locator("#editor")).to_contain_text("保存しました")
    expect(page.locator("#table")).to_contain_text(text)


def call(page: Page, person: str) -> str:
    """Call the six together about a person and return where the table is."""
    page.goto(person)
    quiet(page)
    unfold(page, "conferences")
    page.locator("#conferences").get_by_role("link", name="会議を開く").click()
    page.get_by_label("六者会議").check()
    page.locator("#id_place").fill("サポートセンター 一階")
    save(page)
    expect(page.locator("#table")).to_contain_text("プラン案と前のプラン")
    return page.url


def test_six_parties_meet_and_an_independent_body_decides(
    sign_in: Callable[..., Page], app: App
) -> None:
    keeper = sign_in("coordinator")
    person = person_page(keeper)
    table = call(keeper, person)
    guests = {
        name: sign_in(name)
        for name in ("officer", "caseworker", "florist", "placement", "keyperson")
    }
    seat = table.replace("/conferences/", "/table/")
    for page in guests.values():
        page.goto(seat)
        expect(page.locator("#table")).to_contain_text("会議が始まると開きます")

    keeper.get_by_role("button", name="会議を始める", exact=True).click()
    for name in (
        "見本 職子",
        "見本 福男",
        "例 花代",
        "例 紹介",
        "例 ともしびのマスター",
        "ハルさん",
        "見本 結(コーディネーター)",
        "見本 灯(生活支援員)",
    ):
        keeper.get_by_role("button", name=f"出席 {name}", exact=True).click()
        expect(keeper.get_by_role("button", name=f"出席 {name}", exact=True)).to_have_count(0)

    # within seconds on every screen, and only what was opened to each
    write(keeper, "decision", "水やりの道具をそろえる", who="例 花代", part="仕事のこと", until=14)
    write(keeper, "news", "腰の痛みが強い", part="健康・障害")
    write(
        keeper,
        "role",
        "家賃の代理納付を続ける",
        who="見本 福男",
        part="生活保護を受けていること",
        until=30,
    )
    florist, officer, caseworker = guests["florist"], guests["officer"], guests["caseworker"]
    expect(florist.locator("#table")).to_contain_text("水やりの道具をそろえる", timeout=SOON)
    expect(officer.locator("#table")).to_contain_text("水やりの道具をそろえる", timeout=SOON)
    expect(caseworker.locator("#table")).to_contain_text("家賃の代理納付を続ける", timeout=SOON)
    expect(guests["placement"].locator("#table")).to_contain_text(
        "いま、見られるものはありません", timeout=SOON
    )
    for words in ("腰の痛み", "家賃の代理納付", "保護課", "ケースワーカー"):
        assert words not in florist.locator("#table").inner_text()
    assert "腰の痛み" not in officer.locator("#table").inner_text()

    # two write at the same time, and nobody overwrites anybody
    florist.get_by_role("link", name="意見を書く").click()
    florist.locator("#id_text").fill("三日目も、お願いしたい。")
    write(keeper, "opinion", "無理のないように", who="見本 結(コーディネーター)")
    save(florist)
    expect(florist.locator("#table")).to_contain_text("三日目も、お願いしたい。")
    expect(keeper.locator("#table")).to_contain_text("三日目も、お願いしたい。", timeout=SOON)
    expect(keeper.locator("#table")).to_contain_text("無理のないように")

    # the person takes a word back in the middle: it works at the next look
    other = keeper.context.new_page()
    other.goto(f"{person}consents/")
    other.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    row = (
        other.locator("li", has_text="花屋さん")
        .filter(has_text="仕事のこと")
        .filter(has_text="週二回の手伝い")
    )
    row.get_by_role("link", name="取り消す").click()
    other.locator("#id_words").fill("やっぱり、言わんといて。")
    save(other)
    expect(florist.locator("#table")).not_to_contain_text("水やりの道具をそろえる", timeout=SOON)
    expect(florist.locator("#table")).to_contain_text(
        "ご本人が、あなたに開くことを、いま変えました"
    )
    expect(florist.locator("#table")).to_contain_text("三日目も、お願いしたい。")
    expect(officer.locator("#table")).to_contain_text("水やりの道具をそろえる")

    # closed, confirmed by everybody who was there, and never changed again
    keeper.get_by_role("link", name="会議を閉じる").click()
    expect(keeper.locator("h1")).to_contain_text("会議を終える前に")
    keeper.get_by_role("button", name="会議を閉じる").click()
    keeper.get_by_role("button", name="議事録を確認しました").click()
    for page in guests.values():
        page.goto(seat)
        page.get_by_role("button", name="議事録を確認しました").click()
        page.wait_for_url(re.compile("/guest/$"))
    companion = sign_in("aftercare")
    companion.goto(table)
    companion.get_by_role("button", name="議事録を確認しました").click()
    keeper.goto(table)
    keeper.get_by_role("link", name=re.compile("紙で確認した")).click()
    keeper.locator("#id_note").fill("ハルさんのファイルの三枚目")
    save(keeper)
    companion.goto("/waiting/")
    companion.get_by_role("button", name=re.compile("^確認します")).click()
    expect(companion.locator("main")).to_contain_text("お返事を記録しました")
    keeper.goto(table)
    expect(keeper.locator("#table")).to_contain_text("議事録確認済み")
    florist.goto("/guest/")
    expect(florist.locator("main")).to_contain_text("議事録は確認されました")
    assert keeper.locator("a[id^=write-]").count() == 0
    answer = florist.goto(seat)
    assert answer is not None
    assert answer.status == 404, "the papers are theirs for the time of the meeting"
    settle(keeper, person)
    expect(keeper.locator("#beside")).to_contain_text("例 花代: 水やりの道具をそろえる")
    keeper.goto(f"{table}sheet.html")
    quiet(keeper)
    paper = PdfReader(BytesIO(keeper.pdf(prefer_css_page_size=True, print_background=False)))
    assert float(paper.pages[0].mediabox.height) > float(paper.pages[0].mediabox.width) > 590
    keeper.goto(f"{person}who-knows-sheet.html")
    assert (
        "例 花代（花屋さん）"
        in normalize("NFKC", keeper.locator("article.sheet").inner_text()).replace(
            "(花屋さん)", "（花屋さん）"
        )
        or keeper.locator("article.sheet ruby").count()
    )

    _decide(sign_in, keeper, person)


def _ask(page: Page, gains: str) -> None:
    page.locator("#id_body_id").select_option(label="見本市 支援決定判定委員会(架空)")
    page.locator("#id_gains").fill(gains)
    page.locator("#id_words").fill("花の仕事を、続けたい。")
    save(page, "決定を申請する")
    expect(page.get_by_text("決定待ち").first).to_be_visible()


def _think(page: Page, address: str, stance: str, why: str) -> None:
    page.goto(f"{address}opinion/")
    page.get_by_label(stance, exact=True).check()
    page.locator("#id_words").fill(why)
    save(page)
    expect(page.get_by_text(why).first).to_be_visible()


def _put_down(page: Page, address: str, stance: str, **fields: str) -> None:
    page.goto(f"{address}decision/")
    page.get_by_label(stance, exact=True).check()
    for name, text in fields.items():
        page.locator(f"#id_{name}").fill(text)


def _decide(sign_in: Callable[..., Page], keeper: Page, person: str) -> None:
    keeper.goto(person)
    quiet(keeper)
    unfold(keeper, "decisions")
    keeper.locator("#decisions").get_by_role("link", name="決定を申請する").click()
    _ask(keeper, "見本弁護士会")
    asked = keeper.url
    chair, city, doctor = sign_in("chair"), sign_in("city"), sign_in("doctor")
    address = asked.replace("/requests/", "/decide/")

    # whoever has an interest reads why they take no part, and nothing of the person
    for name, why in (("director", "所属機関が申請している"), ("lawyer", "所属機関に利益がある")):
        page = sign_in(name)
        page.goto(address)
        expect(page.locator("main")).to_contain_text(why)
        assert "花の仕事" not in page.locator("main").inner_text()
        page.goto(f"{address}opinion/")
        page.get_by_label("承認", exact=True).check()
        page.locator("#id_words").fill("それでも")
        save(page)
        expect(page.get_by_text("この申請には加われません")).to_be_visible()

    # sent back once
    chair.goto("/guest/")
    quiet(chair)
    expect(chair.locator("main")).to_contain_text("決定待ち")
    for page, stance in ((chair, "差戻し"), (city, "差戻し"), (doctor, "承認")):
        _think(page, address, stance, f"{stance}の理由です。")
    _put_down(chair, address, "差戻し", reasons="雨の日の過ごし方を、もう少し。")
    save(chair)
    expect(chair.get_by_role("heading", name="差戻し")).to_be_visible()
    keeper.goto("/")
    quiet(keeper)
    keeper.get_by_role("link", name="ハルさん 差戻し").click()
    keeper.get_by_role("link", name="受け取る").click()
    save(keeper)
    keeper.get_by_role("link", name="出し直す").click()
    _ask(keeper, "見本弁護士会")
    again = keeper.url.replace("/requests/", "/decide/")

    # granted with a condition for six months, put down from several windows in the same second:
    # once
    for page, stance in ((chair, "条件をつけて承認"), (city, "条件をつけて承認"), (doctor, "承認")):
        _think(page, again, stance, f"{stance}でよい。")
    _put_down(
        chair,
        again,
        "条件をつけて承認",
        reasons="ご本人の言葉のとおり。",
        conditions="月に一度、いっしょに受診する。",
        months="6",
    )
    statuses = chair.evaluate(
        """async () => { const form = document.querySelector("main form");
        const send = () => {
            const body = new FormData(form);
            body.set("submission", crypto.randomUUID());
            return fetch(location.href, {method: "POST", body});
        };
        const answers = await Promise.all([send(), send(), send(), send()]);
        return answers.map((answer) => answer.redirected); }"""
    )
    assert sorted(statuses) == [False, False, False, True]
    chair.goto(again)
    text = chair.locator("main").inner_text()
    assert "条件をつけて承認" in text
    assert "条件をつけて承認でよい。" in text
    assert text.count("文書番号・決定日") == 1
    assert "加わらなかった委員" in text

    # the person's letter
    keeper.reload()
    keeper.get_by_role("link", name="受け取る").click()
    save(keeper)
    keeper.get_by_role("link", name="ご本人へのお手紙").click()
    expect(keeper.locator("article.sheet ruby").first).to_be_visible()
    with keeper.expect_download() as got:
        keeper.locator("a[href$='letter-sheet.pdf']").click()
    letter = PdfReader(BytesIO(got.value.path().read_bytes()))
    assert len(letter.pages) <= 2
    words = (
        normalize("NFKC", "".join(one.extract_text() for one in letter.pages))
        .replace(" ", "")
        .replace("\n", "")
    )
    assert "見支決" in re.sub("[ぁ-ゖ]", "", words)  # its readings stand between the signs
    settle(keeper, person)
    expect(keeper.locator("#beside")).to_contain_text("月に一度、いっしょに受診する。")


def test_a_guest_comes_in_with_a_letter_a_told_number_and_ten_numbers_on_paper(
    sign_in: Callable[..., Page], chromium: Browser, app: App
) -> None:
    page = sign_in("coordinator")
    page.goto("/conferences/call/")
    page.get_by_label("内部会議").check()
    save(page)
    page.get_by_role("link", name="席を加える").click()
    page.locator("#id_party").select_option("medical")
    page.locator("#id_name").fill("例 看護")
    page.locator("#id_organisation").fill("見本訪問看護")
    save(page)
    page.get_by_role("button", name="招く 例 看護").click()
    code, number = page.locator("dd .told").inner_text(), page.locator("strong.told").inner_text()
    page.reload()
    expect(page.get_by_text("この案内はもう表示しました")).to_be_visible()

    outside = chromium.new_context(locale="ja-JP", base_url=app).new_page()
    outside.goto("/invited/")
    for name, text in (
        ("code", code),
        ("word", "000000" if number != "000000" else "111111"),
        ("username", "kango"),
        ("password", "kango-no-hito-desu"),
    ):
        outside.fill(f"#id_{name}", text)
    outside.get_by_role("button", name="入る").click()
    expect(outside.get_by_text("この案内では入れません").first).to_be_visible()
    for name, text in (("code", code), ("word", number), ("password", "kango-no-hito-desu")):
        outside.fill(f"#id_{name}", text)
    outside.get_by_role("button", name="入る").click()
    outside.fill("[name=login]", "kango")
    outside.fill("[name=password]", "kango-no-hito-desu")
    outside.get_by_role("button", name="サインイン").click()
    expect(outside.get_by_role("heading", name="二つめの鍵を決める")).to_be_visible()
    assert faults(outside) == []
    outside.get_by_role("button", name="印刷する十の番号を出す").click()
    numbers = outside.locator(".numbers code").all_inner_texts()
    assert len(numbers) == 10
    assert faults(outside) == []
    outside.get_by_role("link", name="控えたので進む").click()
    expect(outside.get_by_role("heading", name=re.compile("わたしの会議"))).to_be_visible()
    outside.locator(".top__me > summary").click()
    outside.get_by_role("button", name="サインアウト").click()
    outside.goto("/account/login/")
    outside.fill("[name=login]", "kango")
    outside.fill("[name=password]", "kango-no-hito-desu")
    outside.get_by_role("button", name="サインイン").click()
    assert faults(outside) == []
    outside.fill("[name=code]", numbers[0])
    outside.get_by_role("button", name="サインイン").click()
    expect(outside.get_by_role("heading", name=re.compile("わたしの会議"))).to_be_visible()
    outside.context.close()


def test_the_keyboard_alone_writes_a_line_and_comes_back(sign_in: Callable[..., Page]) -> None:
    page = sign_in("coordinator")
    table = call(page, person_page(page))
    assert table
    link = page.locator("a[id^=write-][id$=news]").first
    link.focus()
    page.keyboard.press("Enter")
    editor = page.locator("#editor #id_text")
    expect(editor).to_be_focused()
    page.keyboard.type("朝の散歩を始めた。")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#editor").locator(SAVE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#table")).to_contain_text("朝の散歩を始めた。")
    expect(page.locator("#editor")).to_contain_text("保存しました")
