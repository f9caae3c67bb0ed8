"""
Elsewhere than at night: visits at home and a questionnaire on a tablet, without a network; the
order of a night changed on the telephone itself; and paper, where nothing can be sealed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import App
from tests.journeys.telephones import Telephone, found_in, too_small
from tests.journeys.waiting import beyond

pytestmark = [pytest.mark.journey, pytest.mark.both_engines]
NAME, WORDS, REMARKS = "例の訪ね人さん", "窓の外の柿が赤い", "督促の封書が三つ"
WHO = """
from datetime import timedelta
from django.utils import timezone
from banso.access.models import Account, Member
from banso.access.queries import viewer_of
from banso.companionship.actions import walk_with
from banso.intake.actions import NewMeeting, begin_round, meet, set_off
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
today = timezone.localdate()
def who(name):
    return viewer_of(Member.objects.get(account=Account.objects.get(username=name)), today=today)
outreach, manager = who("outreach"), who("manager")
office = sorted(outreach.office_ids, key=str)[0]
"""
VISIT = f"""
person = enter_person(person=NewPerson(called_name="{NAME}", looks="青い傘"), by=outreach)
values = {{"next_visit_on": (today - timedelta(days=2)).isoformat()}}
open_entry(person=person, by=outreach, entry=NewEntry(ledger="aftercare", office_id=office,
    worker_id=None, on=today - timedelta(days=40), values=values))
walk_with(person_id=person.pk, member_id=outreach.member_id, on=today, by=outreach)
"""
ROUND = """
def night(on):
    return begin_round(office_id=office, on=on, course="例の川上", weather="cold",
        others=["例の学生"], member_ids=[outreach.member_id], by=outreach)
before = night(today - timedelta(days=7))
for number, place in enumerate(("例の東屋", "例の南口", "例の河原")):
    at = timezone.now() - timedelta(days=7, minutes=30 - number)
    meet(round_id=before.pk, by=outreach, meeting=NewMeeting(outcome="talked", at=at,
        called_name=f"例の順{number}さん", place=place))
set_off(round_id=night(today).pk, by=manager)
"""
COUNT = f"""
from banso.companionship.models import ContactNote
from banso.field.models import FieldOp
from banso.people.models import Person
from banso.surveys.models import Survey
person = Person.objects.get(called_name="{NAME}")
notes = ContactNote.objects.filter(person=person)
print("notes", notes.count())
print("looked", [one.looked for one in notes if one.looked])
print("asked", [(one.code, one.mode, one.declined) for one in Survey.objects.filter(person=person)])
print("refused", FieldOp.objects.filter(result="refused", person=person).count())
"""
ORDER = """
from banso.intake.models import OutreachRound
from banso.intake.queries.route import seal_of_place
route = OutreachRound.objects.filter(course="例の川上").latest("on").route
print("order", [place for seal in route for place in ("例の東屋", "例の南口", "例の河原")
    if seal_of_place(place) == seal])
