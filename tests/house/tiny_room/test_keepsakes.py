"""A room that declares itself: each of its parts is where it belongs, and works."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from banso.audit.models import Event
from banso.insight import queries
from banso.insight.actions import publish_agency
from banso.insight.declared import read_question
from banso.insight.queries.trends import Span
from banso.keepsakes.actions import BackBeforeKept, KeptLater, give_back, keep
from banso.keepsakes.models import Keepsake
from banso.kit.eras import fiscal_year
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, edit_person, enter_person, merge_people, part_people
from banso.people.models import Person, TimelineEntry
from banso.people.queries import merging_preview
from tests.commands import banso
from tests.conftest import Cast
from tests.house.access_tables import BY_RELATION, addresses, compare_room
from tests.rooms.every_address import mark_of, taken_back
from tests.rooms.test_doors import Home

SignIn = Callable[[str], Client]
WHO = {
    "walks with them": "outreach",
    "same office": "employment",
    "other office": "centre",
    "whole agency": "coordinator",
    "hidden person": "employment",
    "other agency": "neighbour",
    "sealed, sworn": "coordinator",
    "sealed, not sworn": "manager",
}


def somebody(cast: Cast, name: str = "ハルさん") -> Person:
    """Enter somebody whom the outreach counsellor met."""
    return enter_person(
        person=NewPerson(called_name=name), office_id=cast.outreach_office.pk, by=cast.outreach
    )


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody."""
    return somebody(cast)


def test_the_pages_of_others_lead_to_it_for_those_who_may(
    person: Person, signed_in: SignIn
) -> None:
    desk = signed_in("outreach").get("/").content.decode()
    page = signed_in("outreach").get(f"/people/{person.pk}/").content.decode()
    volunteer = signed_in("volunteer").get("/").content.decode()

    assert re.search(r'<a href="/keepsakes/"\s*>預かり品</a>', desk)
    assert "預かり品" in page
    assert f'href="/keepsakes/of/{person.pk}/keep/"' in page
    assert "keepsakes" not in volunteer


def test_what_is_kept_is_shown_remembered_and_traced(
    person: Person, signed_in: SignIn, cast: Cast
) -> None:
    browser = signed_in("outreach")
    typed = {"kind": "keys", "text": "青い札", "on": str(cast.today), "submission": ""}

    answer = browser.post(f"/keepsakes/of/{person.pk}/keep/", typed)

    assert (answer.status_code, answer["Location"]) == (302, f"/people/{person.pk}/")
    assert "青い札" in browser.get(f"/keepsakes/of/{person.pk}/").content.decode()
    assert "ハルさん" in browser.get("/keepsakes/desk/").content.decode()
    assert "青い札" in browser.get("/keepsakes/").content.decode()
    timeline = browser.get(f"/people/{person.pk}/timeline/?kind=keepsake").content.decode()
    assert "預かりました：鍵" in timeline
    readers = signed_in("manager").get(f"/people/{person.pk}/readers/").content.decode()
    assert "預かり品を預かった" in readers
    assert "閲覧: 預かり品" in readers


def test_wrong_input_is_answered_beside_the_field(
    person: Person, signed_in: SignIn, cast: Cast
) -> None:
    tomorrow = str(cast.today + timedelta(days=1))

    answer = signed_in("outreach").post(
        f"/keepsakes/of/{person.pk}/keep/", {"kind": "keys", "on": tomorrow}
    )

    assert answer.status_code == 422
    assert str(KeptLater.sentence) in answer.content.decode()
    assert not Keepsake.objects.exists()


