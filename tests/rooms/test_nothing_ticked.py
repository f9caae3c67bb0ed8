"""
Nothing prints that was not ticked: every sheet of the house, by its address, in a home in which
there is one of everything and hardly anything was chosen.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from banso.desk.sheets import PAPERS
from banso.kit.sheets import Sheet, Table, Text
from banso.kit.sheets.boxes import EMPTY, TICKED
from banso.planning.rules import SheetKind
from tests.conftest import Cast
from tests.rooms.test_doors import Home, our_routes

pytestmark = pytest.mark.once

ON_A_BOX = re.compile(f"{TICKED}\u00a0?([^\u3000\n]*)")
# What stands ticked because it is so: it was chosen, or is a fact that nobody ticks.
SO = {
    "mishaps/<uuid:mishap_id>/sheet.<slug:kind>": {"ヒヤリハット"},
    "checks/<uuid:check_id>/sheet.<slug:kind>": {"注意"},
    "evaluations/<uuid:evaluation_id>/sheet.<slug:kind>": {"このまま続ける"},
    "keeping/<uuid:keeping_id>/receipt-sheet.<slug:kind>": {"ご本人の希望"},
    "privacy/leaks/<uuid:leak_id>/sheet.<slug:kind>": {"漏えい（外に出た・別の人に渡った）"},
    "conferences/<uuid:conference_id>/agenda-sheet.<slug:kind>": {"定期"},
    "consultation-last.html": {"電話", "急がない", "まだ・まだ聞いていない"},
    "visit-last.html": {"会えた", "大丈夫"},
    "course-last.html": {"訪問", "存在の支援", "処遇の支援", "ふつうのこと"},
    "plans/<uuid:plan_id>/sheets/<slug:sheet>.<slug:kind>": {"初回"},
}
# Printed by a body's own office, a letter once there is a decision, and a copy of what is kept once
# two have decided: none holds a box.
ELSEWHERE = {
    "privacy/askings/<uuid:asking_id>/copy/sheet.<slug:kind>",
    "decision-body/requests/<uuid:request_id>/sheet.<slug:kind>",
    "requests/<uuid:request_id>/letter-sheet.<slug:kind>",
    "requests/<uuid:request_id>/notice-sheet.<slug:kind>",
}


def sheet_routes() -> list[str]:
    return [
        route
        for route, _duties in our_routes()
        if route.endswith(".<slug:kind>")
        and any(word in route for word in ("sheet", "slip", "journey", "sphere"))
    ]


def addresses(home: Home, route: str) -> Iterator[str]:
    """Every sheet that is found at an address of this kind."""
    plain = home.address(route)
    if "<slug:paper>" in route:
        yield from (re.sub(r"[^/]+\.html$", f"{code}.html", plain) for code in PAPERS)
    elif "<slug:sheet>" in route:
        yield from (re.sub(r"[^/]+\.html$", f"{kind.value}.html", plain) for kind in SheetKind)
    else:
        yield plain


def sheets(home: Home, browser: Client) -> Iterator[tuple[str, str, Sheet]]:
    for route in sheet_routes():
        for address in addresses(home, route):
            answer = browser.get(address)
            if answer.status_code == 405:
                answer = browser.post(address)
            if route in ELSEWHERE:
                assert answer.status_code in (302, 403, 404), address
                continue
            assert answer.status_code == 200, address
            yield route, address, answer.context["sheet"]


def texts(sheet: Sheet) -> str:
    """Every text of a sheet in which a box can stand."""
    cells = [
        cell
        for block in sheet.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]
    return "\n".join([*cells, *(one.text for one in sheet.blocks if isinstance(one, Text))])


def test_nothing_prints_that_was_not_ticked(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    home = Home(cast)
    found: dict[str, set[str]] = {}
    boxes = 0
    for route, address, sheet in sheets(home, signed_in("manager")):
        said = texts(sheet)
        boxes += said.count(EMPTY)
        ticked = {words.strip() for words in ON_A_BOX.findall(said)}
        so = SO.get(route) or SO.get(address.rpartition("/")[2], set())
        if ticked - so:
            found[address] = ticked - so

    assert found == {}
    assert boxes > 100, "there are boxes to tick at all"
