"""What takes one tap, and what is taken back: notes of being there, and outcomes of promises."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from banso.audit.models import Event
from banso.companionship.actions import (
    NewNote,
    add_words,
    make_promise,
    reopen_promise,
    settle_promise,
    take_note_back,
    tap_note,
    walk_with,
    write_note,
)
from banso.companionship.models import ContactNote, Promise
from banso.companionship.queries import long_unmet
from banso.kit.eras import PartialDate, Precision
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    HasDied,
    NewPerson,
    NotYoursToTakeBack,
    TakenBackAlready,
    enter_person,
    merge_people,
    note_death,
)
from banso.people.models import Person, TimelineEntry
from banso.people.queries import history_of, memory_of, months_remembered, person_seen
from banso.training.queries.care import minutes_of_contacts
from tests.conftest import Cast

SignIn = Callable[[str], Client]


def _haru(cast: Cast, name: str = "ハルさん") -> Person:
    return enter_person(person=NewPerson(called_name=name), by=cast.outreach)


def _tap(cast: Cast, person: Person, way: str = "visit") -> ContactNote:
    return tap_note(person_id=person.pk, way=way, at=timezone.now(), by=cast.outreach)


def _form(browser: Client, person: Person, page: str) -> tuple[str, str]:
    """Return where the page's form of one tap goes, and its token."""
    text = browser.get(page).content.decode()
    action = f"/people/{person.pk}/notes/tap/"
    found = re.search(rf'action="{action}".*?name="submission" value="([^"]+)"', text, re.DOTALL)
    assert found
    return action, found[1]


def test_one_tap_is_a_contact_of_being_there(cast: Cast) -> None:
    haru = _haru(cast)
    note = _tap(cast, haru, "phone")

    assert (note.method, note.being, note.doing, note.on) == ("phone", True, False, cast.today)
    assert [(one.title, one.being) for one in memory_of(haru, cast.outreach).rows] == [
        ("電話した", True)
    ]
    assert Person.objects.get(pk=haru.pk).last_met_on == cast.today


def test_what_is_taken_back_is_said_and_counts_nowhere(cast: Cast) -> None:
    haru = _haru(cast)
    note = write_note(
        person_id=haru.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, words="やあ", minutes=20),
        by=cast.outreach,
    )
    take_note_back(note_id=note.pk, by=cast.outreach)
    (entry,) = memory_of(haru, cast.outreach).rows

    assert (entry.title, entry.words, entry.being) == ("取り消し: 訪問", "", False)
    assert [one.words for one in history_of(entry, cast.outreach)] == ["", "やあ"]
    assert Person.objects.get(pk=haru.pk).last_met_on is None
    assert months_remembered(haru, cast.outreach) == []
    assert minutes_of_contacts(cast.manager, first=cast.today, last=cast.today) == {}
    assert Event.objects.filter(action="note_taken_back").count() == 1


def test_the_last_day_is_that_of_what_stands(cast: Cast) -> None:
    haru = _haru(cast)
    before = timezone.now() - timedelta(days=9)
    write_note(
        person_id=haru.pk,
        note=NewNote(at=before, method="visit", doing=True, fact="毛布"),
        by=cast.outreach,
    )
    first, second = _tap(cast, haru), _tap(cast, haru, "phone")
    take_note_back(note_id=first.pk, by=cast.outreach)
    assert Person.objects.get(pk=haru.pk).last_met_on == cast.today

    take_note_back(note_id=second.pk, by=cast.outreach)
    assert Person.objects.get(pk=haru.pk).last_met_on == cast.today - timedelta(days=9)


def test_a_silence_goes_on_where_a_tap_is_taken_back(cast: Cast) -> None:
    haru = _haru(cast)
    walk_with(
        person_id=haru.pk,
        member_id=cast.outreach.member_id,
        on=cast.today - timedelta(days=90),
        by=cast.outreach,
    )
    note = _tap(cast, haru)
    assert list(long_unmet(cast.outreach, days=30).rows) == []
    take_note_back(note_id=note.pk, by=cast.outreach)

    assert [one.person_id for one in long_unmet(cast.outreach, days=30).rows] == [haru.pk]


def test_a_letter_that_was_left_ends_no_silence_and_a_call_does(cast: Cast) -> None:
    haru = _haru(cast)
    walk_with(
        person_id=haru.pk,
        member_id=cast.outreach.member_id,
        on=cast.today - timedelta(days=90),
        by=cast.outreach,
    )
    note = _tap(cast, haru, "letter")
    assert [one.person_id for one in long_unmet(cast.outreach, days=30).rows] == [haru.pk]
    assert [one.title for one in memory_of(haru, cast.outreach, kind="letter").rows] == [
        "手紙を置いた"
    ]
    _tap(cast, haru, "phone")
    take_note_back(note_id=note.pk, by=cast.outreach)
    assert list(long_unmet(cast.outreach, days=30).rows) == []