"""
UNSEALED = "Object.defineProperty(window, 'isSecureContext', { get: () => false })"


@pytest.fixture
def telephone(app: App, chromium: Browser, tmp_path: Path) -> Iterator[Telephone]:
    """A telephone; what stands in its way fails the journey."""
    one = Telephone(app, chromium, tmp_path, "戊")
    yield one
    with suppress(Exception):
        one.context.close()
    assert one.complaints == []


def test_visits_and_a_questionnaire_without_a_network(app: App, telephone: Telephone) -> None:
    app.banso("manage", "shell", "-c", WHO + VISIT)
    page = telephone.page
    telephone.pair("outreach")
    telephone.choose_words()
    page.get_by_role("button", name="ご自宅への訪問と質問票").click()
    box = page.get_by_label(re.compile(NAME))
    expect(box).to_be_checked()
    chosen = page.locator("input[name=people]:checked")
    while chosen.count():
        chosen.first.uncheck()
    page.get_by_role("button", name="この方々を持ち出す").click()
    expect(page.get_by_text("印をつけてください")).to_be_visible()
    box.check()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="この方々を持ち出す").click()
    page.get_by_role("heading", name="訪問する方").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    telephone.context.set_offline(True)

    row = page.locator("li.person", has_text=NAME)
    row.get_by_role("button", name="顔を見に行った").click()
    telephone.keeps(1)
    expect(row.locator(".mark")).to_contain_text("顔を見に行った")
    _write_a_visit(telephone)
    _fill_in_alone(telephone)

    telephone.kill()
    assert found_in(telephone.profile, [NAME, WORDS, REMARKS, "青い傘", telephone.words]) == []
    page = telephone.switch_on(offline=True)
    _open(page, telephone.words)
    telephone.keeps(3)
    telephone.context.set_offline(False)
    page.get_by_role("button", name="いま送る").click()
    telephone.keeps(0)
    said = app.banso("manage", "shell", "-c", COUNT)
    assert "notes 2\n" in said
    assert "'meter_power': 4512" in said
    assert "'rent': 'fine'" in said
    assert "asked [('k6', 'alone', False)]" in said
    assert "refused 0\n" in said
    _on_the_desk(telephone)


def _write_a_visit(telephone: Telephone) -> None:
    """Tick, remark, read a meter; a reload loses nothing that was half typed."""
    page = telephone.page
    row = page.locator("li.person", has_text=NAME)
    row.locator("summary").first.click()
    row.get_by_role("group", name="家賃が払えている").get_by_text("大丈夫").click()
    row.get_by_label(re.compile("^電気・ガス・水道.*気づいたこと")).fill(REMARKS)
    row.get_by_label(re.compile("電気メーター")).fill("4512")
    row.get_by_label("ご本人の言葉").fill(WORDS)
    row.get_by_role("button", name="訪問を残す").click()
    expect(row.get_by_text("会えたかどうか")).to_be_visible()
    page.wait_for_timeout(600)
    page.goto("/field/")
    _open(page, telephone.words)
    expect(row.get_by_label("ご本人の言葉")).to_have_value(WORDS)
    row.get_by_role("group", name="会えたか").get_by_text("会えた", exact=True).click()
    assert Axe().run(page).response["violations"] == []
    assert too_small(page) == []
    assert beyond(page) == 0
    row.get_by_role("button", name="訪問を残す").click()
    telephone.keeps(2)


def _fill_in_alone(telephone: Telephone) -> None:
    """Whoever answers sees the questions and nothing else; opened again it is by the words."""
    page = telephone.page
    row = page.locator("li.person", has_text=NAME)
    row.get_by_text("一人で書く質問").click()
    row.get_by_label("どの時点").select_option("m3")
    row.get_by_role("button", name=re.compile("K6")).click()
    page.get_by_role("heading", name="しつもん").wait_for()
    expect(page.get_by_text(NAME)).to_have_count(0)
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("ruby").first).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    assert too_small(page) == []
    page.get_by_role("button", name="おわりました").click()
    expect(page.get_by_role("alert")).to_be_visible()
    for one in page.locator("fieldset.asked").all():
        one.locator("label").nth(1).click()
    page.get_by_role("button", name="おわりました").click()
    page.get_by_role("heading", name="ありがとうございます").wait_for()
    page.get_by_role("button", name="もう一度開く").click()
    _open(page, telephone.words, goto=False)
    telephone.keeps(3)


def _open(page: Page, words: str, *, goto: bool = True) -> None:
    if goto:
        page.goto("/field/")
    page.get_by_label("六つの言葉").fill(words)
    page.get_by_role("button", name="巡回をひらく").click()
    page.get_by_role("heading", name="訪問する方").wait_for()


def _on_the_desk(telephone: Telephone) -> None:
    page = telephone.page
    telephone.sign_in("outreach")
    page.goto("/field/desk/")
    page.get_by_role("region", name="持ち帰られた訪問").get_by_role("link").first.click()
    expect(page.get_by_role("region", name="訪問で書いたもの").locator("li")).to_have_count(3)
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name=NAME).first.click()
    expect(page.get_by_text(WORDS).first).to_be_visible()


def test_the_order_of_places_is_changed_on_the_telephone(app: App, telephone: Telephone) -> None:
    app.banso("manage", "shell", "-c", WHO + ROUND)
    page = telephone.page
    telephone.take_on("outreach", "例の川上")
    telephone.context.set_offline(True)
    people = page.locator("li.person h3")
    expect(people.nth(0)).to_contain_text("例の順0さん")
    page.get_by_text("今夜まわる順番").click()
    page.get_by_role("button", name=re.compile("例の河原.*先に")).click()
    page.get_by_role("button", name=re.compile("例の河原.*先に")).click()
    assert Axe().run(page).response["violations"] == []
    assert too_small(page) == []
    assert beyond(page) == 0
    page.get_by_role("button", name="この順番にする").click()
    expect(page.get_by_text("机の順番もこうなります")).to_be_visible()
    telephone.keeps(1)
    expect(people.nth(0)).to_contain_text("例の順2さん")
    telephone.open_with_words()  # after a reload too
    expect(people.nth(0)).to_contain_text("例の順2さん")
    telephone.context.set_offline(False)
    page.get_by_role("button", name="いま送る").click()
    telephone.keeps(0)
    said = app.banso("manage", "shell", "-c", ORDER)
    assert "order ['例の河原', '例の東屋', '例の南口']" in said


def test_without_a_secure_connection_paper_is_offered(telephone: Telephone) -> None:
    page = telephone.page
    telephone.sign_in("outreach")
    page.add_init_script(UNSEALED)
    page.goto("/field/")
    expect(page.get_by_text("つながり方が安全でない")).to_be_visible()
    expect(page.get_by_text("訪問と質問票にも紙があります")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="紙の日誌へ").click()
    expect(page).to_have_url(re.compile("/rounds/$"))
