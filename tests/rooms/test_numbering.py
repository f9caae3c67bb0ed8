"""
Numbers given to two at once: each test commits, in a copy of the database that is thrown away.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from banso.access.viewer import GuestViewer, Viewer
from banso.conferences.actions import (
    NewConference,
    NewSeat,
    call_conference,
    hand_out,
    seat_somebody,
    set_attendance,
)
from banso.conferences.models import Paper
from banso.consent.actions import NewConsent, keep_consents
from banso.decisions.actions import NewRequest, ask_decision
from banso.decisions.models import Request
from banso.kit.row_level_security import limited_to_agency
from banso.numbering.actions import next_number, next_numbers
from banso.numbering.models import Counter
from banso.people.actions import NewEntry, NewPerson, enter_person, merge_people, open_entry
from banso.planning.actions import begin_plan
from banso.referrals.actions import NewReferral, begin_referral
from banso.surveys.actions import keep_questionnaire
from banso.surveys.instrument import packed
from tests.at_once import at_once, on_a_copy
from tests.conftest import Cast
from tests.rooms.test_decisions import BODY, House

PERIODS = [{"code": "now", "label": "いま"}]


@pytest.fixture(scope="module")
def db(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """In place of a transaction that is rolled back: a database of this file’s own."""
    with on_a_copy(django_db_blocker, tmp_path_factory.mktemp("numbering")):
        yield


class World:
    """Two agencies, a body that decides, and everything two workers need to number at once."""

    def __init__(self) -> None:
        self.cast = Cast(timezone.localdate())
        self.house = House(self.cast)
        self.by, self.person = self.house.by, self.house.person
        self.conference = call_conference(
            conference=NewConference(kind="six", on=self.cast.today), by=self.by
        )
        for name in ("例 一", "例 二"):
            seat = seat_somebody(
                conference_id=self.conference.pk,
                seat=NewSeat(party="supporter", name=name, organisation="見本"),
                by=self.by,
            )
            set_attendance(seat_id=seat.pk, attendance="present", by=self.by)

    def ask(self, by: Viewer) -> Callable[[], int]:
        """Return an action that asks the body about somebody new."""
        person = enter_person(person=NewPerson(called_name="例さん"), by=by)
        plan = begin_plan(person_id=person.pk, made_on=by.today, periods=PERIODS, by=by)
        keep_consents(
            person_id=person.pk,
            consent=NewConsent(
                recipient_kind="office",
                recipient=BODY,
                parts=["plan"],
                purpose="支援決定",
                answer="yes",
                from_on=by.today,
                way="written",
            ),
            by=by,
        )
        return lambda: (
            ask_decision(
                person_id=person.pk,
                request=NewRequest(plan_id=plan.pk, body_id=self.house.body.pk),
                by=by,
            ).number
        )


@pytest.fixture(scope="module")
def world(db: None) -> World:
    """One world for all tests of this file."""
    return World()


def _ledger(world: World) -> Callable[[], str]:
    return lambda: (
        open_entry(
            person=world.person,
            entry=NewEntry(
                ledger="aftercare",
                office_id=world.cast.aftercare_office.pk,
                worker_id=None,
                on=world.cast.today,
                another=True,
            ),
            by=world.by,
        ).number
    )


def _referral(world: World) -> Callable[[], int]:
    return lambda: (
        begin_referral(
            person_id=world.person.pk,
            referral=NewReferral(
                receiver="見本会社",
                purpose="見学",
                system="work",
                on=world.cast.today,
                answerable_id=world.by.member_id,
            ),
            by=world.by,
        ).number
    )


def _plan(world: World) -> Callable[[], int]:
    return lambda: (
        begin_plan(
            person_id=world.person.pk, made_on=world.cast.today, periods=PERIODS, by=world.by
        ).number
    )


def _conference(world: World) -> Callable[[], int]:
    return lambda: (
        call_conference(
            conference=NewConference(kind="six", on=world.cast.today), by=world.by
        ).number
    )


def _papers(world: World) -> Callable[[], tuple[int, ...]]:
    title = f"写し {time.monotonic_ns()}"

    def give() -> tuple[int, ...]:
        hand_out(conference_id=world.conference.pk, title=title, by=world.by)
        papers = Paper.objects.filter(conference=world.conference, title=title)
        return tuple(papers.order_by("number").values_list("number", flat=True))

    return give


def _request(world: World) -> Callable[[], int]:
    return world.ask(world.by)


def _decision(world: World) -> Callable[[], str]:
    ask = world.ask(world.by)
    ask()
    request = Request.objects.order_by("-number")[0]
    world.house.think(request, chair="approve", city="approve", doctor="approve")
    return lambda: world.house.decide(request, "approve").number


def _questionnaire(world: World) -> Callable[[], str]:
    body = packed()["isolation"] | {"code": "own", "lead_ja": f"言い方 {time.monotonic_ns()}"}
    return lambda: keep_questionnaire(body=body, by=world.cast.manager).version


@pytest.mark.parametrize(
    "scheme",
    [_ledger, _referral, _plan, _conference, _papers, _request, _decision, _questionnaire],
    ids=lambda scheme: scheme.__name__.strip("_"),
)
@pytest.mark.parametrize("when", ["first use", "later"])
def test_two_at_once_get_two_numbers(
    world: World, when: str, scheme: Callable[[World], Callable[[], Any]]
) -> None:
    guest: GuestViewer = world.house.members["chair"]
    agency = guest.agency_id if scheme is _decision else world.by.agency_id
    actions = [scheme(world), scheme(world)]
    if when == "first use":
        Counter.objects.exclude(scheme="ledger").delete()  # ledgers were always counted
    else:
        scheme(world)()

    one, other = at_once(*((agency, action) for action in actions))

    assert one
    assert one != other
    assert not isinstance(one, tuple) or not set(one) & set(other)


def test_two_agencies_that_ask_one_body_are_counted_together(world: World) -> None:
    theirs, neighbour = world.cast.coordinator, world.cast.neighbour

    numbers = at_once(
        (theirs.agency_id, world.ask(theirs)), (neighbour.agency_id, world.ask(neighbour))
    )

    assert numbers[1] == numbers[0] + 1


def test_a_counter_is_seen_by_its_own_agency_only(world: World) -> None:
    _referral(world)()

    with limited_to_agency(world.cast.neighbour_agency.pk):
        seen = Counter.objects.filter(agency_id=world.by.agency_id).exists()

    assert seen == (connection.vendor == "sqlite")


def test_a_scheme_goes_on_after_what_stands_in_the_tables(world: World) -> None:
    before = _referral(world)()
    Counter.objects.all().delete()

    assert _referral(world)() == before + 1


def test_what_came_by_a_merge_is_not_given_again(world: World) -> None:
    kept = enter_person(person=NewPerson(called_name="例 残る人"), by=world.cast.outreach)
    gone = enter_person(person=NewPerson(called_name="例 合わさる人"), by=world.cast.outreach)
    for person in (kept, gone, gone):
        begin_plan(person_id=person.pk, made_on=world.cast.today, periods=PERIODS, by=world.by)
    merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=world.cast.manager)

    plan = begin_plan(person_id=kept.pk, made_on=world.cast.today, periods=PERIODS, by=world.by)

    assert plan.number == 3


def test_a_number_of_what_was_not_written_is_given_to_the_next(world: World) -> None:
    agency = world.by.agency_id
    with transaction.atomic():
        number = next_number(scheme="test", agency_id=agency)
        transaction.set_rollback(True)

    with transaction.atomic():
        assert next_number(scheme="test", agency_id=agency) == number == 1
        assert list(next_numbers(scheme="test", agency_id=agency, count=3)) == [2, 3, 4]
        assert next_number(scheme="test", agency_id=agency, period="another") == 1
        assert next_number(scheme="test", agency_id=agency, standing=lambda: 40) == 41


def test_a_number_is_given_only_with_what_it_numbers(world: World) -> None:
    with pytest.raises(TransactionManagementError):
        next_number(scheme="test", agency_id=world.by.agency_id)


def test_each_fiscal_year_of_a_ledger_begins_with_one(world: World) -> None:
    def opened(years: int) -> str:
        return open_entry(
            person=world.person,
            entry=NewEntry(
                ledger="centre",
                office_id=world.cast.centre_office.pk,
                worker_id=None,
                on=world.cast.today - timedelta(days=366 * years),
                another=True,
            ),
            by=world.by,
        ).number

    assert [opened(0)[-5:], opened(0)[-5:], opened(1)[-5:]] == ["-0001", "-0002", "-0001"]
