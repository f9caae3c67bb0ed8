"""Looking at one page: what it costs, what moves, what is too wide, small, cut or out of reach."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request

HERE = Path(__file__).parent
WATCH, LOOK, KEYS, PAPER, GLANCE, PAST = (
    (HERE / f"{name}.js").read_text()
    for name in ("watch", "look", "keys", "paper", "glance", "past")
)
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added, form[aria-busy=true]"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a round is between 18 and 6. Any page is looked at so: it is made of the same components;
# a sheet is paper.
NIGHT = "() => !document.querySelector('.sheet') && (document.body.dataset.night = 'yes')"
A4 = 688  # pixels between the margins of an upright sheet
MOST_TABS = 160
HEIGHTS = {360: 780, 1280: 900}
PASSWORD = "banso-demo"  # noqa: S105 — of the invented people


def sign_in(context: BrowserContext, who: str) -> Page:
    """Return a window in which somebody of the demo is signed in, or nobody."""
    page = context.new_page()
    page.set_default_timeout(20000)
    if who:
        page.goto("/account/login/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.locator("main button").first.click()
        page.wait_for_load_state("load")
        if "second-factor" in page.url:
            page.fill("[name=code]", page.locator("[data-demo-number]").inner_text())
            page.locator("main button").first.click()
            page.wait_for_load_state("load")
    return page


def quiet(page: Page) -> None:
    """Wait until a page is there with all its parts."""
    page.wait_for_load_state("load")
    page.wait_for_function("busy => !document.querySelector(busy)", arg=BUSY)


def faults(page: Page, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[str]:
    """
    Return what axe finds on a page at its top, in a window as high as the page: what is scrolled
    below the head, or lies below a bar at the foot until one scrolls, is not there.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.evaluate(AXE_SCRIPT)
    run = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": TAGS}
    options = {
        "resultTypes": ["violations"],
        "reporter": "no-passes",
        "preload": False,
        "runOnly": run,
        "rules": {one: {"enabled": False} for one in without},
    }
    with _as_high_as_the_page(page):
        found = page.evaluate(
            "options => axe.run(options).then(all => all.violations.map("
            "one => `${one.id} ×${one.nodes.length}: ${one.nodes[0].html.slice(0, 110)}`))",
            options,
        )
    return list(found)


@contextmanager
def _as_high_as_the_page(page: Page) -> Iterator[None]:
    window = page.viewport_size
    high = page.evaluate("document.documentElement.scrollHeight")
    if window is None or high <= window["height"]:
        yield
        return
    page.set_viewport_size({"width": window["width"], "height": high + 200})
    try:
        yield
    finally:
        page.set_viewport_size(window)


@dataclass
class Window:
    """A window of one width in which somebody looks at pages, one after the other."""

    page: Page
    asked: list[Request] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("requestfinished", lambda one: self.asked.append(one))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on(
            "console",
            lambda one: (
                self.said.append(one.text)
                if one.type == "error" and "Failed to load" not in one.text
                else None
            ),
        )

    def open(self, paths: list[str]) -> tuple[str, int, str]:
        """Open the first of some paths that is there: its path, status and kind of content."""
        path, status, kind = "", 0, ""
        for path in paths:
            self.asked.clear()
            self.said.clear()
            try:
                answer = self.page.goto(path)
            except Error as error:
                kind = "file" if "Download is starting" in str(error) else "broken"
                status = 200 if kind == "file" else 0
                break
            status = answer.status if answer else 0
            kind = (answer.headers.get("content-type", "") if answer else "").split(";")[0]
            if status < 400:
                break
        if kind == "text/html" and status == 200:
            quiet(self.page)
            if not self.page.evaluate("!!document.querySelector('main, .sheet')"):
                kind = "part"
        return path, status, kind

    def weight(self) -> tuple[int, int]:
        """Return how many requests a page took, and how many KB."""
        total = 0
        for one in self.asked:
            with suppress(Error):
                sizes = one.sizes()
                total += sizes["responseBodySize"] + sizes["responseHeadersSize"]
        return len(self.asked), ceil(total / 1024)

    def by_keyboard(self) -> dict[str, Any]:
        """Press Tab through the page."""
        page = self.page
        page.evaluate(
            "() => { scrollTo(0, 0); document.activeElement.blur(); banso_seen.walking = 1 }"
        )
        count = page.evaluate(
            "document.querySelectorAll('a, button, summary, select, textarea, input').length"
        )
        for _ in range(min(count + 2, MOST_TABS)):
            page.keyboard.press("Tab")
        found: dict[str, Any] = page.evaluate(KEYS)
        page.evaluate("banso_seen.walking = 0")
        if count + 2 > MOST_TABS:
            found["missed"], found["missed_all"] = [], 0
        return found

    def on_paper(self) -> dict[str, Any]:
        """Look at the page as it would be printed."""
        size = self.page.viewport_size
        self.page.emulate_media(media="print")
        self.page.set_viewport_size({"width": A4, "height": 1000})
        self.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        found: dict[str, Any] = self.page.evaluate(PAPER)
        self.page.evaluate("dispatchEvent(new Event('afterprint'))")
        self.page.emulate_media(media="screen")
        if size:
            self.page.set_viewport_size(size)
        return found


def measured(window: Window, width: int) -> dict[str, Any]:
    """Return all that can be said of the page that is open."""
    page = window.page
    requests, kilobytes = window.weight()
    found: dict[str, Any] = page.evaluate(LOOK)
    found |= {"requests": requests, "kb": kilobytes, "axe": faults(page)}
    if width > 1000:
        found["keys"] = window.by_keyboard()
        page.set_viewport_size({"width": 640, "height": 450})
        zoomed = page.evaluate(LOOK)
        found["zoom"] = {name: zoomed[name] for name in ("wide", "outside", "cut", "over")}
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found["paper"] = window.on_paper()
        if page.evaluate(NIGHT):
            found["dark"] = faults(page, only=("color-contrast",))
    found["errors"] = [*window.said, *found.pop("refused")]
    return found


def window_of(browser: Browser, base: str, who: str, width: int, height: int = 0) -> Window:
    """Return a window in which somebody is signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": height or HEIGHTS[width]},
        locale="ja-JP",
        base_url=base,
        has_touch=width < 500,
    )
    return Window(sign_in(context, who))
