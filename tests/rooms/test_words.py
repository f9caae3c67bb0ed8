"""Nobody is spoken to in the words of a framework, signed in or not, when all goes well or not."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.urls import reverse

from banso.config.console import cli
from tests.conftest import Cast
from tests.house.words import words_not_ours

PACKAGE_PAGES = ("account_login", "account_reauthenticate", "account_change_password")


@pytest.mark.parametrize("name", PACKAGE_PAGES)
def test_pages_of_the_sign_in_package_speak_as_ours_do(cast: Cast, name: str) -> None:
    browser = Client()
    if name != "account_login":
        browser.post(reverse("account_login"), {"login": "outreach", "password": "banso-demo"})
    for sent in (None, {}, {"login": "x", "password": "y", "oldpassword": "y", "password1": "z"}):
        address = reverse(name)
        answer = browser.get(address) if sent is None else browser.post(address, sent)
        text = answer.content.decode()

        assert words_not_ours(text) == []
        assert "placeholder=" not in text
        assert reverse("account_reset_password") not in text


def test_coming_in_and_going_out_is_said_by_the_page_alone(cast: Cast) -> None:
    browser = Client()
    inside = browser.post(
        reverse("account_login"), {"login": "outreach", "password": "banso-demo"}, follow=True
    )
    elsewhere = browser.post(reverse("usersessions_list"), follow=True)
    out = browser.post(reverse("account_logout"), follow=True)

    for answer in (inside, elsewhere, out):
        assert words_not_ours(answer.content.decode()) == []


@pytest.mark.parametrize("address", ["/nothing/", "/members/", "/people/x/"])
def test_pages_that_say_no_speak_as_ours_do(cast: Cast, address: str) -> None:
    browser = Client()
    browser.post(reverse("account_login"), {"login": "outreach", "password": "banso-demo"})

    assert words_not_ours(browser.get(address).content.decode()) == []


def test_a_page_that_was_open_too_long_says_so(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})
    text = answer.content.decode()

    assert answer.status_code == 403
    assert "もう一度" in text
    assert words_not_ours(text) == []
    assert "CSRF検証" not in text


@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("address", ["/", "/account/login/", "/find/", "/survey/x/"])
def test_where_the_database_is_gone_it_is_said_in_our_words(
    address: str, demo: bool, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    def gone(*_asked: Any) -> None:
        raise OperationalError("とても内輪のこと")

    inside, outside = signed_in("manager"), Client()
    with override_settings(BANSO_DEMO=demo), connection.execute_wrapper(gone):
        for browser in (inside, outside):
            browser.raise_request_exception = False
            for answer in (browser.get(address), browser.post(address)):
                text = answer.content.decode()
                assert answer.status_code in (200, 302, 503)
                assert "内輪" not in text
                assert answer.status_code != 503 or "いまは" in text or not text
                assert words_not_ours(text) == []


def test_whoever_tries_too_often_is_told_so_in_our_words(cast: Cast) -> None:
    browser = Client()
    for _try in range(61):
        answer = browser.post(reverse("account_login"), {"login": "x", "password": "y"})
    text = answer.content.decode()

    assert "5分待って" in text
    assert words_not_ours(text) == []
    assert "Too Many" not in text


def test_the_command_line_speaks_as_ours_do() -> None:
    told = CliRunner().invoke(cli, ["--help"], terminal_width=200).output
    for command in re.findall(r"^  ([a-z-]+)", told, re.MULTILINE):
        told += CliRunner().invoke(cli, [command, "--help"], terminal_width=200).output

    assert words_not_ours(told) == []
