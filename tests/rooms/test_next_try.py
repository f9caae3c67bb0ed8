"""The next try: what goes along, where to, and who may answer for a referral."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from banso.companionship.actions import walk_with
from banso.kit.models import StaleEdit
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.models import Person
from banso.referrals.actions import (
    CannotAnswer,
    NewReferral,
    NextTry,
    NotThisWay,
    Step,
    TurnedAwayThere,
    begin_referral,
    take_step,
    try_next,
)
from banso.referrals.models import Referral
from banso.referrals.queries import next_places, who_may_answer
from banso.resources.actions import NewCheck, ReceiverDetails, check_service, keep_service
from banso.resources.models import Service
from tests.conftest import Cast

SignIn = Callable[[str], Client]


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody in the outreach ledger, with a companion."""
    made = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    open_entry(
        person=made,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )
    walk_with(person_id=made.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach)
    return made


def _place(cast: Cast, name: str, system: str = "medical") -> Service:
    return keep_service(
        name=name, system=system, receiver=ReceiverDetails(organization=name), by=cast.outreach
    )


def _refused(cast: Cast, person: Person, service: Service, reason: str) -> Referral:
    made = begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            purpose="腰と血圧を診てもらう",
            system="medical",
            domain="health",
            on=cast.today,
            answerable_id=cast.outreach.member_id,
            service_id=service.pk,
        ),
        by=cast.outreach,
    )
    for to in ("agreed", "asked", "refused"):
        made = take_step(
            referral_id=made.pk,
            step=Step(
                to=to,
                on=cast.today,
                words="「そうかい」",
                note="住所がないと診られないと言われた" if to == "refused" else "",
                refusal_reason=reason if to == "refused" else "",
            ),
            by=cast.outreach,
        )
    return made


def _onward(cast: Cast, **more: Any) -> NextTry:
    asked = {
        "on": cast.today,
        "purpose": "腰と血圧を診てもらう",
        "system": "medical",
        "domain": "health",
        "answerable_id": cast.outreach.member_id,
        "learnt": "住所がなくても診るところを選ぶ",
    }
    return NextTry(**(asked | more))


def test_what_was_to_be_done_and_what_was_learnt_go_along(cast: Cast, person: Person) -> None:
    hospital, clinic = _place(cast, "見本総合病院"), _place(cast, "見本診療所")
    before = _refused(cast, person, hospital, "turned_away")
    made = try_next(
        referral_id=before.pk, onward=_onward(cast, service_id=clinic.pk), by=cast.outreach
    )
    before.refresh_from_db()

    assert (made.receiver, made.purpose, made.domain, made.follows_id) == (
        "見本診療所",
        "腰と血圧を診てもらう",
        "health",
        before.pk,
    )
    assert (made.sensitivity, made.state) == ("health", "considered")
    assert (before.state, before.return_reason, before.next_step, before.learnt) == (
        "returned",
        "not_taken",
        "new_referral",
        "住所がなくても診るところを選ぶ",
    )


def test_one_that_turned_them_away_is_offered_only_where_asked_and_last(
    cast: Cast, person: Person
) -> None:
    hospital, clinic, full, work = (
        _place(cast, "一病院"),
        _place(cast, "三診療所"),
        _place(cast, "二医院"),
        _place(cast, "会社", "work"),
    )
    _refused(cast, person, full, "full")
    before = _refused(cast, person, hospital, "turned_away")
    closed = _place(cast, "零病院")
    check_service(
        service_id=closed.pk,
        check=NewCheck(visited_on=cast.today, trust="suspended", reason="面会が断られた"),
        by=cast.coordinator,
    )

    usual = [one.service for one in next_places(before, cast.outreach)]
    assert usual == [clinic, full]
    everywhere = [one.service for one in next_places(before, cast.outreach, again=True)]
    assert everywhere == [clinic, full, closed, hospital]
    assert work not in everywhere


