"""Who guesses a password shuts nobody out but themselves; who comes from where is known."""

from typing import Any

import pytest
from django.test import Client

from banso.access.devices import COOKIE
from tests.conftest import Cast

RIGHT = {"login": "outreach", "password": "banso-demo"}
WRONG = RIGHT | {"password": "guess"}


def _comes_in(browser: Client, form: dict[str, str], **more: Any) -> bool:
    answer = browser.post("/account/login/", form, **more)
    assert answer.status_code in (200, 302)
    return answer.status_code == 302


def test_whoever_signed_in_here_before_comes_in_while_others_guess(cast: Cast) -> None:
    own = Client()
    assert _comes_in(own, RIGHT)
    own.post("/account/logout/")
    assert COOKIE in own.cookies, "signing out forgets nothing of it"
    assert "outreach" not in own.cookies[COOKIE].value
    guesses = Client()
    for _each in range(40):
        assert not _comes_in(guesses, WRONG)
    assert not _comes_in(guesses, RIGHT), "five wrong ones from one place are enough"
    assert _comes_in(own, RIGHT)
    assert _comes_in(Client(REMOTE_ADDR="192.0.2.7"), RIGHT), "from another place as well"


def test_a_known_device_is_known_for_its_own_names_and_counts_too(cast: Cast) -> None:
    own = Client()
    assert _comes_in(own, RIGHT)
    own.post("/account/logout/")
    for _each in range(10):
        assert not _comes_in(own, WRONG)
    assert not _comes_in(own, RIGHT)
    other = RIGHT | {"login": "centre"}
    for _each in range(5):
        assert not _comes_in(own, other | {"password": "guess"})
    assert not _comes_in(own, other), "for another name the device is a place like any other"


@pytest.mark.parametrize("made_up", ["", "x", "a.b.c", "x" * 5000])
def test_a_made_up_cookie_is_none(cast: Cast, made_up: str) -> None:
    browser = Client()
    browser.cookies[COOKIE] = made_up
    for _each in range(5):
        assert not _comes_in(browser, WRONG)
    assert not _comes_in(browser, RIGHT)


def test_behind_a_proxy_each_counts_for_themselves(cast: Cast, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _each in range(6):
        assert not _comes_in(Client(), WRONG, headers={"x-forwarded-for": "1.1.1.1, 192.0.2.8"})
    assert not _comes_in(Client(), RIGHT, headers={"x-forwarded-for": "2.2.2.2, 192.0.2.8"})
    assert _comes_in(Client(), RIGHT, headers={"x-forwarded-for": "1.1.1.1, 192.0.2.9"})
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert _comes_in(Client(), RIGHT, headers={"x-forwarded-for": "192.0.2.9"}), "never a fault"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    for number in range(6):
        _comes_in(Client(), WRONG, headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert not _comes_in(Client(), RIGHT, headers={"x-forwarded-for": "192.0.2.99"}), "not believed"
