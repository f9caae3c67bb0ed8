"""Rounds, intake, companionship, handover, trace."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from banso.audit.actions import record_read
from banso.audit.models import ChainHead, Event
from banso.audit.queries import events_about, verify
from banso.companionship.actions import (
    NewNote,
    NoteSaysNothing,
    PromiseAlreadySettled,
    hand_over,
    make_promise,
    mark_handover,
    settle_promise,
    walk_with,
    write_note,
)
from banso.companionship.queries import (
    handovers,
    long_unmet,
    my_people,
    my_promises,
    next_promises,
    unread_handovers,
)
from banso.intake.actions import (
    NewIntake,
    NewMeeting,
    NoSuchPlaceToEnter,
    TeamTooSmall,
    WorstNotAmong,
    begin_round,
    meet,
    set_off,
    take_intake,
)
from banso.intake.models import OutreachRound
from banso.intake.queries import encounters_of, intakes, new_intakes, rounds, tally, usually_met
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from banso.people.queries import entries_of, memory_of, people_seen_by
from tests.conftest import Cast


def tonight(cast: Cast, ago: int = 0) -> OutreachRound:
    return begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today - timedelta(days=ago),
        course="北公園コース",
        weather="clear",
        others=[],
        by=cast.outreach,
        member_ids=[cast.outreach.member_id, cast.volunteer.member_id],
    )


def test_a_round_is_walked_two_by_two(cast: Cast) -> None:
    with pytest.raises(TeamTooSmall):
        begin_round(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            course="c",
            weather="",
            member_ids=[cast.outreach.member_id],
            others=[],
            by=cast.outreach,
        )


def test_a_nameless_person_is_one_line_and_a_complete_entry(cast: Cast) -> None:
    meeting = meet(
        round_id=tonight(cast).pk,
        meeting=NewMeeting(outcome="asleep", at=timezone.now(), place="北公園", place_kind="park"),
        by=cast.outreach,
    )
    again = meet(
        round_id=tonight(cast).pk,
        meeting=NewMeeting(outcome="asleep", at=timezone.now(), place="北公園", place_kind="park"),
        by=cast.outreach,
    )

    assert (meeting.person.called_name, again.person.called_name) == (
        "都市公園さん1",
        "都市公園さん2",
    )
    assert [entry.ledger for entry in entries_of(meeting.person)] == ["outreach"]
    assert [
        (one.title, one.being)
        for one in memory_of(meeting.person, cast.outreach, kind="encounter").rows
    ] == [("起こさず手紙を置いた", True)]


def test_somebody_new_needs_a_name_or_a_place(cast: Cast) -> None:
    with pytest.raises(NoSuchPlaceToEnter):
        meet(
            round_id=tonight(cast).pk,
            meeting=NewMeeting(outcome="talked", at=timezone.now()),
            by=cast.outreach,
        )


def test_not_being_there_is_noted_and_is_not_a_meeting(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    meet(
        round_id=tonight(cast).pk,
        person_id=person.pk,
        meeting=NewMeeting(outcome="not_there", at=timezone.now()),
        by=cast.outreach,
    )

    assert Person.objects.get(pk=person.pk).last_met_on is None
    assert [one.being for one in memory_of(person, cast.outreach, kind="encounter").rows] == [False]


def test_whom_a_course_usually_meets_is_listed_until_met(cast: Cast) -> None:
    met_before = meet(
        round_id=tonight(cast, ago=7).pk,
        meeting=NewMeeting(
            outcome="talked",
            at=timezone.now() - timedelta(days=7),
            called_name="ハルさん",
            place="東屋",
        ),
        by=cast.outreach,
    )
    night = tonight(cast)

    assert [(one.called_name, one.place) for one in usually_met(night, cast.outreach)] == [
        ("ハルさん", "東屋")
    ]
    meet(
        round_id=night.pk,
        person_id=met_before.person_id,
        meeting=NewMeeting(outcome="greeted", at=timezone.now()),
        by=cast.outreach,
    )
    assert usually_met(night, cast.outreach) == []
    assert tally(night) == {"greeted": 1}


def test_a_volunteer_reaches_the_people_of_the_night_until_the_day_after(cast: Cast) -> None:
    person = meet(
        round_id=tonight(cast, ago=7).pk,
        meeting=NewMeeting(outcome="talked", at=timezone.now(), called_name="ハルさん"),
        by=cast.outreach,
    ).person
    night = tonight(cast)
    assert person not in people_seen_by(cast.volunteer), "nobody else has confirmed the team"
    set_off(round_id=night.pk, by=cast.volunteer)
    later = cast.volunteer.__class__(
        **{**cast.volunteer.__dict__, "today": cast.today + timedelta(days=3)}
    )

    assert person in people_seen_by(cast.volunteer)
    assert person not in people_seen_by(later)
    meet(
        round_id=night.pk,
        person_id=person.pk,
        meeting=NewMeeting(outcome="talked", at=timezone.now()),
        by=cast.volunteer,
    )
    meet(
        round_id=night.pk,
        meeting=NewMeeting(called_name="別の人", outcome="talked", at=timezone.now()),
        by=cast.outreach,
    )
    assert [one.person.called_name for one in encounters_of(night, cast.volunteer)] == ["ハルさん"]


def test_an_intake_marks_one_matter_as_worst(cast: Cast) -> None:
    with pytest.raises(WorstNotAmong):
        take_intake(
            person=NewPerson(called_name="x"),
            intake=NewIntake(
                office_id=cast.outreach_office.pk,
                on=cast.today,
                channel="phone",
                matters=["food"],
                worst="rent",
                words="",
            ),
            by=cast.outreach,
        )
    assert not Person.objects.exists()

    intake = take_intake(
        person=NewPerson(called_name="アキさん"),
        intake=NewIntake(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            channel="phone",
            matters=["food", "rent"],
            worst="rent",
            words="家賃が払えない",
            urgency="today",
        ),
        by=cast.outreach,
    )

    assert (
        memory_of(intake.person, cast.outreach, kind="intake").rows[0].fact
        == "○食べるものがない、◎家賃やローンの支払いのこと"
    )
    assert new_intakes(cast.outreach) == intakes(cast.outreach).rows == [intake]
    assert entries_of(intake.person)[0].ledger == "outreach"


def test_being_there_is_complete_as_it_is(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True),
        by=cast.outreach,
    )

    with pytest.raises(NoteSaysNothing):
        write_note(
            person_id=person.pk,
            note=NewNote(at=timezone.now(), method="visit", doing=True),
            by=cast.outreach,
        )
    assert Person.objects.get(pk=person.pk).last_met_on == cast.today


def test_promises_come_to_the_desk_and_are_settled_once(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    promise = make_promise(
        person_id=person.pk,
        text="受診",
        due_on=cast.today - timedelta(days=1),
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )

    assert my_promises(cast.outreach, until=cast.today) == [promise]
    assert next_promises([person.pk]) == {person.pk: promise}
    settle_promise(
        promise_id=promise.pk, outcome="kept", note="一緒に行けた", version=1, by=cast.outreach
    )
    assert my_promises(cast.outreach, until=cast.today) == []
    with pytest.raises(PromiseAlreadySettled):
        settle_promise(
            promise_id=promise.pk, outcome="kept", note="", version=None, by=cast.outreach
        )


def test_one_lead_at_a_time_and_the_earlier_one_stays_along(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    first = walk_with(
        person_id=person.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach
    )
    walk_with(
        person_id=person.pk, member_id=cast.supporter.member_id, on=cast.today, by=cast.outreach
    )
    first.refresh_from_db()

    assert not first.is_lead
    assert [one.person for one in my_people(cast.supporter).rows] == [person]


def test_silence_of_thirty_days_is_seen(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    walk_with(
        person_id=person.pk,
        member_id=cast.outreach.member_id,
        on=cast.today - timedelta(days=90),
        by=cast.outreach,
    )

    assert [one.person for one in long_unmet(cast.outreach, days=30).rows] == [person]
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True),
        by=cast.outreach,
    )
    assert long_unmet(cast.outreach, days=30).rows == []


def test_handovers_are_read_and_thanked_for_once(cast: Cast) -> None:
    colleague = cast.join("colleague", ["outreach"], [cast.outreach_office])
    post = hand_over(
        office_id=cast.outreach_office.pk,
        text="毛布が足りません",
        person_id=None,
        at=timezone.now(),
        by=colleague,
    )

    assert unread_handovers(cast.outreach) == [post]
    for _ in range(2):
        mark_handover(post_id=post.pk, kind="thanks", at=timezone.now(), by=cast.outreach)
    assert unread_handovers(cast.outreach) == []
    assert sorted(mark.kind for mark in handovers(cast.outreach).rows[0].marks.all()) == [
        "read",
        "thanks",
    ]
    with pytest.raises(NotSeen):
        mark_handover(post_id=post.pk, kind="read", at=timezone.now(), by=cast.neighbour)


def test_rounds_are_listed_newest_first(cast: Cast) -> None:
    old, new = tonight(cast, ago=3), tonight(cast)

    assert rounds(cast.outreach).rows == [new, old]
    assert rounds(cast.neighbour).rows == []


# the trace


def test_every_write_and_every_reading_is_in_the_chain(cast: Cast) -> None:
    before = verify()[0]
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    record_read(what="card", people=[person.pk], by=cast.outreach)
    count, faults, heads = verify()

    assert [event.action for event in events_about(cast.manager, [person.pk]).order_by("seq")] == [
        "person_entered",
        "read:card",
    ]
    assert (count - before, faults) == (2, [])
    assert heads[cast.agency.pk][0] == count - 1  # the neighbour agency has a chain of its own


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_eventsubject",
        "UPDATE audit_eventsubject SET event_id = 1",
    ],
)
def test_the_database_refuses_to_change_the_trace(cast: Cast, statement: str) -> None:
    enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def without_triggers(statement: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE audit_eventsubject DISABLE TRIGGER USER")
        else:
            for table in ("audit_event", "audit_eventsubject"):
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit_event SET action = 'harmless' WHERE {second}", "changed"),
        (
            (
                "DELETE FROM audit_eventsubject WHERE event_id = (SELECT id FROM audit_event "
                "WHERE {second})"
            ),
            "changed",
        ),
        ("UPDATE audit_event SET seq = 999 WHERE {third}", "missing before this"),
        ("UPDATE audit_chainhead SET seq = 2", "missing at the end"),
    ],
)
def test_verify_finds_any_tampering(cast: Cast, tampering: str, found: str) -> None:
    for name in ("一", "二", "三"):
        enter_person(person=NewPerson(called_name=name), by=cast.outreach)
    without_triggers(tampering.format(**places(cast)))

    assert found in [fault.what for fault in verify()[1]]


def places(cast: Cast) -> dict[str, str]:
    """Return conditions for the last but one and the last event of the agency."""
    last = ChainHead.objects.get(pk=cast.agency.pk).seq
    agency = cast.agency.pk if connection.vendor == "postgresql" else cast.agency.pk.hex
    return {
        name: f"agency_id = '{agency}' AND seq = {seq}"
        for name, seq in (("second", last - 1), ("third", last))
    }


def test_verify_finds_a_removed_event_in_the_middle_and_at_the_end(cast: Cast) -> None:
    for name in ("一", "二", "三"):
        enter_person(person=NewPerson(called_name=name), by=cast.outreach)
    where = places(cast)
    without_triggers("DELETE FROM audit_eventsubject")
    for place, found in (("second", "missing before this"), ("third", "missing at the end")):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM audit_event WHERE {where[place]}")
        assert found in [fault.what for fault in verify()[1]]


def test_reading_a_page_leaves_a_trace(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    browser = signed_in("outreach")
    for path in ("", "card/", "timeline/", "beside/", "known/"):
        assert browser.get(f"/people/{person.pk}/{path}").status_code == 200

    reads = {
        event.action
        for event in Event.objects.filter(
            actor_id=cast.outreach.member_id, action__startswith="read:"
        )
    }
    assert {"read:page", "read:card", "read:memory"} <= reads
    assert "ハルさん" not in str(list(Event.objects.values_list("detail", flat=True)))
    assert "カード" in signed_in("manager").get(f"/people/{person.pk}/readers/").content.decode()
