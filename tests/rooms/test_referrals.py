"""つなぎ and もどし: nobody is handed over and forgotten."""

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banso.access.actions import let_member_go
from banso.access.models import Agency, Member
from banso.companionship.actions import make_promise, walk_with
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewEntry,
    NewPerson,
    close_entry,
    enter_person,
    merge_people,
    open_entry,
    part_people,
)
from banso.people.models import Person
from banso.people.queries import find_in_memory, memory_of
from banso.referrals.actions import (
    AlongMissing,
    LinkNotUsable,
    LookMissing,
    NewReferral,
    NextStepMissing,
    NotThisWay,
    PurposeMissing,
    RefusalReasonMissing,
    Return,
    ReturnReasonMissing,
    SecondPersonMissing,
    Step,
    answer_by_link,
    begin_referral,
    bring_back,
    look,
    make_link,
    take_step,
)
from banso.referrals.drawing import COLUMNS, Stop, drawn
from banso.referrals.models import Referral, ReferralStep, SlipLink
from banso.referrals.queries import (
    at_risk,
    count_unwatched,
    figures_of_agency,
    figures_of_service,
    journey_of,
    people_behind,
    referral_seen,
    steps_of,
    unwatched,
)
from banso.referrals.rules import (
    WAYS,
    State,
    proposed_look,
    systems_spanned,
    way,
    ways_by_link,
)
from banso.referrals.sheets import slip
from banso.resources.actions import (
    CheckReasonMissing,
    NewCheck,
    NewIncident,
    NumberWrong,
    ReceiverDetails,
    check_service,
    confirm_service,
    keep_incident,
    keep_reply,
    keep_service,
    say_wrong,
)
from banso.resources.models import Service
from banso.resources.queries import (
    Asked,
    checks_of,
    find_services,
    incidents_of,
    nearest,
    to_confirm,
    trust_of,
    wrong_reports_of,
)
from banso.resources.rules import corporate_number_is_valid
from tests.commands import banso, ran
from tests.conftest import Cast


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


@pytest.fixture
def hospital(cast: Cast) -> Service:
    """A receiver of the directory."""
    return keep_service(
        name="見本病院",
        system="medical",
        receiver=ReceiverDetails(organization="医療法人 見本会", kana="みほんびょういん"),
        by=cast.outreach,
    )


def begun(person: Person, by: Any, **more: Any) -> Referral:
    asked = {
        "receiver": "見本会社",
        "purpose": "見学",
        "system": "work",
        "on": by.today,
        "answerable_id": by.member_id,
        **more,
    }
    return begin_referral(person_id=person.pk, referral=NewReferral(**asked), by=by)


def step(referral: Referral, to: str, by: Any, version: int | None = None, **more: Any) -> Referral:
    taken = Step(to=to, **{"on": by.today, **more})
    return take_step(referral_id=referral.pk, step=taken, by=by, version=version)


def went(person: Person, by: Any, **more: Any) -> Referral:
    referral = begun(person, by, **more)
    for to in ("agreed", "asked", "accepted"):
        step(referral, to, by)
    return step(referral, "went", by, along="見本 巡")


def back(referral: Referral, by: Any, **more: Any) -> Referral:
    told = Return(**{"return_reason": "finished", "next_step": "rest", "on": by.today, **more})
    return bring_back(referral_id=referral.pk, back=told, by=by)


# rules


def test_every_state_but_the_last_leads_back_and_no_other_way_closes() -> None:
    assert all(way(state, "returned") for state in State if state is not State.RETURNED)
    assert WAYS[State.RETURNED] == ()
    assert all(
        {"return_reason", "next_step"} <= set(one.needs)
        for ways in WAYS.values()
        for one in ways
        if one.to is State.RETURNED
    )


def test_the_states_are_reached_in_their_order() -> None:
    path = [
        "considered",
        "agreed",
        "asked",
        "refused",
        "asked",
        "accepted",
        "went",
        "watched",
        "returned",
    ]

    assert all(way(one, other) for one, other in itertools.pairwise(path))
    assert way("considered", "went") is None
    assert way("asked", "went") is None


