"""The morning after: what a round brought home, looked through, chosen and handed over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from banso.audit.models import Event
from banso.companionship.models import HandoverPost
from banso.field.actions import (
    MoreArrived,
    StillTwoWays,
    hand_night_over,
    keep_line,
    let_line_be,
    settle_writing,
    stop_telephone,
)
from banso.field.models import FieldOp, Writing
from banso.field.queries.morning import night_of
from banso.intake.actions import NewMeeting, meet
from banso.intake.models import OutreachRound
from banso.kit.refusals import NotSeen
from banso.people.models import MeetingPlace, Person, PersonName, TimelineEntry
from tests.conftest import Cast
from tests.rooms.samples_field import sent
from tests.rooms.test_field import Night

SignIn = Callable[[str], Client]


@pytest.fixture
def night(cast: Cast) -> Night:
    """A night on which two telephones wrote."""
    night = Night(cast)
    other, _key, taken = night.telephone_of("manager")
    night.keep(night.line(person=str(night.haru.pk), condition="urgent"))
    night.keep(night.line(person=str(night.matsu.pk), outcome="not_there"))
    night.keep(night.line(new=str(uuid4()), place="橋の下", looks="黒い犬"))
    lines: list[dict[str, Any]] = [
        {"new": str(uuid4()), "place": "橋の下", "words": "また"},
        {"kind": "called", "person": str(night.haru.pk), "text": "春さん", "base": "古い呼び名"},
        {"kind": "looks", "person": str(night.haru.pk), "text": "白い杖", "base": "古い"},
        {"kind": "place", "person": str(night.haru.pk), "text": "駅の北", "base": "北公園"},
        {"kind": "place", "person": str(night.haru.pk), "text": "駅の東", "base": "北公園"},
        {"person": str(uuid4()), "words": "だれか分からない方の声"},
    ]
    for seq, body in enumerate(lines, 1):
        line = sent(taken.pack, taken.public, body, seq=seq)
        keep_line(telephone_id=other.pk, sent=line, by=cast.manager)
    return night


def test_a_night_is_one_page(night: Night, signed_in: SignIn) -> None:
    found = night_of(night.round.pk, night.cast.outreach)

    assert {one.person_id for one in found.urgent} == {night.haru.pk}
    assert {one.person_id for one in found.away} == {night.matsu.pk}
    assert len(found.seen) == 3
    assert len(found.new) == 2
    (same,) = found.same
    assert {one.called_name for one in same} == {one.person.called_name for one in found.new}
    assert [one.writing.text for one in found.two_ways] == ["春さん", "白い杖", "駅の東"]
    text = signed_in("outreach").get(f"/field/rounds/{night.round.pk}/").content.decode()
    assert "data-night" not in text  # it is looked at in the morning
    for said in ("春さん", "白い杖", "だれか分からない方の声", "橋の下", "同じ方かもしれません"):
        assert said in text
    desk = signed_in("outreach").get("/field/desk/").content.decode()
    assert "駅の南" in desk


def test_whoever_may_not_read_the_memory_does_not_see_the_page(
    night: Night, signed_in: SignIn
) -> None:
    assert signed_in("volunteer").get(f"/field/rounds/{night.round.pk}/").status_code == 403
    assert signed_in("centre").get(f"/field/rounds/{night.round.pk}/").status_code == 404
    assert signed_in("neighbour").get(f"/field/rounds/{night.round.pk}/").status_code == 404


@pytest.mark.parametrize("choice", ["this", "other", "both"])
def test_two_ways_are_chosen_or_both_kept(night: Night, choice: str) -> None:
    by = night.cast.outreach
    for row in Writing.objects.filter(state="beside"):
        settle_writing(writing_id=row.pk, choice=choice, by=by)

    haru = Person.objects.get(pk=night.haru.pk)
    names = set(PersonName.objects.filter(person=haru).values_list("text", flat=True))
    places = set(MeetingPlace.objects.filter(person=haru).values_list("place", flat=True))
    assert haru.called_name == ("春さん" if choice == "this" else "ハルさん")
    assert haru.looks == {"this": "白い杖", "other": "赤い帽子", "both": "赤い帽子／白い杖"}[choice]
    assert ("春さん" in names) == (choice != "other")
    assert ("駅の東" in places) == (choice != "other")
    assert Writing.objects.count() == 4, "neither is deleted"
    with pytest.raises(NotSeen):
        settle_writing(writing_id=Writing.objects.earliest("created_at").pk, choice="this", by=by)
    assert Event.objects.filter(action="writing_settled").count() == 3


def test_a_night_is_handed_over_once_everything_was_looked_at(
    night: Night, signed_in: SignIn
) -> None:
    by = night.cast.outreach
    with pytest.raises(StillTwoWays):
        hand_night_over(round_id=night.round.pk, by=by)
    for row in Writing.objects.filter(state="beside"):
        settle_writing(writing_id=row.pk, choice="other", by=by)
    let_line_be(op_id=FieldOp.objects.get(result="refused").pk, by=by)
    browser = signed_in("outreach")
    browser.post(f"/field/rounds/{night.round.pk}/confirm/")
    browser.post(f"/field/rounds/{night.round.pk}/confirm/")

    (post,) = HandoverPost.objects.all()
    assert post.text == "駅の南：会えた3人、いなかった1人、はじめて2人、急ぎ1人。"
    assert "ハルさん" not in post.text
    assert "駅の南" not in browser.get("/field/desk/").content.decode()


def _looked_through(night: Night) -> None:
    for row in Writing.objects.filter(state="beside"):
        settle_writing(writing_id=row.pk, choice="other", by=night.cast.outreach)
    for op in FieldOp.objects.filter(result="refused", seen_at=None):
        let_line_be(op_id=op.pk, by=night.cast.outreach)


def test_what_arrives_after_a_night_was_confirmed_brings_it_back(
    night: Night, signed_in: SignIn
) -> None:
    by, browser = night.cast.outreach, signed_in("outreach")
    _looked_through(night)
    shown = night_of(night.round.pk, by).lines
    hand_night_over(round_id=night.round.pk, by=by, shown=shown)
    assert "駅の南" not in browser.get("/field/desk/").content.decode()
    night.keep(night.line(new=str(uuid4()), place="川べり", condition="urgent", words="寒い"))

    assert "駅の南" in browser.get("/field/desk/").content.decode()
    text = browser.get(f"/field/rounds/{night.round.pk}/").content.decode()
    assert "あとから届いた" in text
    assert "寒い" in text, "the person's words stand on the page"
    with pytest.raises(MoreArrived):
        hand_night_over(round_id=night.round.pk, by=by, shown=shown)
    browser.post(f"/field/rounds/{night.round.pk}/confirm/", {"shown": shown})
    assert HandoverPost.objects.count() == 1, "what nobody has seen is not confirmed"
    browser.post(f"/field/rounds/{night.round.pk}/confirm/", {"shown": shown + 1})
    browser.post(f"/field/rounds/{night.round.pk}/confirm/", {"shown": shown + 1})
    last = HandoverPost.objects.latest("created_at")
    assert last.text == "駅の南・あとから届いた分：会えた1人、いなかった0人、はじめて1人、急ぎ1人。"
    assert HandoverPost.objects.count() == 2
    assert "駅の南" not in browser.get("/field/desk/").content.decode()


def test_a_night_on_paper_waits_to_be_looked_through_too(cast: Cast, signed_in: SignIn) -> None:
    night = Night(cast)
    desk = signed_in("outreach").get("/field/desk/").content.decode()
    assert "駅の南" not in desk
    typed = NewMeeting(outcome="talked", at=timezone.now(), words="紙から")
    meet(round_id=night.round.pk, person_id=night.haru.pk, meeting=typed, by=cast.outreach)
    assert "駅の南" in signed_in("outreach").get("/field/desk/").content.decode()


def test_a_telephone_that_comes_home_after_days_brings_its_night_onto_the_desk(
    night: Night, signed_in: SignIn
) -> None:
    _looked_through(night)
    hand_night_over(round_id=night.round.pk, by=night.cast.outreach)
    OutreachRound.objects.filter(pk=night.round.pk).update(on=night.cast.today - timedelta(days=9))
    assert "駅の南" not in signed_in("outreach").get("/field/desk/").content.decode()
    night.keep(night.line(person=str(night.haru.pk)))
    assert "駅の南" in signed_in("outreach").get("/field/desk/").content.decode()


def test_a_line_that_could_not_be_written_is_written_by_hand(
    night: Night, signed_in: SignIn
) -> None:
    browser = signed_in("outreach")
    row = FieldOp.objects.get(result="refused")
    address = f"/field/lines/{row.pk}/write/"
    assert address in browser.get(f"/field/rounds/{night.round.pk}/").content.decode()
    page = browser.get(address).content.decode()
    assert "だれか分からない方の声" in page
    typed = {"who": str(night.matsu.pk), "outcome": "talked", "words": "だれか分からない方の声"}
    for _ in range(2):
        browser.post(address, typed)

    (memory,) = TimelineEntry.objects.filter(words="だれか分からない方の声")
    assert memory.person_id == night.matsu.pk
    row.refresh_from_db()
    assert (row.person_id, row.seen_by_id) == (night.matsu.pk, night.cast.outreach.member_id)
    assert browser.get(address).status_code == 404
    assert signed_in("volunteer").get(address).status_code == 403
    assert signed_in("neighbour").get(address).status_code == 404


def test_a_telephone_that_is_lost_leads_to_the_register_of_leaks(
    night: Night, signed_in: SignIn
) -> None:
    stop_telephone(telephone_id=night.telephone.pk, by=night.cast.manager)
    address = f"/privacy/leaks/telephone/{night.telephone.pk}/"
    text = signed_in("manager").get(address).content.decode()

    assert address in (
        signed_in("manager").get(f"/field/telephones/{night.telephone.pk}/").content.decode()
    )
    assert "outreachの電話" in text
    assert 'value="2"' in text, "how many people were on it"
    assert "ハルさん" not in text, "the register names nobody"
    assert signed_in("outreach").get(address).status_code == 403
    assert signed_in("neighbour").get(address).status_code == 404
