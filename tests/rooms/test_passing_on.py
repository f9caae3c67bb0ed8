"""What stands in the name of somebody who goes passes to others in one step, or is on the list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils.module_loading import import_string

from banso.access.actions import close_own_record, let_member_go
from banso.access.held import Held, Stays, held_by
from banso.access.models import Member
from banso.access.queries import viewer_of_member
from banso.access.standing import NoLongerHere
from banso.audit.models import Event
from banso.companionship.actions import make_promise, walk_with
from banso.companionship.models import Companionship, Promise
from banso.companionship.queries import my_people, my_promises
from banso.conferences.actions import NewConference, call_conference
from banso.conferences.models import Conference, Seat
from banso.kit.declarations import declared
from banso.kit.eras import PartialDate
from banso.people.actions import NewEntry, NewPerson, enter_person, note_death, open_entry
from banso.people.models import LedgerEntry, Person
from banso.people.queries import people_seen_by
from banso.referrals.actions import NewReferral, begin_referral
from banso.referrals.models import Referral
from banso.referrals.queries import count_unwatched, left_behind, unwatched
from banso.training.actions import (
    CannotTakeOver,
    Takers,
    ToWhom,
    begin_heavy,
    let_go_handing_over,
    move_caseload,
)
from banso.training.models import HeavyWalk
from tests.conftest import Cast


def _of_outreach(cast: Cast, name: str, **more: Any) -> Person:
    """Somebody for whom the outreach counsellor holds everything that can be held."""
    me = cast.outreach.member_id
    person = enter_person(person=NewPerson(called_name=name, **more), by=cast.outreach)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=me, on=cast.today
        ),
        by=cast.outreach,
    )
    walk_with(person_id=person.pk, member_id=me, on=cast.today, by=cast.outreach)
    make_promise(
        person_id=person.pk,
        text="役所へ一緒に",
        due_on=cast.today,
        answerable_id=me,
        by=cast.outreach,
    )
    begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            purpose="住まい",
            system="housing",
            on=cast.today,
            answerable_id=me,
            receiver="例の不動産",
        ),
        by=cast.outreach,
    )
    begin_heavy(person_id=person.pk, by=cast.outreach)
    return person


def _meeting(cast: Cast) -> Conference:
    return call_conference(
        conference=NewConference(kind="internal", on=cast.today + timedelta(days=5)),
        by=cast.outreach,
    )


def test_every_column_that_points_at_a_member_says_what_becomes_of_it() -> None:
    said = [f"{one.model}.{one.field}" for one in declared(Held)]
    said += [f"{one.model}.{name}" for one in declared(Stays) for name in one.fields]
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Member
    ]
    assert sorted(said) == sorted(found)
    assert all(one.why for one in declared(Stays))
    for one in declared(Held):
        assert callable(import_string(one.given_by))
        orders = [other.order for other in declared(Held)]
        assert orders.count(one.order) == 1


def test_everything_passes_on_in_one_step(cast: Cast) -> None:
    first, second = _of_outreach(cast, "例の一"), _of_outreach(cast, "例の二", restricted=True)
    meeting = _meeting(cast)
    gone, heir, other = (cast.outreach.member_id, cast.centre.member_id, cast.aftercare.member_id)
    let_go_handing_over(
        member_id=gone,
        takers=Takers(to=heir, of_person={second.pk: other}),
        on=cast.today,
        by=cast.manager,
    )
    assert held_by(gone, cast.agency.pk) == []
    for person, member in ((first, heir), (second, other)):
        assert LedgerEntry.objects.get(person=person).worker_id == member
        assert Promise.objects.get(person=person).answerable_id == member
        assert Referral.objects.get(person=person).answerable_id == member
        walk = Companionship.objects.get(person=person, until_on=None)
        assert (walk.member_id, walk.is_lead) == (member, True)
        assert not HeavyWalk.objects.filter(person=person, until_on=None).exists()
        viewer = viewer_of_member(member, today=cast.today)
        assert viewer is not None
        assert person in people_seen_by(viewer)
        assert [one.person_id for one in my_people(viewer).rows] == [person.pk]
        assert len(my_promises(viewer, until=cast.today)) == 1
    meeting.refresh_from_db()
    assert (meeting.chair_id, meeting.keeper_id) == (heir, heir)
    assert Seat.objects.filter(conference=meeting, member=heir).count() == 1
    assert Event.objects.filter(action="work_passed_on").exists()
    assert not any(one.nobody_answers for one in unwatched(cast.manager).rows)
    assert left_behind(cast.manager) == []


def test_what_is_left_in_the_name_of_somebody_gone_is_on_the_list_that_minute(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = _of_outreach(cast, "例の人")
    walk_with(person_id=person.pk, member_id=cast.centre.member_id, on=cast.today, by=cast.manager)
    meeting = _meeting(cast)
    assert count_unwatched(cast.manager) == 0
    let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)

    assert [(one.person.pk, one.nobody_answers) for one in unwatched(cast.manager).rows] == [
        (person.pk, True)
    ]
    assert {str(one.label) for one in left_behind(cast.manager)} == {
        "会議の進行",
        "会議の記録",
        "会議の席",
    }
    page = signed_in("manager").get("/watch/").content.decode()
    assert "例の人" in page
    assert str(meeting) in page
    Promise.objects.update(answerable=cast.centre.member_id)
    Companionship.objects.filter(member=cast.outreach.member_id).update(until_on=cast.today)
    Referral.objects.update(answerable=cast.centre.member_id)
    LedgerEntry.objects.update(worker=None)
    HeavyWalk.objects.update(until_on=cast.today)
    assert unwatched(cast.manager).rows == []


def test_after_a_death_what_is_still_to_be_done_is_on_the_list(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    dead, other = (_of_outreach(cast, name) for name in ("例の亡き人", "例の別の亡き人"))
    for person in (dead, other):
        note_death(person_id=person.pk, death=PartialDate(), by=cast.outreach)
    make_promise(
        person_id=dead.pk,
        text="荷物をご家族へ",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)

    rows = [one for one in unwatched(cast.manager).rows if one.person.has_died]
    assert [(one.person.pk, one.nobody_answers, one.no_companion, one.no_date) for one in rows] == [
        (dead.pk, True, False, False)
    ]
    browser = signed_in("manager")
    for address in ("/watch/", "/desk/unwatched/"):
        page = browser.get(address).content.decode()
        assert "例の亡き人" in page
        assert f"/people/{dead.pk}/walk" not in page
        assert f"/members/{cast.outreach.member_id}/pass-on/" in page
    assert "例の亡き人" in browser.get(f"/members/{rows[0].left_by}/pass-on/").content.decode()
    given = move_caseload(
        member_id=cast.outreach.member_id,
        people=[dead.pk],
        to_id=cast.centre.member_id,
        by=cast.manager,
    )
    assert given["companionship.Promise.answerable"] >= 1
    assert not [one for one in unwatched(cast.manager).rows if one.person.has_died]


def test_somebody_without_an_open_entry_is_on_the_list_too(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    make_promise(
        person_id=person.pk,
        text="会いに",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    assert unwatched(cast.manager).rows == []
    let_member_go(member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
    assert [one.person.pk for one in unwatched(cast.manager).rows] == [person.pk]


def test_open_work_goes_to_somebody_by_name_who_is_here(cast: Cast) -> None:
    _of_outreach(cast, "例の人")
    gone = cast.outreach.member_id
    for takers, refused in (
        (Takers(), ToWhom),
        (Takers(to=gone), NoLongerHere),
        (Takers(to=cast.volunteer.member_id), CannotTakeOver),
    ):
        with pytest.raises(refused):
            let_go_handing_over(member_id=gone, takers=takers, on=cast.today, by=cast.manager)
        assert Member.objects.get(pk=gone).gone_at is None, "nothing of it was done"
    let_member_go(member_id=cast.centre.member_id, on=cast.today, by=cast.manager)
    with pytest.raises(NoLongerHere):
        let_go_handing_over(
            member_id=gone,
            takers=Takers(to=cast.centre.member_id),
            on=cast.today,
            by=cast.manager,
        )


def test_nobody_takes_over_their_own_record(cast: Cast) -> None:
    person = _of_outreach(cast, "例の人")
    close_own_record(member_id=cast.centre.member_id, entry=person.pk, by=cast.manager)
    with pytest.raises(CannotTakeOver):
        let_go_handing_over(
            member_id=cast.outreach.member_id,
            takers=Takers(to=cast.centre.member_id),
            on=cast.today,
            by=cast.manager,
        )


def test_whom_a_manager_does_not_see_goes_along_unnamed(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = _of_outreach(cast, "例の人")
    close_own_record(member_id=cast.manager.member_id, entry=person.pk, by=cast.manager)
    browser, address = signed_in("manager"), f"/members/{cast.outreach.member_id}/let-go/"
    page = browser.get(address).content.decode()
    assert "例の人" not in page
    assert "ほかに1人" in page
    answer = browser.post(address, {"to": str(cast.centre.member_id)})
    assert answer.status_code == 302
    assert Companionship.objects.get(person=person, until_on=None).member_id == (
        cast.centre.member_id
    )


def test_the_list_comes_first_and_choices_stay(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = _of_outreach(cast, "例の人")
    browser, address = signed_in("manager"), f"/members/{cast.outreach.member_id}/let-go/"
    page = browser.get(address).content.decode()
    assert "例の人" in page
    before, _, own = page.partition(f'name="to_{person.pk}"')
    assert own, "for a single person somebody else can be named,"
    assert before.rindex("<details") > before.rindex("</details>"), "behind a tap"
    assert Member.objects.get(pk=cast.outreach.member_id).gone_at is None
    for typed in ({}, {"to": "x"}, {"to": str(cast.neighbour.member_id)}):
        assert browser.post(address, typed).status_code in (404, 422)
    answer = browser.post(
        address,
        {f"to_{person.pk}": str(cast.aftercare.member_id), "to": str(cast.centre.member_id)},
        follow=True,
    )
    assert "名前のままのものはありません" in answer.content.decode()
    assert Promise.objects.get(person=person).answerable_id == cast.aftercare.member_id
    again = browser.post(address, {"to": str(cast.centre.member_id)})
    assert again.status_code == 302


def test_a_caseload_moves_and_moves_back(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    first, second, third = (_of_outreach(cast, f"例の{name}") for name in ("一", "二", "三"))
    here, there = cast.outreach.member_id, cast.aftercare.member_id
    browser = signed_in("coordinator")
    page = browser.get(f"/members/{here}/pass-on/").content.decode()
    assert all(one.called_name in page for one in (first, second, third))
    answer = browser.post(
        f"/members/{here}/pass-on/", {"to": str(there), "who": [str(first.pk), str(second.pk)]}
    )
    assert answer["Location"] == f"/members/{there}/pass-on/"
    viewer = viewer_of_member(there, today=cast.today)
    assert viewer is not None
    assert {one.person_id for one in my_people(viewer).rows} == {first.pk, second.pk}
    assert {one.person_id for one in my_people(cast.outreach).rows} == {third.pk}
    given = move_caseload(member_id=there, people=[first.pk], to_id=here, by=cast.coordinator)
    assert given["companionship.Companionship.member"] == 1
    assert {one.person_id for one in my_people(cast.outreach).rows} == {first.pk, third.pk}


def test_only_whom_one_sees_is_moved(cast: Cast) -> None:
    hidden = _of_outreach(cast, "例の人")
    Person.objects.filter(pk=hidden.pk).update(restricted=True)
    given = move_caseload(
        member_id=cast.outreach.member_id,
        people=[hidden.pk],
        to_id=cast.centre.member_id,
        by=cast.coordinator,
    )
    assert given == {}
    assert Companionship.objects.get(person=hidden, until_on=None).member_id == (
        cast.outreach.member_id
    )


def test_whoever_walks_along_already_takes_the_lead_over(cast: Cast) -> None:
    person = _of_outreach(cast, "例の人")
    walk_with(
        person_id=person.pk,
        member_id=cast.centre.member_id,
        is_lead=False,
        on=cast.today,
        by=cast.manager,
    )
    move_caseload(
        member_id=cast.outreach.member_id,
        people=[person.pk],
        to_id=cast.centre.member_id,
        by=cast.coordinator,
    )
    walk = Companionship.objects.get(person=person, until_on=None)
    assert (walk.member_id, walk.is_lead) == (cast.centre.member_id, True)
