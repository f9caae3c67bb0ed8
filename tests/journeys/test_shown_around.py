"""Being shown around one's own role, by the keyboard alone; whoever wants no more of it says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.waiting import quiet
from tools.pages.looking import faults

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("who", "language", "width", "step", "no_more"),
    [
        ("employment", "ja", 360, "次の場所へ", "案内はいりません"),
        ("supporter", "en", 1280, "Next place", "Don’t show me around"),
    ],
)
def test_five_places_of_ones_own_role_until_one_has_seen_them(
    sign_in: Callable[..., Page], who: str, language: str, width: int, step: str, no_more: str
) -> None:
    page = sign_in(who, width=width)
    page.context.add_cookies([{"name": "banso_language", "value": language, "url": page.url}])
    page.goto("/")
    quiet(page)
    tour = page.locator(".tour")
    for number in (1, 2):
        expect(tour).to_contain_text(f"{number} / 5")
        assert faults(page) == []
        tour.get_by_role("button", name=step).focus()
        page.keyboard.press("Enter")
        expect(tour).to_contain_text(f"{number + 1} / 5")

    tour.get_by_role("button", name=no_more).focus()
    page.keyboard.press("Enter")
    expect(tour).to_have_count(0)
    quiet(page)

    again = sign_in(who)  # in another browser it is known as well
    quiet(again)
    expect(again.locator(".tour")).to_have_count(0)
