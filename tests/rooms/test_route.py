"""Tonight's route: as its places were usually reached, or as somebody put them."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from banso.intake.actions import (
    NewMeeting,
    NotOnRoute,
    begin_round,
    meet,
    move_stop,
    note_handouts,
)
from banso.intake.models import OutreachRound
from banso.intake.queries import usually_met
from banso.intake.queries.route import seal_of_place
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from tests.conftest import Cast

SignIn = Callable[[str], Client]
EARLIER = (  # of three nights: who, where, at which minute after eight in the evening, how
    (("駅", 10), ("橋", 40), ("東屋", 70)),
    (("橋", 5), ("駅", 30), ("東屋", 90)),
    (("駅", 0), ("東屋", 80), ("橋", 50)),
)


class Course:
    """A course that was walked three times, and tonight."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.people = {
            place: enter_person(person=NewPerson(called_name=f"{place}の方"), by=cast.outreach)
            for place in ("東屋", "橋", "駅")
        }
        for ago, stops in zip((30, 20, 10), EARLIER, strict=True):
            night = self.night(ago)
            for place, minutes in stops:
                outcome = "not_there" if place == "橋" and ago < 30 else "talked"
                self.meet(night, self.people[place], place, minutes, outcome)
        self.tonight = self.night(0)

    def night(self, ago: int) -> OutreachRound:
        """Begin a round so many days ago."""
        return begin_round(
            office_id=self.cast.outreach_office.pk,
            on=self.cast.today - timedelta(days=ago),
            course="川ぞい",
            weather="",
            member_ids=[self.cast.outreach.member_id],
            others=["例の学生"],
            by=self.cast.outreach,
        )

    def meet(
        self, night: OutreachRound, person: Person, place: str, minutes: int, outcome: str
    ) -> None:
        """Meet somebody at a minute after eight."""
        at = timezone.make_aware(datetime.combine(night.on, time(20))) + timedelta(minutes=minutes)
        meeting = NewMeeting(outcome=outcome, at=at, place=place)
        meet(round_id=night.pk, person_id=person.pk, meeting=meeting, by=self.cast.outreach)

    def places(self) -> list[str]:
        """Return tonight's places in their order."""
        tonight = OutreachRound.objects.get(pk=self.tonight.pk)
        return [one.place for one in usually_met(tonight, self.cast.outreach, also_met=True)]


@pytest.fixture
def course(cast: Cast) -> Course:
    """A course with three earlier nights."""
    return Course(cast)


def test_places_stand_in_the_order_in_which_they_were_usually_reached(course: Course) -> None:
    assert course.places() == ["駅", "橋", "東屋"]


def test_somebody_puts_them_in_another_order_and_a_new_place_comes_after(course: Course) -> None:
    by = course.cast.outreach
    for stop, earlier in (("東屋", True), ("東屋", True), ("東屋", True), ("駅", False)):
        move_stop(round_id=course.tonight.pk, stop=seal_of_place(stop), earlier=earlier, by=by)
    assert course.places() == ["東屋", "橋", "駅"]
    somebody = enter_person(person=NewPerson(called_name="門の方"), by=by)
    course.meet(course.night(5), somebody, "門", 1, "talked")
    assert course.places() == ["東屋", "橋", "駅", "門"]
    with pytest.raises(NotOnRoute):
        move_stop(round_id=course.tonight.pk, stop="x", earlier=True, by=by)
    kept = OutreachRound.objects.get(pk=course.tonight.pk).route
    assert not any(place in str(kept) for place in ("東屋", "橋", "駅")), "no place is written down"


def test_for_how_many_rounds_somebody_was_not_seen(course: Course) -> None:
    usual = usually_met(course.tonight, course.cast.outreach)
    assert {one.called_name: one.missed for one in usual} == {
        "駅の方": 0,
        "橋の方": 2,
        "東屋の方": 0,
    }


def test_the_page_the_paper_and_the_telephone_have_the_same_order(
    course: Course, signed_in: SignIn
) -> None:
    browser: Any = signed_in("outreach")
    address = f"/rounds/{course.tonight.pk}"
    browser.post(f"{address}/route/move/", {"later": seal_of_place("駅")})
    for page in ("/route/", "/", "/sheet.html", "/type/"):
        text = browser.get(address + page).content.decode()
        places = [text.index(f"{one}の方") for one in ("橋", "駅", "東屋")]
        assert places == sorted(places), page
    assert "この2回の巡回では会えていません" in browser.get(f"{address}/route/").content.decode()
    assert signed_in("volunteer").get(f"{address}/route/").status_code == 403


def test_the_sky_and_what_is_taken_along_are_noted_by_hand(course: Course) -> None:
    by = course.cast.outreach
    row = note_handouts(
        round_id=course.tonight.pk, handed={"meal": 40}, note="", weather="snow", by=by
    )
    assert (row.weather, row.handed) == ("snow", {"meal": 40})
