"""Who must never know of the person, by their own word: on no ground, whatever they are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from banso.access.viewer import Viewer
from banso.audit.models import Event
from banso.companionship.actions import walk_with
from banso.consent.actions import (
    EndsTooEarly,
    NewNo,
    SaidAlready,
    WitnessMissing,
    keep_no,
    take_no_back,
)
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewPerson,
    add_name,
    enter_person,
    grant_reach,
    grant_reach_to_members,
    merge_people,
)
from banso.people.models import NeverSeenBy, Person, Reach
from banso.people.queries import (
    NeverSees,
    find_people,
    people_kept_back,
    people_seen_by,
    person_seen,
    within_narrow_reach,
)
from tests.conftest import Cast

NAME = "見本 春一"


@pytest.fixture
def haru(cast: Cast) -> Person:
    """Somebody of the centre, whose page the manager sees as well."""
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.centre)
    add_name(person_id=person.pk, kind="legal", text=NAME, kana="", by=cast.centre)
    return person


def say_no(person: Person, to: Viewer, by: Viewer, **more: Any) -> NeverSeenBy:
    """Keep a person's no."""
    told: dict[str, Any] = {"said_on": by.today, "way": "written"} | more
    return keep_no(person_id=person.pk, no=NewNo(member_id=to.member_id, **told), by=by)


def test_whoever_is_named_finds_the_person_nowhere(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    walk_with(
        person_id=haru.pk, member_id=cast.manager.member_id, on=cast.today, by=cast.coordinator
    )
    assert person_seen(cast.manager, haru.pk) == haru
    say_no(haru, cast.manager, cast.centre)
    with pytest.raises(NotSeen):
        person_seen(cast.manager, haru.pk)
    assert not people_seen_by(cast.manager).exists()
    assert not Person.objects.filter(within_narrow_reach(cast.manager)).exists()
    assert not find_people(cast.manager, NAME)
    assert people_kept_back(cast.manager) == [haru.pk], "figures leave them out"
    browser, there = signed_in("manager"), f"/people/{haru.pk}/"
    for address in (there, f"{there}consents/", f"{there}card/", f"{there}never-seen-by/"):
        assert browser.get(address).status_code == 404, address
    for address in ("/", "/people/", f"/people/?q={NAME}", "/desk/openings/", "/watch/"):
        assert "ハルさん" not in browser.get(address).content.decode(), address
    assert person_seen(cast.coordinator, haru.pk) == haru


def test_nothing_brings_them_within_reach_of_whom_they_named(haru: Person, cast: Cast) -> None:
    say_no(haru, cast.outreach, cast.centre)
    with pytest.raises(NeverSees):
        walk_with(
            person_id=haru.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.centre
        )
    with pytest.raises(NeverSees):
        grant_reach(person=haru, member_id=cast.outreach.member_id)
    grant_reach(person=haru, office_id=cast.outreach_office.pk)
    assert not people_seen_by(cast.outreach).exists(), "nor through their office"
    Reach.objects.create(person=haru, member_id=cast.outreach.member_id)
    assert not people_seen_by(cast.outreach).exists(), "nor by a row that came another way"


def test_several_are_brought_within_reach_at_once_or_none_is(haru: Person, cast: Cast) -> None:
    some = [cast.volunteer.member_id, cast.outreach.member_id, cast.volunteer.member_id]
    day, later = cast.today, cast.today + timedelta(days=3)
    grant_reach(person=haru, member_id=some[0], until_on=later)
    grant_reach_to_members(person=haru, member_ids=some, until_on=day)
    reached = Reach.objects.filter(person=haru, member__in=some)
    assert dict(reached.values_list("member", "until_on")) == {some[0]: later, some[1]: day}
    grant_reach_to_members(person=haru, member_ids=some, until_on=None)
    assert set(reached.values_list("until_on", flat=True)) == {None}

    say_no(haru, cast.aftercare, cast.centre)
    both = [cast.supporter.member_id, cast.aftercare.member_id]
    with pytest.raises(NeverSees):
        grant_reach_to_members(person=haru, member_ids=both, until_on=day)
    assert not Reach.objects.filter(person=haru, member__in=both).exists()


def test_a_merge_brings_the_no_along(haru: Person, cast: Cast) -> None:
    say_no(haru, cast.manager, cast.centre)
    kept = enter_person(person=NewPerson(called_name="春一さん"), by=cast.centre)
    merge_people(kept_id=kept.pk, gone_id=haru.pk, reason="同じ人", by=cast.centre)
    for entry in (kept, haru):
        with pytest.raises(NotSeen):
            person_seen(cast.manager, entry.pk)


def test_the_no_is_kept_like_a_consent_and_taken_back_by_the_person_s_word(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    there = f"/people/{haru.pk}/"
    form = {
        "member": str(cast.manager.member_id),
        "said_on": cast.today.isoformat(),
        "way": "oral",
        "witness": "",
        "words": "あの人には、知られたくない。",
    }
    browser = signed_in("centre")
    assert browser.post(f"{there}never-seen-by/", form).status_code == 422, "who heard it?"
    form["witness"] = "例 看護師"
    assert browser.post(f"{there}never-seen-by/", form)["Location"] == f"{there}consents/"
    again = browser.post(f"{there}never-seen-by/", form)
    assert again.status_code == 422
    page = browser.get(f"{there}consents/").content.decode()
    assert all(one in page for one in ("あの人には", "例 看護師", "manager"))
    row = NeverSeenBy.objects.get()
    for role in ("manager", "neighbour", "outreach"):
        there_back = f"/never-seen-by/{row.pk}/taken-back/"
        assert signed_in(role).get(there_back).status_code == 404, role
        with pytest.raises(NotSeen):
            take_no_back(no_id=row.pk, on=cast.today, by=getattr(cast, role, cast.neighbour))
    back = {"on": cast.today.isoformat(), "words": "もう、だいじょうぶ。"}
    assert signed_in("centre").post(f"/never-seen-by/{row.pk}/taken-back/", back)["Location"]
    assert person_seen(cast.manager, haru.pk) == haru
    assert {"no_kept", "no_taken_back"} <= set(
        Event.objects.filter(subjects__person_id=haru.pk).values_list("action", flat=True)
    )


def test_a_no_stands_once_and_is_never_rewritten(haru: Person, cast: Cast) -> None:
    row = say_no(haru, cast.manager, cast.centre)
    with pytest.raises(SaidAlready):
        say_no(haru, cast.manager, cast.centre)
    with pytest.raises(WitnessMissing):
        say_no(haru, cast.volunteer, cast.centre, way="oral", witness="　")
    with pytest.raises(EndsTooEarly):
        take_no_back(no_id=row.pk, on=cast.today - timedelta(days=1), by=cast.centre)
    for act in (
        lambda: NeverSeenBy.objects.update(member=cast.volunteer.member_id),
        lambda: NeverSeenBy.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    take_no_back(no_id=row.pk, on=cast.today, by=cast.centre)
    with pytest.raises(NotSeen):
        take_no_back(no_id=row.pk, on=cast.today, by=cast.centre)
    say_no(haru, cast.manager, cast.centre)
    assert not people_seen_by(cast.manager).exists(), "said anew"


def test_a_person_may_name_whoever_writes_it_down(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    form = {
        "member": str(cast.centre.member_id),
        "said_on": cast.today.isoformat(),
        "way": "written",
    }
    assert signed_in("centre").post(f"/people/{haru.pk}/never-seen-by/", form)["Location"] == "/"
    with pytest.raises(NotSeen):
        person_seen(cast.centre, haru.pk)
