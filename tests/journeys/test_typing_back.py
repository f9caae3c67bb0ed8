"""
A paper that was filled in by hand is typed back in its own order, forwards and by keyboard alone,
in less than two minutes.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.test_screens import person_page, settle

pytestmark = pytest.mark.journey
SECONDS_A_KEY = 0.28  # somebody who types, not a typist (keystroke-level model)
KEYS_A_LETTER = 2.5  # of Japanese: typed as it sounds, then turned into kanji
FARTHEST = 25  # stops of Tab from one field to the next

VISIT = (
    (
        "住まい",
        (("rent", ""), ("utilities", ""), ("post", "役所の封筒が開けずにある"), ("rubbish", "")),
    ),
    ("からだ", (("sleep", ""), ("eating", ""), ("medicine", "朝の薬が残る"), ("people", ""))),
)


class Hands:
    """Hands on a keyboard: they go forwards only, and what they press is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0.0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.keys += times

    def write(self, words: str) -> None:
        self.page.keyboard.insert_text(words)
        self.keys += KEYS_A_LETTER * len(words)

    def to(self, name: str, value: str = "") -> None:
        """Tab on to a field, or to the box of one value."""
        look = "[document.activeElement.name || '', document.activeElement.value || '']"
        for _ in range(FARTHEST):
            here, holds = self.page.evaluate(look)
            if here == name and value in ("", holds):
                return
            self.press("Tab")
        pytest.fail(f"{name} {value} does not come next")

    def unfold(self, heading: str) -> None:
        """Tab on to a part of the form that opens by its heading, and open it."""
        look = "document.activeElement.closest('summary')?.innerText || ''"
        for _ in range(FARTHEST):
            if heading in self.page.evaluate(look):
                self.press("Enter")
                return
            self.press("Tab")
        pytest.fail(f"{heading} does not come next")

    @property
    def seconds(self) -> float:
        return self.keys * SECONDS_A_KEY


def test_a_consultation_is_typed_back_in_its_order(sign_in: Callable[..., Page]) -> None:
    page = sign_in("aftercare")
    person = person_page(page)
    settle(page, f"{person}intake/")
    hands = Hands(page)
    hands.to("on")
    hands.write("きのう")
    hands.to("channel")
    hands.press("ArrowDown")
    hands.to("more_who_came")
    hands.press("ArrowDown", 2)  # family
    hands.to("came_with")
    hands.write("弟さん")
    hands.to("more_registered")
    hands.press("ArrowDown")
    hands.to("more_reach")
    hands.write("夕方なら家")
    hands.to("words")
    hands.write("家賃がおくれそうで、夜あまり眠れない。だれかに話したかった。")
    for matter in ("housing", "rent"):
        hands.to("matters", matter)
        hands.press("Space")
    hands.to("worst")
    hands.press("ArrowDown", 2)  # one of those that were ticked
    hands.to("urgency")
    hands.press("Space")
    for name, down in (("work", 5), ("dwelling", 2), ("insurance", 2), ("pension", 1)):
        hands.to(f"more_{name}")
        hands.press("ArrowDown", down)
    hands.to("consent")
    hands.press("ArrowUp")  # agreed: how it was said is asked now
    hands.to("consent_way")
    hands.write("書面")
    hands.press("Enter")
    page.wait_for_url(person)

    settle(page, f"{person}sheets/consultation-last.html")
    assert page.get_by_text("夕方なら家").count()
    assert hands.seconds < 90


def test_a_survey_on_paper_is_typed_back_in_its_order(sign_in: Callable[..., Page]) -> None:
    page = sign_in("coordinator")
    person = person_page(page)
    settle(page, f"{person}surveys/isolation/ask/")
    hands = Hands(page)
    hands.to("on")
    hands.write("きのう")
    hands.to("mode")
    hands.press("ArrowDown")
    for question in ("q_alone", "q_needed"):
        hands.to(question)
        hands.press("Space")
    hands.press("Enter")
    page.wait_for_url(lambda address: "/ask/" not in address)

    assert page.get_by_text("全くそうだと思う").count()
    assert hands.seconds < 60


def test_a_night_of_six_rows_is_typed_back_in_its_order(sign_in: Callable[..., Page]) -> None:
    page = sign_in("outreach")
    settle(page, "/rounds/")
    nights = page.locator("main a[href^='/rounds/']:not([href$='begin/'])")
    tonight = nights.first.inner_text().split()[0]  # of which no evening has come yet
    night = nights.filter(has_not_text=tonight).first.get_attribute("href")
    settle(page, f"{night}type/")
    hands = Hands(page)
    for number in range(6):
        hands.to("time")
        hands.write(f"21{number}0")
        hands.to("called_name")
        hands.write(f"見本{number}")
        hands.to("place")
        hands.write("橋")
        hands.to("outcome")
        hands.press("Space")
        hands.to("handed", "meal")
        hands.press("Space")
        hands.press("Enter")
        page.get_by_text(f"見本{number}", exact=True).first.wait_for()

    assert page.locator("main li strong").all_inner_texts()[-6:] == [f"見本{n}" for n in range(6)]
    assert hands.seconds < 120


def test_a_visit_at_home_is_typed_back_in_its_order(sign_in: Callable[..., Page]) -> None:
    page = sign_in("aftercare")
    person = person_page(page)
    settle(page, f"{person}visits/write/")
    hands = Hands(page)
    hands.to("on")
    hands.press("Control+a")  # today stands there
    hands.write("きのう")
    hands.to("time")
    hands.press("Tab", 2)  # hours and minutes as they are
    hands.to("minutes")
    hands.write("40")
    hands.to("met")
    hands.to("enough")
    hands.to("words")
    hands.write("膝が冷えるわ。米はある。")
    hands.to("fact")
    hands.write("こたつを一緒に出した。督促の手紙を一緒に読んだ。")
    for part, marks in VISIT:
        hands.unfold(part)
        for name, remarks in marks:
            hands.to(name)
            hands.press("Space")
            if remarks:
                hands.press("ArrowDown")  # to be looked at again
                hands.to(f"{name}_note")
                hands.write(remarks)
    hands.unfold("メーター")
    for name, number in (("meter_power", "4512"), ("meter_gas", "231"), ("meter_water", "88")):
        hands.to(name)
        hands.write(number)
    hands.to("next_on")
    hands.write("R8.12.25")
    hands.press("Enter")
    page.wait_for_url(person)

    settle(page, f"{person}sheets/visit-last.html")
    assert page.get_by_text("役所の封筒が開けずにある").count()
    assert page.get_by_text("4,512").count()
    assert page.locator("article .tick--on").count() == 9, "met, and eight that were looked at"
    assert hands.seconds < 120
