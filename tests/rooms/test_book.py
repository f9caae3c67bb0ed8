"""The book in the browser: chapters, readings, and the way there from the page one works on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banso.book.rules import CHAPTERS, chapter

pytestmark = pytest.mark.either


def test_the_book_holds_every_chapter_and_each_opens(signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("volunteer")
    contents = browser.get("/book/").content.decode()
    for slug in CHAPTERS:
        address = reverse("book:chapter", args=[slug])
        assert f'href="{address}"' in contents
        assert chapter(slug, "ja").title in browser.get(address).content.decode()
    assert browser.get("/book/none/").status_code == 404


def test_a_chapter_is_read_with_readings_and_says_where_it_is_not_translated(
    signed_in: Callable[[str], Client],
) -> None:
    browser = signed_in("outreach")
    assert "<ruby>" not in browser.get("/book/death/").content.decode()
    assert "<ruby>" in browser.get("/book/death/?readings").content.decode()
    browser.post("/account/language/", {"language": "en", "next": "/"})
    assert "Japanese only so far" in browser.get("/book/death/").content.decode()
    english = browser.get("/book/night/").content.decode()
    assert "Japanese only so far" not in english
    assert "With readings" not in english


def test_the_foot_of_a_page_leads_to_its_chapter(signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("outreach")
    assert 'href="/book/night/"' in browser.get("/rounds/").content.decode()
    assert 'href="/book/intake/"' in browser.get("/intake/new/").content.decode()
    assert "foot__beside" not in browser.get("/book/").content.decode()
    assert "foot__beside" not in Client().get("/account/login/").content.decode()
