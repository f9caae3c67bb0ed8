"""Other programs: keys, what they read and write, what they are told when it can't be done."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from banso.access.actions import add_app, let_member_go, remove_key, take_member_back
from banso.access.models import Account, Member
from banso.access.own_keys import keys_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.api.actions import NoSecondKey, NotYours, end_key, make_key
from banso.api.models import ApiKey
from banso.api.rules import MOST_A_MINUTE, MOST_BYTES, OFFERED, offered_to
from banso.api.web.v1 import api, document
from banso.audit.labels import action_label
from banso.audit.models import Event
from banso.companionship.actions import NewNote, write_note
from banso.companionship.models import ContactNote, Promise
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, add_caution, edit_person, enter_person, merge_people
from banso.people.models import Person, TimelineEntry
from tests.conftest import Cast

SECRET = "BANSOSECRETBANSOSECRETBANSOSECRE"
DOCUMENT = Path(__file__).parents[2] / "docs/api/openapi.json"
PEOPLE = "/api/v1/people"


def with_second_key(by: Viewer) -> Viewer:
    """Give a member a second key of their own."""
    account = Account.objects.get(member=by.member_id)
    if not keys_of(account.pk):
        add_app(secret=SECRET, by=by)
    return by


def key_for(by: Viewer, *duties: Duty) -> str:
    """Return a key with these duties, with every one it can be given where none is named."""
    given = [one.value for one in duties or offered_to(by.duties)]
    return make_key(name="見本の受付", duties=given, days=30, by=with_second_key(by)).key


class Program:
    """A program that holds out a key."""

    def __init__(self, key: str) -> None:
        self.browser = Client(enforce_csrf_checks=True)
        self.headers: dict[str, str] = {"Authorization": f"Bearer {key}"}

    def get(self, path: str, **headers: str) -> Any:
        """Ask."""
        return self.browser.get(path, headers=self.headers | headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Send JSON."""
        text = body if isinstance(body, bytes | str) else json.dumps(body)
        return self.browser.post(path, text, "application/json", headers=self.headers | headers)

    def write(self, path: str, body: Any, token: object = None) -> Any:
        """Send what writes, under a token of its own."""
        return self.post(path, body, **{"Idempotency-Key": str(token or uuid4())})


@pytest.fixture
def haru(cast: Cast) -> Person:
    """Somebody with a legal name, a place and a note."""
    person = enter_person(
        person=NewPerson(
            called_name="ハルさん",
            names=[("legal", "見本 春一", "みほん はるいち")],
            place="北公園",
            own_words="静かに暮らしたい",
        ),
        by=cast.outreach,
    )
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, words="やあ"),
        by=cast.outreach,
    )
    return person


@pytest.fixture
def program(cast: Cast) -> Program:
    """A program of an outreach counsellor."""
    return Program(key_for(cast.outreach))


def note(**more: Any) -> dict[str, Any]:
    """Return a note as a program sends it."""
    at = (timezone.now() - timedelta(minutes=1)).isoformat()
    return {"at": at, "method": "visit", "being": True, "words": "朝は起きられる"} | more


def test_a_program_finds_somebody_reads_and_writes_in_its_members_name(
    cast: Cast, haru: Person, program: Program
) -> None:
    found = program.post(f"{PEOPLE}/search", {"q": "みほん"}).json()["rows"]
    assert [(one["person"]["called_name"], one["person"]["kana"]) for one in found] == [
        ("ハルさん", "みほん はるいち")
    ]
    card = program.get(f"{PEOPLE}/{haru.pk}")
    assert card.json()["own_words"] == "静かに暮らしたい"
    assert card.json()["places"][0]["place"] == "北公園"
    assert (card["ETag"], card["Cache-Control"]) == (f'"{haru.version}"', "no-store")
    sent = note(promise={"text": "受診", "on": "2026-12-01"})
    written = program.write(f"{PEOPLE}/{haru.pk}/notes", sent)
    assert written.status_code == 201, written.content
    memory = program.get(f"{PEOPLE}/{haru.pk}/memory").json()["rows"]
    assert [one["words"] for one in memory if one["source_id"] == written.json()["id"]] == [
        "朝は起きられる"
    ]
    row = ContactNote.objects.get(pk=written.json()["id"])
    assert row.member_id == cast.outreach.member_id
    assert Promise.objects.get().text == "受診"


