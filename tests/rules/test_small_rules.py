"""Small decisions of many rooms."""

import hashlib
import hmac
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from banso.assessment.rules import Move, in_conflict, is_empty, standing_of
from banso.audit.rules import GENESIS, Link, seal
from banso.companionship.rules import is_complete
from banso.intake.rules import was_seen, worst_is_among
from banso.interop.rules import BadRow, Remark, Report, SheetRead
from banso.surveys.rules import asks_for_somebody, total_of
from banso.training.rules import expires_on, is_time_to_talk, is_valid

DAY, ONE = date(2026, 11, 24), timedelta(days=1)


@pytest.mark.parametrize(
    ("note", "complete"),
    [
        ({"being": True, "doing": False}, True),
        ({"being": False, "doing": True}, False),
        ({"being": False, "doing": True, "fact": "x"}, True),
        ({"being": False, "doing": True, "words": "x"}, True),
        ({"being": False, "doing": True, "view": "x"}, True),
        ({"being": False, "doing": False, "fact": "x"}, False),
    ],
)
def test_being_there_is_enough_and_doing_says_what(note: dict[str, Any], complete: bool) -> None:
    assert is_complete(**{"fact": "", "words": "", "view": "", **note}) is complete


def test_the_worst_of_all_is_among_what_was_marked() -> None:
    assert worst_is_among("", [])
    assert worst_is_among("debt", ["debt", "health"])
    assert not worst_is_among("debt", ["health"])


def test_whoever_sleeps_or_says_no_was_seen() -> None:
    outcomes = ("talked", "greeted", "looked", "asleep", "not_today", "not_there")

    assert [was_seen(outcome) for outcome in outcomes] == [*[True] * 5, False]


def test_a_certificate_holds_to_its_last_day_unless_it_is_withdrawn() -> None:
    days = (DAY - ONE, DAY, DAY + ONE)

    def held(**more: Any) -> list[bool]:
        dates = {"expires_on": None, "withdrawn_on": None, **more}
        return [is_valid(today=day, **dates) for day in days]

    assert held() == [True, True, True]
    assert held(expires_on=DAY) == [True, True, False]
    assert held(withdrawn_on=DAY) == [True, False, False]
    assert held(expires_on=DAY, withdrawn_on=DAY + ONE) == [True, True, False]


def test_a_certificate_of_a_year_ends_the_day_before() -> None:
    assert expires_on(issued_on=date(2026, 4, 1), valid_months=12) == date(2027, 3, 31)
    assert expires_on(issued_on=DAY, valid_months=None) is None


def test_a_walk_that_weighs_is_talked_about_after_half_a_year() -> None:
    begun = date(2026, 5, 24)

    assert not is_time_to_talk(from_on=begun, today=date(2026, 11, 23))
    assert is_time_to_talk(from_on=begun, today=date(2026, 11, 24))


def test_what_was_written_counts_as_heard_unless_somebody_says_otherwise() -> None:
    assert standing_of({}) == "not_asked"
    assert standing_of({"value": []}) == standing_of({"words": ""}) == "not_asked"
    assert standing_of({"value": 0}) == standing_of({"view": "x"}) == "heard"
    assert standing_of({"fact": "x", "standing": "unsaid"}) == "unsaid"
    assert is_empty({})
    assert not is_empty({"words": "x"})


def test_two_who_write_different_items_do_not_meet() -> None:
    kept = {"a": {"v": 3}, "b": {"v": 2}}

    assert in_conflict(kept, {"a": {}, "b": {}, "c": {}}, 2) == ["a"]
    assert in_conflict(kept, {"a": {}}, None) == []
    assert in_conflict(kept, {"a": {}}, 3) == []


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [(2, 1, "lighter"), (1, 2, "heavier"), (1, 1, "same"), (None, 1, ""), (1, None, "")],
)
def test_a_move_is_lighter_heavier_or_as_before(
    then: int | None, now: int | None, direction: str
) -> None:
    assert Move("x", "economic", then, now).direction == direction


def test_a_sum_of_a_part_says_nothing() -> None:
    answers = {"a": "1", "b": "3", "c": ""}

    assert total_of(answers, ["a", "b"]) == 4
    assert total_of(answers, ["a", "c"]) is None
    assert total_of(answers, ["a", "d"]) is None
    assert total_of(answers, []) is None


def test_somebody_comes_the_same_day_from_the_sum_on() -> None:
    asked = [asks_for_somebody(total, 13) for total in (12, 13, 14)]

    assert asked == [False, True, True]
    assert not asks_for_somebody(None, 13)
    assert not asks_for_somebody(13, None)


