"""Suggestions while somebody types, and whom they opened last."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banso.audit.models import Event
from banso.kit.eras import PartialDate, Precision
from banso.people.actions import NewPerson, enter_person, grant_reach, merge_people, note_death
from banso.people.models import Person, Reach
from banso.people.queries import last_opened, says_enough
from tests.conftest import Cast

SignIn = Callable[[str], Client]


def _enter(cast: Cast, name: str, legal: str = "", kana: str = "") -> Person:
    names = [("legal", legal, kana)] if legal else []
    return enter_person(person=NewPerson(called_name=name, names=names), by=cast.outreach)


def _suggested(browser: Client, text: str) -> str:
    answer = browser.post("/find/suggest/", {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_name_a_reading_and_a_part_are_suggested(cast: Cast, signed_in: SignIn) -> None:
    haru = _enter(cast, "ハルさん", "見本 春一", "みほん はるいち")
    browser = signed_in("outreach")

    for text in ("ハル", "見本", "みほん", "mihon", "春一"):
        assert f'data-href="/people/{haru.pk}/"' in _suggested(browser, text), text
    assert 'role="option"' not in _suggested(browser, "ハ")
    assert 'role="option"' not in _suggested(browser, "存在しない")


@pytest.mark.parametrize(
    ("text", "enough"),
    [("", False), ("ハ", False), ("は ", False), ("ハル", True), ("春", True), ("1", False)],
)
def test_a_suggestion_waits_for_two_letters_or_a_kanji(text: str, enough: bool) -> None:
    assert says_enough(text) is enough


def test_whoever_is_shown_is_traced_as_the_search_does(cast: Cast, signed_in: SignIn) -> None:
    haru = _enter(cast, "ハルさん")
    browser = signed_in("outreach")
    _suggested(browser, "ハル")
    _suggested(browser, "だれもいない")
    found = Event.objects.filter(action="read:search", subjects__person_id=haru.pk)

    assert found.count() == 1
    assert Event.objects.filter(action="read:search").count() == 1


def test_who_was_opened_last_comes_first(cast: Cast, signed_in: SignIn) -> None:
    one, other = _enter(cast, "ハルさん"), _enter(cast, "マツさん")
    browser = signed_in("outreach")
    for person in (one, other, one):
        browser.get(f"/people/{person.pk}/")

    assert [hit.person.pk for hit in last_opened(cast.outreach)] == [one.pk, other.pk]
    assert last_opened(cast.coordinator) == []
    text = _suggested(browser, "")
    assert text.index(str(one.pk)) < text.index(str(other.pk))
    page = browser.get("/find/").content.decode()
    assert "さっき開いた方" in page
    assert "autofocus" in page


def test_nobody_who_is_out_of_reach_or_merged_away(cast: Cast, signed_in: SignIn) -> None:
    hidden, gone, stays, dead, lent = (
        _enter(cast, name) for name in ("隠れた方", "消さん", "残さん", "亡さん", "借さん")
    )
    grant_reach(person=lent, member_id=cast.volunteer.member_id)
    signed_in("volunteer").get(f"/people/{lent.pk}/")
    browser = signed_in("outreach")
    for person in (hidden, gone, dead):
        browser.get(f"/people/{person.pk}/")
    Reach.objects.filter(person=hidden).delete()
    Person.objects.filter(pk=hidden.pk).update(restricted=True)
    merge_people(kept_id=stays.pk, gone_id=gone.pk, reason="", by=cast.coordinator)
    note_death(
        person_id=dead.pk,
        death=PartialDate(year=cast.today.year, precision=Precision.YEAR),
        by=cast.outreach,
    )

    assert [hit.person.called_name for hit in last_opened(cast.outreach)] == ["亡さん", "残さん"]
    text = _suggested(browser, "")
    assert "隠れた方" not in text
    assert "亡くなられました" in text
    assert [hit.person.pk for hit in last_opened(cast.volunteer)] == [lent.pk]
    Reach.objects.filter(member_id=cast.volunteer.member_id).update(
        until_on=cast.today - timedelta(days=1)
    )
    assert last_opened(cast.volunteer) == []


def test_a_suggestion_asks_a_fixed_number_of_questions(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in("outreach")
    counts = []
    for many in (2, 20):
        for place in range(many):
            _enter(cast, f"ハル{many}の{place}さん")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _suggested(browser, "ハル")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_group_of_people_is_current_on_a_persons_page(cast: Cast, signed_in: SignIn) -> None:
    haru = _enter(cast, "ハルさん")
    page = signed_in("outreach").get(f"/people/{haru.pk}/").content.decode()

    assert "data-here>人</summary>" in page