def test_a_receiver_may_tell_only_what_it_knows() -> None:
    assert ways_by_link("considered") == []
    assert ways_by_link("asked") == [State.ACCEPTED, State.REFUSED]
    assert ways_by_link("watched") == [State.RETURNED]


def test_a_refusal_comes_back_soonest() -> None:
    from datetime import date

    day = date(2026, 11, 25)
    looks = {state: proposed_look(state, day) for state in State}

    assert looks[State.RETURNED] is None
    assert looks[State.REFUSED] == min(one for one in looks.values() if one)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("5000012010019", False),
        ("7000012050002", True),
        ("123", False),
        ("７００００１２０５０００２", False),
        ("", False),
    ],
)
def test_a_corporate_number_has_a_check_digit(number: str, valid: bool) -> None:
    assert corporate_number_is_valid(number) is valid


def test_a_path_across_systems_is_counted_once_for_each() -> None:
    assert systems_spanned(["medical", "welfare", "medical"]) == 2


# the walk


def test_a_way_there_and_back_is_remembered_step_by_step(cast: Cast, person: Person) -> None:
    referral = went(person, cast.outreach)
    step(referral, "watched", cast.outreach, note="一週間休まず")
    done = back(
        referral,
        cast.outreach,
        learnt="朝が早い仕事が合う",
        words="楽しかった",
        next_step="new_referral",
    )

    assert (done.state, done.next_look_on, done.returned_on) == ("returned", None, cast.today)
    assert [one.state for one in steps_of(done)] == [
        "considered",
        "agreed",
        "asked",
        "accepted",
        "went",
        "watched",
        "returned",
    ]
    assert (
        next(one.title for one in memory_of(person, cast.outreach, kind="referral").rows)
        == "見本会社からもどる: 終わった(次へ)"
    )
    assert len(find_in_memory(cast.outreach, "朝が早い仕事").rows) == 1
    assert begun(person, cast.outreach, follows_id=done.pk).follows_id == done.pk


def test_a_return_without_a_next_step_is_refused(cast: Cast, person: Person) -> None:
    referral = went(person, cast.outreach)

    with pytest.raises(NextStepMissing):
        back(referral, cast.outreach, next_step="")
    with pytest.raises(ReturnReasonMissing):
        back(referral, cast.outreach, return_reason="failed")
    assert referral_seen(cast.outreach, referral.pk).is_open


@pytest.mark.parametrize(
    ("to", "told", "refusal"),
    [
        ("went", {"along": " "}, AlongMissing),
        ("refused", {}, RefusalReasonMissing),
        ("watched", {}, NotThisWay),
        ("returned", {}, NotThisWay),
        ("went", {"along": "見本", "next_look_on": "today"}, LookMissing),
    ],
)
def test_each_step_says_what_it_needs(
    cast: Cast, person: Person, to: str, told: dict[str, Any], refusal: type[Exception]
) -> None:
    referral = begun(person, cast.outreach)
    for one in ("agreed", "asked", "accepted"):
        step(referral, one, cast.outreach)
    if told.get("next_look_on") == "today":
        told = {**told, "next_look_on": cast.today}

    with pytest.raises(refusal):
        step(referral, to, cast.outreach, **told)


def test_not_taken_comes_back_by_itself_with_a_day_and_can_be_tried_again(
    cast: Cast, person: Person
) -> None:
    referral = begun(person, cast.outreach)
    for to in ("agreed", "asked"):
        step(referral, to, cast.outreach)
    refused = step(
        referral,
        "refused",
        cast.outreach,
        refusal_reason="turned_away",
        note="住民票がないと言われた",
    )

    assert refused.next_look_on == cast.today + timedelta(days=2)
    assert [one.pk for one in at_risk(replace(cast.outreach, today=refused.next_look_on))] == [
        referral.pk
    ]
    assert step(referral, "asked", cast.outreach).refusal_reason == ""