def test_again_to_where_they_were_turned_away_needs_two(cast: Cast, person: Person) -> None:
    hospital = _place(cast, "見本総合病院")
    before = _refused(cast, person, hospital, "pushed_back")
    for more in (
        {},
        {"suspended_reason": "ほかにない"},
        {"suspended_reason": "ほかにない", "second_person_id": cast.outreach.member_id},
        {"receiver": "見本総合病院", "service_id": None},
    ):
        asked = {"service_id": hospital.pk} | more
        with pytest.raises(TurnedAwayThere):
            try_next(referral_id=before.pk, onward=_onward(cast, **asked), by=cast.outreach)
    assert Referral.objects.get(pk=before.pk).state == "refused"
    made = try_next(
        referral_id=before.pk,
        onward=_onward(
            cast,
            service_id=hospital.pk,
            suspended_reason="ほかにない",
            second_person_id=cast.coordinator.member_id,
        ),
        by=cast.outreach,
    )

    assert (made.suspended_reason, made.second_person_id) == (
        "ほかにない",
        cast.coordinator.member_id,
    )


def test_two_at_once_go_on_once(cast: Cast, person: Person) -> None:
    clinic = _place(cast, "見本診療所")
    before = _refused(cast, person, _place(cast, "見本総合病院"), "full")
    seen = before.version
    onward = _onward(cast, service_id=clinic.pk)
    try_next(referral_id=before.pk, onward=onward, by=cast.outreach, version=seen)
    with pytest.raises(StaleEdit):
        try_next(referral_id=before.pk, onward=onward, by=cast.coordinator, version=seen)
    later = Referral.objects.get(follows=before)
    with pytest.raises(NotThisWay):
        try_next(referral_id=later.pk, onward=onward, by=cast.outreach)


def test_only_somebody_who_may_refer_and_reaches_the_person_answers(
    cast: Cast, person: Person
) -> None:
    for viewer in (cast.volunteer, cast.centre):
        with pytest.raises(CannotAnswer):
            begin_referral(
                person_id=person.pk,
                referral=NewReferral(
                    purpose="受診",
                    system="community",
                    receiver="町内会",
                    on=cast.today,
                    answerable_id=viewer.member_id,
                ),
                by=cast.outreach,
            )
    offered = {code for code, _name in who_may_answer(cast.outreach, person.pk)}
    assert str(cast.outreach.member_id) in offered
    assert str(cast.coordinator.member_id) in offered
    assert not offered & {str(cast.volunteer.member_id), str(cast.centre.member_id)}

    Person.objects.filter(pk=person.pk).update(restricted=True)
    offered = {code for code, _name in who_may_answer(cast.outreach, person.pk)}
    assert str(cast.outreach.member_id) in offered
    assert str(cast.supporter.member_id) not in offered


def test_three_taps_lead_on(cast: Cast, person: Person, signed_in: SignIn) -> None:
    clinic, browser = _place(cast, "見本診療所"), signed_in("outreach")
    before = _refused(cast, person, _place(cast, "見本総合病院"), "turned_away")
    page = browser.get(f"/referrals/{before.pk}/").content.decode()
    first = re.search(r'<a\s+class="button[^"]*"\s+href="([^"]+)"', page[page.index("<h1>") :])
    assert first
    assert first[1] == f"/referrals/{before.pk}/next/"

    shown = browser.get(first[1]).content.decode()
    offered = shown[shown.index('class="opts"') :].partition("</ul>")[0]
    assert "見本診療所" in offered
    assert "見本総合病院" not in offered
    assert "見本総合病院" in browser.get(first[1] + "?again=1").content.decode()
    assert "住所がないと診られないと言われた" in shown
    sent = {
        name: re.sub("&#x27;", "'", value)
        for name, value in re.findall(r'name="(submission|version)"\s+value="([^"]*)"', shown)
    }
    sent |= {
        "place": str(clinic.pk),
        "purpose": before.purpose,
        "system": "medical",
        "domain": "health",
        "learnt": "住所がないと診られないと言われた",
        "answerable": str(cast.outreach.member_id),
    }
    for _twice in (1, 2):
        answer = browser.post(first[1], sent)
        made = Referral.objects.get(follows=before)
        assert answer["Location"] == f"/referrals/{made.pk}/"
    assert browser.get(first[1]).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"place": "elsewhere"},
        {"place": "x"},
        {"place": "elsewhere", "receiver": "町内会", "purpose": "x", "answerable": "x"},
    ],
)
def test_what_says_too_little_is_said_beside_the_fields(
    cast: Cast, person: Person, signed_in: SignIn, sent: dict[str, str]
) -> None:
    before = _refused(cast, person, _place(cast, "見本総合病院"), "full")
    answer = signed_in("outreach").post(f"/referrals/{before.pk}/next/", sent)

    assert answer.status_code == 422
    assert Referral.objects.count() == 1
