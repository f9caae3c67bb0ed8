"""
Opened in danger to life: a reason, three hours, those who answer told at once, explained to the
person; and the one rule at the border.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.actions import close_own_record
from banso.audit.models import Event
from banso.companionship.actions import walk_with
from banso.consent.actions import (
    ExplainedByOpener,
    NewConsent,
    NobodyFound,
    NotExactEnough,
    explain_opening,
    keep_consents,
    open_in_danger,
    passed_on,
    see_opening,
    withdraw,
)
from banso.consent.models import Consent, Opening, Provision
from banso.consent.queries import openings_of, openings_untold, words_for
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, add_name, enter_person
from banso.people.models import Person, Reach
from banso.people.queries import people_beyond, people_seen_by, person_seen
from tests.conftest import Cast


@pytest.fixture
def haru(cast: Cast) -> Person:
    """Somebody who is hidden for their safety and walks with the coordinator."""
    person = enter_person(
        person=NewPerson(
            called_name="ハルさん",
            names=[("legal", "見本 春一", "みほん はるいち")],
            restricted=True,
        ),
        by=cast.centre,
    )
    return person


def test_a_person_out_of_reach_is_opened_for_three_hours_and_not_a_moment_longer(
    haru: Person, cast: Cast
) -> None:
    assert not people_seen_by(cast.outreach).exists()
    opening = open_in_danger(
        name="見本 春一", reason="橋の上にいると電話があった。", by=cast.outreach
    )
    assert person_seen(cast.outreach, haru.pk) == haru
    assert (opening.until_at - opening.at) == timedelta(hours=3)
    with pytest.raises(NotSeen):
        person_seen(cast.aftercare, haru.pk)
    Reach.objects.filter(member=cast.outreach.member_id).update(
        until_at=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(NotSeen):
        person_seen(cast.outreach, haru.pk)


def test_opening_again_counts_from_anew_and_walking_together_is_for_good(
    haru: Person, cast: Cast
) -> None:
    open_in_danger(name="ハルさん", reason="一度目", by=cast.outreach)
    Reach.objects.filter(member=cast.outreach.member_id).update(
        until_at=timezone.now() - timedelta(hours=1), until_on=cast.today - timedelta(days=1)
    )
    open_in_danger(name="ハルさん", reason="二度目", by=cast.outreach)
    assert person_seen(cast.outreach, haru.pk)
    walk_with(person_id=haru.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.manager)
    reach = Reach.objects.get(member=cast.outreach.member_id)
    assert (reach.until_on, reach.until_at) == (None, None)


def test_only_an_exact_name_of_one_person_opens_and_never_one_s_own_record(
    haru: Person, cast: Cast
) -> None:
    for text in ("ハル", "", "x", "%", "春一"):
        with pytest.raises(NobodyFound):
            open_in_danger(name=text, reason="危ない", by=cast.outreach)
    twin = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.centre)
    with pytest.raises(NotExactEnough):
        open_in_danger(name="ハルさん", reason="危ない", by=cast.outreach)
    add_name(person_id=twin.pk, kind="legal", text="例山 冬子", kana="", by=cast.centre)
    assert people_beyond(cast.outreach, "例山　冬子") == [twin]
    assert open_in_danger(name="例山 冬子", reason="危ない", by=cast.outreach).person == twin
    with pytest.raises(NobodyFound):
        open_in_danger(name="見本 春一", reason="危ない", by=cast.neighbour)
    close_own_record(member_id=cast.outreach.member_id, entry=haru.pk, by=cast.manager)
    from banso.access.queries import viewer_of
    from tests.conftest import member_of

    with pytest.raises(NobodyFound):
        open_in_danger(
            name="見本 春一",
            reason="危ない",
            by=viewer_of(member_of(cast.outreach), today=cast.today),
        )


def test_those_who_answer_have_it_on_their_desks_at_once_until_the_person_was_told(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    refused = browser.post("/in-danger/", {"name": "だれかさん", "reason": "橋の上にいると電話"})
    assert (refused.status_code, "見つかりません" in refused.content.decode()) == (422, True)
    for nothing in ("", "危ない"):
        empty = browser.post("/in-danger/", {"name": "ハルさん", "reason": nothing})
        assert empty.status_code == 422, "a reason says something"
    assert Event.objects.filter(action="danger_tried").count() == 3
    opened = browser.post(
        "/in-danger/", {"name": "ハルさん", "reason": "橋の上にいると電話があった。"}
    )
    assert opened["Location"] == f"/people/{haru.pk}/"
    for role, told in (
        ("centre", True),
        ("manager", True),
        ("outreach", False),
        ("aftercare", False),
    ):
        assert ("橋の上" in signed_in(role).get("/desk/openings/").content.decode()) is told, role
    opening = Opening.objects.get()
    with pytest.raises(ExplainedByOpener):
        explain_opening(opening_id=opening.pk, on=cast.today, by=cast.outreach, words="言った")
    assert Opening.objects.get().explained_on is None
    see_opening(opening_id=opening.pk, by=cast.outreach)
    assert Opening.objects.get().seen_at is None, "nobody takes note of their own"
    signed_in("centre").post(f"/openings/{opening.pk}/seen/")
    assert Opening.objects.get().seen_by_id == cast.centre.member_id
    form = {"on": cast.today.isoformat(), "words": "来てくれて、よかった。"}
    signed_in("centre").post(f"/openings/{opening.pk}/explained/", form)
    assert openings_untold(cast.manager) == []
    explain_opening(opening_id=opening.pk, on=cast.today, by=cast.manager, words="ちがう言葉")
    assert openings_of(haru, cast.centre)[0].words == "来てくれて、よかった。"
    assert "橋の上" in signed_in("centre").get(f"/people/{haru.pk}/consents/").content.decode()
    assert (
        "いのちが"
        in signed_in("centre").get(f"/people/{haru.pk}/who-knows-sheet.html").content.decode()
    )
    assert Event.objects.filter(action="opened_in_danger", subjects__person_id=haru.pk).exists()


def test_why_it_was_opened_is_never_changed(haru: Person, cast: Cast) -> None:
    open_in_danger(name="ハルさん", reason="危ない", by=cast.outreach)
    for act in (
        lambda: Opening.objects.update(reason="なんとなく"),
        lambda: Opening.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def ask(person: Person, cast: Cast, parts: list[str], **more: object) -> list[Consent]:
    asked = {
        "recipient_kind": "company",
        "recipient": "見本青果",
        "purpose": "会議",
        "answer": "yes",
        "from_on": cast.today - timedelta(days=5),
        "way": "written",
    }
    said = NewConsent(**{"parts": parts} | asked | more)  # type: ignore[arg-type]
    return keep_consents(person_id=person.pk, consent=said, by=cast.centre)


def test_the_rule_at_the_border_asks_every_word_in_one_query(cast: Cast) -> None:
    people = [
        enter_person(person=NewPerson(called_name=f"人{number}さん"), by=cast.centre)
        for number in range(30)
    ]
    for person in people[:10]:
        ask(person, cast, ["work", "plan"])
    ask(people[0], cast, ["plan"], answer="no", from_on=cast.today)
    (later,) = ask(people[1], cast, ["health"])
    withdraw(consent_id=later.pk, on=cast.today, by=cast.centre)
    ask(people[2], cast, ["money"], until_on=cast.today - timedelta(days=1))
    ask(people[3], cast, ["crime"], recipient="別の会社")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = words_for(
            agency_id=cast.agency.pk,
            recipient="見本青果",
            people=[one.pk for one in people],
            day=cast.today,
        )
    assert len(queries) == 1
    assert {person: set(parts) for person, parts in found.items()} == {people[0].pk: {"work"}} | {
        one.pk: {"work", "plan"} for one in people[1:10]
    }
    assert (
        words_for(
            agency_id=cast.neighbour_agency.pk,
            recipient="見本青果",
            people=[one.pk for one in people],
            day=cast.today,
        )
        == {}
    )


def test_what_was_opened_at_the_border_is_recorded_once(haru: Person, cast: Cast) -> None:
    ask(haru, cast, ["work", "plan"])
    opened = words_for(
        agency_id=cast.agency.pk, recipient="見本青果", people=[haru.pk], day=cast.today
    )
    for _ in range(3):
        passed_on(
            agency_id=cast.agency.pk,
            recipient="見本青果",
            opened=opened,
            on=cast.today,
            what="会議",
            source_id=haru.pk,
            answerable_id=cast.centre.member_id,
        )
    assert sorted(Provision.objects.values_list("part", flat=True)) == ["plan", "work"]
