"""Lives: somebody dies, somebody comes back; nothing reminds wrongly and nothing is forgotten."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banso.access.page_parts import DeskPart
from banso.companionship.actions import make_promise, walk_with
from banso.companionship.models import Companionship
from banso.companionship.queries import long_unmet, my_people, my_promises
from banso.intake.actions import NewIntake, take_intake
from banso.kit.declarations import declared
from banso.kit.eras import PartialDate, Precision
from banso.kit.readers.dates import parse_date
from banso.people.actions import (
    AlreadyOpen,
    HasDied,
    Incoming,
    IncomingEntry,
    NewEntry,
    NewPerson,
    NotYet,
    close_entry,
    enter_person,
    merge_people,
    note_death,
    open_entry,
    open_next_entry,
    part_people,
    reopen_entry,
    take_death_back,
    upsert_entries,
    upsert_people,
)
from banso.people.models import LedgerEntry, Person, TimelineEntry
from banso.people.queries import card_of, death_days_near, find_people, person_seen
from banso.referrals.actions import NewReferral, begin_referral
from banso.referrals.queries import at_risk, unwatched
from tests.conftest import ROLES, Cast


def _entry(cast: Cast, person: Person, ledger: str = "outreach", **more: Any) -> LedgerEntry:
    office = {"outreach": cast.outreach_office, "centre": cast.centre_office}[ledger]
    entry = NewEntry(
        ledger=ledger,
        office_id=office.pk,
        worker_id=None,
        on=cast.today - timedelta(days=100),
        **more,
    )
    return open_entry(person=person, entry=entry, by=cast.manager)


def _everything_due(cast: Cast, name: str = "例のナギさん") -> Person:
    """Somebody whom everything reminds of."""
    person = enter_person(
        person=NewPerson(called_name=name, birth=parse_date("1950-04-02")), by=cast.outreach
    )
    _entry(cast, person)
    long_ago = cast.today - timedelta(days=90)
    walk_with(person_id=person.pk, member_id=cast.outreach.member_id, on=long_ago, by=cast.manager)
    make_promise(
        person_id=person.pk,
        text="病院へ一緒に",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            answerable_id=cast.outreach.member_id,
            receiver="例の病院",
            system="housing",
            purpose="受診",
            on=long_ago,
            next_look_on=long_ago,
        ),
        by=cast.outreach,
    )
    return person


def test_nobody_is_reminded_of_somebody_who_has_died(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = _everything_due(cast)
    before = signed_in("outreach").get(reverse("companionship:due")).content.decode()
    assert person.called_name in before
    note_death(person_id=person.pk, death=PartialDate(), by=cast.outreach)

    assert my_people(cast.outreach).rows == []
    assert my_promises(cast.outreach, until=cast.today + timedelta(days=30)) == []
    for viewer in (cast.outreach, cast.manager):
        assert long_unmet(viewer, days=30).rows == []
        assert at_risk(viewer) == []
    assert unwatched(cast.manager).rows == []
    for role in ROLES:
        browser = signed_in(role)
        for part in declared(DeskPart):
            answer = browser.get(reverse(part.url_name))
            if answer.status_code == 200:
                assert person.called_name not in answer.content.decode(), (role, part.url_name)


def test_the_memory_of_somebody_who_has_died_stays(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = _everything_due(cast)
    kept = TimelineEntry.objects.filter(person=person).count()
    note_death(
        person_id=person.pk, death=parse_date("2026-03-01"), words="病院で。", by=cast.outreach
    )
    assert TimelineEntry.objects.filter(person=person).count() == kept + 1
    page = signed_in("outreach").get(f"/people/{person.pk}/card/").content.decode()
    assert "亡くなられました" in page
    assert "満75歳" in page
    assert person.pk in [hit.person.pk for hit in find_people(cast.outreach, "例のナギさん")]


@pytest.mark.parametrize(
    ("death", "age"),
    [("2026-04-01", 75), ("2026-04-02", 76), ("2026-04", 76), ("2025", 75), ("不明", None)],
)
def test_the_age_is_that_at_death(cast: Cast, death: str, age: int | None) -> None:
    person = enter_person(
        person=NewPerson(called_name="例", birth=parse_date("1950-04-02")), by=cast.outreach
    )
    note_death(person_id=person.pk, death=parse_date(death), by=cast.outreach)
    assert card_of(person_seen(cast.outreach, person.pk), cast.outreach).age == age


def test_a_death_closes_every_ledger_and_can_be_taken_back(cast: Cast) -> None:
    person = _everything_due(cast)
    _entry(cast, person, "centre")
    first = LedgerEntry.objects.filter(person=person, ledger="outreach").get()
    close_entry(entry_id=first.pk, reason="died", on=cast.today, by=cast.outreach)

    assert set(LedgerEntry.objects.filter(person=person).values_list("closing_reason")) == {
        ("died",)
    }
    assert person_seen(cast.outreach, person.pk).death.exact == cast.today
    assert Companionship.objects.get(person=person).until_on == cast.today
    with pytest.raises(HasDied):
        _entry(cast, person)

    take_death_back(person_id=person.pk, by=cast.outreach)
    assert not LedgerEntry.objects.filter(person=person).exclude(closed_on=None).exists()
    assert [one.person_id for one in my_people(cast.outreach).rows] == [person.pk]
    assert len(my_promises(cast.outreach, until=cast.today)) == 1
    again = take_death_back(person_id=person.pk, by=cast.outreach)
    assert not again.has_died


def test_a_death_noted_twice_is_one_death(cast: Cast) -> None:
    person = _everything_due(cast)
    for day in ("2026-03", "2026-03-05"):
        note_death(person_id=person.pk, death=parse_date(day), by=cast.outreach)
    assert TimelineEntry.objects.filter(person=person, kind="death").count() == 1
    assert person_seen(cast.outreach, person.pk).death.exact == date(2026, 3, 5)


@pytest.mark.parametrize("day", ["1949", "1950-04-01", "2100-01-01"])
def test_nobody_dies_before_birth_or_in_a_time_to_come(cast: Cast, day: str) -> None:
    person = _everything_due(cast)
    with pytest.raises(NotYet):
        note_death(person_id=person.pk, death=parse_date(day), by=cast.outreach)


def test_the_day_of_death_may_be_kept(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    person, other = _everything_due(cast, "例のナミさん"), _everything_due(cast, "例のナオさん")
    day = cast.today + timedelta(days=3)
    last_year = PartialDate(day.year - 1, day.month, day.day, Precision.DAY)
    for one, keeps in ((person, True), (other, False)):
        note_death(person_id=one.pk, death=last_year, keeps_day=keeps, by=cast.outreach)

    assert death_days_near(cast.outreach) == [(person_seen(cast.outreach, person.pk), day)]
    shown = signed_in("outreach").get(reverse("people:days_kept")).content.decode()
    assert "命日" in shown
    assert "例のナミさん" in shown
    assert "例のナオさん" not in shown


def test_a_day_of_death_of_somebody_hidden_is_told_to_those_who_walk_along_only(cast: Cast) -> None:
    person = _everything_due(cast)
    today = cast.today
    most_years = today + timedelta(days=1) if (today.month, today.day) == (2, 29) else today
    last_year = PartialDate(today.year - 1, most_years.month, most_years.day, Precision.DAY)
    note_death(person_id=person.pk, death=last_year, keeps_day=True, by=cast.outreach)
    Person.objects.filter(pk=person.pk).update(restricted=True)
    assert death_days_near(cast.employment) == []
    assert len(death_days_near(cast.outreach)) == 1


def test_an_import_that_tells_of_a_death_says_it_of_the_person(cast: Cast) -> None:
    office = cast.outreach_office.pk
    ids = upsert_people(
        [Incoming(outside_id="a", called_name="例")], office_id=office, by=cast.manager
    ).ids
    entries = [
        IncomingEntry(
            outside_id=f"e{number}",
            person="a",
            ledger=ledger,
            office_id=office,
            opened_on=date(2020, 4, 1),
            closed_on=closed,
            closing_reason=why,
        )
        for number, (ledger, closed, why) in enumerate(
            [("outreach", date(2021, 5, 6), "died"), ("centre", None, "")]
        )
    ]
    upsert_entries(entries, people=ids, by=cast.manager)
    person = Person.objects.get(pk=ids["a"])
    assert (person.has_died, person.death) == (
        True,
        PartialDate(2021, 5, None, Precision.ABOUT),
    )
    assert not LedgerEntry.objects.filter(person=person, closed_on=None).exists()


def test_a_death_goes_along_when_two_are_brought_together_and_back(cast: Cast) -> None:
    kept, gone = _everything_due(cast, "例の一"), _everything_due(cast, "例の二")
    note_death(person_id=gone.pk, death=parse_date("2026-01-02"), by=cast.outreach)
    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.manager)
    kept.refresh_from_db()
    assert (kept.has_died, kept.death.exact) == (True, date(2026, 1, 2))
    note_death(person_id=kept.pk, death=parse_date("2026-01-03"), by=cast.outreach)
    part_people(merge_id=merge.pk, by=cast.manager)
    kept.refresh_from_db()
    assert kept.has_died, "it was put right since: nobody knows of whom"


def test_what_a_merge_closes_because_one_has_died_is_open_again_for_the_other(cast: Cast) -> None:
    kept, gone = _everything_due(cast, "例の一"), _everything_due(cast, "例の二")
    opened = LedgerEntry.objects.filter(person=kept, closed_on=None)
    (entry,) = opened
    note_death(person_id=gone.pk, death=parse_date("2026-01-02"), by=cast.outreach)
    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.manager)
    assert not opened.all().exists(), "whoever has died stands in no ledger"
    part_people(merge_id=merge.pk, by=cast.manager)
    assert [one.pk for one in opened.all()] == [entry.pk]
    gone.refresh_from_db()
    assert gone.has_died
    assert not LedgerEntry.objects.filter(person=gone, closed_on=None).exists()


def test_a_second_open_entry_in_one_ledger_asks(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    first = _entry(cast, person)
    with pytest.raises(AlreadyOpen):
        _entry(cast, person)
    browser, address = signed_in("outreach"), f"/people/{person.pk}/open-entry/"
    form = browser.get(address).content.decode()
    assert first.number in form
    typed = {"ledger": "outreach", "office": str(cast.outreach_office.pk), "on": "2026-11-20"}
    answer = browser.post(address, typed)
    assert answer.status_code == 422
    assert "二つ目" in answer.content.decode()
    assert browser.post(address, {**typed, "another": "on"}).status_code == 302
    assert LedgerEntry.objects.filter(person=person, closed_on=None).count() == 2


def test_passing_on_into_a_ledger_in_which_somebody_stands_is_refused(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    first = _entry(cast, person)
    _entry(cast, person, "centre")
    with pytest.raises(AlreadyOpen):
        open_next_entry(
            entry_id=first.pk,
            into="centre",
            office_id=cast.centre_office.pk,
            worker_id=None,
            on=cast.today,
            by=cast.outreach,
        )
    first.refresh_from_db()
    assert first.closed_on is None


def test_who_comes_back_was_not_passed_on(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    first = _entry(cast, person)
    next_one = open_next_entry(
        entry_id=first.pk,
        into="centre",
        office_id=cast.centre_office.pk,
        worker_id=None,
        on=cast.today - timedelta(days=20),
        by=cast.outreach,
    )
    close_entry(
        entry_id=next_one.pk,
        reason="lost_contact",
        on=cast.today - timedelta(days=9),
        by=cast.outreach,
    )
    back = reopen_entry(
        person=person,
        ledger="outreach",
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today,
        by=cast.outreach,
    )
    assert (next_one.came_from_id, back.came_from_id) == (first.pk, None)
    said = TimelineEntry.objects.filter(person=person, source_id=back.pk).get()
    assert said.title.startswith("おかえりなさい")


def test_a_consultation_after_a_time_away_is_a_return_too(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    first = _entry(cast, person, values={"wish": "unknown"})
    close_entry(entry_id=first.pk, reason="wished", on=cast.today, by=cast.outreach)
    take_intake(
        person=person.pk,
        intake=NewIntake(office_id=cast.outreach_office.pk, on=cast.today, channel="walk_in"),
        by=cast.outreach,
    )
    back = LedgerEntry.objects.get(person=person, closed_on=None)
    assert (back.came_from_id, back.values) == (None, {"wish": "unknown"})