def test_a_thing_goes_back_once_and_never_before_it_was_kept(
    person: Person, signed_in: SignIn, cast: Cast
) -> None:
    kept = keep(person_id=person.pk, kind="bag", on=cast.today, by=cast.outreach)

    with pytest.raises(BackBeforeKept):
        give_back(keepsake_id=kept.pk, on=cast.today - timedelta(days=1), by=cast.outreach)
    pressed = [signed_in("outreach").post(f"/keepsakes/{kept.pk}/back/") for _twice in range(2)]

    assert [one.status_code for one in pressed] == [302, 404]
    assert Keepsake.objects.get().back_on == cast.today
    assert Event.objects.filter(action="keepsake_given_back").count() == 1


def test_whoever_may_not_see_the_person_sees_nothing_of_theirs(person: Person, cast: Cast) -> None:
    kept = keep(person_id=person.pk, kind="bag", on=cast.today, by=cast.outreach)

    with pytest.raises(NotSeen):
        give_back(keepsake_id=kept.pk, on=cast.today, by=cast.neighbour)
    with pytest.raises(NotSeen):
        keep(person_id=person.pk, kind="bag", on=cast.today, by=cast.neighbour)


def test_it_moves_when_two_entries_become_one_and_back(person: Person, cast: Cast) -> None:
    other = somebody(cast, "春さん")
    kept = keep(person_id=other.pk, kind="papers", on=cast.today, by=cast.outreach)
    assert "預かり品" in {one.name for one in merging_preview(person, other, cast.outreach).moving}

    merge = merge_people(kept_id=person.pk, gone_id=other.pk, reason="", by=cast.outreach)
    assert Keepsake.objects.get(pk=kept.pk).person_id == person.pk
    part_people(merge_id=merge.pk, by=cast.outreach)

    assert Keepsake.objects.get(pk=kept.pk).person_id == other.pk
    assert TimelineEntry.objects.get(kind="keepsake").person_id == other.pk


def test_what_it_publishes_can_be_counted_asked_and_opened(
    person: Person, signed_in: SignIn, cast: Cast
) -> None:
    for kind, who in (("bag", person), ("keys", person), ("bag", somebody(cast, "春さん"))):
        keep(person_id=who.pk, kind=kind, on=cast.today, by=cast.outreach)
    publish_agency(agency_id=cast.agency.pk)
    year = fiscal_year(cast.today)
    of_bags = {"fact": "keepsake", "values": {"kind": ["bag"]}, "now": True}

    found = queries.trend(cast.manager, "keepsakes", Span(year, year))
    page = signed_in("manager").get("/trends/keepsakes/").content.decode()

    assert found.numbers == {("bag", year): 2, ("keys", year): 1}
    assert found.people == {year: 2}
    question = read_question({"match": "all", "parts": [of_bags]})
    assert queries.count_of(cast.manager, question).people == 2
    assert "物を預かっている人" in page
    assert "かばん" in page


def test_its_command_is_among_the_others(person: Person, cast: Cast) -> None:
    keep(person_id=person.pk, kind="bag", on=cast.today - timedelta(days=9), by=cast.outreach)
    keep(person_id=person.pk, kind="keys", on=cast.today, by=cast.outreach)

    assert banso("keepsakes", "--days", "9") == "1 kept for 9 days or longer\n"


def mark(browser: Client, address: str) -> str:
    """Return how an address answers; what answers only to a button is pressed."""
    with taken_back():
        answer = browser.get(address)
        return mark_of(browser.post(address) if answer.status_code == 405 else answer)


def test_its_addresses_open_as_its_table_says(cast: Cast, signed_in: SignIn) -> None:
    home = Home(cast)
    routes = [route for route, _pattern, room in addresses() if room == "keepsakes"]
    for relation, who in WHO.items():
        hidden = relation == "hidden person"
        edit_person(person_id=home.person.pk, version=None, restricted=hidden, by=cast.outreach)
        browser = signed_in(who)
        found = {route: mark(browser, home.address(route)) for route in routes}
        compare_room("keepsakes", BY_RELATION, relation, found)


def test_its_migrations_are_complete(db: None) -> None:
    call_command("makemigrations", "keepsakes", check=True, dry_run=True, verbosity=0)
