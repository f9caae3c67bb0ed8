"""Visits at home and questionnaires that a telephone takes along, writes and brings home."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from banso.audit.models import Event
from banso.companionship.actions import make_promise, walk_with
from banso.companionship.models import ContactNote
from banso.field.actions import (
    NotYourTelephone,
    TakenVisits,
    keep_line,
    let_line_be,
    offer_telephone,
    pair_telephone,
    stop_telephone,
    take_along,
    take_visits,
    write_line,
)
from banso.field.models import FieldOp, Pack, PackPerson
from banso.field.queries.visits import calendar, visits_to_look_at
from banso.field.web.told import told_of_visits
from banso.intake.actions import NewMeeting, begin_round, meet, set_off
from banso.intake.queries import usually_met
from banso.kit.eras import PartialDate, Precision
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewEntry,
    NewPerson,
    add_caution,
    edit_person,
    enter_person,
    note_death,
    open_entry,
)
from banso.people.models import Person, TimelineEntry
from banso.surveys.models import Instrument, Survey
from tests.conftest import Cast
from tests.rooms.samples_field import sent

SignIn = Callable[[str], Client]


class Going:
    """Somebody who lives on their own and is due, and a telephone that takes the visit along."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast.outreach
        self.haru = self.lives_alone("ハルさん", due_in=-2)
        self.telephone, self.key = self.paired()
        self.taken = self.take(self.haru)
        self.seq = 0

    def lives_alone(self, name: str, *, due_in: int) -> Person:
        """Enter somebody who moved in, with the day of their next visit."""
        cast = self.cast
        person = enter_person(person=NewPerson(called_name=name, looks="青い帽子"), by=self.by)
        planned = {"next_visit_on": (cast.today + timedelta(days=due_in)).isoformat()}
        entry = NewEntry(
            ledger="aftercare",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today - timedelta(days=40),
            values=planned,
        )
        open_entry(person=person, entry=entry, by=self.by)
        walk_with(person_id=person.pk, member_id=self.by.member_id, on=cast.today, by=self.by)
        return person

    def paired(self) -> Any:
        """Take another telephone on."""
        return pair_telephone(code=offer_telephone(name="白い電話", by=self.by).code)

    def take(self, *people: Person) -> TakenVisits:
        """Take visits to some people along."""
        ids = [one.pk for one in people]
        return take_visits(telephone_id=self.telephone.pk, people=ids, by=self.by)

    def keep(self, **body: Any) -> Any:
        """Let the telephone's next line come home."""
        self.seq += 1
        self.last = sent(
            self.taken.pack, self.taken.public, {"person": str(self.haru.pk)} | body, seq=self.seq
        )
        return keep_line(telephone_id=self.telephone.pk, sent=self.last, by=self.by)

    def again(self) -> Any:
        """Let the same line come home once more."""
        return keep_line(telephone_id=self.telephone.pk, sent=self.last, by=self.by)


@pytest.fixture
def going(cast: Cast) -> Going:
    """A telephone on its way to somebody at home."""
    return Going(cast)


def test_whoever_is_due_comes_first_and_only_whom_one_walks_with(going: Going) -> None:
    late = going.lives_alone("マツさん", due_in=-9)
    later = going.lives_alone("タケさん", due_in=60)
    met = enter_person(person=NewPerson(called_name="ウメさん"), by=going.by)
    walk_with(person_id=met.pk, member_id=going.by.member_id, on=going.cast.today, by=going.by)
    hidden = going.lives_alone("キクさん", due_in=0)
    edit_person(person_id=hidden.pk, version=None, by=going.cast.manager, restricted=True)
    other = enter_person(person=NewPerson(called_name="ランさん"), by=going.by)

    found = [(one.person.pk, one.is_due) for one in calendar(going.by)]
    assert found == [(late.pk, True), (going.haru.pk, True), (later.pk, False), (met.pk, False)]
    assert calendar(going.cast.volunteer) == []
    for who in (hidden, other):
        with pytest.raises(NotSeen):
            going.take(who)
    for people in ([], [uuid4()]):
        with pytest.raises(NotSeen):
            take_visits(telephone_id=going.telephone.pk, people=people, by=going.by)
    with pytest.raises(NotYourTelephone):
        take_visits(
            telephone_id=going.telephone.pk, people=[going.haru.pk], by=going.cast.coordinator
        )