def test_what_a_program_did_stands_in_the_trace_as_by_a_program(
    cast: Cast, haru: Person, program: Program
) -> None:
    last = Event.objects.latest("seq").seq
    program.get(f"{PEOPLE}/{haru.pk}")
    program.get(f"{PEOPLE}/{haru.pk}/memory")
    program.get(PEOPLE)
    program.post(f"{PEOPLE}/search", {"q": "ハル"})
    program.write(f"{PEOPLE}/{haru.pk}/notes", note())
    events = Event.objects.filter(agency_id=cast.agency.pk, seq__gt=last).order_by("seq")
    key = str(ApiKey.objects.get().pk)

    assert [one.action for one in events] == [
        "read:card",
        "read:memory",
        "read:people_list",
        "read:search",
        "note_written",
    ]
    assert {one.detail.get("key") for one in events} == {key}
    assert {one.actor_id for one in events} == {cast.outreach.member_id}
    assert "プログラム" in action_label(events[0].action, events[0].detail)
    assert all(one.subjects.filter(person_id=haru.pk).exists() for one in events)


def test_the_list_goes_on_behind_a_cursor_that_holds_no_name(cast: Cast, program: Program) -> None:
    made = [
        enter_person(person=NewPerson(called_name=f"例{one}さん"), by=cast.outreach).pk
        for one in range(5)
    ]
    seen, cursor = [], ""
    for _page in range(9):
        told = program.get(f"{PEOPLE}?size=2&cursor={cursor}").json()
        seen += [UUID(one["id"]) for one in told["rows"]]
        cursor = told["next"]
        if not cursor:
            break

    assert seen == sorted(made)
    assert program.get(f"{PEOPLE}?cursor=zzz").status_code == 400
    assert program.get(f"{PEOPLE}?size=101").status_code == 422


def test_the_same_token_writes_once_and_stands_for_nothing_else(
    haru: Person, program: Program
) -> None:
    token, sent, address = uuid4(), note(), f"{PEOPLE}/{haru.pk}/notes"
    first, again = (program.write(address, sent, token) for _time in range(2))
    other = program.write(address, note(words="別の話"), token)

    assert first.json() == again.json()
    assert (other.status_code, other.json()["refusal"]) == (422, "UsedBefore")
    assert ContactNote.objects.count() == 2, "the one of before, and this one"
    missing = program.post(address, sent)
    assert (missing.status_code, missing.json()["fields"]) == (
        422,
        [{"where": "Idempotency-Key", "why": "missing"}],
    )


def test_whoever_has_no_second_key_makes_none(cast: Cast) -> None:
    with pytest.raises(NoSecondKey):
        make_key(name="x", duties=["see_people"], days=30, by=cast.outreach)
    with pytest.raises(NotYours):
        make_key(name="x", duties=["see_money"], days=30, by=with_second_key(cast.outreach))
    with pytest.raises(NotYours):
        make_key(name="x", duties=["see_people"], days=366, by=cast.outreach)
    assert not ApiKey.objects.exists()


def test_a_key_is_kept_as_a_seal_and_told_once(cast: Cast) -> None:
    token = uuid4()
    made, again = (
        make_key(
            name="x",
            duties=["see_people"],
            days=365,
            by=with_second_key(cast.outreach),
            new_id=token,
        )
        for _time in range(2)
    )

    assert made.key
    assert again.key == ""
    assert made.key not in str(ApiKey.objects.values().get())
    assert made.row.until_on == cast.today + timedelta(days=365)


def ended(cast: Cast, how: str) -> None:
    """Let a key of the outreach counsellor end in one of several ways."""
    member, row = cast.outreach.member_id, ApiKey.objects.get()
    if how == "ended":
        end_key(key_id=row.pk, by=cast.outreach)
    elif how == "over":
        ApiKey.objects.update(from_on=cast.today - timedelta(9), until_on=cast.today - timedelta(1))
    elif how == "gone":
        let_member_go(member_id=member, on=cast.today, by=cast.manager)
    else:
        let_member_go(member_id=member, on=cast.today, by=cast.manager)
        take_member_back(member_id=member, by=cast.manager)


@pytest.mark.parametrize("how", ["ended", "over", "gone", "gone and back"])
def test_a_key_that_serves_no_longer_opens_nothing_and_says_the_same(
    how: str, cast: Cast, haru: Person, program: Program
) -> None:
    unknown = Program("banso_nobody").get(f"{PEOPLE}/{haru.pk}")
    ended(cast, how)
    answer = program.get(f"{PEOPLE}/{haru.pk}")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.content == unknown.content


