"""Telephones that go along on a round: what they take, what they bring home, once and whole."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from banso.access.actions import let_member_go
from banso.audit.models import Event
from banso.companionship.actions import make_promise
from banso.companionship.models import Promise
from banso.field.actions import (
    NotYourTelephone,
    OfferOver,
    Sent,
    Taken,
    forget_keys,
    keep_line,
    offer_telephone,
    pair_telephone,
    stop_telephone,
    take_along,
)
from banso.field.models import FieldOp, Pack, Telephone, Writing
from banso.field.queries import guests_of_tonight
from banso.field.queries.morning import aside_seen_by
from banso.field.rules import MOST_OPS, VERSION
from banso.field.sealing import sealed_line
from banso.field.web import api
from banso.intake.actions import NewMeeting, begin_round, meet, set_off, take_meeting_back
from banso.intake.models import Encounter, OutreachRound
from banso.kit import in_flight
from banso.kit.erased_list import NAME as ERASED
from banso.kit.erased_list import add_to_list
from banso.kit.ids import new_id
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewPerson,
    add_caution,
    edit_person,
    enter_person,
    indexing,
    merge_people,
)
from banso.people.models import MeetingPlace, Person, Reach, SearchKey, TimelineEntry
from tests.at_once import at_once, on_a_copy
from tests.conftest import Cast
from tests.rooms.samples_field import sent

SignIn = Callable[[str], Client]
NUMBER = "123456789018"  # passes the check digit of a My Number


class Night:
    """A course on which somebody is usually met, and a telephone that takes it along."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        team = [cast.outreach.member_id, cast.volunteer.member_id]
        self.before = self._round(cast, cast.today - timedelta(days=7), team)
        self.haru = self._usual("ハルさん", "北公園の東屋")
        self.matsu = self._usual("マツさん", "駅の南口")
        self.round = self._round(cast, cast.today, team)
        set_off(round_id=self.round.pk, by=cast.manager)
        self.telephone, self.key, self.taken = self.telephone_of("outreach")
        self.seq = 0

    @staticmethod
    def _round(cast: Cast, on: Any, team: list[UUID]) -> OutreachRound:
        return begin_round(
            office_id=cast.outreach_office.pk,
            on=on,
            course="駅の南",
            weather="cold",
            member_ids=team,
            others=["例の学生"],
            by=cast.outreach,
        )

    def _usual(self, name: str, place: str) -> Person:
        met = meet(
            round_id=self.before.pk,
            meeting=NewMeeting(
                outcome="talked",
                at=timezone.now() - timedelta(days=7),
                called_name=name,
                place=place,
                looks="赤い帽子",
            ),
            by=self.cast.outreach,
        )
        return met.person

    def telephone_of(self, role: str) -> tuple[Telephone, str, Taken]:
        """Take another telephone on, with this round on it."""
        by = self.cast.viewers[role]
        row, key = pair_telephone(code=offer_telephone(name=f"{role}の電話", by=by).code)
        return row, key, take_along(telephone_id=row.pk, round_id=self.round.pk, by=by)

    def line(self, **body: Any) -> Sent:
        """Return the telephone's next line."""
        self.seq += 1
        return sent(self.taken.pack, self.taken.public, body, seq=self.seq)

    def keep(self, line: Sent) -> Any:
        """Let a line come home."""
        return keep_line(telephone_id=self.telephone.pk, sent=line, by=self.cast.outreach)

    def wire(self, line: Sent) -> dict[str, Any]:
        """Return a line as it goes over the wire."""
        return {
            "op": str(line.op),
            "seq": line.seq,
            "pack": str(line.pack_id),
            "v": line.version,
            "sealed": line.sealed,
        }

    def send(self, *lines: Any, key: str | None = None, **more: Any) -> Any:
        """Send lines as a telephone does, without any session."""
        ops = [self.wire(one) if isinstance(one, Sent) else one for one in lines]
        body = {"ops": ops, "sent": timezone.now().isoformat(), "unsent": len(ops)} | more
        return posted("/field/api/ops", body, self.key if key is None else key)


def posted(address: str, body: Any, key: str = "", browser: Client | None = None) -> Any:
    """Send JSON to an address of telephones."""
    more: dict[str, Any] = {"headers": {"Authorization": f"Bearer {key}"}} if key else {}
    browser = browser or Client(enforce_csrf_checks=True)
    return browser.post(address, json.dumps(body), "application/json", **more)


@pytest.fixture
def night(cast: Cast) -> Night:
    """A night on which somebody goes out with a telephone."""
    return Night(cast)


def _person(id_: UUID | None) -> Person:
    assert id_ is not None
    return Person.objects.get(pk=id_)


