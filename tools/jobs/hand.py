"""A hand at the browser that counts what it does: taps, keys, scrolls, and what the page costs."""

from dataclasses import dataclass, field
from math import ceil
from typing import Any

from playwright.sync_api import Error, Locator, Page, Request

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added, form[aria-busy=true]"
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({type: "layout-shift", buffered: true});
"""
SEEN = "({height: document.documentElement.scrollHeight, shifted: window.shifted || 0})"
TRIES = 5
EDGE = 64  # pixels of the head and of the bar below that lie over the page


@dataclass
class Counted:
    """What a job took."""

    taps: int = 0
    keys: int = 0
    scrolls: int = 0
    requests: int = 0
    kilobytes: int = 0
    height: int = 0
    useful: int | None = None
    shift: float = 0.0


@dataclass
class Hand:
    """Somebody who does a job: whatever is out of sight is scrolled to first, and that counts."""

    page: Page
    counted: Counted = field(default_factory=Counted)
    asked: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH_SHIFTS)
        self.page.on("requestfinished", lambda request: self.asked.append(request))

    def begin(self, path: str = "/") -> None:
        """Stand at the beginning of a job; what lies before it does not count."""
        self.page.goto(path)
        self._rest()
        self.page.goto(path)  # what every page shares is there now
        self._rest()
        self.asked.clear()
        self.counted = Counted()

    def tap(self, what: Locator | str) -> None:
        """Tap something."""
        one = self._reach(what)
        one.click()
        self.counted.taps += 1
        self._rest()

    def write(self, what: Locator | str, text: str) -> None:
        """Write into a field: a tap, unless the focus is there already, and a key a letter."""
        one = self._reach(what)
        if not one.evaluate("field => field === document.activeElement"):
            self.counted.taps += 1
        one.fill(text)
        self.counted.keys += len(text)

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.counted.keys += 1
        self._rest()

    def choose(self, what: Locator | str, *, index: int) -> None:
        """Choose from a list: it is opened, and a line of it is taken."""
        one = self._reach(what)
        one.select_option(index=index)
        self.counted.taps += 2

    def look_for(self, what: Locator | str) -> None:
        """Note where the first line stands that the job is about."""
        one = self._one(what)
        one.wait_for(state="visible")
        self.counted.useful = round(
            one.evaluate("line => line.getBoundingClientRect().top + scrollY")
        )

    def _one(self, what: Locator | str) -> Locator:
        found = self.page.locator(what) if isinstance(what, str) else what
        return found.locator("visible=true").first

    def _reach(self, what: Locator | str) -> Locator:
        one = self._one(what)
        one.wait_for(state="visible")
        box, size = one.bounding_box(), self.page.viewport_size
        if box is None or size is None:
            raise Error("it can’t be reached")
        room = size["height"] - EDGE
        past = max(EDGE - box["y"], box["y"] + min(box["height"], room - EDGE) - room, 0)
        if past > 1:
            self.counted.scrolls += ceil(past / room)
            one.scroll_into_view_if_needed()
            one.evaluate("field => field.scrollIntoView({block: 'center', behavior: 'instant'})")
        return one

    def _rest(self) -> None:
        """Wait until the page is there with all its parts, and note how high it is."""
        for _ in range(TRIES):
            try:
                self.page.wait_for_load_state("load")
                self.page.wait_for_function("busy => !document.querySelector(busy)", arg=BUSY)
                seen: dict[str, Any] = self.page.evaluate(SEEN)
                break
            except Error as error:  # the page is just being left
                if "context was destroyed" not in str(error):
                    raise
        else:
            raise Error("the page does not come to rest")
        self.counted.height = max(self.counted.height, seen["height"])
        self.counted.shift = max(self.counted.shift, seen["shifted"])

    def done(self) -> Counted:
        """Return what it took, with what the browser asked for on the way."""
        self.counted.requests = len(self.asked)
        sizes = (one.sizes() for one in self.asked)
        self.counted.kilobytes = ceil(
            sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes) / 1024
        )
        return self.counted
