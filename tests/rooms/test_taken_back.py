"""What one tap has written is taken back: promises, contacts, meetings on rounds."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from banso.audit.models import Event
from banso.companionship.actions import (
    NewNote,
    PromiseAlreadySettled,
    make_promise,
    reopen_promise,
    settle_promise,
    take_note_back,
    take_promise_back,
    write_note,
)
from banso.companionship.models import Promise
from banso.companionship.queries import my_promises, next_promises, promises_of
from banso.companionship.web.forms import SettleForm
from banso.intake.actions import NewMeeting, begin_round, meet, take_meeting_back
from banso.intake.models import Encounter, OutreachRound
from banso.intake.queries import encounters_of, tally, usually_met
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, NotYoursToTakeBack, TakenBackAlready, enter_person
from banso.people.models import Person
from banso.people.queries import entries_of, memory_of
from tests.conftest import Cast

SignIn = Callable[[str], Client]


def _haru(cast: Cast, name: str = "ハルさん") -> Person:
    return enter_person(person=NewPerson(called_name=name), by=cast.outreach)


def _promise(cast: Cast, person: Person, *, by_hand: bool = True) -> Promise:
    return make_promise(
        person_id=person.pk,
        text="受診",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
        by_hand=by_hand,
    )


def _round(cast: Cast, ago: int = 0) -> OutreachRound:
    return begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today - timedelta(days=ago),
        course="北公園コース",
        weather="",
        member_ids=[cast.outreach.member_id, cast.volunteer.member_id],
        others=[],
        by=cast.outreach,
    )


def _meet(
    cast: Cast, night: OutreachRound, person: Person | None = None, **more: object
) -> Encounter:
    return meet(
        round_id=night.pk,
        person_id=person.pk if person else None,
        meeting=NewMeeting(outcome="talked", at=timezone.now(), place="東屋", **more),  # type: ignore[arg-type]
        by=cast.outreach,
    )


def test_a_promise_that_is_taken_back_stands_nowhere(cast: Cast) -> None:
    haru = _haru(cast)
    promise = take_promise_back(promise_id=_promise(cast, haru).pk, by=cast.outreach)

    assert promises_of(haru.pk) == []
    assert next_promises([haru.pk]) == {}
    assert my_promises(cast.outreach, until=cast.today) == []
    assert Event.objects.filter(action="promise_taken_back").count() == 1
    assert "undone" not in dict(SettleForm.base_fields["outcome"].choices)  # type: ignore[attr-defined]
    for again in (take_promise_back, reopen_promise):
        with pytest.raises(TakenBackAlready):
            again(promise_id=promise.pk, by=cast.outreach)


def test_what_became_of_a_promise_is_remembered_on_the_day_it_was_settled(cast: Cast) -> None:
    haru = _haru(cast)
    then = replace(cast.outreach, today=cast.today - timedelta(days=30))
    promise = _promise(cast, haru)
    settled = settle_promise(promise_id=promise.pk, outcome="kept", note="", version=None, by=then)
    (memory,) = (one for one in memory_of(haru, cast.outreach).rows if one.kind == "promise")
    assert timezone.localtime(memory.at).date() == settled.settled_on == then.today


def test_only_its_maker_takes_a_promise_back_on_the_same_day(cast: Cast) -> None:
    haru = _haru(cast)
    promise = _promise(cast, haru)
    with pytest.raises(NotYoursToTakeBack):
        take_promise_back(promise_id=promise.pk, by=cast.coordinator)
    Promise.objects.filter(pk=promise.pk).update(created_at=timezone.now() - timedelta(days=1))
    with pytest.raises(NotYoursToTakeBack):
        take_promise_back(promise_id=promise.pk, by=cast.outreach)
    with pytest.raises(NotYoursToTakeBack):
        take_promise_back(promise_id=_promise(cast, haru, by_hand=False).pk, by=cast.outreach)
    kept = _promise(cast, haru)
    settle_promise(promise_id=kept.pk, outcome="kept", note="", version=None, by=cast.outreach)
    with pytest.raises(PromiseAlreadySettled):
        take_promise_back(promise_id=kept.pk, by=cast.outreach)
    hidden = _promise(cast, haru)
    Person.objects.filter(pk=haru.pk).update(restricted=True)
    with pytest.raises(NotSeen):
        take_promise_back(promise_id=hidden.pk, by=cast.supporter)


def test_what_was_promised_in_a_contact_goes_with_it_where_it_is_open(cast: Cast) -> None:
    haru = _haru(cast)
    for settled in (False, True):
        note = write_note(
            person_id=haru.pk,
            note=NewNote(
                at=timezone.now(),
                method="visit",
                being=True,
                promise_text="また来る",
                promise_on=cast.today,
            ),
            by=cast.outreach,
        )
        promise = Promise.objects.get(made_with=note.pk)
        if settled:
            settle_promise(
                promise_id=promise.pk, outcome="kept", note="", version=None, by=cast.outreach
            )
        take_note_back(note_id=note.pk, by=cast.outreach)
        promise.refresh_from_db()
        assert promise.outcome == ("kept" if settled else "undone")


def test_the_page_says_of_a_promise_and_of_a_note_how_to_take_them_back(
    cast: Cast, signed_in: SignIn
) -> None:
    haru, browser = _haru(cast), signed_in("outreach")
    page = f"/people/{haru.pk}/"
    sent = {
        "submission": str(uuid4()),
        "text": "受診",
        "due_on": cast.today.isoformat(),
        "answerable": str(cast.outreach.member_id),
    }
    text = browser.post(f"{page}promises/make/", sent, follow=True).content.decode()
    assert re.search(r"ハルさん: 「受診」をR[\d.]+\(.\)に約束しました。", text)
    undo = re.findall(r'action="(/promises/[^"]+/undo/)"', text)
    assert len(undo) == 2  # in the toast, and beside the promise itself
    assert browser.post(undo[0], {"next": page})["Location"] == page
    assert "/undo/" not in browser.get(page).content.decode()
    again = browser.post(undo[0], follow=True).content.decode()
    assert "取り消されています" in again

    written = {
        "submission": str(uuid4()),
        "on": cast.today.isoformat(),
        "time": "10:00",
        "method": "visit",
        "pillars": "being",
        "sensitivity": "plain",
        "promise_text": "また来る",
        "promise_on": cast.today.isoformat(),
    }
    text = browser.post(f"{page}notes/write/", written, follow=True).content.decode()
    assert "約束は「また来る」です。" in text


def test_a_meeting_that_is_taken_back_counts_nowhere_and_is_looked_for_again(cast: Cast) -> None:
    before, night = _round(cast, ago=7), _round(cast)
    haru = _haru(cast)
    _meet(cast, before, haru)
    encounter = _meet(cast, night, haru, promise_text="また来る", promise_on=cast.today)
    assert usually_met(night, cast.outreach) == []
    take_meeting_back(encounter_id=encounter.pk, by=cast.outreach)

    assert encounters_of(night, cast.outreach) == []
    assert tally(night) == {}
    assert [one.called_name for one in usually_met(night, cast.outreach)] == ["ハルさん"]
    assert Promise.objects.get(made_with=encounter.pk).outcome == "undone"
    titles = [one.title for one in memory_of(haru, cast.outreach).rows]
    assert titles[0].startswith("取り消し: ") or titles[1].startswith("取り消し: ")
    with pytest.raises(TakenBackAlready):
        take_meeting_back(encounter_id=encounter.pk, by=cast.outreach)


def test_somebody_entered_by_mistake_stands_in_no_ledger_unless_more_is_told(cast: Cast) -> None:
    night = _round(cast)
    mistaken, known = _meet(cast, night), _meet(cast, night)
    write_note(
        person_id=known.person_id,
        note=NewNote(at=timezone.now(), method="visit", being=True),
        by=cast.outreach,
    )
    for one in (mistaken, known):
        take_meeting_back(encounter_id=one.pk, by=cast.outreach)

    assert [one.closed_on for one in entries_of(mistaken.person)] == [cast.today]
    assert [one.closed_on for one in entries_of(known.person)] == [None]


def test_only_its_writer_takes_a_meeting_back(cast: Cast) -> None:
    night = _round(cast)
    encounter = _meet(cast, night)
    for viewer, refusal in (
        (cast.coordinator, NotYoursToTakeBack),
        (cast.volunteer, NotYoursToTakeBack),
        (cast.neighbour, NotSeen),
    ):
        with pytest.raises(refusal):
            take_meeting_back(encounter_id=encounter.pk, by=viewer)
    Encounter.objects.filter(pk=encounter.pk).update(created_at=timezone.now() - timedelta(days=1))
    with pytest.raises(NotYoursToTakeBack):
        take_meeting_back(encounter_id=encounter.pk, by=cast.outreach)


def test_on_a_round_one_tap_says_how_to_take_it_back(cast: Cast, signed_in: SignIn) -> None:
    night, browser = _round(cast), signed_in("outreach")
    address, token = f"/rounds/{night.pk}/", str(uuid4())
    sent = {"submission": token, "place": "橋の下", "outcome": "greeted"}
    text = browser.post(f"{address}meet/", sent, follow=True).content.decode()
    undo = re.findall(r'action="(/meetings/[^"]+/take-back/)"', text)
    assert len(undo) == 2  # in the toast, and in the row of whom one met
    met = Encounter.objects.get()
    answer = browser.post(undo[0], {"next": f"{address}?met={met.person_id}"})
    assert answer["Location"] == address
    assert "取り消しました" in browser.get(address).content.decode()
    again = browser.post(f"{address}meet/", sent, follow=True).content.decode()
    assert "取り消されています" in again
    assert Encounter.objects.count() == 1
    assert UUID(token) != met.pk


def test_a_volunteer_takes_back_what_they_wrote_tonight(cast: Cast, signed_in: SignIn) -> None:
    night, browser = _round(cast), signed_in("volunteer")
    address = f"/rounds/{night.pk}/"
    sent = {"submission": str(uuid4()), "place": "橋の下", "outcome": "talked"}
    text = browser.post(f"{address}meet/", sent, follow=True).content.decode()
    undo = re.search(r'action="(/meetings/[^"]+/take-back/)"', text)
    assert undo
    assert browser.post(undo[1])["Location"] == address
    assert Encounter.objects.get().taken_back_at is not None


def test_a_promise_on_the_round_is_asked_for_its_day(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    """Without one it would stand on nobody's desk: it would be gone."""
    night, haru = _round(cast), _haru(cast)
    browser = signed_in("outreach")
    met = {"person": str(haru.pk), "outcome": "talked", "promise_text": "毛布を持ってくる"}
    answer = browser.post(f"/rounds/{night.pk}/meet/", met)
    assert answer.status_code == 422
    assert "何日の約束か" in answer.content.decode()
    assert not Promise.objects.exists()
    assert encounters_of(night, cast.outreach) == []

    assert (
        browser.post(f"/rounds/{night.pk}/meet/", met | {"promise_on": "あす"}).status_code == 302
    )
    assert Promise.objects.get().due_on == cast.today + timedelta(days=1)