def test_somebody_answers_for_every_open_one_and_the_database_holds_it(
    cast: Cast, person: Person
) -> None:
    referral = begun(person, cast.outreach)
    for change in (
        {"next_look_on": None},
        {"state": "returned"},
        {"state": "refused"},
        {"suspended_reason": "x"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**change)
    with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
        ReferralStep.objects.filter(referral=referral).update(note="別のこと")


def test_two_who_step_at_once_do_not_overwrite_each_other(cast: Cast, person: Person) -> None:
    referral = begun(person, cast.outreach)
    step(referral, "agreed", cast.outreach, version=1)

    with pytest.raises(StaleEdit):
        step(referral, "agreed", cast.coordinator, version=1)


def test_a_receiver_outside_the_directory_is_enough_but_nobody_is_not(
    cast: Cast, person: Person
) -> None:
    assert (
        begun(person, cast.outreach, receiver="商店街の八百屋さん", system="community").receiver
        == "商店街の八百屋さん"
    )
    with pytest.raises(PurposeMissing):
        begun(person, cast.outreach, receiver=" ")


# silence


def test_silence_climbs_desk_by_desk_until_somebody_looks(cast: Cast, person: Person) -> None:
    referral = begun(person, cast.outreach)
    day = referral.next_look_on

    def standing(ago: int) -> list[str]:
        desks_now = {
            role: at_risk(replace(getattr(cast, role), today=day + timedelta(days=ago)))
            for role in ("outreach", "coordinator", "manager", "centre")
        }
        return [role for role, rows in desks_now.items() if rows]

    assert [standing(ago) for ago in (-1, 0, 2, 3, 6, 7)] == [
        [],
        ["outreach"],
        ["outreach"],
        ["outreach", "coordinator"],
        ["outreach", "coordinator"],
        ["outreach", "coordinator", "manager"],
    ]
    with pytest.raises(LookMissing):
        look(referral_id=referral.pk, on=day, next_look_on=day, by=cast.outreach)
    look(
        referral_id=referral.pk,
        on=day,
        next_look_on=day + timedelta(days=30),
        note="変わりない",
        by=cast.outreach,
    )
    assert standing(29) == []
    assert standing(30) == ["outreach"]


def test_the_days_of_climbing_are_the_agency_s(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    referral = begun(person, cast.outreach)
    form = {
        "silence_days": "30",
        "coordinator_after_days": "0",
        "manager_after_days": "1",
        "approval_boxes": "担当",
        "contact": "電話 00-0000-0000",
        "second_by": "managers",
        "key_of": "nobody",
        "lock_after": "0",
    }
    assert signed_in("manager").post("/agency/", form).status_code == 302

    own = Agency.objects.get(pk=cast.agency.pk)
    assert own.stamps == ("担当",)
    assert own.sender == f"{own.name}　電話 00-0000-0000"
    made = slip(
        referral,
        name="ハルさん",
        agency=own.name,
        contact=own.contact,
        address="x",
        until=cast.today,
        day=cast.today,
    )
    assert "電話 00-0000-0000" in str(made.blocks)
    assert [one.pk for one in at_risk(replace(cast.coordinator, today=referral.next_look_on))] == [
        referral.pk
    ]


def test_the_list_that_must_be_empty_names_who_and_why(cast: Cast, person: Person) -> None:
    assert [
        (one.person.pk, one.no_companion, one.no_date, one.nobody_answers)
        for one in unwatched(cast.manager).rows
    ] == [(person.pk, False, True, False)]
    promise = make_promise(
        person_id=person.pk,
        text="会う",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    assert count_unwatched(cast.manager) == 0

    begun(person, cast.coordinator, answerable_id=cast.outreach.member_id)
    Member.objects.filter(pk=cast.outreach.member_id).update(
        until_on=cast.today - timedelta(days=1)
    )
    assert [
        (one.no_companion, one.no_date, one.nobody_answers) for one in unwatched(cast.manager).rows
    ] == [(True, False, True)]
    assert promise.settled_on is None
    assert count_unwatched(cast.neighbour) == 0


def test_people_whose_ledger_is_closed_are_not_on_the_list(cast: Cast) -> None:
    gone = enter_person(person=NewPerson(called_name="マツさん"), by=cast.outreach)
    entry = open_entry(
        person=gone,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )
    assert count_unwatched(cast.manager) == 1
    close_entry(entry_id=entry.pk, reason="moved", on=cast.today, by=cast.outreach)

    assert count_unwatched(cast.manager) == 0


def test_watch_for_cron_fails_and_writes_without_names(cast: Cast, person: Person) -> None:
    told = ran("watch", "--mail", "watch@example.jp")
    assert told.exit_code == 1
    assert "だれも見守っていない方 1人" in told.stdout
    assert "ハルさん" not in mail.outbox[0].body + mail.outbox[0].subject

    make_promise(
        person_id=person.pk,
        text="会う",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    banso("watch", "--mail", "watch@example.jp")
    assert len(mail.outbox) == 1


# checks of receivers


def test_a_watched_receiver_warns_and_a_suspended_one_needs_a_second_person(
    cast: Cast, person: Person, hospital: Service, signed_in: Callable[[str], Client]
) -> None:
    with pytest.raises(CheckReasonMissing):
        check_service(
            service_id=hospital.pk,
            check=NewCheck(visited_on=cast.today, trust="suspended"),
            by=cast.coordinator,
        )
    check_service(
        service_id=hospital.pk,
        check=NewCheck(visited_on=cast.today, trust="watched", reason="退院を急がされた(11月)"),
        by=cast.coordinator,
    )
    page = (
        signed_in("outreach")
        .get(f"/people/{person.pk}/referrals/begin/?service={hospital.pk}")
        .content.decode()
    )
    assert "退院を急がされた(11月)" in page
    assert (
        begun(person, cast.outreach, service_id=hospital.pk, receiver="", system="medical").receiver
        == "見本病院"
    )

    check_service(
        service_id=hospital.pk,
        check=NewCheck(visited_on=cast.today, trust="suspended", reason="同じことが続いた"),
        by=cast.coordinator,
    )
    alone: list[dict[str, Any]] = [
        {},
        {"suspended_reason": "ほかに診る所がない"},
        {"second_person_id": cast.coordinator.member_id},
        {"suspended_reason": "ほかに診る所がない", "second_person_id": cast.outreach.member_id},
    ]
    for told in alone:
        with pytest.raises(SecondPersonMissing):
            begun(person, cast.outreach, service_id=hospital.pk, system="medical", **told)
    two = begun(
        person,
        cast.outreach,
        service_id=hospital.pk,
        system="medical",
        suspended_reason="ほかに診る所がない",
        second_person_id=cast.coordinator.member_id,
    )
    assert two.second_person_id == cast.coordinator.member_id
    assert trust_of([hospital.pk], cast.neighbour) == {}


def test_checks_incidents_and_replies_stand_side_by_side_for_the_own_agency_only(
    cast: Cast, hospital: Service, signed_in: Callable[[str], Client]
) -> None:
    check = check_service(
        service_id=hospital.pk,
        check=NewCheck(
            visited_on=cast.today,
            trust="trusted",
            points={"contract": ["yes", ""]},
            voices="ご飯がおいしい",
        ),
        by=cast.coordinator,
    )
    incident = keep_incident(
        service_id=hospital.pk,
        incident=NewIncident(
            kind="turned_away", at_on=cast.today, window="受付", words="住所がないと診られない"
        ),
        by=cast.outreach,
    )
    keep_reply(check_id=check.pk, reply="伺いました", on=cast.today, by=cast.coordinator)
    keep_reply(incident_id=incident.pk, reply="改めます", on=cast.today, by=cast.coordinator)

    text = signed_in("outreach").get(f"/receivers/{hospital.pk}/").content.decode()
    for words in (
        "ご飯がおいしい",
        "住所がないと診られない",
        "伺いました",
        "改めます",
        "契約書があり、説明がある",
    ):
        assert words in text
    others = [
        signed_in(role).get(f"/receivers/{hospital.pk}/").content.decode()
        for role in ("neighbour", "observer")
    ]
    assert all(
        "住所がないと" not in text and "ご飯が" not in text and "見本病院" in text
        for text in others
    )
    assert checks_of(hospital, cast.neighbour) == incidents_of(hospital, cast.neighbour) == []


def test_the_directory_is_asked_by_kana_and_by_what_decides_and_by_nearness(cast: Cast) -> None:
    near = keep_service(
        name="近い宿",
        domains=["living"],
        ease=["no_id", "tonight"],
        receiver=ReceiverDetails(
            organization="A", kana="ちかいやど", address="見本町1", latitude=33.88, longitude=130.87
        ),
        by=cast.outreach,
    )
    far = keep_service(
        name="遠い宿",
        domains=["living"],
        hardships=["economic"],
        ease=["tonight"],
        receiver=ReceiverDetails(
            organization="B", kana="とおいやど", latitude=33.95, longitude=130.95
        ),
        by=cast.outreach,
    )
    keep_service(
        name="別の国",
        receiver=ReceiverDetails(organization="C", latitude=35.6, longitude=139.7),
        by=cast.outreach,
    )

    def names(**asked: Any) -> list[str]:
        return sorted(one.name for one in find_services(cast.outreach, Asked(**asked)))

    assert names(text="ちかい") == ["近い宿"]
    assert names(text="やど", ease=("no_id",)) == ["近い宿"]
    assert names(domain="living", ease=("tonight",)) == ["近い宿", "遠い宿"]
    assert names(hardship="economic") == ["遠い宿"]
    assert names(ease=("nonsense",), domain="nonsense") == ["別の国", "近い宿", "遠い宿"]
    found = nearest(find_services(cast.outreach, Asked()), (33.88, 130.87))
    assert [one.pk for one in found] == [near.pk, far.pk]
    assert 8 < found[1].distance < 13  # type: ignore[attr-defined]


def test_a_row_is_confirmed_and_said_to_be_wrong_in_one_click(
    cast: Cast, hospital: Service
) -> None:
    assert to_confirm(cast.outreach) == []
    say_wrong(service_id=hospital.pk, said="番号が変わった", by=cast.outreach)
    assert [one.pk for one in to_confirm(cast.outreach)] == [hospital.pk]
    confirmed = confirm_service(service_id=hospital.pk, by=cast.centre)

    assert (confirmed.assured_by, confirmed.assured_on) == ("centre", cast.today)
    assert wrong_reports_of(hospital, cast.outreach) == []
    later = replace(cast.outreach, today=cast.today + timedelta(days=200))
    assert [one.pk for one in to_confirm(later)] == [hospital.pk]
    with pytest.raises(NumberWrong):
        keep_service(
            name="x",
            receiver=ReceiverDetails(organization="x", corporate_number="5000012010019"),
            by=cast.outreach,
        )
    with pytest.raises(NotSeen):
        keep_service(
            service_id=hospital.pk,
            name="x",
            receiver=ReceiverDetails(organization="x"),
            by=cast.neighbour,
        )


# the link on a slip


def test_a_receiver_answers_once_through_its_link_and_it_is_traced(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    referral = begun(person, cast.outreach)
    for to in ("agreed", "asked"):
        step(referral, to, cast.outreach)
    token, _until = make_link(referral_id=referral.pk, by=cast.outreach)
    outside = Client()
    page = outside.get(f"/answer/{token}/").content.decode()
    assert "ハルさん" not in page
    assert outside.post(f"/answer/{token}/", {"to": "refused"}).status_code == 422
    thanks = outside.post(
        f"/answer/{token}/", {"to": "refused", "refusal_reason": "full", "note": "来月なら"}
    )["Location"]
    for _back in range(2):
        assert "お返事を受け取りました" in outside.get(thanks).content.decode()
    assert outside.get(f"/answer/{token}/").status_code == 404
    assert outside.get(f"/answer/{token}/?told=made-up").status_code == 404

    found = referral_seen(cast.outreach, referral.pk)
    assert (found.state, found.refusal_reason) == ("refused", "full")
    assert [(one.told_by, one.note, one.by) for one in steps_of(found)][-1] == (
        "receiver",
        "来月なら",
        None,
    )
    assert outside.post(f"/answer/{token}/", {"to": "accepted"}).status_code == 404
    assert (
        "受け皿から返事があった"
        in signed_in("manager").get(f"/people/{person.pk}/readers/").content.decode()
    )


@pytest.mark.parametrize("how", ["at once", "with a day that is over"])
def test_who_has_gone_answers_through_no_link_they_made(
    how: str, cast: Cast, person: Person
) -> None:
    referral = begun(person, cast.outreach)
    for to in ("agreed", "asked"):
        step(referral, to, cast.outreach)
    token, _until = make_link(referral_id=referral.pk, by=cast.outreach)
    outside = Client()
    assert outside.get(f"/answer/{token}/").status_code == 200
    if how == "at once":
        let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
    else:
        Member.objects.filter(pk=cast.outreach.member_id).update(
            until_on=cast.today - timedelta(days=1)
        )
    guessed = outside.get("/answer/guess/")
    gone = outside.get(f"/answer/{token}/")
    assert (gone.status_code, guessed.status_code) == (404, 404)
    assert outside.post(f"/answer/{token}/", {"to": "accepted"}).status_code == 404
    with pytest.raises(LinkNotUsable):
        answer_by_link(token=token, to="accepted", on=cast.today)
    fresh, _until = make_link(referral_id=referral.pk, by=cast.manager)
    assert outside.get(f"/answer/{fresh}/").status_code == 200


def test_links_that_do_not_serve_all_say_the_same(cast: Cast, person: Person) -> None:
    referral = begun(person, cast.outreach)
    for to in ("agreed", "asked"):
        step(referral, to, cast.outreach)
    replaced, _ = make_link(referral_id=referral.pk, by=cast.outreach)
    token, until = make_link(referral_id=referral.pk, by=cast.outreach)
    outside = Client()
    answers = [
        outside.get(f"/answer/{one}/")
        for one in (
            replaced,
            token[:-1] + ("y" if token[-1] == "x" else "x"),
            token[:-2],
            "x" * 400,
            "%00",
            "..",
        )
    ]
    SlipLink.objects.update(expires_on=cast.today - timedelta(days=1))
    answers.append(outside.get(f"/answer/{token}/"))

    assert {answer.status_code for answer in answers} == {404}
    assert (
        len(
            {
                answer.content.split(b"<main")[1]
                for answer in answers
                if b"<main" in answer.content
                and b"/answer/" not in answer.content.split(b"<main")[1]
            }
        )
        == 1
    )
    for one in (replaced, token, "guess"):
        with pytest.raises(LinkNotUsable):
            answer_by_link(token=one, to="accepted", on=cast.today)
    assert until == cast.today + timedelta(days=60)
    assert token not in str(list(SlipLink.objects.values()))


def test_a_receiver_cannot_close_a_referral_but_tells_who_is_coming_back(
    cast: Cast, person: Person
) -> None:
    referral = went(person, cast.outreach)
    token, _ = make_link(referral_id=referral.pk, by=cast.outreach)
    answer_by_link(token=token, to="returned", on=cast.today, note="金曜まで")

    found = referral_seen(cast.outreach, referral.pk)
    assert (found.is_open, found.next_look_on) == (True, cast.today)
    assert [one.pk for one in at_risk(cast.outreach)] == [referral.pk]


def test_one_button_is_filled_and_how_late_a_look_is_stands_beside_it(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    referral = went(person, cast.outreach)
    browser, address = signed_in("outreach"), f"/referrals/{referral.pk}/"

    def filled() -> list[str]:
        page = browser.get(address).content.decode()
        buttons = re.findall(r'<a\s+class="button([^"]*)"\s+href="([^"]*)"', page)
        return [to for how, to in buttons if "plain" not in how]

    assert filled() == [f"{address}step/watched/"]
    Referral.objects.filter(pk=referral.pk).update(next_look_on=cast.today - timedelta(days=10))
    page = browser.get(address).content.decode()
    assert "見る日から、まだだれも見ていません（10日前）" in page
    assert filled() == [f"{address}look/"]
    assert "10日前" in browser.get("/desk/silent/").content.decode()


def test_guessing_is_slowed_down(cast: Cast, person: Person) -> None:
    referral = begun(person, cast.outreach)
    token, _ = make_link(referral_id=referral.pk, by=cast.outreach)
    outside = Client()
    for number in range(31):
        outside.get(f"/answer/guess{number}/")

    assert outside.get(f"/answer/{token}/").status_code == 404


def test_the_slip_goes_along_on_one_side_and_says_no_more_than_it_must(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    referral = begun(
        person,
        cast.outreach,
        receiver="見本病院",
        system="medical",
        purpose="血圧の相談",
        sensitivity="health",
    )
    answer = signed_in("outreach").post(f"/referrals/{referral.pk}/slip.pdf")
    reader = PdfReader(BytesIO(answer.content))
    text = "".join(reader.pages[0].extract_text().split())

    assert len(reader.pages) == 1
    for words in ("つなぎ票", "もどし票", "見本病院", "/answer/", "満員"):
        assert words in text
    assert signed_in("employment").post(f"/referrals/{referral.pk}/slip.pdf").status_code == 404


def test_a_link_is_mailed_without_a_word_about_the_person(
    cast: Cast, person: Person, signed_in: Callable[[str], Client], settings: Any
) -> None:
    settings.BANSO_CAN_MAIL = True
    values = {"name": "見本病院 相談室", "email": "soudan@example.jp"}
    service = keep_service(
        receiver=ReceiverDetails(organization="見本病院"), by=cast.outreach, **values
    )
    referral = begun(
        person, cast.outreach, service_id=service.pk, receiver="", purpose="血圧の相談"
    )
    for to in ("agreed", "asked"):
        step(referral, to, cast.outreach)
    browser = signed_in("outreach")
    assert "soudan@example.jp" in browser.get(f"/referrals/{referral.pk}/").content.decode()
    assert (
        "リンクをメールで送りました"
        in browser.post(f"/referrals/{referral.pk}/mail/", follow=True).content.decode()
    )

    sent = mail.outbox[0]
    assert sent.to == ["soudan@example.jp"]
    assert [
        word
        for word in ("ハルさん", "血圧", str(person.pk), str(referral.pk))
        if word in f"{sent.subject}{sent.body}"
    ] == []
    link = re.search(r"/answer/\S+", str(sent.body))
    assert link
    assert Client().get(link.group(0)).status_code == 200

    # a mail that does not go out leaves the link before in use; without an address, or where mail
    # is only printed, there is no button
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    assert (
        "メールを送れませんでした"
        in browser.post(f"/referrals/{referral.pk}/mail/", follow=True).content.decode()
    )
    assert Client().get(link.group(0)).status_code == 200
    settings.BANSO_CAN_MAIL = False
    assert "soudan@example.jp" not in browser.get(f"/referrals/{referral.pk}/").content.decode()
    assert signed_in("neighbour").post(f"/referrals/{referral.pk}/mail/").status_code == 404


# who may see what, merging


def test_a_worker_without_the_duty_sees_no_such_referral_anywhere(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    hidden = went(person, cast.outreach, receiver="見本クリニック", system="medical")
    shown = went(person, cast.outreach, receiver="見本会社")
    browser = signed_in("employment")
    for path in (
        f"/people/{person.pk}/referrals/open/",
        f"/people/{person.pk}/journey/",
        f"/people/{person.pk}/journey.html",
        f"/people/{person.pk}/timeline/",
        "/referrals/behind/all/",
        "/referrals/figures/",
    ):
        text = browser.get(path).content.decode()
        assert "見本クリニック" not in text, path
    assert "見本会社" in browser.get(f"/people/{person.pk}/journey/").content.decode()
    assert browser.get(f"/referrals/{hidden.pk}/").status_code == 404
    assert [one.pk for one in journey_of(person, cast.employment)] == [shown.pk]
    assert find_in_memory(cast.employment, "クリニック").rows == []


def test_referrals_move_with_the_person_and_back(cast: Cast, person: Person) -> None:
    gone = enter_person(person=NewPerson(called_name="同じ方"), by=cast.outreach)
    referral = begun(gone, cast.outreach)
    merge = merge_people(kept_id=person.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    step(referral, "agreed", cast.outreach)
    assert [one.pk for one in journey_of(person, cast.outreach)] == [referral.pk]

    part_people(merge_id=merge.pk, by=cast.outreach)
    assert referral_seen(cast.outreach, referral.pk).person_id == gone.pk


# the journey and what it teaches


@given(st.integers(0, 61))
def test_the_journey_is_the_same_picture_twice_and_nothing_overlaps(count: int) -> None:
    stops = [
        Stop(
            str(n),
            n,
            "とても長い名前の受け皿" * 3,
            "医療",
            "2026/1–",
            "合わなかった",
            refused=n % 2 == 0,
            is_open=n == count,
        )
        for n in range(1, count + 1)
    ]
    picture = drawn(stops, title="道のり", who="ハルさん")

    assert picture == drawn(stops, title="道のり", who="ハルさん")
    assert picture.count("<a ") == count
    places = [(place % COLUMNS, place // COLUMNS) for place in range(count)]
    assert len(set(places)) == count


def test_every_figure_opens_just_its_people(cast: Cast, person: Person, hospital: Service) -> None:
    went(person, cast.outreach)
    lost = went(person, cast.outreach, service_id=hospital.pk, receiver="", system="medical")
    back(lost, cast.outreach, return_reason="lost_contact")
    refused = begun(
        person,
        cast.outreach,
        service_id=hospital.pk,
        receiver="",
        system="medical",
        domain="health",
    )
    for to in ("agreed", "asked"):
        step(refused, to, cast.outreach)
    step(refused, "refused", cast.outreach, refusal_reason="turned_away")

    found = figures_of_agency(cast.outreach)
    counts = {one.code: one.count for one in found["figures"]}
    assert (
        counts["all"],
        counts["open"],
        counts["returned"],
        counts["convenience"],
        counts["lost"],
    ) == (3, 2, 1, 1, 1)
    assert all(
        len(people_behind(code, cast.outreach).rows) == count for code, count in counts.items()
    )
    assert (found["people"]["people"], found["people"]["across"]) == (1, 1)
    assert [(one["system"], one["domain"], one["count"]) for one in found["unmet"]] == [
        ("medical", "health", 1)
    ]
    figures, days = figures_of_service(hospital.pk, cast.outreach)
    said = {one.code: one.count for one in figures}
    assert (
        said["asked"],
        said["accepted"],
        said["refused:turned_away"],
        said["returned:lost_contact"],
        days,
    ) == (2, 1, 1, 1, 0)
    assert people_behind("nonsense", cast.outreach).rows == []


def test_the_forms_lead_there_and_back(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    address = f"/people/{person.pk}/referrals/begin/"
    form = {
        "receiver": "見本会社",
        "system": "work",
        "purpose": "見学",
        "on": str(cast.today),
        "answerable": str(cast.outreach.member_id),
    }
    assert browser.post(address, {**form, "receiver": ""}).status_code == 422
    show = browser.post(address, form)["Location"]
    tell = {"on": str(cast.today), "told_by": "worker"}
    assert browser.post(f"{show}step/agreed/", {**tell, "words": "行ってみる"})["Location"] == show
    assert browser.get(f"{show}step/went/")["Location"] == show
    stale = browser.post(f"{show}step/asked/", {**tell, "version": "1"})
    assert stale.status_code == 422
    assert "本人了解" in stale.content.decode()
    wrong = browser.post(
        f"{show}back/", {"on": str(cast.today), "return_reason": "wished", "told_by": "person"}
    )
    assert wrong.status_code == 422
    done = browser.post(
        f"{show}back/",
        {
            "on": str(cast.today),
            "return_reason": "wished",
            "next_step": "new_referral",
            "told_by": "person",
        },
    )
    assert done["Location"].startswith(f"{address}?follows=")
    assert "見本会社の次へ" in browser.get(done["Location"]).content.decode()
    assert browser.get(f"{address}?service=nonsense").status_code == 404
    assert browser.get(f"{show}step/nonsense/").status_code == 404
