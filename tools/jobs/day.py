"""The jobs of a day, each as a hand does it today, from the desk."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.jobs.hand import Hand

FIRST_PERSON = "main a[href^='/people/']:not([href='/people/doubles/'])"


@dataclass(frozen=True)
class Job:
    """A job: what it is called, who does it, and how."""

    name: str
    who: str
    do: Callable[[Hand], None]


def find(hand: Hand, words: str) -> None:
    """Find somebody from wherever one is, and open their page."""
    if not hand.page.locator("#find").locator("visible=true").count():
        hand.tap("a[href='/find/']")
    hand.write("#find", words)
    hand.press("Enter")
    hand.tap(FIRST_PERSON)


def nameless(hand: Hand) -> None:
    """Write somebody without a name down, on tonight's round."""
    hand.tap(".tonight a[href^='/rounds/']")
    hand.look_for("form.nameless [name='place']")
    hand.tap("form.nameless > .taps button")


def usual(hand: Hand) -> None:
    """Say how it was with somebody one usually meets."""
    hand.tap(".tonight a[href^='/rounds/']")
    hand.look_for("form.encounter")
    hand.tap("form.encounter button[name='outcome']")


def found(hand: Hand) -> None:
    """Find somebody by another spelling."""
    find(hand, "とし坊")
    hand.look_for("h1")


def intake(hand: Hand) -> None:
    """Begin an intake for somebody who is known already: the warning comes before anything."""
    hand.begin("/intake/")
    hand.write("[name='called_name']", "なべ")
    hand.tap("main form button:not(.link)")
    hand.look_for(FIRST_PERSON)
    hand.tap("main a[href*='/intake/']")


def being_there(hand: Hand) -> None:
    """Note that one went to see somebody's face."""
    find(hand, "マツさん")
    hand.look_for("form.taps-now button")
    hand.tap("form.taps-now button")


def promise(hand: Hand) -> None:
    """Say that a promise was kept."""
    hand.look_for("form.outcomes button")
    hand.tap("form.outcomes button")


def to_plan(hand: Hand) -> None:
    """Open the plan of somebody who has one."""
    find(hand, "ハルさん")
    if not hand.page.locator("a[href^='/plans/']").locator("visible=true").count():
        hand.tap("details:has(a[href^='/plans/']) > summary")
    hand.tap("a[href^='/plans/']")


def cell(hand: Hand) -> None:
    """Write a cell of a plan that nobody has agreed to yet; it is made before anything counts."""
    to_plan(hand)
    hand.tap("main a[href$='/replan/']")
    hand.write("[name='reason']", "春が来る")
    hand.tap("main form .actions button")
    hand.begin()
    to_plan(hand)
    blank = "textarea[data-type]:placeholder-shown"
    hand.look_for(blank)
    hand.write(blank, "毎朝、散歩に出る。")
    hand.press("Tab")
    hand.page.locator("[data-typed]", has_text="保存しました").wait_for()


def agreed_cell(hand: Hand) -> None:
    """Say how it goes with a cell of a plan that was agreed to."""
    to_plan(hand)
    hand.tap("a[data-cell]:has(.cell__text)")
    hand.look_for("#editor textarea")
    hand.tap("#editor .one-tap button")
    hand.page.locator("#editor [role=status]").wait_for()


def replan(hand: Hand) -> None:
    """Make a new version with its reason, and lay it beside the one before."""
    to_plan(hand)
    hand.tap("main a[href$='/replan/']")
    hand.look_for("[name='reason']")
    hand.write("[name='reason']", "仕事が始まった")
    hand.tap("main form .actions button")
    hand.tap("form[action$='/compare/'] button, main form.filters button")


def back(hand: Hand) -> None:
    """Take somebody back from a receiver."""
    hand.tap("main a[href^='/referrals/']")
    hand.tap("main a[href$='/back/']")
    hand.look_for("[name='return_reason']")
    hand.tap("label:has([name='return_reason'][value='did_not_fit'])")
    hand.write("#id_learnt", "朝が早すぎた。")
    hand.tap("label:has([name='next_step'][value='rest'])")
    hand.tap("main form .actions button")


def next_try(hand: Hand) -> None:
    """Go on to the next place after a refusal."""
    find(hand, "テツさん")
    if not hand.page.locator("a[href^='/referrals/']").locator("visible=true").count():
        hand.tap("details:has(a[href^='/referrals/']) > summary")
    hand.tap("a[href^='/referrals/']")
    hand.tap("main a[href$='/next/']")
    hand.look_for(".opts li")
    hand.tap(".opts li label")
    hand.tap("main form .actions button")


def tie(hand: Hand) -> None:
    """Place a tie."""
    find(hand, "マツさん")
    if not hand.page.locator("a[href$='/ties/add/']").locator("visible=true").count():
        hand.tap("details:has(a[href$='/ties/add/']) > summary, a[href$='/sphere/']")
    hand.tap("a[href$='/ties/add/']")
    hand.look_for("#id_name")
    hand.write("#id_name", "銭湯の番台さん")
    hand.choose("#id_kind", index=2)
    hand.tap("main form .actions button")


def line(hand: Hand) -> None:
    """Write a line at the conference that is running."""
    hand.tap("a[href^='/conferences/']:has(strong)")
    hand.look_for("#table")
    hand.tap("#table [hx-get*='/write/']")
    hand.write("#editor textarea, #editor input[type='text']", "水やりを続ける")
    hand.tap("#editor form .actions button:not(.button--plain)")


def must_be_empty(hand: Hand) -> None:
    """Open the list that must be empty."""
    hand.look_for(".must")
    hand.tap(".must a[href='/watch/']")


def question(hand: Hand) -> None:
    """Ask of whom something is true."""
    hand.begin("/year/")
    hand.tap("main a[href='/questions/']")
    hand.look_for(".ready a, main a[href='/questions/new/']")
    hand.tap(".ready a")


def handing_over(hand: Hand) -> None:
    """Leave something for the next shift."""
    hand.begin("/handover/")
    hand.tap("main details > summary")
    hand.look_for("#id_text")
    hand.write("#id_text", "毛布が三枚足りません。")
    hand.tap("main form .actions button")


DAY = (
    Job("somebody without a name", "outreach", nameless),
    Job("somebody one usually meets", "outreach", usual),
    Job("find by any spelling", "outreach", found),
    Job("intake with a warning", "outreach", intake),
    Job("note of being there", "outreach", being_there),
    Job("promise settled", "outreach", promise),
    Job("how a cell goes", "coordinator", agreed_cell),
    Job("a cell of the plan", "coordinator", cell),
    Job("replan and compare", "coordinator", replan),
    Job("refusal → next try", "coordinator", next_try),
    Job("referral taken back", "coordinator", back),
    Job("tie placed", "outreach", tie),
    Job("line at the conference", "coordinator", line),
    Job("list that must be empty", "manager", must_be_empty),
    Job("question asked", "coordinator", question),
    Job("handing over", "outreach", handing_over),
)
