"""A round on a phone: somebody new in one tap, where one met the last; dark at night."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from banso.intake.actions import begin_round
from banso.intake.models import Encounter
from banso.people.actions import NewPerson, enter_person
from tests import clock
from tests.conftest import Cast


def test_somebody_new_is_one_tap_with_the_place_of_the_last(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="北公園コース",
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["学生"],
        by=cast.outreach,
    )
    browser, address = signed_in("outreach"), f"/rounds/{night.pk}/"
    thumb = re.compile(r'<form\s+class="nameless.*?</form>', re.DOTALL)

    first = thumb.search(browser.get(address).content.decode())
    assert first is not None
    assert 'value="北公園コース"' in first[0]
    told = browser.post(
        f"{address}meet/",
        {"submission": str(uuid4()), "place": "橋の下", "called_name": "", "outcome": "greeted"},
    )
    assert told.status_code == 302
    met = Encounter.objects.get()
    assert (met.outcome, met.place, met.was_new) == ("greeted", "橋の下", True)
    again = thumb.search(browser.get(address).content.decode())
    assert again is not None
    assert 'value="橋の下"' in again[0]
    assert "北公園コース" not in again[0]


def test_what_is_half_typed_about_somebody_new_is_there_after_a_tap_for_another(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="北公園コース",
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["学生"],
        by=cast.outreach,
    )
    known = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    browser, address = signed_in("outreach"), f"/rounds/{night.pk}/"
    typed = {"draft-key": f"meet:{night.pk}", "place": "橋の下", "looks": "青い帽子"}
    assert browser.post("/drafts/", typed).json() == {"saved": True}
    tap = {"person": str(known.pk), "outcome": "greeted", "submission": str(uuid4())}
    assert browser.post(f"{address}meet/", tap).status_code == 302
    page = browser.get(address).content.decode()
    assert 'value="青い帽子"' in page
    assert "の下書きを戻しました" in page
    assert "青い帽子" not in signed_in("volunteer").get(address).content.decode()
    new = {"place": "橋の下", "looks": "青い帽子", "outcome": "greeted", "submission": str(uuid4())}
    assert browser.post(f"{address}meet/", new).status_code == 302
    assert 'value="青い帽子"' not in browser.get(address).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(("hour", "dark"), [(5, True), (6, False), (17, False), (18, True)])
def test_at_night_it_is_dark(
    hour: int, dark: bool, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="c",
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["学生"],
        by=cast.outreach,
    )
    with clock.going_on_from(hour):
        page = signed_in("outreach").get(f"/rounds/{night.pk}/").content.decode()
    assert ("data-night" in page) is dark