def test_only_its_writer_takes_it_back_on_the_same_day_and_once(cast: Cast) -> None:
    note = _tap(cast, _haru(cast))
    with pytest.raises(NotYoursToTakeBack):
        take_note_back(note_id=note.pk, by=cast.coordinator)
    take_note_back(note_id=note.pk, by=cast.outreach)
    with pytest.raises(TakenBackAlready):
        take_note_back(note_id=note.pk, by=cast.outreach)
    with pytest.raises(TakenBackAlready):
        add_words(note_id=note.pk, words="あとから", by=cast.outreach)

    older = _tap(cast, _haru(cast, "マツさん"))
    yesterday = timezone.now() - timedelta(days=1)
    ContactNote.objects.filter(pk=older.pk).update(created_at=yesterday)
    with pytest.raises(NotYoursToTakeBack):
        take_note_back(note_id=older.pk, by=cast.outreach)


def test_what_somebody_else_has_corrected_is_not_taken_back(cast: Cast) -> None:
    note = _tap(cast, _haru(cast))
    add_words(note_id=note.pk, words="「寒いね」", by=cast.coordinator)

    with pytest.raises(NotYoursToTakeBack):
        take_note_back(note_id=note.pk, by=cast.outreach)


def test_words_follow_below_what_is_there(cast: Cast) -> None:
    haru = _haru(cast)
    note = _tap(cast, haru)
    add_words(note_id=note.pk, words="「寒いね」", by=cast.outreach)
    add_words(note_id=note.pk, words="「またな」", fact="缶コーヒー", by=cast.outreach)
    (entry,) = memory_of(haru, cast.outreach).rows

    assert (entry.title, entry.words, entry.fact, entry.being) == (
        "顔を見に行った",
        "「寒いね」\n「またな」",
        "缶コーヒー",
        True,
    )


