"""Other programs: leading somebody somewhere and back, promises, what stands around a person."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from banso.api.models import ApiKey
from banso.audit.models import Event
from banso.companionship.models import Promise
from banso.consent.actions import NewConsent, keep_consents
from banso.people.actions import NewEntry, open_entry
from banso.people.models import Person
from banso.planning.actions import NewGoal, begin_plan, save_goal
from banso.referrals.models import Referral
from banso.resources.actions import ReceiverDetails, keep_service
from tests.conftest import Cast
from tests.rooms.test_api import PEOPLE, Program, haru, key_for, program

__all__ = ["haru", "program"]


def begun(**more: Any) -> dict[str, Any]:
    """Return the beginning of a referral as a program sends it."""
    return {
        "purpose": "眠れないことの相談",
        "system": "medical",
        "receiver": "見本病院",
        "on": "2026-11-24",
    } | more


def edited(program: Program, path: str, body: Any, version: int, token: object = None) -> Any:
    """Send a change that was made from a version."""
    return program.post(
        path,
        body,
        **{"Idempotency-Key": str(token or uuid4()), "If-Match": f'"{version}"'},
    )


def test_somebody_is_led_there_refused_led_again_and_comes_back(
    cast: Cast, haru: Person, program: Program
) -> None:
    made = program.write(f"{PEOPLE}/{haru.pk}/referrals", begun())
    assert made.status_code == 201, made.content
    address = f"/api/v1/referrals/{made.json()['id']}"
    stands = program.get(address)
    assert (stands.json()["state"], stands["ETag"]) == ("considered", '"1"')
    steps: list[dict[str, Any]] = [
        {"to": "agreed", "words": "行ってみます"},
        {"to": "asked"},
        {"to": "refused", "refusal_reason": "full", "told_by": "receiver"},
        {"to": "asked"},
        {"to": "accepted", "told_by": "receiver"},
        {"to": "went", "along": "巡回員"},
    ]
    version = 1
    for one in steps:
        done = edited(program, f"{address}/steps", {"on": "2026-11-24"} | one, version)
        assert done.status_code == 200, done.content
        version = done.json()["version"]
        assert (done.json()["state"], done["ETag"]) == (one["to"], f'"{version}"')
    back = {
        "on": "2026-11-24",
        "return_reason": "finished",
        "next_step": "stays",
        "learnt": "朝なら通える",
    }
    done = edited(program, f"{address}/return", back, version)

    assert done.json()["state"] == "returned"
    assert [one["state"] for one in done.json()["steps"]][-1] == "returned"
    path = program.get(f"{PEOPLE}/{haru.pk}/referrals").json()["rows"]
    assert [one["learnt"] for one in path] == ["朝なら通える"]
    key = str(ApiKey.objects.get().pk)
    traced = Event.objects.filter(action__startswith="referral_")
    assert {one.detail.get("key") for one in traced} == {key}


def test_a_change_from_an_older_version_is_told_both_texts_and_changes_nothing(
    cast: Cast, haru: Person, program: Program
) -> None:
    address, version = f"{PEOPLE}/{haru.pk}", haru.version
    first = edited(program, address, {"looks": "青い帽子"}, version)
    assert (first.status_code, first.json()["looks"]) == (200, "青い帽子")
    late = edited(program, address, {"looks": "赤い帽子"}, version)

    told = late.json()
    assert (late.status_code, told["code"]) == (412, "meanwhile")
    assert (told["now"]["looks"], told["sent"]["looks"]) == ("青い帽子", "赤い帽子")
    assert late["ETag"] == first["ETag"] != f'"{version}"'
    assert Person.objects.get(pk=haru.pk).looks == "青い帽子"
    assert Person.objects.get(pk=haru.pk).own_words == "静かに暮らしたい", "not named, and it stays"
    again = edited(program, address, {"looks": "赤い帽子"}, told["now"]["version"])
    assert again.json()["looks"] == "赤い帽子"


@pytest.mark.parametrize("tag", ["", "1", "*", 'W/"1"', '"x"', '"' + "9" * 50 + '"', '"-1"'])
def test_what_is_no_version_changes_nothing(tag: str, haru: Person, program: Program) -> None:
    headers = {"Idempotency-Key": str(uuid4()), "If-Match": tag}
    answer = program.post(f"{PEOPLE}/{haru.pk}", {"looks": "x"}, **headers)

    assert answer.status_code == 422
    assert Person.objects.get(pk=haru.pk).looks != "x"


def test_a_step_sent_twice_is_taken_once(haru: Person, program: Program) -> None:
    made = program.write(f"{PEOPLE}/{haru.pk}/referrals", begun()).json()["id"]
    token, step = uuid4(), {"to": "agreed", "on": "2026-11-24", "words": "はい"}
    address = f"/api/v1/referrals/{made}/steps"
    answers = [edited(program, address, step, 1, token) for _time in range(2)]

    assert [one.json()["version"] for one in answers] == [2, 2]
    wrong = edited(program, address, {"to": "watched", "on": "2026-11-24"}, 2)
    assert (wrong.status_code, wrong.json()["refusal"]) == (422, "NotThisWay")
    back = edited(program, address, {"to": "returned", "on": "2026-11-24"}, 2)
    assert back.json()["refusal"] == "NotThisWay"
    assert Referral.objects.get().version == 2


def test_a_promise_is_made_read_and_settled(cast: Cast, haru: Person, program: Program) -> None:
    address = f"{PEOPLE}/{haru.pk}/promises"
    made = program.write(address, {"text": "受診", "due_on": "2026-12-01"})
    (one,) = program.get(address).json()["rows"]
    assert (one["id"], one["text"]) == (made.json()["id"], "受診")
    settled = f"/api/v1/promises/{one['id']}/outcome"
    done = edited(program, settled, {"outcome": "kept", "note": "一緒に行った"}, one["version"])

    assert (done.status_code, done.json()["outcome"]) == (200, "kept")
    again = edited(program, settled, {"outcome": "kept"}, done.json()["version"])
    assert again.json()["refusal"] == "PromiseAlreadySettled"
    assert Promise.objects.get().outcome_note == "一緒に行った"
    far = program.write(address, {"text": "x", "due_on": "2100-01-01"})
    assert far.json()["fields"] == [{"where": "due_on"}]


def _around(cast: Cast, person: Person) -> None:
    by = cast.outreach
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=by.member_id,
            on=cast.today,
        ),
        by=by,
    )
    plan = begin_plan(
        person_id=person.pk,
        made_on=cast.today,
        periods=[{"code": "now", "label": "いま"}],
        by=by,
    )
    save_goal(plan_id=plan.pk, goal=NewGoal(text="私は、朝に歩きたい。"), by=by)
    keep_consents(
        person_id=person.pk,
        consent=NewConsent(
            recipient_kind="company",
            recipient="見本青果",
            parts=["work", "health"],
            purpose="面接",
            answer="yes",
            from_on=cast.today,
            until_on=cast.today + timedelta(days=30),
            way="written",
            explained_by_id=by.member_id,
        ),
        by=by,
    )


def test_what_stands_around_a_person_is_told_as_the_pages_tell_it(
    cast: Cast, haru: Person, program: Program
) -> None:
    _around(cast, haru)
    ledgers = program.get(f"{PEOPLE}/{haru.pk}/ledgers").json()["rows"]
    plans = program.get(f"{PEOPLE}/{haru.pk}/plans").json()["rows"]
    words = program.get(f"{PEOPLE}/{haru.pk}/consents").json()["rows"]

    assert [one["ledger"] for one in ledgers] == ["outreach"]
    assert "私は、朝に歩きたい。" in [line["text"] for line in plans[0]["lines"]]
    assert {one["part"]: one["purpose"] for one in words} == {"work": "面接", "health": "面接"}
    assert program.get(f"{PEOPLE}/{haru.pk}/ties").json() == {"rows": []}
    narrow = Program(
        key_for(
            cast.outreach,
            *(one for one in cast.outreach.duties if one in ("see_people", "see_memory")),
        )
    )
    told = narrow.get(f"{PEOPLE}/{haru.pk}/consents").json()["rows"]
    assert {one["part"]: one["purpose"] for one in told}["health"] == "", "closed to this key"
    assert narrow.get(f"{PEOPLE}/{haru.pk}/ledgers").status_code == 403


def test_what_is_around_somebody_out_of_reach_does_not_exist(
    cast: Cast, haru: Person, program: Program
) -> None:
    made = program.write(f"{PEOPLE}/{haru.pk}/referrals", begun()).json()["id"]
    promise = program.write(
        f"{PEOPLE}/{haru.pk}/promises", {"text": "受診", "due_on": "2026-12-01"}
    ).json()["id"]
    stranger = Program(key_for(cast.neighbour))
    nothing = stranger.get(f"{PEOPLE}/{uuid4()}").content
    parts = ("referrals", "promises", "ledgers", "plans", "ties", "consents", "memory")
    asked = [stranger.get(f"{PEOPLE}/{haru.pk}/{one}") for one in parts]
    asked += [
        stranger.get(f"/api/v1/referrals/{made}"),
        stranger.write(f"{PEOPLE}/{haru.pk}/referrals", begun()),
        edited(stranger, f"{PEOPLE}/{haru.pk}", {"looks": "x"}, 1),
        edited(
            stranger, f"/api/v1/referrals/{made}/steps", {"to": "agreed", "on": "2026-11-24"}, 1
        ),
        edited(stranger, f"/api/v1/promises/{promise}/outcome", {"outcome": "kept"}, 1),
    ]

    assert {(one.status_code, one.content) for one in asked} == {(404, nothing)}


def test_a_receiver_of_the_directory_is_asked_by_a_key_that_may_read_it(
    cast: Cast, haru: Person, program: Program
) -> None:
    service = keep_service(
        name="見本病院 相談室", receiver=ReceiverDetails(organization="見本病院"), by=cast.outreach
    )
    sent = begun(receiver="", service_id=str(service.pk))
    made = program.write(f"{PEOPLE}/{haru.pk}/referrals", sent)

    assert made.status_code == 201, made.content
    assert Referral.objects.get().receiver == "見本病院 相談室"
    missing = program.write(f"{PEOPLE}/{haru.pk}/referrals", begun(service_id=str(uuid4())))
    assert missing.status_code == 404
