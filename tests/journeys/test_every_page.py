"""
Every page that a GET may open, once, on a phone: it opens, says nothing in the console, is never
wider than its window (nor in a wide one, nor with letters twice as large there), holds still, and
axe finds nothing, by day as at night. Each database has a half of the pages. `./banso pages`
measures the rest.

Axe looks at a page only where it is made of something that no page before it was made of: most
forms are made of the same few components.
"""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.journeys.conftest import App
from tools.pages.looking import GLANCE, NIGHT, PAST, Window, faults, window_of

pytestmark = pytest.mark.journey
TELL = "from tools.pages.addresses import tell; tell(whole=False)"
PHONE, WIDE = ViewportSize(width=360, height=780), ViewportSize(width=1280, height=900)
# What takes longest is looked at on every so many pages only.
EVERY_CONTRAST, EVERY_WIDE = 8, 3
# What the demo holds none of, and what would be in other journeys' way if it were made here.
NOT_HERE = (
    "answer/<str:token>/",
    "bring-in/imports/<uuid:run_id>/",
    "conferences/<uuid:conference_id>/oath/",
    "drafts/unsent/<uuid:unsent_id>/",
    "field/lines/<uuid:op_id>/write/",
    "field/telephones/<uuid:telephone_id>/",
    "field/visits/<uuid:pack_id>/",
    "houses/<uuid:house_id>/",
    "houses/came/<uuid:received_id>/",
    "houses/card/file/",
    "houses/letters/<uuid:letter_id>/file/",
    "houses/people/<uuid:person_id>/to/<uuid:house_id>/",
    "in-danger/<uuid:opening_id>/",
    "in-danger/<uuid:opening_id>/<slug:kind>/<uuid:row_id>/",
    "merges/<uuid:merge_id>/part/",
    "never-seen-by/<uuid:no_id>/taken-back/",
    "openings/<uuid:opening_id>/explained/",
    "privacy/askings/<uuid:asking_id>/",
    "privacy/askings/<uuid:asking_id>/copy/",
    "privacy/askings/<uuid:asking_id>/copy/data.json",
    "privacy/askings/<uuid:asking_id>/copy/sheet.<slug:kind>",
    "privacy/askings/<uuid:asking_id>/copy/text/<slug:text_key>/",
    "privacy/askings/<uuid:asking_id>/decide/",
    "privacy/askings/<uuid:asking_id>/letter.<slug:kind>",
    "privacy/askings/<uuid:asking_id>/told/",
    "privacy/endings/<uuid:ending_id>/",
    "privacy/leaks/<uuid:leak_id>/",
    "privacy/leaks/<uuid:leak_id>/sheet.<slug:kind>",
    "privacy/leaks/<uuid:leak_id>/told/",
    "privacy/leaks/<uuid:leak_id>/write/",
    "privacy/leaks/telephone/<uuid:telephone_id>/",
    "privacy/processing/<uuid:processing_id>/",
    "privacy/receivers/<uuid:receiver_id>/",
    "programs/<uuid:key_id>/",
    "questions/<uuid:question_id>/",
    "questions/<uuid:question_id>/edit/",
    "questions/<uuid:question_id>/list.<slug:kind>",
    "questions/<uuid:question_id>/research/",
    "research/<uuid:research_id>/",
    "research/<uuid:research_id>/list.<slug:kind>",
    "survey/<str:token>/",
    "way-back/mail/",
)


def _wrong(window: Window, place: int, known: set[str]) -> list[str]:
    """Return what is wrong with the page that is open."""
    page = window.page
    seen: dict[str, Any] = page.evaluate(GLANCE)
    found = [*window.said, *seen["refused"]]
    found += [f"wider than a phone by {seen['wide']}"] if seen["wide"] > 0 else []
    found += [f"{seen['heads']} headings of the first order"] if seen["heads"] != 1 else []
    found += [] if seen["named"] else ["without a title or a language"]
    found += [f"moves by {seen['shift']}"] if seen["shift"] > 0.1 else []
    if new := set(seen["made"]) - known:
        known |= new
        found += faults(page, without=("color-contrast",) if place % EVERY_CONTRAST else ())
        if place % EVERY_CONTRAST == 0 and page.evaluate(NIGHT):
            found += [f"at night: {one}" for one in faults(page, only=("color-contrast",))]
            page.evaluate("delete document.body.dataset.night")
    if place % EVERY_WIDE == 0:
        page.set_viewport_size(WIDE)
        if past := page.evaluate(PAST):
            found.append(f"wider than a wide window {past}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if past := page.evaluate(PAST):
            found.append(f"with letters twice as large, wider {past}")
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size(PHONE)
    return found


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_whole_on_a_phone_and_in_a_wide_window(
    app: App, chromium: Browser, half: int
) -> None:
    every = json.loads(app.banso("manage", "shell", "-v0", "-c", TELL).splitlines()[-1])
    windows, known = dict[str, Window](), set[str]()
    wrong, closed = [], set()
    for place, one in enumerate(every[half::2]):
        who, route = one["who"], one["route"]
        if who not in windows:
            windows[who] = window_of(chromium, app, who, 360)
        _path, status, kind = windows[who].open(one["paths"])
        if status != 200:
            closed.add(route)
        elif kind == "text/html":
            wrong += [(route, fault) for fault in _wrong(windows[who], place, known)]
    for window in windows.values():
        window.page.context.close()

    assert wrong == []
    # Another journey in the same home may have made some of them.
    assert closed <= set(NOT_HERE)
