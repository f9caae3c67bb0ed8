"""Short texts that open only with the home's key, and where they are used."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import RequestFactory

from banso.access.actions import add_app, make_numbers
from banso.access.adapter import KeyAdapter
from banso.kit.sealed_text import NotOpened, opened, sealed
from banso.kit.told_once import ToldOnce
from tests.conftest import Cast

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.mark.once
def test_what_is_sealed_opens_for_its_purpose_in_its_home_alone(settings: Any) -> None:
    kept = sealed("ハルさん", "one purpose")
    assert opened(kept, "one purpose") == "ハルさん"
    assert sealed("ハルさん", "one purpose") != kept
    broken = kept[:-6] + ("A" if kept[-6] != "A" else "B") + kept[-5:]
    made_up = (("x", "x"), ("sealed:1:é", "x"), ("sealed:1:", "x"))
    for text, purpose in ((kept, "another"), (broken, "one purpose"), *made_up):
        with pytest.raises(NotOpened):
            opened(text, purpose)
    settings.SECRET_KEY = "of another home"
    with pytest.raises(NotOpened):
        opened(kept, "one purpose")


def test_what_an_app_and_paper_are_made_of_is_sealed_in_the_database(cast: Cast) -> None:
    add_app(secret=SECRET, by=cast.outreach)
    numbers = make_numbers(by=cast.outreach)
    rows = [str(one.data) for one in Authenticator.objects.all()]
    assert len(rows) == 2
    assert all("sealed:1:" in row and SECRET not in row for row in rows)
    assert not any(number in row for row in rows for number in numbers)
    adapter = KeyAdapter()
    assert adapter.decrypt(SECRET) == SECRET, "one of before still opens"
    assert adapter.decrypt(adapter.encrypt(SECRET)) == SECRET


@pytest.mark.once
def test_what_is_told_once_names_nobody_in_the_browser(rf: RequestFactory) -> None:
    answer = HttpResponse()
    kept = ToldOnce(rf.get("/"))
    kept.add(25, "ハルさんの記録を残しました。")
    kept.update(answer)
    cookie = answer.cookies[ToldOnce.cookie_name]
    assert cookie.value.startswith("sealed:1:")
    assert cookie["httponly"]
    said = "ハルさんの記録を残しました。"
    for value, told in ((cookie.value, [said]), ("made up", []), ("", [])):
        request = rf.get("/")
        request.COOKIES[ToldOnce.cookie_name] = value
        assert [str(one) for one in ToldOnce(request)] == told
