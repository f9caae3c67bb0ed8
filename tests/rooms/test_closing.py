"""Closing an entry: the door stays open, and somebody asks again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from banso.companionship.actions import close_and_ask_again
from banso.companionship.models import Promise
from banso.companionship.queries import promises_of
from banso.kit.eras import months_later
from banso.people.actions import (
    EntryAlreadyClosed,
    NewEntry,
    NewPerson,
    enter_person,
    open_entry,
)
from banso.people.models import Person
from banso.people.queries import entries_of
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
    assert again.status_code == 200
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