def test_who_leaves_later_keeps_their_keys_until_then(
    cast: Cast, haru: Person, program: Program
) -> None:
    leaves = cast.today + timedelta(days=20)
    let_member_go(member_id=cast.outreach.member_id, on=leaves, by=cast.manager)

    assert program.get(f"{PEOPLE}/{haru.pk}").status_code == 200


def test_a_key_may_what_its_member_may_today(cast: Cast, haru: Person) -> None:
    narrow = Program(key_for(cast.outreach, Duty.SEE_PEOPLE))
    card = narrow.get(f"{PEOPLE}/{haru.pk}").json()
    assert (card["full_name"], card["names"], card["places"], card["own_words"]) == ("", [], [], "")
    refused = narrow.get(f"{PEOPLE}/{haru.pk}/memory")
    assert (refused.status_code, refused.json()["duty"]) == (403, "see_memory")
    assert narrow.write(f"{PEOPLE}/{haru.pk}/notes", note()).status_code == 403

    wide = Program(key_for(cast.outreach))
    Member.objects.filter(pk=cast.outreach.member_id).update(roles=["volunteer"])
    assert wide.get(f"{PEOPLE}/{haru.pk}").status_code == 403, "takes no lists out any more"


def test_without_the_second_key_that_the_agency_asks_for_it_opens_nothing(
    cast: Cast, haru: Person, program: Program
) -> None:
    account = Account.objects.get(member=cast.outreach.member_id)
    for one in keys_of(account.pk):
        remove_key(key_id=one.id, by=cast.outreach)
    assert program.get(f"{PEOPLE}/{haru.pk}").status_code == 200
    cast.agency.__class__.objects.filter(pk=cast.agency.pk).update(key_of="everybody")

    answer = program.get(f"{PEOPLE}/{haru.pk}")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_key")


