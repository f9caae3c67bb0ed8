"""Two at once: the word of two seconds, a word while it is taken back, a no while it opens."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from banso.access.actions import NoLongerWaits, confirm_proposal, stop_proposal
from banso.access.viewer import Viewer
from banso.consent.actions import NewNo, ask_in_danger, keep_no
from banso.consent.models import Opening
from banso.consent.queries import open_now
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from tests.at_once import at_once, on_a_copy, or_refusal
from tests.conftest import Cast

WHY = "橋の上にいると電話があった。"


@pytest.fixture
def cast(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Cast]:
    """The fixed cast in a database in which what is written is committed."""
    with on_a_copy(django_db_blocker, tmp_path):
        yield Cast(timezone.localdate())


def _hidden(cast: Cast) -> Person:
    return enter_person(person=NewPerson(called_name="ハルさん", restricted=True), by=cast.centre)


def _confirms(proposal_id: Any, by: Viewer) -> Callable[[], Any]:
    return or_refusal(lambda: confirm_proposal(proposal_id=proposal_id, by=by, said="ハルさん"))


def test_of_two_seconds_one_opens_it_and_once(cast: Cast) -> None:
    _hidden(cast)
    asked = ask_in_danger(name="ハルさん", reason=WHY, by=cast.outreach).pk
    agency = cast.agency.pk
    ended = at_once(
        (agency, _confirms(asked, cast.coordinator)), (agency, _confirms(asked, cast.manager))
    )
    assert ended == ["", NoLongerWaits]
    assert Opening.objects.get().second_id == cast.coordinator.member_id


def test_what_is_taken_back_at_that_moment_opens_nothing(cast: Cast) -> None:
    _hidden(cast)
    asked = ask_in_danger(name="ハルさん", reason=WHY, by=cast.outreach).pk
    agency = cast.agency.pk

    def back() -> None:
        stop_proposal(proposal_id=asked, by=cast.outreach)

    ended = at_once((agency, back), (agency, _confirms(asked, cast.manager)))
    assert ended == [None, NoLongerWaits]
    assert not Opening.objects.exists()


def test_a_no_said_at_that_moment_closes_it(cast: Cast) -> None:
    person = _hidden(cast)
    asked = ask_in_danger(name="ハルさん", reason=WHY, by=cast.outreach).pk
    no = NewNo(member_id=cast.outreach.member_id, said_on=cast.today, way="written")
    agency = cast.agency.pk

    def says_no() -> None:
        keep_no(person_id=person.pk, no=no, by=cast.centre)

    at_once((agency, says_no), (agency, _confirms(asked, cast.manager)))
    with pytest.raises(NotSeen):
        open_now(cast.outreach, asked)
