"""Passwords: of any kind and length, exactly as they are typed, and none that is guessed first."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from banso.access.guessed import HOUSE_WORDS
from banso.access.models import Account
from banso.access.web.forms import WayBackForm
from tests.conftest import Cast

LONG = "夜の 公園で 缶コーヒー " * 8


@pytest.mark.once
@pytest.mark.parametrize(
    "guessed",
    [
        "123456789",
        "short",
        "1234567890",
        "qwertyuiop",
        "Password-2026!",
        "!!dragon!!2026",
        "Banso-Banso-2026",
        "伴走支援2026!",
        "kitakyushu-homeless",
    ],
)
def test_what_is_guessed_first_is_refused(guessed: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(guessed)


@pytest.mark.once
@pytest.mark.parametrize(
    "chosen", ["correct-horse-8", "8392017465", "onlysmallletters", LONG, "banso no kawabe"]
)
def test_any_composition_and_length_is_taken(chosen: str) -> None:
    validate_password(chosen)


@pytest.mark.once
def test_the_words_of_the_house_are_written_down_where_people_read_them() -> None:
    assert len(set(HOUSE_WORDS)) == len(HOUSE_WORDS) > 10


def test_a_password_is_taken_as_it_is_typed_and_hidden_while_it_is(cast: Cast) -> None:
    typed = "  かぎ カギ KAGI 12  "
    form = WayBackForm({"code": "A" * 20, "word": "123456", "password": typed})
    form.is_valid()
    assert form.cleaned_data["password"] == typed
    account = Account.objects.get(username="outreach")
    account.set_password(typed)
    account.save()
    page = Client().get("/account/login/").content.decode()
    assert 'type="password"' in page
    assert "current-password" in page, "a browser's keeper of passwords knows the field"
    assert "onpaste" not in page
    asked = {"login": "outreach", "password": typed.strip()}
    assert Client().post("/account/login/", asked).status_code == 200
    assert Client().post("/account/login/", asked | {"password": typed}).status_code == 302


def test_whoever_changes_it_says_the_one_until_now(cast: Cast) -> None:
    browser, elsewhere = Client(), Client()
    for one in (browser, elsewhere):
        one.post("/account/login/", {"login": "outreach", "password": "banso-demo"})
    new = {"password1": "kawabe-no-asa", "password2": "kawabe-no-asa"}
    browser.post("/account/password/change/", new | {"oldpassword": "wrong"})
    account = Account.objects.get(username="outreach")
    assert account.check_password("banso-demo")
    browser.post("/account/password/change/", new | {"oldpassword": "banso-demo"})
    account.refresh_from_db()
    assert account.check_password("kawabe-no-asa")
    assert browser.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302, "every other window ends with the old password"


@pytest.mark.once
def test_they_are_kept_as_argon2id() -> None:
    from banso.config import settings as real

    with override_settings(PASSWORD_HASHERS=real.PASSWORD_HASHERS):
        assert make_password(LONG).startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert settings.AUTH_PASSWORD_VALIDATORS == real.AUTH_PASSWORD_VALIDATORS
