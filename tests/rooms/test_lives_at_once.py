"""Two at once: managers who let each other go, somebody entered twice, a death noted by two."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from banso.access.actions import LastManager, let_member_go
from banso.access.models import Member
from banso.companionship.actions import tap_note
from banso.companionship.models import ContactNote
from banso.kit.eras import PartialDate
from banso.people.actions import (
    AlreadyOpen,
    HasDied,
    NewPerson,
    enter_person,
    note_death,
    reopen_entry,
)
from banso.people.models import LedgerEntry, Person, TimelineEntry
from tests.at_once import at_once, on_a_copy, or_refusal
from tests.conftest import Cast


@pytest.fixture
def cast(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Cast]:
    """The fixed cast in a database in which what is written is committed."""
    with on_a_copy(django_db_blocker, tmp_path):
        yield Cast(timezone.localdate())


def _entering(cast: Cast, person: Person) -> Callable[[], Any]:
    return or_refusal(
        lambda: (
            reopen_entry(
                person=person,
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=None,
                on=cast.today,
                by=cast.outreach,
            ).number
        )
    )


def test_of_two_managers_who_let_each_other_go_one_stays(cast: Cast) -> None:
    other = cast.join("other", ["manager"], [cast.centre_office])

    def letting_go(who: Any, by: Any) -> Callable[[], Any]:
        return or_refusal(lambda: let_member_go(member_id=who.member_id, on=cast.today, by=by).pk)

    agency = cast.agency.pk
    went = at_once(
        (agency, letting_go(other, cast.manager)), (agency, letting_go(cast.manager, other))
    )
    assert went == [other.member_id, LastManager]
    assert Member.objects.get(pk=cast.manager.member_id).gone_at is None


def test_somebody_entered_twice_at_once_stands_there_once(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    agency = cast.agency.pk
    numbers = at_once((agency, _entering(cast, person)), (agency, _entering(cast, person)))
    assert numbers[1] is AlreadyOpen
    assert LedgerEntry.objects.filter(person=person, closed_on=None).count() == 1


def test_a_death_noted_by_two_at_once_is_one_and_nobody_is_entered_beside_it(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)

    def noting(by: Any) -> Callable[[], Any]:
        return or_refusal(
            lambda: note_death(person_id=person.pk, death=PartialDate(), by=by).has_died
        )

    agency = cast.agency.pk
    assert at_once((agency, noting(cast.outreach)), (agency, noting(cast.manager))) == [True, True]
    assert TimelineEntry.objects.filter(person=person, kind="death").count() == 1
    assert at_once((agency, noting(cast.manager)), (agency, _entering(cast, person)))[1] is HasDied


def test_nothing_in_one_tap_stands_beside_a_death(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)
    noting = or_refusal(
        lambda: note_death(person_id=person.pk, death=PartialDate(), by=cast.manager)
    )
    tapping = or_refusal(
        lambda: tap_note(person_id=person.pk, way="phone", at=timezone.now(), by=cast.outreach)
    )
    agency = cast.agency.pk
    assert at_once((agency, noting), (agency, tapping))[1] is HasDied
    assert not ContactNote.objects.exists()
