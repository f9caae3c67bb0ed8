"""
Training: what duties ask for, certificates, talks that two read, hours, walks that weigh, handing
over, thanks.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.companionship.actions import NewNote, make_promise, walk_with, write_note
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import NewPerson, add_caution, enter_person, merge_people
from banso.training import queries
from banso.training.actions import (
    CertificateTaken,
    NewCertificate,
    NewCourse,
    NotSupervisable,
    add_hours,
    begin_heavy,
    end_heavy,
    end_requirement,
    give_certificate,
    keep_course,
    keep_handover_words,
    keep_session,
    keep_supervision,
    mark_presence,
    require,
    sign_up,
    strike_hours,
    thank,
    withdraw_certificate,
)
from banso.training.models import Certificate, HeavyWalk, Supervision
from banso.training.rules import expires_on, is_time_to_talk, is_valid
from tests.conftest import Cast


@pytest.fixture
def course(cast: Cast) -> Any:
    return keep_course(
        course=NewCourse(
            title="同意の研修", level="local", hours=Decimal(2), about="", valid_months=12
        ),
        by=cast.manager,
    )


def certified(
    cast: Cast, course: Any, role: str, *, ago: int = 0, number: str = "1"
) -> Certificate:
    """Give a member a certificate so many days ago."""
    return give_certificate(
        member_id=cast.viewers[role].member_id,
        certificate=NewCertificate(
            title="修了",
            level="local",
            number=number,
            issued_by="見本",
            issued_on=cast.today - timedelta(days=ago),
            course_id=course.pk,
        ),
        by=cast.manager,
    )


def duties(cast: Cast, role: str, on: Any = None) -> frozenset[Duty]:
    found = viewer_of_member(cast.viewers[role].member_id, today=on or cast.today)
    assert found is not None
    return found.duties


def test_a_duty_asks_for_a_certificate_at_once_and_everywhere(
    cast: Cast, course: Any, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例"), by=cast.outreach
    )
    browser = signed_in("outreach")
    assert browser.get(f"/people/{person.pk}/timeline/").status_code == 200
    asked = require(duty="see_memory", course_id=course.pk, from_on=cast.today, by=cast.manager)

    answer = browser.get(f"/people/{person.pk}/timeline/")
    assert answer.status_code == 403
    assert "研修が必要です" in answer.content.decode()
    assert Duty.SEE_MEMORY not in duties(cast, "outreach")
    assert browser.get("/training/").status_code == 200, "one can learn without it"
    certified(cast, course, "outreach")
    assert browser.get(f"/people/{person.pk}/timeline/").status_code == 200
    assert Duty.SEE_MEMORY not in duties(cast, "outreach", cast.today + timedelta(days=366)), (
        "a year later it is over"
    )
    end_requirement(requirement_id=asked.pk, by=cast.manager)
    assert Duty.SEE_MEMORY in duties(cast, "outreach", cast.today + timedelta(days=366))


def test_a_level_is_asked_for_too_and_a_withdrawn_certificate_is_none(
    cast: Cast, course: Any
) -> None:
    require(duty="plan", level="local", from_on=cast.today, by=cast.manager)
    assert Duty.PLAN not in duties(cast, "supporter")
    kept = certified(cast, course, "supporter")
    assert Duty.PLAN in duties(cast, "supporter")
    withdraw_certificate(certificate_id=kept.pk, why="番号の誤り", by=cast.manager)
    assert Duty.PLAN not in duties(cast, "supporter")


def test_managing_is_never_held_back_and_either_course_or_level_is_asked_for(
    cast: Cast, course: Any
) -> None:
    for more in (
        {"duty": "manage_agency", "course_id": course.pk},
        {"duty": "plan"},
        {"duty": "plan", "course_id": course.pk, "level": "local"},
        {"duty": "nothing", "level": "local"},
    ):
        with pytest.raises(Refusal):
            require(from_on=cast.today, by=cast.manager, **more)  # type: ignore[arg-type]
    require(duty="see_people", course_id=course.pk, from_on=cast.today, by=cast.manager)
    assert Duty.MANAGE_AGENCY in duties(cast, "manager")


def test_whoever_asks_for_nothing_pays_nothing(cast: Cast, course: Any) -> None:
    with CaptureQueriesContext(connection) as before:
        duties(cast, "outreach")
    require(duty="plan", course_id=course.pk, from_on=cast.today, by=cast.manager)
    with CaptureQueriesContext(connection) as after:
        duties(cast, "outreach")
    assert len(after) == len(before) + 1


def test_certificates_are_numbered_once_and_never_changed(cast: Cast, course: Any) -> None:
    kept = certified(cast, course, "outreach")
    with pytest.raises(CertificateTaken):
        certified(cast, course, "centre")
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=kept.pk).update(number="2")
    with pytest.raises(Refusal):
        withdraw_certificate(certificate_id=kept.pk, why=" ", by=cast.manager)
    with pytest.raises(NotSeen):
        withdraw_certificate(certificate_id=kept.pk, why="x", by=cast.neighbour)
    assert kept.expires_on == expires_on(issued_on=cast.today, valid_months=12)
    assert is_valid(expires_on=cast.today, withdrawn_on=None, today=cast.today)
    assert not is_valid(expires_on=None, withdrawn_on=cast.today, today=cast.today)


def test_a_talk_is_read_by_the_two_and_by_nobody_else(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    keep_supervision(
        member_id=cast.supporter.member_id,
        on=cast.today,
        text="眠れない夜の話",
        agreed="休む",
        minutes=40,
        next_on=None,
        by=cast.coordinator,
    )
    with pytest.raises(NotSupervisable):
        keep_supervision(
            member_id=cast.coordinator.member_id,
            on=cast.today,
            text="x",
            agreed="",
            minutes=None,
            next_on=None,
            by=cast.coordinator,
        )

    assert "眠れない夜" in signed_in("supporter").get("/training/supervision/").content.decode()
    assert "眠れない夜" in signed_in("coordinator").get("/training/supervision/").content.decode()
    for role in ("manager", "outreach", "neighbour"):
        assert "眠れない夜" not in signed_in(role).get("/training/supervision/").content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Supervision.objects.update(text="別の話")


def test_sessions_and_presence(cast: Cast, course: Any, signed_in: Callable[[str], Client]) -> None:
    session = keep_session(
        course_id=course.pk, on=cast.today, place="見本会館", taught_by="", by=cast.manager
    )
    sign_up(session_id=session.pk, by=cast.outreach)
    sign_up(session_id=session.pk, by=cast.outreach)
    mark_presence(
        session_id=session.pk, member_id=cast.outreach.member_id, presence="there", by=cast.manager
    )
    page = signed_in("manager").get(f"/training/sessions/{session.pk}/").content.decode()

    assert page.count("出席") >= 1
    assert queries.my_sessions(cast.outreach) == {session.pk: "there"}
    assert signed_in("neighbour").get(f"/training/sessions/{session.pk}/").status_code == 404
    assert (
        signed_in("outreach")
        .post(
            f"/training/sessions/{session.pk}/mark/",
            {"member": cast.outreach.member_id, "presence": "there"},
        )
        .status_code
        == 403
    )
    assert (
        signed_in("manager")
        .post(f"/training/sessions/{session.pk}/mark/", {"member": "x", "presence": "there"})
        .status_code
        == 404
    )


def test_hours_of_coordination_stand_beside_those_of_being_there(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例"), by=cast.outreach
    )
    add_hours(on=cast.today, work="coordinate", minutes=90, by=cast.outreach)
    struck = add_hours(on=cast.today, work="coordinate", minutes=999, by=cast.outreach)
    strike_hours(hours_id=struck.pk, by=cast.outreach)
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, minutes=30, words=""),
        by=cast.outreach,
    )
    for minutes, on in ((0, cast.today), (1441, cast.today), (10, cast.today + timedelta(days=1))):
        with pytest.raises(Refusal):
            add_hours(on=on, work="being", minutes=minutes, by=cast.outreach)
    with pytest.raises(NotSeen):
        strike_hours(hours_id=struck.pk, by=cast.centre)
    cells = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(
            BytesIO(signed_in("manager").get("/training/hours/agency/month.xlsx").content)
        ).active.iter_rows()
    ]  # type: ignore[union-attr]
    mine = next(row for row in cells if row[0] == "outreach")

    assert 90 in mine
    assert 30 in mine
    assert 999 not in mine
    assert signed_in("outreach").get("/training/hours/agency/").status_code == 403


def test_a_walk_that_weighs_is_talked_about_after_half_a_year(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例の方"), by=cast.outreach
    )
    with pytest.raises(NotSeen):
        begin_heavy(person_id=person.pk, by=cast.outreach)
    walk_with(
        person_id=person.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach
    )
    kept = begin_heavy(person_id=person.pk, on=cast.today - timedelta(days=200), by=cast.outreach)
    again = begin_heavy(person_id=person.pk, by=cast.outreach)

    assert again.pk == kept.pk
    assert is_time_to_talk(from_on=kept.from_on, today=cast.today)
    page = signed_in("coordinator").get("/training/carried/").content.decode()
    assert "例の方" in page
    assert "話し合う時期" in page
    end_heavy(heavy_id=kept.pk, agreed="二人で伴走する", by=cast.coordinator)
    assert queries.heavy_walks(cast.coordinator) == []
    assert signed_in("centre").get(f"/training/heavy/{kept.pk}/").status_code == 404


def test_who_carries_what_is_in_the_order_of_names_and_bounded(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    def people(count: int) -> None:
        for number in range(count):
            one = enter_person(
                office_id=cast.outreach_office.pk,
                person=NewPerson(called_name=f"例{number}"),
                by=cast.outreach,
            )
            for role in ("outreach", "employment", "coordinator"):
                walk_with(
                    person_id=one.pk,
                    member_id=cast.viewers[role].member_id,
                    on=cast.today,
                    by=cast.outreach,
                )

    people(2)
    counts = []
    browser = signed_in("coordinator")
    paths = (
        "/training/carried/",
        "/training/",
        f"/training/handing-over/{cast.outreach.member_id}/",
        f"/training/handing-over/{cast.outreach.member_id}/sheet.html",
    )
    for _round in range(2):
        for path in paths:
            browser.get(path)
        row = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(path).status_code == 200
            row.append(len(asked))
        counts.append(row)
        people(6)
    names = [one.member.name for one in queries.carried(cast.coordinator, unmet_before=cast.today)]

    assert counts[0] == counts[1]
    assert names == sorted(names)


def test_the_sheet_of_handing_over_says_first_what_not_to_do(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例の方"), by=cast.outreach
    )
    walk_with(
        person_id=person.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach
    )
    add_caution(
        person_id=person.pk,
        kind="do_not",
        text="後ろから声をかけない",
        until_on=None,
        by=cast.outreach,
    )
    make_promise(
        person_id=person.pk,
        text="受診に付き添う",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    keep_handover_words(person_id=person.pk, text="まず缶コーヒー", by=cast.outreach)
    address = f"/training/handing-over/{cast.outreach.member_id}/sheet."
    text = signed_in("outreach").get(f"{address}html").content.decode()

    assert (
        text.index("後ろから声をかけない")
        < text.index("受診に付き添う")
        < text.index("まず缶コーヒー")
    )
    assert signed_in("outreach").get(f"{address}pdf").content.startswith(b"%PDF")
    assert (
        signed_in("centre").get(f"{address}html").status_code == 404
        or "例の方" not in signed_in("centre").get(f"{address}html").content.decode()
    )
    assert signed_in("supporter").get(
        f"/training/handing-over/{cast.centre.member_id}/"
    ).status_code in (200, 404)


def test_a_merge_takes_walks_that_weigh_along_and_leaves_doubles(cast: Cast) -> None:
    one, other = (
        enter_person(
            office_id=cast.outreach_office.pk, person=NewPerson(called_name=name), by=cast.outreach
        )
        for name in ("例一", "例二")
    )
    for person in (one, other):
        walk_with(
            person_id=person.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach
        )
        begin_heavy(person_id=person.pk, by=cast.outreach)
        keep_handover_words(person_id=person.pk, text=person.called_name, by=cast.outreach)
    merge_people(kept_id=one.pk, gone_id=other.pk, reason="", by=cast.outreach)

    assert HeavyWalk.objects.filter(person=one, until_on=None).count() == 1
    assert [row.person_id for row in queries.heavy_walks(cast.outreach)] == [one.pk]


def test_thanks_reach_one_and_are_counted_nowhere(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    thank(member_id=cast.outreach.member_id, text="雨の夜をありがとう", by=cast.centre)
    with pytest.raises(NotSupervisable):
        thank(member_id=cast.centre.member_id, text="x", by=cast.centre)

    assert "雨の夜" in signed_in("outreach").get("/training/").content.decode()
    assert "雨の夜" not in signed_in("manager").get("/training/").content.decode()