def test_a_pack_of_visits_holds_these_words_of_people_and_no_others(going: Going) -> None:
    add_caution(
        person_id=going.haru.pk, kind="do_not", text="大声で呼ばない", until_on=None, by=going.by
    )
    make_promise(
        person_id=going.haru.pk,
        text="湿布",
        due_on=going.cast.today,
        answerable_id=going.by.member_id,
        by=going.by,
        to_them=True,
    )
    taken = going.take(going.haru)
    told = told_of_visits(taken, "090", going.by)
    (person,) = told["people"]
    assert set(person) == {
        *("id", "called", "looks", "on", "due", "do_not", "last", "promises"),
    }
    assert (person["called"], person["due"], person["do_not"]) == (
        "ハルさん",
        True,
        ["大声で呼ばない"],
    )
    assert person["promises"][0].endswith("湿布")
    assert {one["code"] for one in told["forms"]} >= {"k6", "ucla3"}
    assert ["rent", "家賃の支払い", "rent_note"] in told["looked"] or told["looked"][0][0] == "rent"
    assert Event.objects.filter(action="read:field_pack").exists()
    assert PackPerson.objects.filter(pack=taken.pack, person=going.haru).count() == 1
    assert taken.pack.until > timezone.now()


def test_a_visit_comes_home_as_from_the_desk_once(going: Going) -> None:
    looked = {
        "rent": "fine",
        "utilities": "look",
        "utilities_note": "督促",
        "meter_power": "４５１２",
    }
    next_on = going.cast.today + timedelta(days=30)
    body = {"kind": "visit", "met": "met", "words": "寒うなった。", "looked": looked}
    assert going.keep(**body, next_on=next_on.isoformat()).result == "kept"
    assert going.again().again

    note = ContactNote.objects.get()
    assert note.looked is not None
    assert (note.looked["meter_power"], note.looked["rent"]) == (4512, "fine")
    memory = TimelineEntry.objects.get(source_id=note.pk)
    assert memory.words == "寒うなった。"
    op = FieldOp.objects.get()
    assert (op.person_id, op.source_id, op.kind) == (going.haru.pk, note.pk, "visit")
    assert Event.objects.filter(action="brought_home").count() == 1
    going.haru.refresh_from_db()
    assert going.haru.last_met_on == going.cast.today


def test_being_there_is_one_tap_and_nobody_who_died_is_tapped(going: Going) -> None:
    assert going.keep(kind="being", way="visit").result == "kept"
    assert going.again().again
    assert ContactNote.objects.get().being
    note_death(
        person_id=going.haru.pk,
        death=PartialDate(going.cast.today.year, precision=Precision.YEAR),
        by=going.by,
    )
    answer = going.keep(kind="being", way="visit")
    assert (answer.result, answer.why) == ("refused", "other")
    assert answer.sentence
    assert ContactNote.objects.count() == 1