def test_whom_the_member_may_not_see_does_not_exist(
    cast: Cast, haru: Person, program: Program
) -> None:
    gone = enter_person(person=NewPerson(called_name="消さん"), by=cast.outreach)
    merge_people(kept_id=haru.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    assert program.get(f"{PEOPLE}/{gone.pk}").json()["id"] == str(haru.pk)
    strangers = [Program(key_for(one)) for one in (cast.neighbour, cast.centre)]
    strangers.append(Program(key_for(cast.employment)))
    Person.objects.filter(pk=haru.pk).update(restricted=True)

    for one in strangers:
        nothing = one.get(f"{PEOPLE}/{uuid4()}")
        for answer in (
            one.get(f"{PEOPLE}/{haru.pk}"),
            one.get(f"{PEOPLE}/{haru.pk}/memory"),
            one.write(f"{PEOPLE}/{haru.pk}/notes", note()),
        ):
            assert (answer.status_code, answer.content) == (404, nothing.content)
        assert one.get(PEOPLE).json()["rows"] == []
        assert one.post(f"{PEOPLE}/search", {"q": "ハル"}).json()["rows"] == []


def test_a_session_opens_nothing_and_a_key_needs_none(
    cast: Cast, haru: Person, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")

    assert browser.get(f"{PEOPLE}/{haru.pk}").status_code == 401
    sent = browser.post(f"{PEOPLE}/search", '{"q": "ハル"}', "application/json")
    assert sent.status_code == 401
    answer = Program(key_for(cast.outreach)).get(f"{PEOPLE}/{haru.pk}")
    assert answer.cookies == {}


# Each with what a program sends and what it is told.
BAD: list[tuple[Any, int, str]] = [
    (b"{", 400, "unread"),
    (b"[" * 100_000, 400, "unread"),
    (b'{"q": "\\u0000"}', 400, "unread"),
    (b'{"q": "\\ud800"}', 400, "unread"),
    (b'"' + b"x" * MOST_BYTES + b'"', 413, "large"),
    ({}, 422, "shape"),
    ([], 422, "shape"),
    ({"q": 5}, 422, "shape"),
    ({"q": "x" * 101}, 422, "shape"),
    ({"q": "x", "size": 10**400}, 422, "shape"),
    ({"q": "x", "秘密の名": 1}, 422, "shape"),
    ({"q": "x", "size": float("nan")}, 400, "unread"),
]


@pytest.mark.parametrize(("sent", "status", "code"), BAD)
def test_what_cannot_be_read_is_a_problem_that_repeats_nothing(
    sent: Any, status: int, code: str, program: Program
) -> None:
    answer = program.post(f"{PEOPLE}/search", sent)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert "秘密" not in answer.content.decode()
    assert set(answer.json()["said"]) == {"ja", "en"}


def test_what_is_no_json_or_no_address_or_no_way_is_a_problem_too(
    haru: Person, program: Program
) -> None:
    form = program.browser.post(f"{PEOPLE}/search", {"q": "x"}, headers=program.headers)
    assert form.status_code == 415
    assert program.get("/api/v1/nowhere/at/all").json()["code"] == "nothing"
    assert program.get(f"{PEOPLE}/not-an-id").json()["code"] == "nothing"
    assert program.get(f"{PEOPLE}?cursor=%00").status_code == 400
    way = program.get(f"{PEOPLE}/search")
    assert (way.status_code, way.json()["code"], way["Allow"]) == (405, "way", "POST")


def test_what_is_refused_says_why_in_both_languages(haru: Person, program: Program) -> None:
    address = f"{PEOPLE}/{haru.pk}/notes"
    empty = program.write(address, note(being=False, words=""))
    assert empty.status_code == 422
    assert empty.json()["refusal"] == "NoteSaysNothing"
    assert "Being there" in empty.json()["detail_said"]["en"]
    assert empty.json()["detail"] == empty.json()["detail_said"]["ja"]
    english = program.post(
        address,
        note(words="1234-5678-9018"),
        **{"Accept-Language": "en", "Idempotency-Key": str(uuid4())},
    )
    assert (english.json()["code"], english["Content-Language"]) == ("my_number", "en")
    assert "My Number" in english.json()["detail"]
    ahead = note(at=(timezone.now() + timedelta(days=1)).isoformat())
    assert program.write(address, ahead).json()["fields"] == [{"where": "at"}]
    far = note(promise={"text": "x", "on": "9999-12-31"})
    assert program.write(address, far).json()["refusal"] == "TooFarAhead"
    assert program.write(address, note(at="0001-01-01T00:00:00+14:00")).status_code == 422
    assert program.write(address, note(promise={"text": "x"})).json()["fields"] == [
        {"where": "sent.promise.on", "why": "missing"}
    ]


def test_whoever_asks_too_often_is_told_when_to_come_again(
    haru: Person, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banso.api.web.door.MOST_A_MINUTE", 3)
    cache.clear()
    answers = [program.get(f"{PEOPLE}/{haru.pk}") for _time in range(4)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 61
    assert MOST_A_MINUTE >= 60


def test_every_operation_asks_for_duties_that_a_key_can_have() -> None:
    operations = [
        operation
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    asked = [getattr(one.view_func, "duties", ()) for one in operations]

    assert len(operations) >= 5
    assert all(asked)
    assert {duty for duties in asked for duty in duties} <= set(OFFERED)


def test_the_document_is_the_one_that_is_kept() -> None:
    """Where it changed on purpose: `python -m tools.api_document`."""
    assert json.loads(DOCUMENT.read_text()) == json.loads(json.dumps(document()))


def test_keys_of_others_are_seen_by_whoever_looks_after_the_agency(cast: Cast) -> None:
    key_for(cast.outreach)
    row = ApiKey.objects.get()

    for other in (cast.centre, cast.neighbour):
        with pytest.raises(NotSeen):
            end_key(key_id=row.pk, by=other)
    assert end_key(key_id=row.pk, by=cast.manager).ended_by_id == cast.manager.member_id
    assert end_key(key_id=row.pk, by=cast.outreach).ended_by_id == cast.manager.member_id


def test_an_older_wording_of_the_card_is_another_version(
    cast: Cast, haru: Person, program: Program
) -> None:
    before = program.get(f"{PEOPLE}/{haru.pk}")["ETag"]
    edit_person(
        person_id=haru.pk,
        version=haru.version,
        by=cast.outreach,
        called_name="ハルさん",
        own_words="",
        birth=haru.birth,
        sex="",
        looks="帽子",
        restricted=False,
    )
    add_caution(
        person_id=haru.pk, kind="do_not", text="急に触れない", until_on=None, by=cast.outreach
    )

    after = program.get(f"{PEOPLE}/{haru.pk}")
    assert after["ETag"] != before
    assert after.json()["do_not"][0]["text"] == "急に触れない"
    assert TimelineEntry.objects.filter(person=haru).exists()
