"""Before what weighs much a member is asked once more who they are, and goes on where they were."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from banso.access import asking
from banso.access.actions import edit_agency, make_numbers
from banso.access.models import Member
from tests.conftest import Cast
from tests.rooms.test_second_keys import account_of

HEAVY = (
    "/members/",
    "/members/add/",
    "/agency/",
    "/in-danger/",
    "/research/",
    "/ledgers/outreach/file.csv",
)


@pytest.fixture
def careful(cast: Cast) -> Cast:
    """The cast, in an agency that asks managers for a second key, who has ten numbers."""
    edit_agency(key_of="managers", by=cast.manager)
    cast.numbers = make_numbers(by=cast.manager)  # type: ignore[attr-defined]
    return cast


def test_what_weighs_much_asks_and_goes_on(
    careful: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    assert browser.get("/").status_code == 200
    for address in HEAVY:
        assert browser.get(address)["Location"] == f"/still-you/?next={address}", address
    part = browser.get("/members/", headers={"HX-Request": "true"})
    assert part.status_code == 401
    page = browser.get("/still-you/?next=/members/")
    assert sorted(page.context["shown"]) == ["code", "password"]
    wrong = browser.post("/still-you/", {"way": "password", "password": "x", "next": "/members/"})
    assert wrong.status_code == 422
    assert browser.post("/still-you/", {"way": "passkey", "credential": "{}"}).status_code == 422
    number = {"way": "code", "code": careful.numbers[0], "next": "/members/"}
    assert browser.post("/still-you/", number)["Location"] == "/members/"
    for address in HEAVY:
        assert "/still-you/" not in browser.get(address).get("Location", ""), address
    away = browser.post("/still-you/", number | {"code": careful.numbers[1], "next": "//x.example"})
    assert away["Location"] == "/"


def test_after_some_minutes_it_asks_again_and_a_form_goes_on_from_there(
    careful: Cast, signed_in: Callable[[str], Client], monkeypatch: Any
) -> None:
    browser = signed_in("manager")
    said = {"way": "password", "password": "banso-demo", "next": "/"}
    assert browser.post("/still-you/", said).status_code == 302
    form = browser.get("/offices/add/")
    assert form.status_code == 200
    monkeypatch.setattr(asking, "GOOD_FOR", 0)
    sent = browser.post("/offices/add/", {"name": "西の相談室"})
    kept = sent["Location"].partition("?next=")[2]
    assert kept.startswith("/drafts/unsent/")
    monkeypatch.undo()
    assert browser.post("/still-you/", said | {"next": kept})["Location"] == kept
    page = browser.get(kept).content.decode()
    assert "西の相談室" in page
    assert 'action="/offices/add/"' in page


def test_signing_in_is_being_asked_and_where_nobody_is_asked_for_a_key_nothing_asks(
    careful: Cast, signed_in: Callable[[str], Client]
) -> None:
    assert Member.objects.get(pk=careful.coordinator.member_id).account is not None
    browser = Client()
    browser.post("/account/login/", {"login": "coordinator", "password": "banso-demo"})
    assert "/still-you/" not in browser.get("/ledgers/outreach/file.csv").get("Location", "")
    edit_agency(key_of="nobody", by=careful.manager)
    assert signed_in("manager").get("/members/").status_code == 200
    assert account_of(careful.manager) is not None


def test_one_s_own_keys_are_changed_by_whoever_was_asked_lately(
    careful: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    assert browser.get("/keys/")["Location"] == "/still-you/?next=/keys/"
    assert browser.post("/keys/", {"way": "paper"})["Location"].startswith("/still-you/?next=/dr")
    assert browser.post("/keys/remove/")["Location"].startswith("/still-you/?next=")