def link(**differs: Any) -> Link:
    parts: dict[str, Any] = {
        "agency_id": "a",
        "seq": 1,
        "at": datetime(2026, 11, 24, 1, 2, 3, 4, UTC),
        "actor_id": "m",
        "action": "x",
        "subjects": ("p", "q"),
        "object_kind": "k",
        "object_id": "o",
        "detail": {"b": 1, "a": 2},
        "previous": GENESIS,
    }
    return Link(**(parts | differs))


@pytest.mark.parametrize(
    "differs",
    [
        {"agency_id": "b"},
        {"seq": 2},
        {"at": datetime(2026, 11, 24, 1, 2, 3, 5, UTC)},
        {"actor_id": "n"},
        {"action": "y"},
        {"subjects": ("p",)},
        {"object_kind": "l"},
        {"object_id": "r"},
        {"detail": {"b": 1}},
        {"previous": "1" * 64},
    ],
)
def test_a_seal_covers_every_part_of_an_event(differs: dict[str, Any]) -> None:
    assert seal(link(**differs), b"key") != seal(link(), b"key")


def test_a_seal_is_that_of_the_key_and_of_no_order_that_says_nothing() -> None:
    assert len(GENESIS) == 64
    assert set(GENESIS) == {"0"}
    assert seal(link(), b"key") != seal(link(), b"other")
    assert seal(link(subjects=("q", "p"), detail={"a": 2, "b": 1}), b"key") == seal(link(), b"key")
    tokyo = link().at.astimezone().replace(tzinfo=None).astimezone()
    assert seal(link(at=tokyo), b"key") == seal(link(), b"key")


def test_a_report_counts_by_kind_and_tells_every_refusal() -> None:
    report = Report()
    report.of("people").read = 3
    report.of("people").add({"new": 1, "changed": 2})
    report.of("people").add({"unchanged": 4, "new": 1})
    report.of("people").refuse("l.csv", 7, "birth", "x")

    told = {"file": "l.csv", "row": 7, "field": "birth", "reason": "x"}
    assert report.as_json() == {
        "people": {"read": 3, "new": 2, "changed": 2, "unchanged": 4, "refused": [told]},
        "dry_run": False,
        "notes": [],
        "remarks": [],
        "sheet": None,
        "run": None,
        "not_taken": [],
        "missing": [],
        "differences": 0,
        "rows": [],
    }


def test_a_report_tells_how_it_was_read_and_what_was_read_otherwise() -> None:
    report = Report(notes=["n"], sheet=SheetRead("Sheet1", 3, 2, {"氏名": "name"}, ("Sheet2",)))
    report.remark("l.csv", 8, "note", "cut")

    assert report.remarks == [Remark("l.csv", 8, "note", "cut")]
    told = report.as_json()
    assert told["notes"] == ["n"]
    assert told["remarks"] == [{"file": "l.csv", "row": 8, "field": "note", "text": "cut"}]
    assert told["sheet"] == {
        "name": "Sheet1",
        "rows": 3,
        "header_row": 2,
        "columns": {"氏名": "name"},
        "others": ("Sheet2",),
    }
    bad = BadRow("birth", "x")
    assert (bad.field, bad.reason, str(bad)) == ("birth", "x", "x")


def test_items_nobody_has_written_to_conflict_with_nothing() -> None:
    assert in_conflict({"a": {}}, {"a": {}, "b": {}}, 0) == []


def test_counts_of_several_rounds_are_added_up() -> None:
    report = Report()
    for counted in ({"unchanged": 2}, {"unchanged": 3, "changed": 1}, {}):
        report.of("people").add(counted)

    tally = report.of("people")
    assert (tally.new, tally.changed, tally.unchanged) == (0, 1, 5)


def test_a_seal_is_the_same_on_a_machine_in_any_time_zone() -> None:
    tokyo = datetime(2026, 11, 24, 10, 2, 3, 4, timezone(timedelta(hours=9)))

    assert seal(link(at=tokyo), b"key") == seal(link(), b"key")
    assert seal(link(), b"key") == (
        "6bbecef634ff8ba8a7d6e4392928f20e3f4daa6bffc882275ea31100a1b55412"
    )


def test_a_seal_is_over_the_letters_themselves() -> None:
    sealed = link(detail={"name": "ハル"})
    plain = [
        sealed.agency_id,
        sealed.seq,
        sealed.at.astimezone(UTC).isoformat(timespec="microseconds"),
        sealed.actor_id,
        sealed.action,
        list(sealed.subjects),
        sealed.object_kind,
        sealed.object_id,
        sealed.detail,
        sealed.previous,
    ]
    text = json.dumps(plain, ensure_ascii=False)

    assert "ハル" in text
    assert seal(sealed, b"key") == hmac.new(b"key", text.encode(), hashlib.sha256).hexdigest()
