"""The desk: what is due stands by day, one act for many people once, by where they sleep."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client

from banso.companionship.actions import make_promise
from banso.companionship.models import Promise
from banso.intake.actions import begin_round
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.models import MeetingPlace, Person
from banso.people.queries import sleeping_places
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(cast: Cast) -> list[Person]:
    people = []
    for name, place in (("マツさん", "中央公園"), ("ヨシさん", "駅南"), ("タケさん", "中央公園")):
        person = enter_person(person=NewPerson(called_name=name), by=cast.outreach)
        MeetingPlace.objects.create(person=person, place=place, kind="park", sleeps_here=True)
        make_promise(
            person_id=person.pk,
            text="顔を見る",
            due_on=cast.today + timedelta(days=2),
            answerable_id=cast.outreach.member_id,
            by=cast.outreach,
        )
        people.append(person)
    return people


def test_one_act_for_many_people_stands_once(
    three: list[Person], signed_in: Callable[[str], Client]
) -> None:
    text = signed_in("outreach").get("/").content.decode()

    due = text[text.index('id="due-h"') : text.index('id="mine-h"')]
    assert due.count("顔を見る") == 1
    assert due.count("中央公園") == 1
    assert [person.called_name in due for person in three] == [True] * 3
    assert due.count('name="outcome" value="kept"') == 3, "each has their own tap"


def test_the_night_stands_on_top_for_who_walks_and_is_a_line_for_others(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="北公園コース",
        weather="clear",
        others=[],
        by=cast.outreach,
        member_ids=[cast.outreach.member_id, cast.volunteer.member_id],
    )
    for who, walks in (("outreach", True), ("volunteer", True), ("manager", False)):
        text = signed_in(who).get("/").content.decode()
        assert "北公園コース" in text
        assert ('class="tonight"' in text) is walks, who


def test_somebody_hidden_stands_on_no_other_desk(
    three: list[Person], signed_in: Callable[[str], Client]
) -> None:
    Person.objects.filter(pk=three[0].pk).update(restricted=True)

    assert "マツさん" not in signed_in("centre").get("/").content.decode()


def test_places_are_for_those_who_may_know_them(three: list[Person], cast: Cast) -> None:
    ids = [person.pk for person in three]
    blind = cast.outreach.__class__(**{**cast.outreach.__dict__, "duties": frozenset()})

    assert set(sleeping_places(ids, cast.outreach).values()) == {"中央公園", "駅南"}
    assert sleeping_places(ids, blind) == {}


def test_what_must_be_empty_is_one_quiet_line_at_zero_and_comes_first(
    three: list[Person], signed_in: Callable[[str], Client]
) -> None:
    with patch("banso.referrals.web.figures.queries.count_unwatched", return_value=2):
        text = signed_in("manager").get("/").content.decode()
    assert text.index('id="watch-h"') < text.index('id="due-h"')

    with patch("banso.referrals.web.figures.queries.count_unwatched", return_value=0):
        assert 'id="watch-h"' not in signed_in("manager").get("/").content.decode()


def test_the_desk_says_in_a_sentence_with_numbers_what_is_so_today(
    three: list[Person], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    text = signed_in("outreach").get("/").content.decode()
    assert "この1週間の約束が3件" in text
    assert "日を過ぎています" not in text

    Promise.objects.filter(person=three[0]).update(due_on=cast.today - timedelta(days=1))
    text = signed_in("outreach").get("/").content.decode()
    assert "この1週間の約束が3件(うち1件は日を過ぎています)" in text
    assert "週間の約束が" not in signed_in("volunteer").get("/").content.decode()


def test_the_list_that_must_be_empty_stands_on_the_desk_with_the_one_thing_to_do(
    three: list[Person], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    hidden = enter_person(person=NewPerson(called_name="伏せさん"), by=cast.manager)
    Person.objects.filter(pk=hidden.pk).update(restricted=True)
    for person in (*three, hidden):
        open_entry(
            person=person,
            entry=NewEntry(
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=None,
                on=cast.today,
            ),
            by=cast.manager,
        )
    text = signed_in("manager").get("/").content.decode()
    must = text[text.index('class="must"') : text.index("</section>")]
    for person in three:
        assert f"/people/{person.pk}/walk" in must
    assert "伴走する人を決める" in must
    assert 'class="must"' not in signed_in("outreach").get("/").content.decode()
