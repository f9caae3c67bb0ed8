"""A page that nobody touches locks, and what was typed on it waits for whoever left it."""

from collections.abc import Callable
from time import time
from typing import Any

import pytest
from django.test import Client

from banso.access import idle
from banso.access.actions import edit_agency
from banso.drafts.models import Unsent
from tests.conftest import Cast


@pytest.fixture
def locking(cast: Cast) -> Cast:
    """The cast, in an agency whose pages lock after a quarter of an hour."""
    edit_agency(lock_after=15, by=cast.manager)
    return cast


def _left(browser: Client, minutes: int) -> None:
    session = browser.session
    session[idle.SEEN] -= minutes * 60
    session.save()


def test_after_a_while_without_a_touch_nothing_opens(
    locking: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    page = browser.get("/waiting/").content.decode()
    assert 'data-lock-after="15"' in page
    _left(browser, 14)
    assert browser.get("/desk/waiting/", headers={"HX-Request": "true"}).status_code == 200
    _left(browser, 3)
    assert browser.get("/waiting/")["Location"] == "/account/login/?next=/waiting/", (
        "what a page asks for by itself is no touch"
    )
    assert "_auth_user_id" not in browser.session
    other = signed_in("centre")
    other.get("/waiting/")
    _left(other, 10)
    assert other.post("/lock/touched/").status_code == 204
    _left(other, 10)
    assert other.get("/waiting/").status_code == 200


def test_a_sitting_is_over_ten_hours_after_the_sign_in_however_busy_it_was(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    for hours, opens in ((9, True), (11, False)):
        session = browser.session
        session[idle.BEGAN] = time() - hours * 3600
        session.save()
        assert (browser.get("/waiting/").status_code == 200) is opens, hours
    assert "_auth_user_id" not in browser.session


def test_where_the_agency_says_never_nothing_is_counted(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    assert "data-lock-after" not in browser.get("/waiting/").content.decode()
    assert idle.SEEN not in browser.session


def test_a_form_that_was_left_waits_and_is_not_sent_by_itself(
    locking: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    browser.get("/offices/add/")
    told = {"lock-path": "/offices/add/", "lock-form": "/offices/add/?x=1", "name": "南の相談室"}
    led = browser.post("/lock/", told).json()["next"]
    assert led.startswith("/account/login/?unsent=left&next=/drafts/unsent/")
    assert browser.get("/members/").status_code == 302, "the sitting has ended"
    assert "そのまま" in browser.get(led).content.decode()
    assert (Unsent.objects.get().path, Unsent.objects.get().data) == (
        "/offices/add/?x=1",
        {"name": ["南の相談室"]},
    )
    browser = signed_in("manager")
    page = browser.get(f"/drafts/unsent/{Unsent.objects.get().pk}/?left=1").content.decode()
    assert "南の相談室" in page
    assert "data-resume" not in page
    assert signed_in("centre").get(f"/drafts/unsent/{Unsent.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("path", ["https://x.example/", "//x.example", "x", "/\\x", "/" * 600, ""])
def test_a_path_of_another_house_leads_home(
    locking: Cast, signed_in: Callable[[str], Client], path: str
) -> None:
    browser = signed_in("outreach")
    led: Any = browser.post("/lock/", {"lock-path": path, "lock-form": path}).json()["next"]
    assert led == "/account/login/?unsent=left&next=/"
    assert not Unsent.objects.exists()
