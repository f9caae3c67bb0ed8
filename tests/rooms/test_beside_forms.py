"""Beside a form about a person stands what one should know of them, and who reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from banso.audit.models import Event
from banso.companionship.actions import NewNote, make_promise, walk_with, write_note
from banso.people.actions import NewPerson, add_caution, enter_person
from banso.people.models import Person
from banso.people.rules import CautionKind
from tests.conftest import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.either


def _haru(cast: Cast) -> Person:
    person = enter_person(
        person=NewPerson(called_name="ハルさん", own_words="鍵のある部屋で眠りたい"),
        by=cast.outreach,
    )
    walk_with(
        person_id=person.pk,
        member_id=cast.outreach.member_id,
        on=cast.outreach.today,
        by=cast.outreach,
    )
    add_caution(
        person_id=person.pk,
        kind=CautionKind.DO_NOT,
        text="朝早くに電話しない",
        until_on=None,
        by=cast.outreach,
    )
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, words="また来てくれた"),
        by=cast.outreach,
    )
    return person


def _beside(browser: Client, path: str) -> str:
    page = browser.get(path).content.decode()
    return page[page.index('class="beside"') : page.index("</aside>", page.index('class="beside"'))]


def test_what_not_to_do_and_the_next_promise_stand_beside_a_form(
    cast: Cast, signed_in: SignIn
) -> None:
    person, browser = _haru(cast), signed_in("outreach")
    promise = make_promise(
        person_id=person.pk,
        text="病院に一緒に行く",
        due_on=cast.outreach.today + timedelta(days=3),
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    read = Event.objects.filter(action="read:beside", subjects__person_id=person.pk)
    for path in (f"/people/{person.pk}/notes/write/", f"/promises/{promise.pk}/settle/"):
        before = read.count()
        said = _beside(browser, path)
        for one in (
            "ハルさん",
            "朝早くに電話しない",
            "鍵のある部屋で眠りたい",
            "また来てくれた",
            "病院に一緒に行く",
            "3日後",
            "巡回相談指導員",
            "/help/companionship/",
        ):
            assert one in said, (path, one)
        assert read.count() == before + 1
    wrong = browser.post(f"/promises/{promise.pk}/settle/", {})
    assert wrong.status_code == 422
    assert "朝早くに電話しない" in wrong.content.decode()


def test_beside_a_form_nobody_sees_more_than_elsewhere(cast: Cast, signed_in: SignIn) -> None:
    person = _haru(cast)
    watching = signed_in("observer")
    part = watching.get(f"/people/{person.pk}/beside-form/").content.decode()
    assert "ハルさん" in part
    assert "朝早くに電話しない" in part
    assert "鍵のある部屋" not in part
    assert "また来てくれた" not in part
    assert watching.get(f"/people/{person.pk}/next-promise/").status_code == 403
    Person.objects.filter(pk=person.pk).update(restricted=True)
    other = signed_in("employment")
    for path in ("beside-form/", "next-promise/", "notes/write/"):
        answer = other.get(f"/people/{person.pk}/{path}")
        assert answer.status_code == 404, path


def test_a_form_about_nobody_says_who_reads_it(cast: Cast, signed_in: SignIn) -> None:
    said = _beside(signed_in("manager"), "/training/courses/new/")
    assert "だれが読めるか" in said
    assert "/help/training/new_course/" in said
    assert "beside-h" not in said
