"""A form that meets the sign-in page goes through after signing in, for whoever sent it alone."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banso.access.models import Account
from banso.access.unsent import COOKIE
from banso.companionship.models import ContactNote
from banso.drafts.actions import MAX_DRAFT, MOST_UNSENT
from banso.drafts.models import Unsent
from banso.kit.ids import new_id
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from tests.conftest import Cast

Browsers = Callable[[str], Client]


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody met tonight."""
    return enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)


def note(**more: Any) -> dict[str, Any]:
    """Return what is typed into the form of a note."""
    now = timezone.localtime()
    return {
        "on": f"{now:%Y-%m-%d}",
        "method": "visit",
        "pillars": ["being"],
        "words": "また来てよ",
        "sensitivity": "plain",
        "submission": str(new_id()),
        **more,
    }


def signed_out(browser: Client) -> Client:
    """End the session behind an open page."""
    del browser.cookies["banso_session"]
    return browser


def leads_to(answer: Any) -> dict[str, str]:
    """Return what the sign-in page was told."""
    assert answer.status_code == 302, answer.content
    place = urlsplit(answer.url)
    assert place.path == reverse("account_login")
    return {name: value for name, (value,) in parse_qs(place.query).items()}


def resumed(browser: Client, where: str) -> tuple[str, dict[str, list[str]]]:
    """Open the page from which a form goes on; return where it goes, and with what."""
    answer = browser.get(where)
    assert answer.status_code == 200
    kept = answer.context["kept"]
    return kept.path, kept.data


def test_it_goes_through_once_after_signing_in(
    person: Person, signed_in: Browsers, cast: Cast
) -> None:
    address = f"/people/{person.pk}/notes/write/"
    browser = signed_in("outreach")
    browser.get("/")
    typed = note()

    told = leads_to(signed_out(browser).post(address, typed))
    assert told["unsent"] == "kept"
    assert (
        "保存します"
        in browser.get(f"/account/login/?unsent=kept&next={told['next']}").content.decode()
    )
    assert ContactNote.objects.count() == 0

    browser.force_login(Account.objects.get(username="outreach"))
    path, data = resumed(browser, told["next"])
    assert path == address
    assert browser.post(path, data).status_code == 302
    assert browser.post(path, data).status_code == 302
    assert ContactNote.objects.get().person_id == person.pk


def test_nobody_else_sees_it_or_sends_it(person: Person, signed_in: Browsers) -> None:
    browser = signed_in("outreach")
    browser.get("/")
    told = leads_to(signed_out(browser).post(f"/people/{person.pk}/notes/write/", note()))

    assert browser.get(told["next"]).status_code == 302
    for role in ("manager", "neighbour"):
        assert signed_in(role).get(told["next"]).status_code == 404


def test_nothing_is_kept_of_what_nobody_signed_in_for(person: Person, cast: Cast) -> None:
    address = f"/people/{person.pk}/notes/write/"
    assert leads_to(Client().post(address, note()))["unsent"] == "lost"

    forged = Client()
    forged.cookies[COOKIE] = f"{Account.objects.get(username='outreach').pk}:1abcde:nonsense"
    told = leads_to(forged.post(address, note(), HTTP_REFERER="http://testserver/people/?q=1"))
    assert told == {"unsent": "lost", "next": "/people/"}
    assert (
        leads_to(forged.post(address, note(), HTTP_REFERER="https://example.jp/x"))["next"] == "/"
    )
    assert Unsent.objects.count() == 0


def test_whoever_handed_the_tablet_over_left_nothing_on_it(
    person: Person, signed_in: Browsers
) -> None:
    browser = signed_in("outreach")
    browser.get("/")
    address = f"/people/{person.pk}/surveys/isolation/hand/"
    typed = {"moment": "other", "submission": str(new_id())}
    assert "/survey/" in browser.post(address, typed)["Location"]

    assert leads_to(browser.post(address, typed))["unsent"] == "lost", "Back, and once more"
    told = leads_to(browser.post(f"/people/{person.pk}/notes/write/", note()))
    assert told["unsent"] == "lost"
    browser.cookies[COOKIE] = TimestampSigner(salt="banso.access.unsent").sign("None")
    assert leads_to(browser.post(address, typed))["unsent"] == "lost", "as it was left before"


def test_what_must_not_or_cannot_be_kept_is_said_to_be_lost(
    person: Person, signed_in: Browsers
) -> None:
    address = f"/people/{person.pk}/notes/write/"
    browser = signed_in("outreach")
    browser.get("/")
    signed_out(browser)

    assert leads_to(browser.post(address, note(fact="1234-5678-9018")))["unsent"] == "lost"
    assert leads_to(browser.post(address, note(fact="長" * MAX_DRAFT)))["unsent"] == "lost"
    assert Unsent.objects.count() == 0


def test_what_waits_is_bounded_and_the_newest_stays(person: Person, signed_in: Browsers) -> None:
    browser = signed_in("outreach")
    browser.get("/")
    signed_out(browser)
    for number in range(MOST_UNSENT + 3):
        browser.post(f"/people/{person.pk}/notes/write/", note(words=f"{number}回目"))

    words = [one.data["words"] for one in Unsent.objects.order_by("sent_at", "pk")]
    assert words == [[f"{number}回目"] for number in range(3, MOST_UNSENT + 3)]


def test_a_part_of_a_page_never_takes_the_page_away(person: Person) -> None:
    for answer in (
        Client().get(f"/people/{person.pk}/timeline/", HTTP_HX_REQUEST="true"),
        Client().post("/people/same/", {"called_name": "x"}, HTTP_HX_REQUEST="true"),
    ):
        assert answer.status_code == 401
        assert not answer.headers.get("HX-Redirect")


def test_somebody_who_has_gone_leaves_nothing_waiting(person: Person, signed_in: Browsers) -> None:
    browser = signed_in("outreach")
    browser.get("/")
    Account.objects.filter(username="outreach").update(is_active=False)

    assert (
        leads_to(signed_out(browser).post(f"/people/{person.pk}/notes/write/", note()))["unsent"]
        == "lost"
    )
