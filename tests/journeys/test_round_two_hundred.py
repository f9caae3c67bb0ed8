"""
Two hundred meetings written without a network: the browser is killed, opened again, killed in the
middle of sending, opened again; then everything that went over the wire is sent three times more.
Nothing is lost, and nothing is there twice.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import App
from tests.journeys.telephones import MAKE, Telephone

pytestmark = [pytest.mark.journey, pytest.mark.both_engines, pytest.mark.slow]
LINES, COURSE = 200, "例の二百"
WRITE = """async ([from, to]) => {
    const form = document.querySelector("#stage form");
    const line = document.getElementById("line");
    for (let number = from; number <= to; number += 1) {
        form.elements.place.value = `橋${number}`;
        form.requestSubmit(form.querySelector("button[name=tap][value=met]"));
        while (!line.textContent.includes(`この端末に ${number}件`)) {
            await new Promise((done) => setTimeout(done, 5));
        }
    }
}"""
COUNT = f"""
from banso.field.models import FieldOp
from banso.intake.models import Encounter
met = Encounter.objects.filter(round__course="{COURSE}", place__startswith="橋", taken_back_at=None)
places = list(met.exclude(place="橋のたもと").values_list("place", flat=True))
print("met", len(places), "places", len(set(places)))
print("ops", FieldOp.objects.filter(pack__round__course="{COURSE}").count())
"""


@pytest.fixture
def telephone(app: App, chromium: Browser, tmp_path: Path) -> Iterator[Telephone]:
    """A telephone; what stands in its way fails the journey."""
    app.banso("manage", "shell", "-c", MAKE.replace("COURSE", COURSE))
    one = Telephone(app, chromium, tmp_path, "己")
    yield one
    with suppress(Exception):
        one.context.close()
    assert one.complaints == []


def test_two_hundred_are_neither_lost_nor_doubled(app: App, telephone: Telephone) -> None:
    sent: list[dict[str, Any]] = []

    def heard(request: Any) -> None:
        if request.url.endswith("/field/api/ops"):
            sent.append({"data": request.post_data, "headers": request.headers})

    telephone.take_on("outreach", COURSE)
    telephone.context.set_offline(True)
    telephone.page.evaluate(WRITE, [1, LINES // 2])
    telephone.kill()
    telephone.switch_on(offline=True)
    telephone.open_with_words()
    telephone.keeps(LINES // 2)
    telephone.page.evaluate(WRITE, [LINES // 2 + 1, LINES])
    telephone.kill()
    page = telephone.switch_on(offline=True)
    telephone.open_with_words()
    telephone.keeps(LINES)
    expect(page.locator("ol.written li")).to_have_count(LINES)

    page.on("request", heard)
    telephone.context.set_offline(False)
    page.get_by_role("button", name="いま送る").click()
    expect(page.locator("#line")).not_to_contain_text(f"この端末に {LINES}件", timeout=60000)
    telephone.kill()  # some have been answered for, others are on their way
    page = telephone.switch_on()
    page.on("request", heard)
    telephone.open_with_words()
    expect(page.locator("#line")).to_contain_text("この端末に 0件", timeout=120000)
    expected = f"met {LINES} places {LINES}\nops {LINES}\n"
    assert expected in app.banso("manage", "shell", "-c", COUNT)

    assert len(sent) >= LINES // 50
    for _ in range(3):
        for one in sent:
            headers = {"Authorization": one["headers"]["authorization"]}
            headers["Content-Type"] = "application/json"
            answer = page.request.post("/field/api/ops", data=one["data"], headers=headers)
            assert {each["result"] for each in answer.json()["ops"]} == {"again"}
    assert expected in app.banso("manage", "shell", "-c", COUNT)
    assert re.search("0件", page.locator("#line").inner_text())
