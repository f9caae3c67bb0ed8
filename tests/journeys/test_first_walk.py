"""The first walk: met on the street, remembered, followed home."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import clock
from tests.journeys.conftest import App
from tests.journeys.waiting import SAVE, quiet

pytestmark = pytest.mark.journey
REAL = Path(__file__).parents[3] / "shared/data/japan-welfare-offices/offices.csv"


def find(page: Page, words: str) -> None:
    page.get_by_label("人をさがす").first.fill(words)
    page.get_by_role("button", name="さがす").first.click()


def open_choices(page: Page) -> None:
    page.get_by_text("くわしく見る・書き足す").click()


@pytest.mark.both_engines
def test_met_on_the_street_remembered_followed_home(sign_in: Callable[..., Page]) -> None:
    page = sign_in("outreach")

    # a nameless person on tonight's round: a place and one tap
    page.get_by_role("link", name="中央公園・駅南コース", exact=True).click()
    new = page.locator("form.nameless")
    new.get_by_label("場所", exact=True).fill("中央公園 東屋")
    new.get_by_text("呼び名・特徴・言葉・約束").click()
    new.locator("#id_called_name").fill("ワタさん")
    new.get_by_role("button", name="起こさず手紙を置いた").first.click()
    expect(page.get_by_text("ワタさんを記録しました")).to_be_visible()

    # found again by nickname
    find(page, "わたさん")
    page.get_by_role("link", name="ワタさん").first.click()
    expect(page.get_by_role("heading", name="記憶")).to_be_visible()

    # an intake: first we look whether we know them; the name of 2019 is another spelling
    find(page, "ワタさん")
    page.get_by_role("button", name="はじめての方の相談を受け付ける").click()
    page.get_by_label("氏名").fill("渡辺 例治")
    page.get_by_label("生年月日").fill("Ｓ３０．４．１")
    page.get_by_role("button", name="確かめる").click()
    expect(page.get_by_text("この方ではありませんか")).to_be_visible()
    known = page.get_by_role("listitem").filter(has_text="なべさん")
    expect(known).to_contain_text("字の違う同じ名前")
    expect(known).to_contain_text("同じ生年月日")

    # it is them: the intake goes to the story of 2019
    known.get_by_role("link", name="この方です").click()
    page.get_by_label("ご本人の言葉で、相談したいこと").fill(
        "もう一度、屋根のあるところで眠りたい。"
    )
    page.get_by_label("住まいについて").check()
    page.get_by_label("病気や健康、障害のこと").check()
    page.get_by_label("いちばん困っていること(◎)").select_option(label="住まいについて")
    page.get_by_label("同意あり").check()
    page.locator(SAVE).click()
    expect(page.get_by_text("もう一度、屋根のあるところで眠りたい。").first).to_be_visible()
    expect(page.get_by_text("名前は言わんでもええか。")).to_be_visible()
    story = page.url

    # and last night's sleeper is the same person: bring together, with every row on the screen
    open_choices(page)
    page.get_by_role("link", name="ほかの方と同じ人かもしれない").click()
    page.get_by_label("名前・呼び名・番号").fill("ワタさん")
    page.locator("main").get_by_role("button", name="さがす").click()
    page.get_by_role("listitem").filter(has_text="ワタさん").get_by_role(
        "link", name="並べて見る"
    ).click()
    page.get_by_role("link", name="逆にする").click()
    expect(page.get_by_role("heading", name="移るもの")).to_be_visible()
    page.get_by_label("どうしてわかりましたか").fill("ご本人が話してくださった。")
    page.get_by_role("button", name="同じ方なので合わせる").click()
    page.wait_for_url(story)
    expect(page.get_by_text("起こさず手紙を置いた").first).to_be_visible()

    # passed on to the centre, and home
    pass_on(page, "自立支援センター生活相談台帳", "自立支援センター みほん", "見本 泉")
    received = sign_in("centre").locator("[aria-labelledby=received-h]")
    expect(received.get_by_role("link", name=page.locator("h1").inner_text())).to_be_visible()
    open_known(page)
    expect(
        page.locator("#known").get_by_role("heading", name="自立支援センター生活相談台帳")
    ).to_be_visible()
    expect(page.locator("#known").get_by_text("ホームレス自立支援台帳").first).to_be_visible()
    pass_on(page, "自立生活サポート台帳", "自立生活サポートセンター", "見本 灯")
    open_known(page)
    expect(
        page.locator("#known").get_by_role("heading", name="自立生活サポート台帳")
    ).to_be_visible()

    # one memory over all three
    memory = page.locator("#timeline")
    open_memory(page)
    for words in (
        "名前は言わんでもええか。",
        "起こさず手紙を置いた",
        "もう一度、屋根のあるところで眠りたい。",
        "見本 泉(生活相談指導員)さんへ引き継ぐ",
        "見本 灯(生活支援員)さんへ引き継ぐ",
    ):
        expect(memory.get_by_text(words).first).to_be_visible()

    # the life-support worker reads the same, and has the promise on the desk
    colleague = sign_in("aftercare")
    colleague.goto(story)
    open_memory(colleague)
    expect(colleague.locator("#timeline").get_by_text("名前は言わんでもええか。")).to_be_visible()


def open_known(page: Page) -> None:
    quiet(page)
    if page.locator("#known[open]").count() == 0:
        page.locator("#known > summary").click()


def open_memory(page: Page) -> None:
    page.locator("#timeline").get_by_role("button", name="さらに表示").or_(
        page.locator("#timeline").get_by_role("link", name="さらに表示")
    ).click()
    quiet(page)


def pass_on(page: Page, ledger: str, office: str, worker: str) -> None:
    open_known(page)
    page.get_by_role("link", name="引き継ぐ").first.click()
    page.get_by_label(ledger).check()
    page.get_by_label("事業所").select_option(label=office)
    field = page.get_by_label("これから伴走する人")
    field.select_option(label=field.locator("option", has_text=worker).inner_text())
    page.get_by_role("button", name="引き継ぐ").click()
    page.wait_for_url("**/people/*/")


OWN_RECEIVERS = 11  # the demo home has receivers of its own
OWN_OFFICES = "id,name,phone,address,lastVerifiedAt\n" + "".join(
    f"o{number},見本窓口{number},,見本町{number},2026-07-01\n" for number in range(40)
)


def test_the_counters_brought_in_are_seen_all_of_them(
    app: App, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    file, count, words = REAL, 7540, "北九州市コールセンター"
    if not file.exists():  # the real data does not lie beside every checkout
        file, count, words = tmp_path / "offices.csv", 40, "見本窓口7"
        file.write_text(OWN_OFFICES)
    app.banso("import", "offices", str(file))

    page = sign_in("outreach")
    page.get_by_role("link", name="受け皿").click()
    expect(page.get_by_text(f"/ {count + OWN_RECEIVERS:,} 窓口")).to_be_visible()
    page.get_by_label("名称・かな・町・言葉").fill(words)
    page.locator("main").get_by_role("button", name="さがす").click()
    page.get_by_role("link", name=words).first.click()
    expect(page.get_by_text("ライセンス: CC BY 4.0")).to_be_visible()


@pytest.mark.both_engines
def test_a_merge_is_undone_from_the_screen(sign_in: Callable[..., Page]) -> None:
    page = sign_in("outreach")
    find(page, "とし坊")
    page.get_by_role("link", name="とし坊").first.click()
    open_choices(page)
    page.get_by_role("link", name="ほかの方と同じ人かもしれない").click()
    page.get_by_label("名前・呼び名・番号").fill("マツさん")
    page.locator("main").get_by_role("button", name="さがす").click()
    page.get_by_role("listitem").filter(has_text="マツさん").get_by_role(
        "link", name="並べて見る"
    ).click()
    page.get_by_role("button", name="同じ方なので合わせる").click()
    open_known(page)
    page.get_by_role("link", name="別の方でした: もう一度分ける").click()
    page.get_by_role("button", name="別の方です。もう一度分けます").click()
    expect(page.get_by_text("二つの記録を分けました")).to_be_visible()
    find(page, "とし坊")
    expect(page.get_by_role("link", name="とし坊").first).to_be_visible()


def test_a_draft_survives_closing_the_browser(sign_in: Callable[..., Page]) -> None:
    page = sign_in("outreach")
    find(page, "公園さん1")
    page.get_by_role("link", name="公園さん1").first.click()
    page.get_by_role("link", name="記録を書く").click()
    page.get_by_label("ご本人の言葉").fill("書きかけの言葉")
    expect(page.get_by_text("自動保存しました")).to_be_visible()
    address = page.url
    page.close()

    again = sign_in("outreach")
    again.goto(address)
    expect(again.get_by_label("ご本人の言葉")).to_have_value("書きかけの言葉")
    expect(again.get_by_text("の下書きを戻しました")).to_be_visible()

    again.get_by_label("存在の支援", exact=True).check()
    again.get_by_label("次の約束").fill("また来る")
    again.get_by_label("約束の日").fill((clock.DAY + timedelta(days=2)).isoformat())
    again.locator(SAVE).click()
    expect(again.get_by_text("書きかけの言葉").first).to_be_visible()
    expect(again.locator("#beside .promise__what", has_text="また来る")).to_be_visible()
    again.goto(address)
    expect(again.get_by_label("ご本人の言葉")).to_have_value("")


def test_a_volunteer_sees_called_names_and_no_more(sign_in: Callable[..., Page]) -> None:
    page = sign_in("volunteer", width=360)
    page.get_by_role("link", name="中央公園・駅南コース", exact=True).click()
    usual = page.get_by_role("region", name="このコースでいつも会う方")
    usual.get_by_role("button", name="顔を見た").first.click()
    page.locator("main ul.rows a").first.click()
    expect(page.locator(".called")).to_be_visible()

    assert page.locator("#timeline").count() == 0
    assert page.get_by_text("生年月日").count() == 0
    page.goto("/ledgers/outreach/")
    expect(page.get_by_text("あなたの役割ではご覧になれません")).to_be_visible()
