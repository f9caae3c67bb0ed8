"""Help where one is: shown around one's own role, what happens to what one writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from banso.access.actions import keep_tour_step
from banso.access.rules import ROLES, TOUR_STEPS, Duty, Role
from banso.desk.tour import TODAY_OF_MANAGERS, TOURS, tour_of
from tests.conftest import Cast, member_of


def test_everybody_is_shown_five_places_that_their_role_opens() -> None:
    assert set(TOURS) == set(Role)
    for role, stops in TOURS.items():
        assert len({one.url_name for one in stops}) == len(stops) == TOUR_STEPS, role
        for one in stops:
            asked = resolve(reverse(one.url_name, args=one.args)).func.door  # type: ignore[attr-defined]
            assert set(asked) <= ROLES[role].duties, (role, one.url_name)
        # what must be empty stands on a manager’s desk: nobody else is told of it there
        assert (TODAY_OF_MANAGERS in stops) == (Duty.MANAGE_AGENCY in ROLES[role].duties), role
    assert tour_of(["volunteer", "manager"]) == TOURS[Role.MANAGER]
    assert tour_of([]) == TOURS[Role.OBSERVER]


@pytest.mark.either
def test_the_tour_stands_on_the_desk_until_it_was_seen_and_comes_back_on_request(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser, other = signed_in("volunteer"), signed_in("manager")
    for number in range(TOUR_STEPS):
        page = browser.get("/").content.decode()
        assert f"{number + 1} / {TOUR_STEPS}" in page
        assert str(TOURS[Role.VOLUNTEER][number].title) in page
        browser.post("/tour/step/", {"step": str(number + 1)})
    assert 'class="tour' not in browser.get("/").content.decode()
    assert member_of(cast.volunteer).tour_step == TOUR_STEPS
    assert member_of(cast.manager).tour_step == 0
    assert f"1 / {TOUR_STEPS}" in other.get("/").content.decode()
    again = browser.get("/tour/").content.decode()
    assert all(str(one.title) in again for one in TOURS[Role.VOLUNTEER])
    browser.post("/tour/step/", {"step": "0"})
    assert f"1 / {TOUR_STEPS}" in browser.get("/").content.decode()
    for wrong in ("", "x", "-1", "99", "１", "9" * 40):
        assert browser.post("/tour/step/", {"step": wrong}).status_code == 302
        assert 0 <= member_of(cast.volunteer).tour_step <= TOUR_STEPS
    keep_tour_step(step=3, by=cast.volunteer)
    keep_tour_step(step=3, by=cast.volunteer)
    assert member_of(cast.volunteer).tour_step == 3


@pytest.mark.either
def test_a_form_leads_to_what_happens_to_what_one_writes_and_back(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    form = browser.get(reverse("intake:new_intake"))
    assert "書いたことは、どうなりますか" in form.content.decode()
    address = f"/help/intake/new_intake/?from={reverse('intake:new_intake')}"
    page = browser.get(address).content.decode()
    assert "だれが読めるか" in page
    assert "巡回相談指導員" in page
    assert f'href="{reverse("intake:new_intake")}"' in page
    for elsewhere in ("//例.example/", "https://elsewhere.example/", "javascript:alert(1)"):
        page = browser.get("/help/intake/new_intake/", {"from": elsewhere}).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert '<a href="/">← 書くところへ戻る</a>' in main
        assert elsewhere not in main
    assert browser.get("/help/none/such/").status_code == 404
    assert "書いたことは、どうなりますか" not in browser.get("/").content.decode()


def test_a_page_that_says_no_does_not_speak_of_what_one_writes(
    signed_in: Callable[[str], Client],
) -> None:
    answer = signed_in("volunteer").get("/bring-in/receivers/")
    assert answer.status_code == 403
    assert b'class="meta noprint written"' not in answer.content


def test_the_page_of_components_opens_in_a_demo_home_only(
    cast: Cast, signed_in: Callable[[str], Client], settings: Any
) -> None:
    browser = signed_in("observer")
    assert "Components" in browser.get("/kit/").content.decode()
    assert "data-night" not in browser.get("/kit/").content.decode()
    assert "data-night" in browser.get("/kit/?night").content.decode()
    settings.BANSO_DEMO = False
    assert browser.get("/kit/").status_code == 404
