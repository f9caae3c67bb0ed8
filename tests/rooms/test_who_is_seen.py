"""
Who is seen by whom, case by case: each condition of the one rule and of what stands beside it has
somebody whom it alone opens or closes.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.people.actions import NewPerson, enter_person, grant_reach, open_reach
from banso.people.models import Caution, ContactPoint, MeetingPlace, Person, PersonName, Reach
from banso.people.queries import (
    OnlyLent,
    card_of,
    known_as,
    names_of,
    people_in_danger,
    people_kept_back,
    people_seen_by,
    people_to_choose,
    places_of,
    refuse_lent,
    sleeping_places,
    warned_of,
    within_reach,
)
from banso.people.queries.narrow import within_narrow_reach
from tests.conftest import Cast

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def somebody(cast: Cast, name: str = "例さん", **more: Any) -> Person:
    """Keep somebody whom nobody has within reach yet."""
    return Person.objects.create(**({"agency": cast.agency, "called_name": name} | more))


def merge(gone: Person, kept: Person) -> None:
    """Let an entry have gone into another one."""
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)


def reach(person: Person, who: Viewer | None = None, **more: Any) -> Reach:
    """Bring somebody within a member's or an office's reach."""
    given = {"member_id": who.member_id} if who else {}
    return Reach.objects.create(person=person, **(given | more))


def sees(viewer: Viewer, person: Person) -> bool:
    """Return whether a viewer may know of somebody, asked of people and of what points at them."""
    on_people = people_seen_by(viewer).filter(pk=person.pk).exists()
    MeetingPlace.objects.get_or_create(person=person, place="ここ")
    rows = MeetingPlace.objects.filter(within_reach(viewer, "person"), person=person)
    assert rows.exists() == on_people
    return on_people


def without(viewer: Viewer, *duties: Duty) -> Viewer:
    """Return a viewer who lacks some duties."""
    return replace(viewer, duties=viewer.duties - set(duties))


class TestTheRule:
    """Whom somebody may know of."""

    def test_somebody_of_an_office_is_seen_by_that_office_and_whoever_walks_with_them(
        self, cast: Cast
    ) -> None:
        person, other = somebody(cast), somebody(cast, "別の方")
        reach(other, cast.outreach)
        reach(person, office=cast.outreach_office)
        assert sees(cast.outreach, person)
        assert sees(cast.coordinator, person)
        assert not sees(cast.centre, person)
        assert not sees(cast.supporter, person), "own people only"
        reach(person, cast.centre)
        reach(person, cast.supporter)
        assert sees(cast.centre, person)
        assert sees(cast.supporter, person)
        assert not sees(without(cast.centre, Duty.SEE_PEOPLE), person)

    def test_somebody_hidden_is_seen_by_whoever_walks_with_them_and_by_those_trusted_with_it(
        self, cast: Cast
    ) -> None:
        person = somebody(cast, restricted=True)
        reach(person, office=cast.outreach_office)
        assert sees(cast.manager, person)
        assert not sees(cast.outreach, person)
        assert not sees(cast.coordinator, person)
        reach(person, cast.outreach)
        assert sees(cast.outreach, person)

    def test_whoever_went_into_another_entry_or_belongs_elsewhere_is_not_seen(
        self, cast: Cast
    ) -> None:
        kept = somebody(cast)
        gone = somebody(cast, "合わせた方")
        theirs = somebody(cast, "となりの方", agency=cast.neighbour_agency)
        for one in (kept, gone, theirs):
            reach(one, cast.manager)
        merge(gone, kept)
        assert [one.pk for one in people_seen_by(cast.manager)] == [kept.pk]
        assert people_kept_back(cast.manager) == [gone.pk]

    def test_reach_lasts_to_the_end_of_its_day_or_to_its_hour(self, cast: Cast) -> None:
        now, me = timezone.now(), cast.supporter
        rows: dict[str, dict[str, Any]] = {
            "today still": {"until_on": cast.today},
            "yesterday": {"until_on": cast.today - DAY},
            "an hour": {"until_on": cast.today, "until_at": now + HOUR},
            "an hour ago": {"until_on": cast.today, "until_at": now - HOUR},
            "another day": {"until_on": cast.today - DAY, "until_at": now + HOUR},
        }
        people = {name: somebody(cast, name) for name in rows}
        for name, more in rows.items():
            reach(people[name], me, **more)
        assert {name for name, one in people.items() if sees(me, one)} == {"today still", "an hour"}
        for_good = Person.objects.filter(within_reach(me, lent=False))
        assert [one.called_name for one in for_good] == ["today still"]
        refuse_lent([people["today still"].pk], me)
        with pytest.raises(OnlyLent):
            refuse_lent([people["an hour"].pk, people["today still"].pk], me)

    @pytest.mark.parametrize("merges", range(6))
    def test_nobody_opens_the_record_that_speaks_of_them_however_often_it_was_brought_together(
        self, cast: Cast, merges: int
    ) -> None:
        entry = somebody(cast)
        me, holder = replace(cast.manager, own_record=entry.pk), entry
        for number in range(merges):
            into = somebody(cast, f"{number}番目")
            merge(holder, into)
            holder = into
        reach(holder, me)
        assert sees(cast.manager, holder)
        assert not sees(me, holder)
        assert holder.pk in people_kept_back(me)
        assert people_in_danger(me, cast.coordinator, holder.called_name) == []
        assert not Person.objects.filter(within_narrow_reach(me), pk=holder.pk).exists()

    def test_who_is_kept_back_from_whoever_reaches_the_whole_agency(self, cast: Cast) -> None:
        hidden, known = somebody(cast, restricted=True), somebody(cast, restricted=True)
        somebody(cast, "となりの方", agency=cast.neighbour_agency, restricted=True)
        somebody(cast, "だれでも")
        reach(known, cast.coordinator)
        assert people_kept_back(cast.coordinator) == [hidden.pk]


class TestBesideTheRule:
    """Those whom somebody is told of without having them within reach, and in a choice."""

    def test_only_a_whole_name_finds_somebody_beyond_and_only_beyond(self, cast: Cast) -> None:
        me = cast.supporter
        for number in range(4):
            somebody(cast, "同じ名", sort_name=f"{number}")
        seen = somebody(cast, "同じ名")
        reach(seen, me)
        somebody(cast, "同じ名", merged_into=seen)
        theirs = somebody(cast, "同じ名", agency=cast.neighbour_agency)
        somebody(cast, "名")
        found = people_in_danger(me, cast.coordinator, "同じ名")
        assert [one.sort_name for one in found] == ["0", "1", "2"], "three at most"
        assert people_in_danger(me, cast.coordinator, "名") == []
        Person.objects.filter(called_name="同じ名", sort_name__gt="").delete()
        assert people_in_danger(me, cast.coordinator, "同じ名") == []
        assert theirs.agency_id != me.agency_id

    def test_the_choices_of_a_field_are_those_whom_this_very_member_walks_with(
        self, cast: Cast
    ) -> None:
        mine, other, office = somebody(cast), somebody(cast, "本人"), somebody(cast, "拠点")
        gone = somebody(cast, "合わせた方")
        for one in (mine, other, gone):
            reach(one, cast.outreach)
        merge(gone, mine)
        reach(office, office=cast.outreach_office)
        assert people_to_choose(cast.outreach, but=other.pk) == [(str(mine.pk), "例さん")]

    def test_on_a_night_round_nobody_hidden_and_nobody_elsewhere_is_told_of(
        self, cast: Cast
    ) -> None:
        seen = somebody(cast)
        somebody(cast, restricted=True)
        somebody(cast, agency=cast.neighbour_agency)
        place = MeetingPlace.objects.create(person=seen, place="ここ")
        me = cast.volunteer
        assert [one.pk for one in Person.objects.filter(within_narrow_reach(me))] == [seen.pk]
        rows = MeetingPlace.objects.filter(within_narrow_reach(me, "person"))
        assert [one.pk for one in rows] == [place.pk]
        blind = without(me, Duty.SEE_PEOPLE)
        assert not Person.objects.filter(within_narrow_reach(blind)).exists()

    def test_what_keeps_everybody_safe_is_told_while_it_holds(self, cast: Cast) -> None:
        person = somebody(cast)
        for kind, text, more in (
            ("do_not", "後ろから声をかけない", {}),
            ("danger", "今日まで", {"until_on": cast.today}),
            ("alert", "知らせ", {"until_on": cast.today}),
            ("danger", "昨日まで", {"until_on": cast.today - DAY}),
            ("do_not", "取り下げた", {"lifted_on": cast.today}),
        ):
            Caution.objects.create(person=person, kind=kind, text=text, **more)
        assert warned_of([person.pk], cast.volunteer) == {
            person.pk: ["後ろから声をかけない", "今日まで"]
        }
        card = card_of(person, cast.outreach)
        assert [one.text for one in card.do_not] == ["後ろから声をかけない"]
        assert [one.text for one in card.alerts] == ["今日まで", "知らせ"]
        assert [one.text for one in card_of(person, cast.volunteer).alerts] == ["今日まで"]


def test_of_a_person_each_is_told_what_they_are_trusted_with(cast: Cast) -> None:
    person = somebody(cast, birth_year=1955, birth_month=4, birth_day=1, birth_precision="day")
    PersonName.objects.create(person=person, kind="legal", text="見本 春一", kana="みほん はるいち")
    MeetingPlace.objects.create(person=person, place="東屋", sleeps_here=True)
    MeetingPlace.objects.create(
        person=person, place="駅", sleeps_here=True, until_on=cast.today - DAY
    )
    ContactPoint.objects.create(person=person, value="06-0000-0000")
    trusted, blind = cast.outreach, without(cast.outreach, Duty.SEE_NAMES, Duty.SEE_PLACES)

    assert [one.text for one in names_of(person, trusted)] == ["見本 春一"]
    assert [one.place for one in places_of(person, trusted)] == ["東屋"]
    assert sleeping_places([person.pk], trusted) == {person.pk: "東屋"}
    assert known_as(person, trusted).full == "見本 春一"
    card = card_of(person, trusted)
    assert (len(card.contacts), card.age, card.may_know) == (1, person.age_on(cast.today), True)
    assert card.age is not None

    assert names_of(person, blind) == places_of(person, blind) == []
    assert sleeping_places([person.pk], blind) == {}
    assert known_as(person, blind).full == ""
    card = card_of(person, blind)
    assert (card.contacts, card.age, card.may_know) == ([], None, False)


@pytest.mark.parametrize(
    ("stood", "granted", "stands"),
    [
        ({}, 3, 3),
        ({"until_on": 5}, 3, 5),
        ({"until_on": 3}, 5, 5),
        ({"until_on": 3}, None, None),
        ({"until_on": None}, 3, None),
        ({"until_on": 0, "until_at": 1}, None, None),
        ({"until_on": 0, "until_at": 1}, 3, 3),
        ({"until_on": 0, "until_at": 1}, 0, 0),
    ],
)
def test_a_longer_reach_is_never_shortened_and_hours_become_days(
    cast: Cast, stood: dict[str, int | None], granted: int | None, stands: int | None
) -> None:
    def day(number: int | None) -> Any:
        return None if number is None else cast.today + number * DAY

    person, me = somebody(cast), cast.supporter
    if stood:
        hours = timezone.now() + HOUR if stood.get("until_at") else None
        reach(person, me, until_on=day(stood["until_on"]), until_at=hours)
    grant_reach(person=person, member_id=me.member_id, until_on=day(granted))
    kept = Reach.objects.get(person=person)
    assert (kept.until_on, kept.until_at) == (day(stands), None)


@pytest.mark.parametrize(
    ("days", "hours", "opened"),
    [(None, None, False), (5, None, False), (0, None, True), (0, 1, True), (0, 9, False)],
)
def test_what_is_opened_for_hours_shortens_nothing(
    cast: Cast, days: int | None, hours: int | None, opened: bool
) -> None:
    person, me, now = somebody(cast), cast.supporter, timezone.now()
    before = reach(
        person,
        me,
        until_on=None if days is None else cast.today + days * DAY,
        until_at=None if hours is None else now + hours * HOUR,
    )
    open_reach(person=person, member_id=me.member_id, until_at=now + 3 * HOUR)
    kept = Reach.objects.get(person=person)
    assert (kept.until_at == now + 3 * HOUR) == opened
    assert opened or (kept.until_on, kept.until_at) == (before.until_on, before.until_at)


def test_whoever_enters_somebody_hidden_or_has_only_their_own_people_can_go_on(cast: Cast) -> None:
    def until(viewer: Viewer, **more: Any) -> list[Any]:
        made = enter_person(person=NewPerson(called_name="例", **more), by=viewer)
        rows = Reach.objects.filter(person=made, member_id=viewer.member_id)
        return list(rows.values_list("until_on", flat=True))

    assert until(cast.outreach) == [], "their office has them"
    assert until(cast.outreach, restricted=True) == [None]
    assert until(cast.supporter) == [None]
    blind = without(cast.supporter, Duty.SEE_NAMES)
    assert until(blind) == [cast.today + DAY], "until tomorrow"
