"""The journal of a night that was written by hand, typed back in its own order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from banso.intake.actions import NewMeeting, begin_round, meet
from banso.intake.models import Encounter, OutreachRound
from banso.intake.web.typed_back import RowForm
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from tests.conftest import Cast


def night_of(cast: Cast, ago: int) -> OutreachRound:
    return begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today - timedelta(days=ago),
        course="駅の北",
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["例 学生"],
        by=cast.outreach,
    )


def row(**said: Any) -> dict[str, Any]:
    return {"submission": str(uuid4()), "outcome": "talked", **said}


@pytest.fixture
def person(cast: Cast) -> Person:
    found = enter_person(person=NewPerson(called_name="マツさん"), by=cast.outreach)
    before = night_of(cast, 8)
    meeting = NewMeeting(at=timezone.now() - timedelta(days=8), outcome="greeted", place="駅の軒下")
    meet(round_id=before.pk, person_id=found.pk, meeting=meeting, by=cast.outreach)
    return found


def test_the_row_asks_in_the_order_of_the_columns_of_the_paper(cast: Cast) -> None:
    form = RowForm(night=cast.today, before=None, who=[])
    order = [name for name in form.fields if name not in ("submission", "version")]

    assert order == ["time", "called_name", "place", "outcome", "condition", "handed", "words"]


def test_a_row_is_kept_at_its_time_and_the_page_comes_back_for_the_next(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    night = night_of(cast, 1)
    browser, address = signed_in("outreach"), f"/rounds/{night.pk}/type/"
    assert "マツさん" in browser.get(address).content.decode()

    told = browser.post(
        address,
        row(time="2130", called_name="マツさん", place="駅", handed=["meal"], words="寒いな。"),
    )
    assert told.headers["Location"] == address
    after = browser.post(address, row(time="0:20", called_name="", place="橋の下"))

    assert after.status_code == 302
    first, second = Encounter.objects.filter(round=night).order_by("at")
    local = timezone.localtime
    assert (first.person_id, first.was_new, first.handed) == (person.pk, False, ["meal"])
    assert f"{local(first.at):%m-%d %H:%M}" == f"{night.on:%m-%d} 21:30"
    assert f"{local(second.at):%m-%d %H:%M}" == f"{cast.today:%m-%d} 00:20"
    assert second.was_new
    page = browser.get(address).content.decode()
    assert page.index("21:30") < page.index("00:20")


def test_whoever_is_called_like_somebody_known_is_asked_about_and_never_doubled(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    known = enter_person(person=NewPerson(called_name="ノブさん"), by=cast.outreach)
    night = night_of(cast, 1)
    browser, address = signed_in("outreach"), f"/rounds/{night.pk}/type/"
    typed = row(time="21:00", called_name="ノブさん")

    asked = browser.post(address, typed)
    assert asked.status_code == 422
    assert str(known.pk) in asked.content.decode()
    assert not Encounter.objects.filter(round=night).exists()
    browser.post(address, {**typed, "who": str(known.pk)})
    assert Encounter.objects.get(round=night).person_id == known.pk
    browser.post(address, {**row(time="21:10", called_name="ノブさん"), "who": "new"})

    assert Person.objects.filter(called_name="ノブさん").count() == 2


def test_a_time_to_come_and_somebody_out_of_reach_are_refused(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    night = night_of(cast, 0)
    hidden = enter_person(
        person=NewPerson(called_name="ミヨさん"), by=cast.centre, office_id=cast.centre_office.pk
    )
    browser, address = signed_in("outreach"), f"/rounds/{night.pk}/type/"
    late = browser.post(address, row(time="23:50", called_name="だれか"))
    assert late.status_code == 422
    browser.post(address, row(time="9:00", called_name="だれか", who=str(hidden.pk)))

    assert not Encounter.objects.filter(person=hidden).exists()
    assert signed_in("volunteer").get(address).status_code in (403, 404)
