"""A member's second key: where the agency asks for one, nothing opens before it is set up."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from banso.access.actions import (
    LastKey,
    add_app,
    edit_agency,
    make_numbers,
    remove_key,
)
from banso.access.models import Account
from banso.access.own_keys import keys_of
from banso.access.queries import has_second_factor, viewer_of_member
from banso.access.viewer import Viewer
from banso.audit.models import Event
from banso.kit.refusals import NotSeen
from tests.conftest import Cast

SECRET = "BANSOSECRETBANSOSECRETBANSOSECRE"


def _now(who: Viewer, cast: Cast) -> Viewer:
    found = viewer_of_member(who.member_id, today=cast.today)
    assert found is not None
    return found


def number(secret: str = SECRET) -> str:
    """Return what an app with this secret shows now."""
    _before, now, *_after = totp.yield_hotp_counters_from_time()
    return str(totp.format_hotp_value(totp.hotp_value(secret, now)))


def came_in(username: str) -> Client:
    """Return a browser in which a member of the cast has signed in with their password."""
    browser = Client()
    browser.post("/account/login/", {"login": username, "password": "banso-demo"})
    return browser


def account_of(who: Viewer) -> Account:
    """Return a member's account."""
    return Account.objects.get(member=who.member_id)


@pytest.mark.parametrize(
    ("rule", "held"), [("everybody", "outreach manager"), ("managers", "manager"), ("nobody", "")]
)
def test_without_the_key_that_is_asked_for_nothing_opens_but_its_page(
    cast: Cast, signed_in: Callable[[str], Client], rule: str, held: str
) -> None:
    edit_agency(key_of=rule, by=cast.manager)
    for role in ("outreach", "manager"):
        browser = signed_in(role)
        for address in ("/", "/ledgers/", "/account/password/change/", "/waiting/", "/drafts/"):
            answer = browser.post(address) if address == "/drafts/" else browser.get(address)
            led = answer.get("Location") == "/keys/"
            assert led == (role in held.split()), (role, address)
        part = browser.get("/desk/waiting/", headers={"HX-Request": "true"})
        assert part.status_code == (401 if role in held.split() else 200)
        assert browser.get("/keys/").status_code == 200
    assert signed_in("neighbour").get("/").status_code == 200


def test_an_app_opens_and_is_asked_for_at_the_next_sign_in(cast: Cast) -> None:
    edit_agency(key_of="everybody", by=cast.manager)
    browser = came_in("outreach")
    page = browser.get("/keys/")
    assert "二つ目の鍵" in page.content.decode()
    secret = page.context["secret"].replace(" ", "")
    assert browser.post("/keys/", {"way": "app", "code": "000000x"}).status_code == 422
    assert browser.post("/keys/", {"way": "app", "code": number(secret)})["Location"] == "/keys/"
    assert browser.get("/").status_code == 200
    elsewhere = Client()
    came = elsewhere.post("/account/login/", {"login": "outreach", "password": "banso-demo"})
    assert came["Location"] == "/account/second-factor/authenticate/"
    asked = elsewhere.get(came["Location"])
    assert "passkey_options" not in asked.context
    assert elsewhere.get("/")["Location"].startswith("/account/login/")
    wrong = elsewhere.post(came["Location"], {"code": "000000x"})
    assert (wrong.status_code, "合いません" in wrong.content.decode()) == (200, True)


def test_numbers_on_paper_alone_are_as_good_and_each_is_good_once(cast: Cast) -> None:
    edit_agency(key_of="everybody", by=cast.manager)
    browser = came_in("outreach")
    page = browser.post("/keys/", {"way": "paper"}, follow=True).content.decode()
    numbers = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(numbers) == 10
    (key,) = keys_of(account_of(cast.outreach).pk)
    assert key.left == 10, "the app beside it is nobody's and is not shown"
    codes = [numbers[0], numbers[0]]
    answers = []
    for code in codes:
        elsewhere = Client()
        came = elsewhere.post("/account/login/", {"login": "outreach", "password": "banso-demo"})
        answers.append(elsewhere.post(came["Location"], {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_key_is_removed_but_the_last_where_one_is_asked_for(cast: Cast) -> None:
    edit_agency(key_of="everybody", by=cast.manager)
    who = _now(cast.outreach, cast)
    account = account_of(who)
    add_app(secret=SECRET, by=who)
    (app,) = keys_of(account.pk)
    with pytest.raises(LastKey):
        remove_key(key_id=app.id, by=who)
    make_numbers(by=who)
    assert [one.kind for one in keys_of(account.pk)] == ["totp", "recovery_codes"]
    with pytest.raises(NotSeen):
        remove_key(key_id=app.id, by=cast.centre)
    remove_key(key_id=app.id, by=who)
    assert [one.kind for one in keys_of(account.pk)] == ["recovery_codes"]
    assert Authenticator.objects.filter(user=account, type="totp").count() == 1, "still asked for"
    edit_agency(key_of="nobody", by=cast.manager)
    remove_key(key_id=keys_of(account.pk)[0].id, by=_now(who, cast))
    assert not has_second_factor(account.pk)
    done = Event.objects.filter(action__startswith="key_").order_by("pk")
    assert [one.action for one in done] == ["key_added", "key_added", "key_removed", "key_removed"]


def test_a_passkey_that_is_none_is_refused_in_a_sentence(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = came_in("outreach")
    for credential in ("", "x", "{}", "[]", '{"id": 1}', '{"rawId": "AA", "response": {}}', "\x00"):
        answer = browser.post("/keys/", {"way": "passkey", "credential": credential})
        assert answer.status_code in (400, 422), credential
    assert browser.post("/keys/remove/", {"key": "²"}).status_code == 404
    left = signed_in("centre").post("/keys/", {"way": "paper"})
    assert left["Location"].startswith("/still-you/"), "nobody adds a key for whoever went away"
    assert not has_second_factor(account_of(cast.outreach).pk)


def test_agencies_founded_for_real_use_ask_everybody(db: None, settings: Any) -> None:
    from banso.access.models import Agency
    from banso.config.first_start import set_up

    given = {"agency": "例の会", "office": "例", "manager": "例", "username": "rei"}
    from io import StringIO

    set_up(given, password_from=StringIO("hajimete-no-hibi"))
    assert Agency.objects.get(name="例の会").key_of == "everybody"
    browser = Client()
    browser.post("/account/login/", {"login": "rei", "password": "hajimete-no-hibi"})
    assert browser.get("/")["Location"] == "/keys/"