def test_answers_come_home_as_they_were_asked_also_after_a_newer_version(
    going: Going, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = next(one for one in going.taken.forms if one.code == "k6")
    codes = [one["code"] for one in asked.body["items"]]
    body = {"kind": "answers", "code": "k6", "seal": asked.seal, "moment": "m3"}
    newer = asked.body | {"version": "9"}
    monkeypatch.setattr("banso.surveys.queries.surveys.packed", lambda: {"k6": newer})
    assert going.keep(**body, answers=dict.fromkeys(codes, "4")).result == "kept"
    assert going.again().again
    survey = Survey.objects.get()
    assert (survey.instrument_id, survey.mode, survey.moment) == (asked.pk, "alone", "m3")
    assert survey.person == going.haru
    assert going.keep(**body, declined=True).result == "kept"
    for wrong in (
        body | {"answers": {codes[0]: "99"}},
        body | {"seal": "0" * 64},
        body | {"moment": "never"},
        body | {"answers": "x"},
    ):
        assert going.keep(**wrong).result == "refused"
    assert Survey.objects.count() == 2
    assert Instrument.objects.filter(code="k6").count() == 1


def test_what_is_no_visit_or_of_somebody_else_is_refused_alone(going: Going) -> None:
    other = enter_person(person=NewPerson(called_name="ランさん"), by=going.by)
    visit: dict[str, Any] = {"kind": "visit", "met": "met"}
    for wrong, why in (
        (visit | {"person": str(other.pk)}, "person"),
        (visit | {"person": ""}, "unread"),
        (visit | {"met": "moon"}, "unread"),
        (visit | {"looked": {"birth": "x"}}, "unread"),
        (visit | {"looked": {"rent": "x"}}, "unread"),
        (visit | {"looked": []}, "unread"),
        (visit | {"minutes": -1}, "unread"),
        (visit | {"next_on": "someday"}, "unread"),
        (visit | {"words": "番号 1234 5678 9018"}, "number"),
        ({"kind": "being", "way": "fly"}, "unread"),
        ({"kind": "being", "way": ["visit"]}, "unread"),
        ({"kind": ["visit"]}, "unread"),
        ({"kind": "met", "outcome": "talked"}, "unread"),
        ({"kind": "called", "text": "ハルオさん", "base": "ハルさん"}, "unread"),
        ({"kind": "route", "stops": ["x"], "person": ""}, "unread"),
    ):
        answer = going.keep(**wrong)
        assert (answer.result, answer.why) == ("refused", why), wrong
        assert answer.sentence
    assert not ContactNote.objects.exists()
    assert going.keep(**visit).result == "kept"


def test_a_stopped_telephone_and_an_ended_pack_bring_nothing_home(going: Going) -> None:
    Pack.objects.update(until=timezone.now() - timedelta(minutes=1))
    answer = going.keep(kind="visit", met="met")
    assert (answer.result, answer.why) == ("refused", "ended")
    stop_telephone(telephone_id=going.telephone.pk, by=going.by)
    with pytest.raises(NotSeen):
        going.keep(kind="visit", met="met")
    with pytest.raises(NotSeen):
        going.take(going.haru)
    assert not ContactNote.objects.exists()


def test_the_desk_shows_what_came_home_and_what_waits(going: Going, signed_in: SignIn) -> None:
    assert going.keep(kind="visit", met="met", words="寒い").result == "kept"
    refused = {"words": "番号 1234 5678 9018", "looked": {"rent": "look", "meter_gas": "12"}}
    assert going.keep(kind="visit", met="met", **refused).result == "refused"
    pack = going.taken.pack
    assert visits_to_look_at(going.by) == [(pack, 2)]
    browser, where = signed_in("outreach"), f"/field/visits/{pack.pk}/"
    assert where in browser.get("/field/desk/").content.decode()
    page = browser.get(where).content.decode()
    assert "ハルさん" in page
    assert "●●●●" in page
    assert "1234 5678" not in page
    assert f"/people/{going.haru.pk}/visits/write/" in page
    waits = FieldOp.objects.get(result="refused")
    assert browser.get(f"/field/lines/{waits.pk}/write/").status_code == 404
    with pytest.raises(NotSeen):
        write_line(
            op_id=waits.pk,
            person_id=going.haru.pk,
            meeting=NewMeeting(outcome="talked", at=timezone.now()),
            by=going.by,
        )
    assert browser.post(f"/field/lines/{waits.pk}/").headers["Location"] == where
    assert "●●●●" not in browser.get(where).content.decode()
    with pytest.raises(NotSeen):
        let_line_be(op_id=waits.pk, by=going.by)
    assert signed_in("volunteer").get(where).status_code == 403


def test_the_page_of_a_telephone_is_told_whom_its_member_visits(
    going: Going, signed_in: SignIn
) -> None:
    browser = signed_in("outreach")
    told = browser.get("/field/take/visits/").json()
    assert [(one["called"], one["due"], one["late"]) for one in told["people"]] == [
        ("ハルさん", True, True)
    ]
    assert browser.get("/field/take/").json()["visits"] is True

    def post(body: Any, key: str = going.key) -> Any:
        return browser.post(
            "/field/take/visits/packed/",
            body if isinstance(body, str) else json.dumps(body),
            "application/json",
            headers={"Authorization": f"Bearer {key}"},
        )

    taken = post({"people": [str(going.haru.pk)]})
    assert (taken.status_code, taken.json()["kind"]) == (200, "visits")
    for wrong in ("", "[", "[]", "5", {"people": "x"}, {"people": [5]}, {}, {"people": []}):
        assert post(wrong).status_code == 404
    assert post({"people": [str(going.haru.pk)]}, key="none").status_code == 404


def test_the_order_of_a_night_is_changed_on_the_telephone_itself(cast: Cast) -> None:
    def night(days: int) -> Any:
        return begin_round(
            office_id=cast.outreach_office.pk,
            on=cast.today - timedelta(days=days),
            course="駅の南",
            weather="",
            member_ids=[cast.outreach.member_id],
            others=["例の学生"],
            by=cast.outreach,
        )

    before = night(7)
    for number, place in enumerate(("東屋", "南口", "河原")):
        at = timezone.now() - timedelta(days=7, minutes=30 - number)
        told = NewMeeting(outcome="talked", at=at, called_name=f"例の{number}さん", place=place)
        meet(round_id=before.pk, meeting=told, by=cast.outreach)
    tonight = night(0)
    set_off(round_id=tonight.pk, by=cast.manager)
    row, _key = pair_telephone(code=offer_telephone(name="白", by=cast.outreach).code)
    taken = take_along(telephone_id=row.pk, round_id=tonight.pk, by=cast.outreach)
    stops = [one.stop for one in taken.people]
    assert len(set(stops)) == 3

    def keep(seq: int, *order: str) -> Any:
        body = {"kind": "route", "stops": list(order)}
        line = sent(taken.pack, taken.public, body, seq=seq)
        return keep_line(telephone_id=row.pk, sent=line, by=cast.outreach)

    assert keep(1, stops[2], stops[0]).result == "kept"
    tonight.refresh_from_db()
    now = [one.stop for one in usually_met(tonight, cast.outreach)]
    assert now == [stops[2], stops[0], stops[1]]
    assert keep(2, "nowhere").why == "other"
    assert keep(3).why == "unread"
    op: FieldOp = FieldOp.objects.get(seq=1)
    assert op.person_id is None
    assert isinstance(op.pk, UUID)
