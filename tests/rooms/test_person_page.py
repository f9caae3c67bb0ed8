"""The person's page and the desk hold their parts in one request, by the rule of each part."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.audit.models import Event
from banso.companionship.actions import make_promise, settle_promise
from banso.companionship.models import Promise
from banso.people.actions import NewPerson, enter_person
from banso.people.actions.reach import grant_reach
from banso.people.models import Person, TimelineEntry
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 50  # of one page, signing in and the trace among them
OF_THE_PERSON = 'FROM "people_person" WHERE'
PARTS = ("card", "beside", "along", "timeline", "plan", "referrals", "ties", "consent", "known")


@pytest.fixture
def haru(cast: Cast) -> Person:
    return enter_person(
        person=NewPerson(called_name="ハルさん", own_words="ゆっくり眠りたい。"), by=cast.outreach
    )


def page(browser: Client, person: Person) -> str:
    answer = browser.get(f"/people/{person.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_comes_whole_in_one_request(
    haru: Person, signed_in: Callable[[str], Client]
) -> None:
    text = page(signed_in("outreach"), haru)

    assert [name for name in PARTS if f'id="{name}"' not in text] == []
    assert "ゆっくり眠りたい。" in text
    title = text[text.index("<title>") : text.index("</title>")]
    assert haru.called_name in title, "tabs of several people can be told apart"
    assert 'hx-trigger="load"' not in text


def test_a_part_asks_its_own_duties_inside_the_page(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    grant_reach(person=haru, member_id=cast.volunteer.member_id)
    text = page(signed_in("volunteer"), haru)

    assert "ハルさん" in text
    assert "ゆっくり眠りたい。" not in text
    assert 'id="timeline"' not in text
    assert 'id="known"' not in text


@pytest.mark.parametrize("refused", [Http404(), HttpResponse(status=302)])
def test_a_part_that_is_not_there_leaves_no_hole_and_no_error(
    haru: Person, signed_in: Callable[[str], Client], refused: Http404 | HttpResponse
) -> None:
    browser = signed_in("outreach")
    how = {"side_effect": refused} if isinstance(refused, Http404) else {"return_value": refused}
    with patch("banso.companionship.web.contacts.render", **how):
        text = page(browser, haru)

    assert 'id="beside"' not in text
    assert 'id="timeline"' in text


def test_a_query_of_the_page_never_reaches_its_parts(
    haru: Person, signed_in: Callable[[str], Client]
) -> None:
    answer = signed_in("outreach").get(f"/people/{haru.pk}/?after=zzz&kind=note")

    assert answer.status_code == 200


def test_what_every_part_asks_is_asked_once_and_what_they_read_is_one_event(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    page(browser, haru)
    before = Event.objects.count()
    with CaptureQueriesContext(connection) as asked:
        page(browser, haru)
    said = [one["sql"] for one in asked.captured_queries]

    assert len(said) <= MOST_STATEMENTS
    assert len([one for one in said if one.startswith("SELECT") and OF_THE_PERSON in one]) == 1
    assert Event.objects.count() == before + 1
    event = Event.objects.latest("seq")
    assert event.action == "read:page"
    assert {"page", "card", "memory", "documents"} <= set(event.detail["parts"])
    assert [one.person_id for one in event.subjects.all()] == [haru.pk]
    told = signed_in("manager").get(f"/people/{haru.pk}/readers/").content.decode()
    assert "閲覧: ご本人のページ、カード、" in told


def test_of_a_desk_it_is_told_who_stood_in_which_part(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    natsu = enter_person(person=NewPerson(called_name="ナツさん"), by=cast.outreach)
    make_promise(
        person_id=natsu.pk,
        text="手紙を置く",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    browser = signed_in("outreach")
    browser.get("/")
    before = Event.objects.latest("seq").seq
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/").status_code == 200

    assert len(asked.captured_queries) <= MOST_STATEMENTS
    since = Event.objects.filter(agency_id=cast.agency.pk, seq__gt=before)
    assert {one.action for one in since} == {"read:desk"}
    assert [[one.person_id for one in event.subjects.all()] for event in since] == [[natsu.pk]]


def test_a_page_that_fails_shows_nothing_and_traces_nothing(
    haru: Person, signed_in: Callable[[str], Client]
) -> None:
    browser, before = signed_in("outreach"), Event.objects.count()
    browser.raise_request_exception = False
    with patch("banso.companionship.web.contacts.render", side_effect=ZeroDivisionError):
        assert browser.get(f"/people/{haru.pk}/").status_code == 500

    assert Event.objects.count() == before
    assert browser.get(f"/people/{haru.pk}/").status_code == 200
    assert Event.objects.count() == before + 1


def test_what_was_asked_for_one_page_is_asked_anew_for_the_next(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    page(browser, haru)
    Person.objects.filter(pk=haru.pk).update(own_words="海を見たい。")
    assert "海を見たい。" in page(browser, haru)

    Person.objects.filter(pk=haru.pk).update(merged_into=None, agency=cast.neighbour.agency_id)
    assert browser.get(f"/people/{haru.pk}/").status_code == 404


@pytest.fixture
def promise(haru: Person, cast: Cast) -> Promise:
    return make_promise(
        person_id=haru.pk,
        text="手紙を置く",
        due_on=cast.today + timedelta(days=3),
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )


def test_a_promise_is_settled_in_one_tap(
    promise: Promise, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    tap = {"outcome": "kept", "version": str(promise.version)}
    assert "手紙を置く" in page(browser, promise.person)
    for _ in range(2):  # and a second tap changes nothing
        answer = browser.post(f"/promises/{promise.pk}/settle/now/", tap)
        assert answer.status_code == 302

    promise.refresh_from_db()
    assert promise.outcome == "kept"
    assert TimelineEntry.objects.filter(source_id=promise.pk).count() == 1


@pytest.mark.parametrize(
    "tap",
    [
        {},
        {"outcome": "kept"},
        {"outcome": "x", "version": "1"},
        {"outcome": "kept", "version": "²"},
        {"outcome": "changed", "version": "1"},
        {"outcome": "kept", "version": "9" * 5000},
    ],
)
def test_a_tap_that_says_nothing_settles_nothing(
    promise: Promise, signed_in: Callable[[str], Client], tap: dict[str, str]
) -> None:
    answer = signed_in("outreach").post(f"/promises/{promise.pk}/settle/now/", tap)

    assert answer.status_code in (302, 400)
    promise.refresh_from_db()
    assert promise.settled_on is None


def test_a_promise_to_somebody_out_of_reach_is_not_there(
    promise: Promise, signed_in: Callable[[str], Client]
) -> None:
    Person.objects.filter(pk=promise.person_id).update(restricted=True)
    for who in ("centre", "neighbour"):
        answer = signed_in(who).post(
            f"/promises/{promise.pk}/settle/now/", {"outcome": "kept", "version": "1"}
        )
        assert answer.status_code == 404


def test_how_a_part_stands_leads_there_and_what_has_not_begun_is_one_line(
    haru: Person, signed_in: Callable[[str], Client]
) -> None:
    text = page(signed_in("coordinator"), haru)

    assert 'class="parted__now"' not in text  # there is nothing yet to lead to
    unbegun = text.partition('id="unbegun-h"')[2]
    names = ("referrals", "conferences", "decisions")
    assert [name for name in names if f'id="{name}"' not in unbegun] == []


def test_what_the_work_left_in_one_moment_is_one_row_and_a_written_note_stands_alone(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    for number in range(3):
        made = make_promise(
            person_id=haru.pk,
            text=f"約束{number}",
            due_on=cast.today,
            answerable_id=cast.outreach.member_id,
            by=cast.outreach,
        )
        settle_promise(promise_id=made.pk, outcome="kept", note="", version=None, by=cast.outreach)
    TimelineEntry.objects.filter(kind="promise").update(at=timezone.now())
    text = signed_in("outreach").get(f"/people/{haru.pk}/timeline/").content.decode()

    assert "同じときに ほか" in text
    assert [one for one in range(3) if f"約束{one}" not in text] == []
