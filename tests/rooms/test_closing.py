"""After somebody has moved on: visits at home fall due, and at the end somebody asks again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from banso.access.viewer import Viewer
from banso.companionship.actions import NewNote, close_and_ask_again, walk_with, write_note
from banso.companionship.models import Promise
from banso.companionship.queries import promises_of
from banso.kit.eras import PartialDate, Precision, months_later
from banso.people.actions import (
    EntryAlreadyClosed,
    NewEntry,
    NewPerson,
    enter_person,
    note_death,
    open_entry,
)
from banso.people.models import Person
from banso.people.queries import days_near, entries_of
from banso.people.queries.days import next_visit
from tests.conftest import Cast


@pytest.fixture
def person(cast: Cast) -> Person:
    made = enter_person(person=NewPerson(called_name="渡邉󠄂さん"), by=cast.outreach)
    office = cast.outreach_office.pk
    new = NewEntry(ledger="outreach", office_id=office, worker_id=None, on=cast.today)
    open_entry(person=made, entry=new, by=cast.outreach)
    return made


def test_somebody_asks_again_on_each_day_that_was_ticked(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    entry = entries_of(person)[0]
    address = f"/ledger-entries/{entry.pk}/close/"
    browser = signed_in("outreach")
    page = browser.get(address).content.decode()
    typed = {"reason": "moved", "on": str(cast.today), "answerable": str(cast.outreach.member_id)}
    answer = browser.post(address, {**typed, "months": ["3", "12"]})

    assert page.count("checked") == 3
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.closed_on == cast.today
    promised = [(one.due_on, one.answerable_id) for one in promises_of(person.pk)]
    asked = [months_later(cast.today, months) for months in (3, 12)]
    assert promised == [(day, cast.outreach.member_id) for day in asked]
    again = browser.post(address, {**typed, "months": ["3"]})
    assert again.status_code == 422
    assert Promise.objects.count() == 2


def test_nothing_is_promised_of_the_dead_nor_for_a_day_that_is_over(
    cast: Cast, person: Person
) -> None:
    entry = entries_of(person)[0]
    by = cast.outreach
    entry.opened_on = cast.today - timedelta(days=400)
    entry.save(update_fields=["opened_on"])
    close_and_ask_again(
        entry_id=entry.pk,
        reason="died",
        on=cast.today - timedelta(days=100),
        months=[3, 6, 12],
        answerable_id=by.member_id,
        by=by,
    )
    assert not Promise.objects.exists()
    with pytest.raises(EntryAlreadyClosed):
        close_and_ask_again(
            entry_id=entry.pk, reason="other", on=cast.today, answerable_id=by.member_id, by=by
        )


def test_of_a_day_long_past_only_what_is_still_ahead_is_promised(
    cast: Cast, person: Person
) -> None:
    entry = entries_of(person)[0]
    on = cast.today - timedelta(days=150)
    entry.opened_on = on
    entry.save(update_fields=["opened_on"])
    close_and_ask_again(
        entry_id=entry.pk,
        reason="moved",
        on=on,
        months=[3, 12],
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )

    assert [one.due_on for one in promises_of(person.pk)] == [months_later(on, 12)]


@pytest.mark.parametrize(
    ("moved_ago", "planned_in", "met_ago", "due_in"),
    [
        (3, None, None, 4),  # a week after moving in
        (3, 20, None, 20),  # somebody has said when
        (100, -5, None, -5),  # and nobody went
        (100, -5, 9, -5),
        (3, -1, 1, 4),  # it was then: the calendar goes on
    ],
)
def test_a_visit_is_due_as_planned_or_by_the_calendar(
    today: date, moved_ago: int, planned_in: int | None, met_ago: int | None, due_in: int
) -> None:
    planned = None if planned_in is None else today + timedelta(days=planned_in)
    met = None if met_ago is None else today - timedelta(days=met_ago)
    moved = today - timedelta(days=moved_ago)

    assert next_visit(moved, planned, met, today) == today + timedelta(days=due_in)


def test_after_years_it_is_twice_a_year() -> None:
    moved = date(2020, 8, 31)
    assert next_visit(moved, None, None, date(2026, 1, 10)) == date(2026, 2, 28)
    assert next_visit(moved, None, None, date(2026, 3, 1)) == date(2026, 8, 31)


def test_a_visit_that_is_due_stands_on_the_desk_until_somebody_met_them(
    cast: Cast, person: Person
) -> None:
    planned = {"next_visit_on": (cast.today - timedelta(days=2)).isoformat()}
    office = cast.outreach_office.pk
    new = NewEntry(
        ledger="aftercare", office_id=office, worker_id=None, on=cast.today, values=planned
    )
    open_entry(person=person, entry=new, by=cast.outreach)
    walk_with(
        person_id=person.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach
    )

    def due(viewer: Viewer) -> list[str]:
        return [one.what for one in days_near(viewer) if one.on < cast.today]

    assert due(cast.outreach) == ["訪問の予定日を過ぎています"]
    assert due(cast.volunteer) == []
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True),
        by=cast.outreach,
    )
    assert due(cast.outreach) == []
    note_death(
        person_id=person.pk,
        death=PartialDate(cast.today.year, precision=Precision.YEAR),
        by=cast.outreach,
    )
    assert days_near(cast.outreach) == []


def test_money_is_kept_in_one_place_and_an_earlier_value_can_be_moved(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    office = cast.outreach_office.pk
    new = NewEntry(ledger="centre", office_id=office, worker_id=None, on=cast.today)
    entry = open_entry(person=person, entry=new, by=cast.outreach)
    browser, address = signed_in("manager"), f"/ledger-entries/{entry.pk}/edit/"

    def asked() -> list[str]:
        page = browser.get(address).content.decode()
        return [one for one in ("room", "belongings", "money_kept") if f'name="{one}"' in page]

    assert asked() == ["room"]
    entry.values = {"money_kept": 12000}
    entry.save(update_fields=["values"])
    assert asked() == ["room", "money_kept"]