def _noon_has_come(night: Night) -> None:
    rows = Reach.objects.filter(member=night.cast.volunteer.member_id)
    rows.update(until_on=night.cast.today - timedelta(days=1), until_at=timezone.now())


def test_a_telephone_is_taken_on_once_by_a_code_that_serves_for_minutes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offer_telephone(name="白い電話", by=cast.volunteer)
    answer = posted("/field/api/pair", {"code": offer.code})
    told = answer.json()

    assert answer.status_code == 200
    assert (told["name"], told["member"]) == ("白い電話", "volunteer")
    assert offer.code not in str(Telephone.objects.values())
    assert told["key"] not in str(Telephone.objects.values())
    assert posted("/field/api/pair", {"code": offer.code}).status_code == 422
    late = offer_telephone(name="黒い電話", by=cast.volunteer)
    Telephone.objects.filter(pk=late.telephone.pk).update(code_until=timezone.now())
    with pytest.raises(OfferOver):
        pair_telephone(code=late.code)
    for wrong in ("", None, 5, "x" * 40, ["a"], {"a": 1}):
        assert posted("/field/api/pair", {"code": wrong}).status_code == 422


def test_a_round_is_taken_along_with_what_keeps_safe_and_no_more(night: Night) -> None:
    cast = night.cast
    edit_person(
        person_id=night.haru.pk, version=None, by=cast.outreach, own_words="秘密の言葉", sex="male"
    )
    for kind, text, until in (("do_not", "後ろから声をかけない", None),):
        add_caution(person_id=night.haru.pk, kind=kind, text=text, until_on=until, by=cast.outreach)
    make_promise(
        person_id=night.haru.pk,
        text="靴下を持っていく",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    hidden = night._usual("隠れた方", "川の橋の下")
    edit_person(person_id=hidden.pk, version=None, by=cast.outreach, restricted=True)
    taken = take_along(telephone_id=night.telephone.pk, round_id=night.round.pk, by=cast.outreach)

    assert [one.called_name for one in taken.people] == ["ハルさん", "マツさん"]
    haru = taken.people[0]
    assert (haru.looks, haru.place) == ("赤い帽子", "北公園の東屋")
    assert haru.do_not == ("後ろから声をかけない",)
    assert haru.promises == (("靴下を持っていく", cast.today),)
    assert taken.pack.until > timezone.now()
    read = Event.objects.filter(action="read:field_pack").order_by("-seq").first()
    assert read is not None
    assert {one.person_id for one in read.subjects.all()} == {night.haru.pk, night.matsu.pk}


def test_a_volunteer_takes_names_and_what_keeps_safe(night: Night) -> None:
    make_promise(
        person_id=night.haru.pk,
        text="靴下",
        due_on=night.cast.today,
        answerable_id=night.cast.outreach.member_id,
        by=night.cast.outreach,
    )
    _row, _key, taken = night.telephone_of("volunteer")

    assert [one.called_name for one in taken.people] == ["ハルさん", "マツさん"]
    assert taken.people[0].promises == ()


def test_the_pack_is_given_to_whoever_is_signed_in_on_their_own_telephone(
    night: Night, signed_in: SignIn
) -> None:
    address = f"/field/take/{night.round.pk}/"
    own = posted(address, {}, night.key, signed_in("outreach")).json()

    assert own["course"] == "駅の南"
    assert [set(one) for one in own["people"]] == [
        {"id", "called", "looks", "place", "do_not", "last", "missed", "promises", "stop"}
    ] * 2
    with pytest.raises(NotYourTelephone):
        take_along(telephone_id=night.telephone.pk, round_id=night.round.pk, by=night.cast.manager)
    assert posted(address, {}, night.key, signed_in("manager")).status_code == 422
    assert posted(address, {}, "wrong", signed_in("outreach")).status_code == 404
    assert posted(address, {}, night.key, Client()).status_code == 302
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = signed_in("outreach").cookies
    assert posted(address, {}, night.key, guarded).status_code == 403


def test_a_guest_of_the_round_needs_no_account(night: Night, signed_in: SignIn) -> None:
    cast, by = night.cast, night.cast.outreach
    on = cast.today
    make_promise(person_id=night.haru.pk, text="靴下", due_on=on, answerable_id=by.member_id, by=by)
    (guest,) = guests_of_tonight(by)
    text = signed_in("outreach").get("/field/telephones/offer/").content.decode()
    assert "例の学生" in text
    offer = offer_telephone(name="学生の電話", guest_id=guest.pk, by=by)
    told = posted("/field/api/pair", {"code": offer.code}).json()
    assert (told["guest"], told["pack"]["course"]) == ("例の学生", "駅の南")
    assert [one["called"] for one in told["pack"]["people"]] == ["ハルさん", "マツさん"]
    assert "靴下" not in json.dumps(told, ensure_ascii=False)
    assert posted("/field/api/pair", {"code": offer.code}).status_code == 422, "told once"

    pack = Pack.objects.get(telephone=offer.telephone)
    body = {"person": str(night.haru.pk), "words": "おう", "promise_text": "本"}
    body |= {"promise_on": on.isoformat()}
    met = sent(pack, told["pack"]["public"], body)
    assert keep_line(telephone_id=offer.telephone.pk, sent=met, by=by).result == "kept"
    memory = TimelineEntry.objects.get(words="おう")
    assert "例の学生" in memory.fact
    assert "本" in memory.fact
    assert Promise.objects.count() == 1, "a guest promises in words"
    body = {"kind": "called", "person": str(night.haru.pk), "text": "春", "base": "ハルさん"}
    called = sent(pack, told["pack"]["public"], body, seq=2)
    assert keep_line(telephone_id=offer.telephone.pk, sent=called, by=by).result == "both"


def test_a_guest_takes_only_a_round_along_that_was_set_off_and_walks_now(night: Night) -> None:
    by = night.cast.outreach
    (guest,) = guests_of_tonight(by)
    late = offer_telephone(name="学生の電話", guest_id=guest.pk, by=by)
    for no in (guest.pk + 99, night.before.team.get(member=None).pk):
        with pytest.raises(NotSeen):
            offer_telephone(name="学生の電話", guest_id=no, by=by)
    assert guests_of_tonight(night.cast.volunteer) == []
    assert guests_of_tonight(night.cast.neighbour) == []
    other = night._round(night.cast, night.cast.today, [by.member_id])
    assert [one.round_id for one in guests_of_tonight(by)] == [night.round.pk]
    row, _key = pair_telephone(code=late.code)
    with pytest.raises(NotSeen):
        take_along(telephone_id=row.pk, round_id=other.pk, by=by)
    OutreachRound.objects.filter(pk=night.round.pk).update(on=night.cast.today - timedelta(days=3))
    assert guests_of_tonight(by) == []


def test_a_line_is_the_same_as_from_the_desk(night: Night) -> None:
    cast, day = night.cast, night.cast.today + timedelta(days=2)
    line = night.line(
        person=str(night.haru.pk),
        handed=["meal"],
        words="寒いなあ",
        note="咳",
        promise_text="毛布",
        promise_on=day.isoformat(),
        place="東屋",
    )
    assert night.keep(line).result == "kept"

    met = Encounter.objects.get(round=night.round)
    assert (met.person_id, met.member_id, met.handed) == (
        night.haru.pk,
        cast.outreach.member_id,
        ["meal"],
    )
    memory = TimelineEntry.objects.get(source_id=met.pk)
    assert (memory.words, memory.fact) == ("寒いなあ", "咳\n渡したもの: 食事")
    assert Promise.objects.get(made_with=met.pk).due_on == day
    assert _person(night.haru.pk).last_met_on == cast.today
    row = FieldOp.objects.get()
    assert (row.source_id, row.person_id, row.body) == (met.pk, night.haru.pk, {})
    assert Event.objects.filter(action="met_on_round", object_id=str(met.pk)).exists()
    event = Event.objects.get(action="brought_home")
    assert event.detail["at"] == row.at.isoformat()


def test_a_line_that_comes_again_changes_nothing(night: Night) -> None:
    line = night.line(new=str(uuid4()), place="橋の下")
    answers = [night.send(line).json()["ops"][0] for _ in range(4)]

    assert [one["result"] for one in answers] == ["kept", "again", "again", "again"]
    assert answers[3]["was"] == "kept"
    assert Encounter.objects.filter(round=night.round).count() == 1
    assert Person.objects.filter(called_name__startswith="橋の下").count() == 1


def test_somebody_new_is_met_again_under_the_telephone_s_own_name_for_them(night: Night) -> None:
    new = str(uuid4())
    first = night.keep(night.line(new=new, place="橋の下"))
    second = night.keep(night.line(person=new, outcome="asleep"))
    called = night.keep(night.line(kind="called", person=new, text="橋さん", base="橋の下さん1"))

    assert [one.result for one in (first, second, called)] == ["kept"] * 3
    met = Encounter.objects.filter(round=night.round).order_by("at", "pk")
    assert len({one.person_id for one in met}) == 1
    assert met[0].person_id != UUID(new), "a telephone names no row of ours"
    assert _person(met[0].person_id).called_name == "橋さん"


def test_words_after_an_outcome_join_it_and_make_no_second_meeting(night: Night) -> None:
    row, _key, taken = night.telephone_of("volunteer")
    haru, on = str(night.haru.pk), night.cast.today.isoformat()
    by = night.cast.volunteer
    first = sent(taken.pack, taken.public, {"person": haru, "handed": ["meal"], "words": "おう"})
    assert keep_line(telephone_id=row.pk, sent=first, by=by).result == "kept"
    _noon_has_come(night)  # it comes home later than its meeting
    more = {"kind": "add", "to": str(first.op), "person": haru, "words": "また来てな"}
    more |= {"handed": ["meal", "blanket"], "condition": "urgent", "promise_on": on}
    second = sent(taken.pack, taken.public, more, seq=2)
    for result in ("kept", "kept"):
        assert keep_line(telephone_id=row.pk, sent=second, by=by).result == result

    met = Encounter.objects.get(round=night.round)
    assert (met.handed, met.condition) == (["meal", "blanket"], "urgent")
    memory = TimelineEntry.objects.get(source_id=met.pk, is_current=True)
    assert memory.words == "おう\nまた来てな"
    assert memory.fact.startswith("渡したもの: 食事\n渡したもの: 毛布\n約束：")
    assert TimelineEntry.objects.filter(source_id=met.pk).count() == 2, "the first text stays"
    assert Event.objects.filter(action="meeting_added_to", object_id=str(met.pk)).count() == 1
    for seq, to in enumerate((str(uuid4()), None), 3):
        line = sent(taken.pack, taken.public, more | {"to": to}, seq=seq)
        assert keep_line(telephone_id=row.pk, sent=line, by=by).result == "refused"


def test_what_was_taken_back_is_not_added_to(night: Night) -> None:
    haru = str(night.haru.pk)
    first = night.line(person=haru)
    night.keep(first)
    met = Encounter.objects.get(round=night.round)
    take_meeting_back(encounter_id=met.pk, by=night.cast.outreach)
    more = night.line(kind="add", to=str(first.op), person=haru, words="また")
    assert night.keep(more).why == "other"
    assert FieldOp.objects.get(why="other").body["words"] == "また", "kept for the morning"


def test_a_promise_without_its_day_and_a_day_without_its_words_are_kept(night: Night) -> None:
    haru = str(night.haru.pk)
    night.keep(night.line(person=haru, promise_text="靴下"))
    night.keep(night.line(person=haru, promise_on="2026-11-26"))
    facts = TimelineEntry.objects.filter(source="intake.Encounter", person=haru)
    said = "".join(facts.values_list("fact", flat=True))
    assert "約束：靴下" in said
    assert "約束：令和8年11月26日" in said
    assert not Promise.objects.filter(person=haru).exists()


def test_lines_are_written_in_their_order_however_they_are_sent(night: Night) -> None:
    new = str(uuid4())
    first, second = night.line(new=new, place="橋の下"), night.line(person=new)
    answers = night.send(second, first).json()["ops"]

    assert [one["op"] for one in answers] == [str(second.op), str(first.op)]
    assert [one["result"] for one in answers] == ["kept", "kept"]


def test_what_was_taken_back_before_it_was_sent_writes_nothing(night: Night) -> None:
    assert night.keep(night.line(kind="nothing")).result == "kept"
    assert not Encounter.objects.filter(round=night.round).exists()
    assert night.keep(night.line(person=str(night.haru.pk))).result == "kept"


def test_a_wrong_clock_is_put_right(night: Night) -> None:
    behind = timezone.now() - timedelta(hours=2)
    line = night.line(person=str(night.haru.pk), at=behind.isoformat())
    night.keep(replace(line, sent_at=behind + timedelta(seconds=1)))
    ahead = timezone.now() + timedelta(hours=2)
    line = night.line(person=str(night.matsu.pk), at=ahead.isoformat())
    night.keep(replace(line, sent_at=ahead + timedelta(seconds=1)))

    now = timezone.now()
    for row in FieldOp.objects.all():
        assert now - timedelta(minutes=5) < row.at <= now
    assert FieldOp.objects.get(seq=1).said_at == behind


def test_two_edits_from_the_same_name_are_both_kept(night: Night) -> None:
    second, _key, taken = night.telephone_of("manager")
    mine = night.line(kind="called", person=str(night.haru.pk), text="ハルオさん", base="ハルさん")
    theirs = sent(
        taken.pack,
        taken.public,
        {"kind": "called", "person": str(night.haru.pk), "text": "春さん", "base": "ハルさん"},
    )

    assert night.keep(mine).result == "kept"
    assert keep_line(telephone_id=second.pk, sent=theirs, by=night.cast.manager).result == "both"
    assert _person(night.haru.pk).called_name == "ハルオさん"
    assert [(one.text, one.state) for one in Writing.objects.order_by("created_at")] == [
        ("ハルオさん", "stands"),
        ("春さん", "beside"),
    ]


def test_looks_and_places_too_and_the_same_words_are_no_second_way(night: Night) -> None:
    haru = str(night.haru.pk)
    for kind, base in (("looks", "赤い帽子"), ("place", "北公園の東屋")):
        for text, result in (("甲", "kept"), ("乙", "both"), ("甲", "kept")):
            line = night.line(kind=kind, person=haru, text=text, base=base)
            assert night.keep(line).result == result, (kind, text)
    places = MeetingPlace.objects.filter(person=night.haru).values_list("place", flat=True)
    assert set(places) == {"北公園の東屋", "甲"}
    assert Writing.objects.filter(state="beside").count() == 2


def test_whoever_may_not_change_the_card_writes_beside_it(night: Night) -> None:
    row, _key, taken = night.telephone_of("volunteer")
    line = sent(
        taken.pack,
        taken.public,
        {"kind": "called", "person": str(night.haru.pk), "text": "ハル爺", "base": "ハルさん"},
    )
    answer = keep_line(telephone_id=row.pk, sent=line, by=night.cast.volunteer)

    assert answer.result == "both"
    assert _person(night.haru.pk).called_name == "ハルさん"


def test_a_volunteer_s_line_comes_home_after_noon_too(night: Night) -> None:
    row, _key, taken = night.telephone_of("volunteer")
    OutreachRound.objects.filter(pk=night.round.pk).update(on=night.cast.today - timedelta(days=1))
    Pack.objects.filter(pk=taken.pack.pk).update(
        created_at=timezone.now() - timedelta(hours=20), until=timezone.now() - timedelta(hours=1)
    )
    _noon_has_come(night)
    at = (timezone.now() - timedelta(hours=10)).isoformat()
    met = {"person": str(night.haru.pk), "at": at, "words": "おう"}
    late = {"person": str(night.haru.pk), "at": timezone.now().isoformat()}

    def brought(body: dict[str, Any], seq: int) -> Any:
        line = sent(taken.pack, taken.public, body, seq=seq)
        return keep_line(telephone_id=row.pk, sent=line, by=night.cast.volunteer)

    promised = met | {"promise_text": "靴", "promise_on": night.cast.today.isoformat()}
    assert brought(promised, 1).result == "kept"
    assert brought(late, 2).why == "ended"
    assert Encounter.objects.get(round=night.round).member_id == night.cast.volunteer.member_id
    assert "靴" in TimelineEntry.objects.get(words="おう").fact


def test_bad_lines_are_refused_one_by_one_and_the_rest_is_kept(night: Night) -> None:
    stranger = enter_person(person=NewPerson(called_name="よその方"), by=night.cast.centre)
    _other, _key, theirs = night.telephone_of("manager")
    good = [night.line(person=str(night.haru.pk)), night.line(new=str(uuid4()), place="橋")]
    foreign = night.line(person=str(stranger.pk))
    unknown = night.line(person=str(uuid4()))
    nonsense = night.line(person=str(night.haru.pk), outcome="flew")
    number = night.line(person=str(night.haru.pk), words=f"番号 {NUMBER}")
    nobody = night.line(new=str(uuid4()), place="")
    tampered = replace(night.line(person=str(night.haru.pk)), sealed="A" * 200)
    moved = replace(night.line(person=str(night.haru.pk)), op=new_id())
    newer = replace(night.line(person=str(night.haru.pk)), version=VERSION + 1)
    elsewhere = replace(sent(theirs.pack, theirs.public, {"person": str(night.haru.pk)}, seq=90))
    double = replace(night.line(person=str(night.haru.pk)), seq=good[0].seq)
    broken = [{"op": "x"}, None, "x", {"op": str(uuid4()), "seq": True, "v": 1, "sealed": "x"}]
    answers = night.send(
        good[0],
        *broken,
        foreign,
        unknown,
        nonsense,
        number,
        nobody,
        tampered,
        moved,
        newer,
        elsewhere,
        double,
        good[1],
    ).json()["ops"]

    assert [one["result"] for one in (answers[0], answers[-1])] == ["kept", "kept"]
    assert [one.get("why") for one in answers[1:-1]] == [
        *["unread"] * 4,
        "person",
        "person",
        "unread",
        "number",
        "other",
        "seal",
        "seal",
        "version",
        "round",
        "order",
    ]
    assert all(one["sentence"] for one in answers[1:-1])
    assert "よその方" not in json.dumps(answers, ensure_ascii=False)
    assert answers[5]["sentence"] == answers[6]["sentence"], "nothing is told of others"
    assert Encounter.objects.filter(round=night.round).count() == 2
    aside = FieldOp.objects.filter(result="refused")
    assert {one.why for one in aside} == {"person", "unread", "number", "other"}
    assert NUMBER not in str(list(aside.values_list("body")))
    again = night.send(nonsense).json()["ops"][0]
    assert (again["result"], again["was"]) == ("again", "refused")


def test_what_is_too_much_or_no_json_is_refused_whole(night: Night) -> None:
    line = night.line(person=str(night.haru.pk))
    for body, status in (
        ({"ops": [night.wire(line)] * (MOST_OPS + 1)}, 413),
        ({"ops": "x"}, 400),
        ({"ops": [], "sent": "yesterday"}, 400),
    ):
        assert night.send(**body).status_code == status
    browser = Client()
    more: Any = {"headers": {"Authorization": f"Bearer {night.key}"}}
    for large in (b"x" * (300 * 1024), b"{" * (10 * 1024 * 1024)):
        answer = browser.post("/field/api/ops", large, "application/json", **more)
        assert answer.status_code == 413
    for text in ("", "[]", "{", "5", "[" * 5000, "\x00"):
        answer = browser.post("/field/api/ops", text, "application/json", **more)
        assert answer.status_code == 400
    assert browser.get("/field/api/ops").status_code == 405
    assert not FieldOp.objects.exists()


def test_telephones_are_heard_one_after_the_other(night: Night) -> None:
    line = night.line(person=str(night.haru.pk))
    with api._ONE_AFTER_THE_OTHER:
        answer = night.send(line)
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert night.send(line).json()["ops"][0]["result"] == "kept"


def test_whoever_is_answered_meanwhile_goes_first(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(api, "sleep", pauses.append)
    lines = [night.line(person=str(night.haru.pk)) for _ in range(3)]
    assert night.send(*lines[:1]).status_code == 200
    assert pauses == []  # nobody else asks: nothing is waited for

    def answer_another(request: Any) -> Any:
        return night.send(*lines[1:])

    in_flight.count_requests(answer_another)(HttpRequest())
    assert len(pauses) == 2
    assert all(0 < one <= api._LONGEST_PAUSE for one in pauses)
    assert not in_flight.others_ask()


def test_somebody_new_is_filed_once_and_found_by_all_of_it(night: Night) -> None:
    new = night.line(new=str(uuid4()), called_name="例のトメさん", place="例の河原", looks="杖")
    with patch.object(indexing, "search_keys_of", wraps=indexing.search_keys_of) as filed:
        assert night.keep(new).result == "kept"
    assert filed.call_count == 1
    person = Encounter.objects.latest("created_at").person
    keys = set(SearchKey.objects.filter(person=person).values_list("key", flat=True))
    assert keys == indexing.search_keys_of(person)
    assert any(key.startswith("l:") for key in keys)


def test_what_came_home_no_longer_counts_as_kept_on_the_telephone(night: Night) -> None:
    lines = [night.line(person=str(night.haru.pk), outcome="looked") for _ in range(2)]
    assert night.send(*lines, unsent=5).status_code == 200
    night.telephone.refresh_from_db()
    assert night.telephone.unsent == 3  # the rest has not been sent yet
    assert night.send(*lines, unsent=2).json()["ops"][0]["result"] == "again"
    night.telephone.refresh_from_db()
    assert night.telephone.unsent == 0
    assert {one.outcome for one in Encounter.objects.filter(person=night.haru)} >= {"looked"}


def test_a_line_set_aside_is_its_person_s_and_is_read_by_whoever_may_know_of_them(
    night: Night,
) -> None:
    haru = str(night.haru.pk)
    assert (
        night.keep(night.line(person=haru, handed=["moon"], note="栞のある文")).result == "refused"
    )
    row = FieldOp.objects.get(result="refused")
    assert row.person_id == night.haru.pk
    assert row in aside_seen_by(night.cast.outreach)
    Person.objects.filter(pk=night.haru.pk).update(restricted=True)
    Reach.objects.filter(person=night.haru).delete()
    assert row not in aside_seen_by(night.cast.coordinator)


def test_of_whoever_was_erased_nothing_is_kept_anew(night: Night, settings: Any) -> None:
    gone = str(uuid4())
    add_to_list(Path(settings.HOME) / ERASED, [{"id": str(uuid4()), "people": [gone]}])
    assert night.keep(night.line(person=gone, note="栞のある文")).result == "refused"
    row = FieldOp.objects.get(result="refused")
    assert (row.person, row.body) == (None, {})
    night.keep(night.line(person=str(uuid4()), note="こんばんは"))  # nobody knows who: it waits
    assert FieldOp.objects.filter(body__note="こんばんは").exists()
    (Path(settings.HOME) / ERASED).unlink()


def test_halves_of_signs_and_far_clocks_hold_up_nothing(night: Night) -> None:
    half = night.line(person=str(night.haru.pk), outcome="talked", note="半分\ud800")
    far = night.line(person=str(night.haru.pk), outcome="talked", at="9999-12-31T23:59:59+00:00")
    fine = night.line(person=str(night.haru.pk), outcome="talked")
    odd = {"op": "\ud800", "seq": 1}
    answers = night.send(half, odd, far, fine, sent="0001-01-02T00:00:00+00:00").json()["ops"]
    assert [one["result"] for one in answers] == ["refused", "refused", "kept", "kept"]
    assert posted("/field/api/pair", {"code": "\ud800"}).status_code == 422


def test_the_telephone_of_somebody_who_has_gone_is_as_good_as_stopped(night: Night) -> None:
    offer = offer_telephone(name="まだの電話", by=night.cast.outreach)
    let_member_go(
        member_id=night.cast.outreach.member_id, on=night.cast.today, by=night.cast.manager
    )
    assert posted("/field/api/hello", {"unsent": 0}, night.key).json()["code"] == "stopped"
    assert posted("/field/api/pair", {"code": offer.code}).status_code == 422
    assert Telephone.objects.get(pk=offer.telephone.pk).paired_at is None


def test_a_stopped_telephone_is_refused_and_its_key_forgotten(night: Night) -> None:
    line = night.line(person=str(night.haru.pk))
    assert posted("/field/api/hello", {"unsent": 3}, night.key).status_code == 200
    stop_telephone(telephone_id=night.telephone.pk, by=night.cast.manager)
    answer = night.send(line)

    assert answer.status_code == 403
    assert answer.json()["code"] == "stopped"
    assert night.send(line, key="never given").json() == answer.json()
    assert night.send(line, key="").json() == answer.json()
    assert posted("/field/api/hello", {}, night.key).status_code == 403
    with pytest.raises(NotSeen):
        night.keep(line)
    telephone = Telephone.objects.get(pk=night.telephone.pk)
    assert (telephone.unsent, telephone.stopped_by_id) == (3, night.cast.manager.member_id)
    assert set(Pack.objects.filter(telephone=telephone).values_list("private_seal", flat=True)) == {
        ""
    }


def test_a_telephone_of_somebody_who_left_is_refused(night: Night) -> None:
    let_member_go(
        member_id=night.cast.outreach.member_id, on=night.cast.today, by=night.cast.manager
    )
    answer = night.send(night.line(person=str(night.haru.pk)))

    assert answer.status_code == 403


def test_another_page_cannot_send_in_a_member_s_name(night: Night, signed_in: SignIn) -> None:
    line = night.line(person=str(night.haru.pk))
    browser = signed_in("outreach")  # the cookie of a session alone opens nothing
    body = {"ops": [night.wire(line)], "sent": timezone.now().isoformat()}
    assert posted("/field/api/ops", body, "", browser).status_code == 403
    elsewhere = browser.post(
        "/field/api/ops",
        json.dumps(body),
        "application/json",
        headers={"Authorization": f"Bearer {night.key}", "Sec-Fetch-Site": "cross-site"},
    )
    assert elsewhere.status_code == 403
    assert not FieldOp.objects.exists()


def test_who_was_merged_or_renamed_meanwhile_is_met_as_who_they_are(night: Night) -> None:
    merge_people(
        kept_id=night.matsu.pk, gone_id=night.haru.pk, reason="同じ方", by=night.cast.manager
    )
    assert night.keep(night.line(person=str(night.haru.pk))).result == "kept"
    assert Encounter.objects.get(round=night.round).person_id == night.matsu.pk


def test_who_was_hidden_meanwhile_waits_for_somebody_to_look(night: Night) -> None:
    row, _key, taken = night.telephone_of("volunteer")
    edit_person(person_id=night.haru.pk, version=None, by=night.cast.outreach, restricted=True)
    _noon_has_come(night)
    line = sent(taken.pack, taken.public, {"person": str(night.haru.pk), "words": "やあ"})
    answer = keep_line(telephone_id=row.pk, sent=line, by=night.cast.volunteer)

    assert (answer.result, answer.why) == ("refused", "person")
    assert FieldOp.objects.get(telephone=row).body["words"] == "やあ", "kept for the morning"


def test_a_neighbour_knows_of_no_telephone(night: Night, signed_in: SignIn) -> None:
    browser = signed_in("neighbour")
    assert browser.get(f"/field/telephones/{night.telephone.pk}/").status_code == 404
    assert "outreachの電話" not in browser.get("/field/telephones/").content.decode()
    with pytest.raises(NotSeen):
        stop_telephone(telephone_id=night.telephone.pk, by=night.cast.neighbour)
    with pytest.raises(NotSeen):
        take_along(
            telephone_id=night.telephone.pk, round_id=night.round.pk, by=night.cast.neighbour
        )


def test_keys_of_rounds_long_over_are_forgotten(night: Night) -> None:
    assert forget_keys(now=timezone.now()) == 0
    assert forget_keys(now=timezone.now() + timedelta(days=40)) == 1
    assert night.keep(night.line(person=str(night.haru.pk))).why == "round"


def test_the_desk_shows_the_square_and_stops(night: Night, signed_in: SignIn) -> None:
    browser = signed_in("outreach")
    page = browser.post("/field/telephones/offer/", {"name": "青い電話"}, follow=True)
    text = page.content.decode()
    assert "<svg" in text
    assert "#code=" in text
    assert "#code=" not in signed_in("manager").get(page.request["PATH_INFO"]).content.decode()
    address = f"/field/telephones/{night.telephone.pk}/"
    assert "ハルさん" in browser.get(address).content.decode()
    browser.post(f"{address}stop/")
    assert "止めました" in browser.get(address).content.decode()


def test_two_send_the_same_line_at_once_and_it_is_written_once(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    with on_a_copy(django_db_blocker, tmp_path):
        night = Night(Cast(timezone.localdate()))
        line = night.line(new=str(uuid4()), place="橋の下")

        def one() -> Any:
            return night.keep(line)

        agency = night.cast.outreach.agency_id
        answers = at_once((agency, one), (agency, one))
        assert sorted(one.again for one in answers) == [False, True]
        assert Encounter.objects.filter(round=night.round).count() == 1
        assert FieldOp.objects.count() == 1


def test_two_telephones_change_the_same_name_at_once(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    with on_a_copy(django_db_blocker, tmp_path):
        night = Night(Cast(timezone.localdate()))
        other, _key, taken = night.telephone_of("manager")
        haru = {"kind": "called", "person": str(night.haru.pk), "base": "ハルさん"}
        mine = night.line(**haru, text="ハルオさん")
        theirs = sent(taken.pack, taken.public, haru | {"text": "春さん"})
        agency = night.cast.outreach.agency_id
        answers = at_once(
            (agency, lambda: night.keep(mine)),
            (
                agency,
                lambda: keep_line(telephone_id=other.pk, sent=theirs, by=night.cast.manager),
            ),
        )
        assert sorted(one.result for one in answers) == ["both", "kept"]
        assert {one.text for one in Writing.objects.all()} == {"ハルオさん", "春さん"}


def test_a_line_sealed_to_another_key_does_not_open(night: Night) -> None:
    _other, _key, theirs = night.telephone_of("manager")
    op = new_id()
    line = night.line(person=str(night.haru.pk))
    forged = replace(
        line, op=op, sealed=sealed_line({"kind": "nothing"}, public=theirs.public, op=op)
    )
    assert night.keep(forged).why == "seal"


def test_signing_out_clears_the_telephone_but_what_waits_to_be_sent(signed_in: SignIn) -> None:
    browser = signed_in("outreach")
    assert '"storage"' in browser.post("/account/logout/")["Clear-Site-Data"]
    browser = signed_in("outreach")
    browser.cookies["banso_unsent"] = "1"
    assert browser.post("/account/logout/")["Clear-Site-Data"] == '"cache"'


def test_the_page_without_a_network_is_small_and_knows_nobody(night: Night) -> None:
    browser = Client()
    page, worker = browser.get("/field/"), browser.get("/field/worker.js")
    text = page.content.decode()
    assert "ハルさん" not in text
    assert "manifest-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert browser.get("/field/app.webmanifest").json()["start_url"] == "/field/"
    names = re.findall(r"/static/((?:field|kit)/[^\"]+)", text + worker.content.decode())
    files = {finders.find(name) for name in names}
    assert len(files) > 9
    whole = [page.content, worker.content, *(Path(str(one)).read_bytes() for one in files)]
    assert sum(len(gzip.compress(one)) for one in whole) < 100 * 1024
