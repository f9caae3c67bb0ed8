"""The life at a glance: one line, drawn from what a viewer may read, and the loop beside it."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone, translation

from banso.access.rules import Duty
from banso.companionship.actions import NewNote, walk_with, write_note
from banso.desk.drawing import strip
from banso.desk.queries import Arc, Band, Life, life_of, steps_of
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.models import Person
from banso.people.queries import person_seen
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def haru(cast: Cast) -> Person:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=cast.outreach.member_id,
            on=cast.today - timedelta(days=900),
        ),
        by=cast.outreach,
    )
    return person


def test_the_loop_says_where_somebody_stands_and_counts_nothing(haru: Person, cast: Cast) -> None:
    walk_with(
        person_id=haru.pk,
        member_id=cast.outreach.member_id,
        system="individual",
        is_lead=True,
        on=cast.today,
        by=cast.manager,
    )
    steps = steps_of(haru, cast.outreach)

    assert [one.state for one in steps] == ["was", "open", "open", "open", "now", "open", "open"]
    assert all(one.said for one in steps)


def test_the_strip_links_every_mark_and_is_drawn_for_both_widths(haru: Person, cast: Cast) -> None:
    write_note(
        person_id=haru.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, doing=True, fact="手続き"),
        by=cast.outreach,
    )
    life = life_of(person_seen(cast.outreach, haru.pk), cast.outreach)
    for narrow in (False, True):
        drawn = strip(life, today=cast.today, name="x", narrow=narrow)
        picture = ElementTree.fromstring(drawn)
        links = [one.get("href") for one in picture.iter("{http://www.w3.org/2000/svg}a")]

        assert f"/ledger-entries/{haru_entry(life)}" in " ".join(str(one) for one in links)
        assert "#timeline" in links
        assert picture.get("aria-label")


def haru_entry(life: Life) -> str:
    return life.ledgers[0].url.split("/")[2]


def test_what_somebody_may_not_read_is_not_drawn(haru: Person, cast: Cast) -> None:
    write_note(
        person_id=haru.pk,
        note=NewNote(
            at=timezone.now(), method="visit", being=True, doing=False, sensitivity="health"
        ),
        by=cast.outreach,
    )
    without = cast.outreach.__class__(
        **{
            **cast.outreach.__dict__,
            "duties": frozenset(cast.outreach.duties) - {Duty.SEE_HEALTH, Duty.SEE_NAMES},
        }
    )

    assert len(life_of(haru, cast.outreach).marks) == 1
    assert life_of(haru, without).marks == []
    assert life_of(haru, without).ledgers == []


def test_a_life_of_twenty_years_with_names_that_are_markup_is_drawn(cast: Cast) -> None:
    day = cast.today
    life = Life(
        ledgers=[
            Band("outreach", "<b>", day - timedelta(days=7400), None, "/x/", "&"),
            Band("centre", "二", day - timedelta(days=7000), day, "/y/"),
        ],
        ways=[
            Arc("<script>", day - timedelta(days=days), day, days % 2 == 0, "/z/", "見る")
            for days in range(40)
        ],
        walks=[Band("walk", "", day, None)],
    )
    with translation.override("ja"):
        drawn = strip(life, today=day, name="x")

    assert "<script>" not in drawn
    ElementTree.fromstring(drawn)
    assert strip(Life(), today=day, name="x") == ""


def test_somebody_hidden_has_no_life_to_look_at(
    haru: Person, signed_in: Callable[[str], Client]
) -> None:
    path = f"/people/{haru.pk}/life/"
    assert signed_in("outreach").get(path).status_code == 200
    Person.objects.filter(pk=haru.pk).update(restricted=True)

    assert signed_in("centre").get(path).status_code == 404
    assert signed_in("volunteer").get(path).status_code == 403
