"""Steps that once misled: finishing what is half asked, two who write the same, passing on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_at_a_glance import new_plan
from tests.journeys.test_plans import save, welcome
from tests.journeys.waiting import quiet

pytestmark = pytest.mark.journey
ASKED = {"頼れる人": "いま手助けが要る", "こころ・眠り": "とても困っている"}


@pytest.mark.both_engines
def test_an_assessment_of_which_little_was_asked_asks_before_it_ends_and_opens_again(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in("supporter")
    welcome(page, "ハンさん")
    page.get_by_role("link", name="アセスメントを始める").click()
    page.get_by_role("button", name="始める").click()
    page.get_by_role("link", name="書く 三つの困窮").click()
    for name, said in ASKED.items():
        page.get_by_role("group", name=name).get_by_label(said).check()
    save(page)
    page.get_by_role("button", name="このアセスメントを書き終える").click()
    asks = page.get_by_role("alert")
    expect(asks).to_be_focused()
    heard = re.search(r"(\d+)項目のうち、話したのは(\d+)項目", asks.inner_text())
    assert heard is not None
    assert len(ASKED) <= int(heard[2]) < int(heard[1])

    # looked at again: it is being written still; sure: it stays as it is, until somebody goes on
    page.reload()
    expect(page.get_by_role("button", name="このアセスメントを書き終える")).to_be_visible()
    page.get_by_role("button", name="このアセスメントを書き終える").click()
    page.get_by_role("button", name="いまわかっていることで終える").click()
    expect(page.get_by_text("に書き終えた")).to_be_visible()
    assert page.get_by_role("link", name=re.compile("^書く")).count() == 0
    page.get_by_role("button", name="続きを書く").click()
    expect(page.get_by_role("link", name="書く 三つの困窮")).to_be_visible()
    expect(page.get_by_role("button", name="このアセスメントを書き終える")).to_be_visible()


def test_what_is_asked_only_after_an_answer_appears_with_it(sign_in: Callable[..., Page]) -> None:
    page = sign_in("supporter")
    welcome(page, "ハンさん")
    page.goto(f"{page.url}consents/ask/")
    expect(page.locator("h1")).to_be_visible()
    witness = page.get_by_label("立ち会った人・代わりの人")
    page.get_by_label("書面で").check()
    expect(witness).to_be_hidden()
    page.get_by_label("口頭で").check()
    expect(witness).to_be_visible()

    # what was written stays in sight, whatever is answered after it
    witness.fill("見本 灯")
    page.get_by_label("書面で").check()
    expect(witness).to_be_visible()


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("mine", "海が見たい。"),
        ("theirs", "山が見たい。"),
        ("both", "山が見たい。\n海が見たい。"),
    ],
)
def test_of_two_who_write_the_same_what_somebody_chooses_stays(
    sign_in: Callable[..., Page], choice: str, kept: str
) -> None:
    mine, theirs = sign_in("coordinator"), sign_in("aftercare")
    new_plan(mine)
    plan = mine.url.partition("#")[0]
    for page in (mine, theirs):
        page.goto(f"{plan}wish/")
        quiet(page)
    theirs.locator("#id_wish").fill("山が見たい。")
    save(theirs)
    mine.locator("#id_wish").fill("海が見たい。")
    save(mine)

    # pressing again without a choice replaces nothing: what is asked comes again, with the focus
    expect(mine.get_by_role("alert")).to_be_focused()
    expect(mine.locator("#settle-wish")).to_contain_text("山が見たい。")
    save(mine)
    expect(mine.locator("#settle-wish")).to_be_visible()
    mine.locator(f"input[name=settle__wish][value={choice}]").check()
    save(mine)
    mine.goto(f"{plan}wish/")
    expect(mine.locator("#id_wish")).to_have_value(kept)
