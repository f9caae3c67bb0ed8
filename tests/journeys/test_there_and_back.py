"""
Led there side by side and taken back, nine times; silence climbs from desk to desk; in a real
browser.
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
from tests.journeys.test_plans import welcome
from tests.journeys.waiting import SAVE, quiet

pytestmark = pytest.mark.journey
WAY = (
    ("見本診療所 無料低額診療", "血圧の薬をもらう"),
    ("見本区 福祉事務所 保護課", "生活保護を申請する"),
    ("住まいの相談 みほん", "部屋をさがす"),
    ("障害福祉課 手帳窓口", "手帳を相談する"),
    ("ハローワーク見本 専門援助", "求人を一緒に見る"),
    ("就労訓練 ひだまり農園", "週に一度から"),
    ("見本倉庫 株式会社", "昼の仕事"),
)


def lead(page: Page, receiver: str, purpose: str) -> None:
    """Choose a receiver of the directory and consider leading the person there."""
    person = re.search(r"/people/[0-9a-f-]+/", page.url)
    assert person
    follows = re.search(r"follows=([0-9a-f-]+)", page.url)
    page.goto(f"/receivers/?text={receiver.split()[0]}")
    service = (
        page.locator("main .rows a").filter(has_text=receiver).first.get_attribute("href") or ""
    )
    page.goto(
        f"{person.group(0)}referrals/begin/?service={service.split('/')[2]}"
        + (f"&follows={follows.group(1)}" if follows else "")
    )
    page.locator("#id_purpose").fill(purpose)
    page.get_by_role("button", name="始める").click()
    expect(page.get_by_role("heading", name=receiver)).to_be_visible()


def try_next(page: Page, receiver: str, purpose: str) -> None:
    """Go on to the next place, to which everything goes along."""
    expect(page.get_by_text("前の受け皿への同意は、そこで終わりです")).to_be_visible()
    page.get_by_label(receiver).check()
    page.get_by_role("button", name="次行ってみよう").click()
    expect(page.get_by_role("heading", name=receiver)).to_be_visible()
    expect(page.get_by_text(purpose)).to_be_visible()


def step(page: Page, name: str, **fields: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    for field, text in fields.items():
        box = page.locator(f"#id_{field}")
        box.select_option(label=text) if box.evaluate(
            "one => one.tagName"
        ) == "SELECT" else box.fill(text)
    page.locator(SAVE).click()
    quiet(page)


def go_there(page: Page) -> None:
    step(page, "本人了解", words="行ってみる。")
    step(page, "打診")
    step(page, "受け入れ")
    step(page, "同行した", along="見本 結")
    step(page, "見守り")


def come_back(page: Page, reason: str, then: str, learnt: str = "") -> None:
    page.get_by_role("link", name="おかえりなさい(もどし)").click()
    expect(page.get_by_role("heading", name="おかえりなさい", exact=True)).to_be_visible()
    page.get_by_label(reason).check()
    page.locator("#id_learnt").fill(learnt)
    page.get_by_label(then).check()
    page.get_by_role("button", name="次へ").click()
    quiet(page)


def test_a_path_across_systems_with_a_return_between_every_two(
    sign_in: Callable[..., Page], chromium: Browser, app: App
) -> None:
    page = sign_in("coordinator")
    person = welcome(page, "ミチオさん")

    # the hospital turned us away for its own convenience; its own checks had warned, with the
    # facts; it is tried elsewhere
    lead(page, "例総合病院 地域連携室", "腰を診てもらう")
    step(page, "本人了解", words="一緒なら。")
    step(page, "打診")
    slip = page.locator("form[action$='slip.html']")
    slip.get_by_role("button").click()
    quiet(page)
    link = re.search(r"http://\S+/answer/\S+", page.locator("article.sheet").inner_text())
    assert link
    assert "もどし票" in page.locator("article.sheet").inner_text()

    # the receiver answers by the link on the slip, without signing in, and once only
    outside = chromium.new_context(locale="ja-JP").new_page()
    outside.goto(link.group(0))
    assert "ミチオ" not in outside.locator("main").inner_text()
    outside.get_by_label("受け入れ不可").check()
    outside.locator("#id_refusal_reason").select_option(label="窓口で断られた(受け皿の都合)")
    outside.get_by_role("button", name="返事を送る").click()
    expect(outside.get_by_text("お返事を受け取りました")).to_be_visible()
    outside.goto(link.group(0))
    expect(outside.get_by_text("このリンクは使えません").first).to_be_visible()

    page.get_by_role("link", name="戻る").first.click()
    expect(page.get_by_text("聞いた相手: 受け皿")).to_be_visible()
    come_back(page, "受け入れられなかった", "次行ってみよう", "住民票のことを聞かれた。")

    for receiver, purpose in WAY:
        if page.url.endswith("/next/"):
            try_next(page, receiver, "腰を診てもらう")
        else:
            lead(page, receiver, purpose)
        go_there(page)
        come_back(page, "終わった(次へ)", "次行ってみよう", "よく待てた。")
    lead(page, "例ヶ丘町内会 花の会", "花壇の世話")
    go_there(page)

    # the journey: nine steps, drawn and as a table, by keyboard, and on one side of A4
    page.goto(f"{person}journey/")
    expect(page.get_by_text("9のつなぎ、7の制度")).to_be_visible()
    assert page.locator(".drawing svg a").count() == 9
    page.locator(".drawing svg a").nth(3).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".stops > li:target h2")).to_contain_text(
        re.compile(r"^\s*4\.\s+住まいの相談 みほん")
    )
    sheet = PdfReader(BytesIO(page.request.get(f"{person}journey.pdf").body()))
    said = "".join(one.extract_text() for one in sheet.pages)
    text = normalize("NFKC", "".join(said.split()))
    assert all("".join(receiver.split()) in text for receiver, _purpose in WAY)
    page.goto(person)
    quiet(page)
    remembered = page.locator("#timeline").get_by_text("からもどる").first
    # What was done in one moment is one row, which opens.
    page.locator("#timeline details").evaluate_all("every => every.forEach(one => one.open = true)")
    expect(remembered).to_be_visible()

    # a worker without the duty sees neither hospital nor certificate
    colleague = sign_in("employment")
    colleague.goto(f"{person}journey/")
    assert [
        word
        for word in ("病院", "診療所", "手帳", "福祉事務所")
        if word in colleague.locator("main").inner_text()
    ] == []
    expect(colleague.get_by_role("link", name="見本倉庫 株式会社", exact=True)).to_be_visible()


def test_a_suspended_receiver_needs_a_second_person(sign_in: Callable[..., Page]) -> None:
    page = sign_in("coordinator")
    person = welcome(page, "フタバさん")
    page.goto("/receivers/?text=例ハウス")
    expect(page.locator("main .rows").get_by_text("紹介停止")).to_be_visible()
    service = page.locator("main .rows a").first.get_attribute("href") or ""
    page.goto(f"{person}referrals/begin/?service={service.split('/')[2]}")
    expect(page.get_by_text("契約書がなく")).to_be_visible()
    page.locator("#id_purpose").fill("今夜の宿")
    page.get_by_role("button", name="始める").click()
    expect(page.get_by_text("同意する二人目の人を選んでください").first).to_be_visible()
    page.get_by_label("この受け皿でなければならない理由").fill(
        "今夜はほかに空きがない。明日の朝に迎えに行く。"
    )
    page.get_by_label("同意する二人目の人").select_option(label="見本 守(管理者)")
    page.get_by_role("button", name="始める").click()
    expect(page.get_by_text("同意: 見本 守(管理者)")).to_be_visible()


def test_silence_climbs_desk_by_desk_until_somebody_looks(
    sign_in: Callable[..., Page], app: App
) -> None:
    desk = "section[aria-labelledby=silent-h]"
    for role in ("centre", "coordinator", "manager"):
        page = sign_in(role)
        expect(page.locator(desk).get_by_text("ひだまり農園")).to_be_visible()
    page = sign_in("outreach")
    quiet(page)
    assert page.locator(desk).get_by_text("ひだまり農園").count() == 0

    page = sign_in("centre")
    page.locator(desk).get_by_role("link", name="ひだまり農園").click()
    expect(page.get_by_text("まだだれも見ていません")).to_be_visible()
    page.get_by_role("link", name="様子を見た", exact=True).click()
    page.locator("#id_next_look_on").fill((clock.DAY + timedelta(days=14)).isoformat())
    page.locator(SAVE).click()
    page = sign_in("manager")
    quiet(page)
    assert page.locator(desk).get_by_text("ひだまり農園").count() == 0
    expect(page.get_by_text("だれも見守っていない方がいます")).to_be_visible()
    with pytest.raises(Exception, match="returned non-zero exit status 1"):
        app.banso("watch")
