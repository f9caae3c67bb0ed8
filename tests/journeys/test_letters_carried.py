"""
Somebody moves on: what they wish goes to the house where they are now, as a file on a stick; there
somebody looks at it with them; what they take back closes there, and a receipt says so here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import App
from tests.journeys.houses import PASSWORD, house

pytestmark = [pytest.mark.journey, pytest.mark.both_engines]
HERE, THERE = "門司の見本の会", "大阪の見本の家"
NAME = "渡る例さん"
WITH_A_WORD = f"""
from datetime import date, timedelta
from django.utils import timezone
from banso.access.models import Member
from banso.access.queries import viewer_of
from banso.consent.actions import NewConsent, keep_consents
from banso.people.actions import NewPerson, enter_person
today = timezone.localdate()
by = viewer_of(Member.objects.get(account__username="mamoru"), today=today)
enter_person(person=NewPerson(called_name="残る例さん"), by=by)
person = enter_person(person=NewPerson(called_name="{NAME}"), by=by)
keep_consents(person_id=person.pk, consent=NewConsent(recipient_kind="agency",
    recipient="{THERE}", parts=["contact", "living"], purpose="移った先でも歩いてもらう",
    answer="yes", from_on=today, until_on=today + timedelta(days=90), way="written"), by=by)
print(person.pk)
"""


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, App]]:
    folder = tmp_path_factory.mktemp("houses")
    with (
        house(folder / "here", HERE, "here") as here,
        house(folder / "there", THERE, "there") as at,
    ):
        yield here, at


class At:
    """Somebody in a browser, in one of the houses."""

    def __init__(self, chromium: Browser, app: App, username: str, folder: Path) -> None:
        context = chromium.new_context(base_url=app, locale="ja-JP", accept_downloads=True)
        self.page, self.folder = context.new_page(), folder
        self.page.set_default_timeout(15000)
        self.page.goto("/account/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.get_by_role("button", name="サインイン").click()
        self.page.wait_for_url(re.compile(r":\d+/$"))

    def open(self, path: str) -> Page:
        """Open a page."""
        self.page.goto(path)
        expect(self.page.locator("h1")).to_be_visible()
        return self.page

    def saved(self, link: str) -> Path:
        """Save what a link leads to, onto the stick."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=link).first.click()
        stick = self.folder / f"{len(list(self.folder.iterdir()))}"
        download.value.save_as(stick)
        return stick

    def brings(self, stick: Path) -> None:
        """Open a letter from a stick."""
        self.open("/houses/letters/open/").set_input_files("[name=letter]", stick)
        self.page.locator("form:has([name=letter]) .actions button").click()
        self.page.wait_for_url(re.compile(r"/houses/(came/.*)?$"))

    def pressed(self, name: str, path: str = "**") -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_url(path)
        expect(self.page.locator("h1")).to_be_visible()


def writes_card(one: At, name: str) -> tuple[Path, str]:
    """Write the card of a house; return it as a file, and the digits that are read out."""
    page = one.open("/houses/card/")
    for field, said in (
        ("name", name),
        ("address", "見本市例町"),
        ("representative", "例 代表"),
        ("telephone", "000-0000-0000"),
    ):
        page.fill(f"[name={field}]", said)
    page.locator("form:has([name=representative]) .actions button").last.click()
    page.wait_for_url("**/houses/")
    digits = re.search(r"(\d{5} ){5}\d{5}", page.locator("main").inner_text())
    assert digits
    return one.saved("名刺をファイルで保存"), digits.group()


def trusts(first: At, second: At, card: tuple[Path, str]) -> None:
    """Two members hear the digits by telephone, and trust a house."""
    file, digits = card
    page = first.open("/houses/take/")
    page.set_input_files("[name=card]", file)
    page.fill("[name=digits]", digits)
    page.locator("form:has([name=digits]) .actions button").last.click()
    page.wait_for_url("**/houses/")
    page = second.open("/waiting/")
    page.fill("[name=said]", digits)
    page.get_by_role("button", name=re.compile("確認")).first.click()
    expect(page.locator("[name=said]")).to_have_count(0)


def test_a_letter_is_carried_there_looked_at_and_closed_again(
    houses: tuple[App, App], chromium: Browser, tmp_path: Path
) -> None:
    here, there = houses
    mamoru, futako = (At(chromium, here, who, tmp_path) for who in ("mamoru", "futako"))
    far, second = (At(chromium, there, who, tmp_path) for who in ("mamoru", "futako"))
    ours, theirs = writes_card(mamoru, HERE), writes_card(far, THERE)
    trusts(mamoru, futako, theirs)
    trusts(far, second, ours)

    # Parts of a life are handed over, and carried.
    person = here.banso("manage", "shell", "-v0", "-c", WITH_A_WORD).split()[-1]
    page = mamoru.open(f"/houses/people/{person}/")
    page.get_by_role("link", name=THERE).click()
    page.wait_for_url("**/to/**")
    expect(page.locator("[name=part_contact]")).to_have_value(re.compile(NAME))
    page.fill("[name=part_living]", "駅の近くの部屋を探している。")
    page.locator("form:has([name=obtained]) .actions button").last.click()
    page.wait_for_url(f"**/houses/people/{person}/")
    letter = mamoru.saved("手紙をファイルで保存")
    for word in (NAME, "駅の近く", "残る例さん"):
        assert word.encode() not in letter.read_bytes()

    # There somebody looks, with the person.
    far.brings(letter)
    expect(far.page.locator("main")).to_contain_text("駅の近くの部屋を探している。")
    expect(far.page.locator("main")).to_contain_text(HERE)
    far.pressed("はじめての方", "**/houses/people/**")
    elsewhere = far.page.url
    expect(far.page.locator("main")).to_contain_text("駅の近くの部屋を探している。")
    far.open("/houses/")
    receipt = far.saved("受領の返事")
    mamoru.brings(receipt)
    page = mamoru.open(f"/houses/people/{person}/")
    expect(page.locator("main")).to_contain_text("ご本人と受け取りました")

    # The person takes a word back; it closes there, and the receipt says so here.
    page = mamoru.open(f"/people/{person}/consents/")
    page.locator("a[href*='/withdraw/']").last.click()
    page.wait_for_url("**/withdraw/")
    page.locator("form:has([name=words]) .actions button").last.click()
    page.wait_for_url("**/consents/")
    page = mamoru.open(f"/houses/people/{person}/")
    expect(page.locator("main")).to_contain_text("伝わったかまだ分かりません")
    far.brings(mamoru.saved("取り下げの知らせをファイルで保存"))
    far.open(elsewhere)
    expect(far.page.locator("main")).to_contain_text("閉じた")
    expect(far.page.locator("main")).not_to_contain_text("呼び名")
    far.open("/houses/")
    mamoru.brings(far.saved("受領の返事"))
    page = mamoru.open(f"/houses/people/{person}/")
    expect(page.locator("main")).not_to_contain_text("伝わったかまだ分かりません")

    # Who knows about me: the other house, in the person's own sheet as on the page.
    page = mamoru.open(f"/people/{person}/who-knows-sheet.html")
    expect(page.locator("body")).to_contain_text("大阪")