def test_hidden_merged_or_dead_in_between(cast: Cast) -> None:
    haru, matsu = _haru(cast), _haru(cast, "マツさん")
    note = _tap(cast, haru)
    merge_people(kept_id=matsu.pk, gone_id=haru.pk, reason="", by=cast.coordinator)
    assert person_seen(cast.outreach, haru.pk).last_met_on == cast.today
    take_note_back(note_id=note.pk, by=cast.outreach)
    assert person_seen(cast.outreach, haru.pk).last_met_on is None

    kept = _tap(cast, matsu)
    promise = make_promise(
        person_id=matsu.pk,
        text="受診",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    settle_promise(promise_id=promise.pk, outcome="kept", note="", version=None, by=cast.outreach)
    note_death(
        person_id=matsu.pk,
        death=PartialDate(year=cast.today.year, precision=Precision.YEAR),
        by=cast.outreach,
    )
    with pytest.raises(HasDied):
        _tap(cast, matsu)
    with pytest.raises(HasDied):
        reopen_promise(promise_id=promise.pk, by=cast.outreach)
    take_note_back(note_id=kept.pk, by=cast.outreach)

    gone = _haru(cast, "ノブさん")
    last = _tap(cast, gone)
    Person.objects.filter(pk=gone.pk).update(restricted=True)
    with pytest.raises(NotSeen):
        take_note_back(note_id=last.pk, by=cast.supporter)


def test_a_promise_is_open_again_and_can_be_settled_again(cast: Cast) -> None:
    haru = _haru(cast)
    promise = make_promise(
        person_id=haru.pk,
        text="受診",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    for outcome in ("not_kept", "kept"):
        settle_promise(
            promise_id=promise.pk, outcome=outcome, note="", version=None, by=cast.outreach
        )
        with pytest.raises(NotYoursToTakeBack):
            reopen_promise(promise_id=promise.pk, by=cast.coordinator)
        reopen_promise(promise_id=promise.pk, by=cast.outreach)
        with pytest.raises(TakenBackAlready):
            reopen_promise(promise_id=promise.pk, by=cast.outreach)
    now = Promise.objects.get(pk=promise.pk)

    assert (now.settled_on, now.outcome) == (None, "")
    titles = [one.title for one in memory_of(haru, cast.outreach).rows]
    assert titles == ["取り消し: 約束「受診」: 果たした", "取り消し: 約束「受診」: 実現しなかった"]


def test_a_tap_on_the_page_says_how_to_take_it_back(cast: Cast, signed_in: SignIn) -> None:
    haru, browser = _haru(cast), signed_in("outreach")
    page = f"/people/{haru.pk}/"
    action, token = _form(browser, haru, page)
    sent = {"submission": token, "way": "visit"}

    text = browser.post(action, sent, follow=True).content.decode()
    undo = re.search(r'action="(/notes/[^"]+/take-back/)"', text)
    assert undo
    assert re.search(r"ハルさん: \d\d:\d\d「顔を見に行った」と書きました。", text)
    assert "/words/" in text
    browser.post(action, sent)
    assert ContactNote.objects.count() == 1
    browser.post(action, sent | {"way": "phone"})
    assert ContactNote.objects.count() == 2

    answer = browser.post(undo[1], {"next": page})
    assert answer["Location"] == page
    again = browser.post(action, sent, follow=True).content.decode()
    assert "取り消されています" in again
    assert ContactNote.objects.filter(taken_back_at=None).count() == 1
    assert browser.post(undo[1], {"next": "//elsewhere.example/"})["Location"] == "/"


def test_the_desk_s_rows_take_taps_and_come_back_to_their_place(
    cast: Cast, signed_in: SignIn
) -> None:
    haru, browser = _haru(cast), signed_in("outreach")
    walk_with(person_id=haru.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach)
    promise = make_promise(
        person_id=haru.pk,
        text="受診",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    action, token = _form(browser, haru, "/")
    sent = {"submission": token, "way": "letter", "next": "/#mine-h"}
    assert browser.post(action, sent)["Location"] == "/#mine-h"

    settled = browser.post(
        f"/promises/{promise.pk}/settle/now/",
        {"outcome": "kept", "version": promise.version, "next": "/#due-h"},
    )
    assert settled["Location"] == "/#due-h"
    text = browser.get("/").content.decode()
    assert f"/promises/{promise.pk}/take-back/" in text
    browser.post(f"/promises/{promise.pk}/take-back/", {"next": "/"})
    assert Promise.objects.get(pk=promise.pk).settled_on is None


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"way": "visit"},
        {"way": "x", "submission": str(uuid4())},
        {"way": "visit", "submission": "x"},
    ],
)
def test_a_tap_that_says_nothing_is_a_bad_request(
    cast: Cast, signed_in: SignIn, sent: dict[str, str]
) -> None:
    haru = _haru(cast)
    answer = signed_in("outreach").post(f"/people/{haru.pk}/notes/tap/", sent)

    assert answer.status_code == 400
    assert not TimelineEntry.objects.filter(person=haru).exists()


def test_no_taps_for_the_dead(cast: Cast, signed_in: SignIn) -> None:
    haru = _haru(cast)
    note_death(
        person_id=haru.pk,
        death=PartialDate(year=cast.today.year, precision=Precision.YEAR),
        by=cast.outreach,
    )
    page = signed_in("outreach").get(f"/people/{haru.pk}/").content.decode()

    assert "/notes/tap/" not in page


def test_a_note_is_never_silently_doing(cast: Cast, signed_in: SignIn) -> None:
    person, browser = _haru(cast), signed_in("outreach")
    address = f"/people/{person.pk}/notes/write/"
    page = browser.get(address).content.decode()
    assert re.search(r'name="pillars" value="being"[^>]*checked', page), "a visit is being there"
    typed = {"on": str(cast.today), "method": "visit", "fact": "話した", "sensitivity": "plain"}
    answer = browser.post(address, typed)
    assert (answer.status_code, ContactNote.objects.count()) == (422, 0)
    text = answer.content.decode()
    assert "「存在の支援」か「処遇の支援」" in text
    assert "<title>" in text
    assert "見直してください：" in text[text.index("<title>") : text.index("</title>")]
    browser.post(address, typed | {"pillars": ["doing"]})
    note = ContactNote.objects.get()
    assert (note.being, note.doing) == (False, True)


def test_a_memory_of_today_carries_its_own_way_back_for_whoever_wrote_it(
    cast: Cast, signed_in: SignIn
) -> None:
    person = _haru(cast)
    note, where = _tap(cast, person), f"/people/{person.pk}/timeline/"
    undo = f"/notes/{note.pk}/take-back/"
    assert undo in signed_in("outreach").get(where).content.decode()
    assert undo not in signed_in("coordinator").get(where).content.decode()
    signed_in("outreach").post(undo)
    assert undo not in signed_in("outreach").get(where).content.decode()
