"""
Questions and research through the doors: put together, kept, shared, taken out; approved by two
others; wrong input; bounded queries.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.actions import NotAlone, confirm_proposal, let_member_go
from banso.access.models import Agency, Member, Proposal
from banso.access.proposals import proposals_waiting
from banso.audit.models import Event
from banso.companionship.actions import NewNote, write_note
from banso.insight import queries
from banso.insight.actions import (
    NobodyLeft,
    NotByYou,
    NotOpen,
    TooNearAList,
    approve_research,
    ask_for_research,
    close_research,
    keep_question,
    publish_agency,
    refuse_research,
    take_out_research,
)
from banso.insight.models import Question, Research
from banso.insight.report_rows import notes_outside
from banso.kit.formatting import brief_day
from banso.kit.refusals import NotSeen
from banso.people.actions import NewEntry, NewPerson, edit_person, enter_person, open_entry
from banso_analysis.leaving import MOST
from banso_analysis.periods import fiscal_year_of
from tests.commands import banso
from tests.conftest import Cast

OPEN = {"match": "all", "parts": [{"fact": "ledger", "now": True}]}


@pytest.fixture
def crowd(cast: Cast) -> list[Any]:
    """Thirty people in the outreach ledger, three of them women."""
    return _crowd(cast)


@pytest.fixture
def crowd_of_last_year(cast: Cast) -> list[Any]:
    """The same, there for more than a year."""
    return _crowd(cast, ago=400)


def _crowd(cast: Cast, *, ago: int = 0) -> list[Any]:
    made = []
    for number in range(30):
        one = enter_person(
            office_id=cast.outreach_office.pk,
            person=NewPerson(called_name=f"例{number:02d}", sex="female" if number < 3 else "male"),
            by=cast.outreach,
        )
        open_entry(
            person=one,
            entry=NewEntry(
                ledger="outreach",
                office_id=cast.outreach_office.pk,
                worker_id=None,
                on=cast.today - timedelta(days=ago + number),
            ),
            by=cast.outreach,
        )
        made.append(one)
    publish_agency(agency_id=cast.agency.pk)
    return made


def test_a_question_is_put_together_while_the_count_is_shown(
    crowd: list[Any], signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("coordinator")
    typed = {
        "match": "all",
        "g0.match": "all",
        "g0.0.fact": "person",
        "g0.0.has": "has",
        "g0.0.v.sex": ["female"],
    }
    ready = browser.get("/questions/new/?ready=accompanied").content.decode()
    since = brief_day(timezone.localdate() - timedelta(days=90))
    assert f'value="{since}"' in ready, "days stand as people write them"
    first = browser.post("/questions/new/", typed, follow=True).content.decode()
    assert '<span class="count">3</span>' in first
    more = browser.post("/questions/new/", typed | {"add": "g0"}, follow=True).content.decode()
    assert 'name="g0.1.fact"' in more
    none = browser.post(
        "/questions/new/", typed | {"g0.0.has": "none"}, follow=True
    ).content.decode()
    assert '<span class="count">27</span>' in none
    kept = browser.post(
        "/questions/new/",
        typed | {"keep": "1", "title": "女性", "columns": ["sex", "age"], "shared": "on"},
    )
    question = Question.objects.get()
    assert kept.headers["Location"] == f"/questions/{question.pk}/"
    page = browser.get(f"/questions/{question.pk}/").content.decode()
    assert "例00" in page
    assert "例05" not in page


@pytest.mark.either
@pytest.mark.parametrize(
    "poison",
    [
        "",
        pytest.param("\x00", marks=pytest.mark.both_engines),
        "x" * 3000,
        "=1+1",
        "<script>alert(1)</script>",
        "'; DROP TABLE people_person; --",
        "%s",
        "99999999",
        "-1",
        "令和",
    ],
)
def test_wrong_input_is_said_beside_the_field_or_left_out(
    crowd: list[Any], signed_in: Callable[[str], Client], poison: str
) -> None:
    browser = signed_in("coordinator")
    for fact in ("person", "contact", "ledger", poison):
        names = (
            "has",
            "least",
            "since",
            "until",
            "after",
            "before",
            "min.age",
            "max.age",
            "flag.being",
            "v.sex",
            "v.ledger",
            "v.method",
        )
        typed = {
            "match": poison,
            "g0.match": poison,
            "g0.0.fact": fact,
            "title": poison,
            "keep": "1",
            **{f"g0.0.{name}": poison for name in names},
        }
        answer = browser.post("/questions/new/", typed)
        assert answer.status_code in (200, 302, 400, 422), fact
        assert "<script>alert" not in answer.content.decode()
    for path in ("/trends/in_ledger/", "/reports/support/", "/trends/homes/", "/findings/groups/"):
        for name in (
            "first",
            "last",
            "by",
            "view",
            "year",
            "lost",
            "care",
            "code",
            "period",
            "kind",
            "after_row",
        ):
            assert browser.get(path, {name: poison}).status_code in (200, 400, 404)
    for path in ("/trends/in_ledger/behind/", "/reports/support/behind/"):
        assert browser.get(
            path, {"period": poison, "kind": poison, "line": poison}
        ).status_code in (200, 400, 404)


def test_a_list_asks_as_much_however_long_it_is(
    crowd: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    few = keep_question(
        title="少し",
        body={"match": "all", "parts": [{"fact": "person", "values": {"sex": ["female"]}}]},
        columns=["sex"],
        shared=True,
        by=cast.coordinator,
    )
    many = keep_question(title="みな", body=OPEN, columns=["sex"], shared=True, by=cast.coordinator)
    browser, counts = signed_in("coordinator"), []
    for path in (
        f"/questions/{few.pk}/",
        f"/questions/{many.pk}/",
        f"/questions/{few.pk}/",
        f"/questions/{many.pk}/",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[2] == counts[3]
    for path, most in (
        ("/questions/", 12),
        ("/trends/in_ledger/", 12),
        ("/reports/support/", 14),
        ("/trends/homes/", 13),
        ("/research/", 10),
        ("/trends/", 10),
        ("/findings/groups/", 12),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        assert len(asked) <= most, (path, len(asked))


def test_a_shared_question_shows_each_their_own_people(
    crowd: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    kept = keep_question(title="みな", body=OPEN, columns=["sex"], shared=True, by=cast.coordinator)
    edit_person(person_id=crowd[0].pk, version=None, restricted=True, by=cast.outreach)

    assert "例00" not in signed_in("coordinator").get(f"/questions/{kept.pk}/").content.decode(), (
        "hidden a moment ago, and in no list since"
    )
    assert "例00" in signed_in("manager").get(f"/questions/{kept.pk}/").content.decode()
    assert "例01" not in signed_in("centre").get(f"/questions/{kept.pk}/").content.decode(), (
        "another office's people"
    )
    assert signed_in("neighbour").get(f"/questions/{kept.pk}/").status_code == 404
    assert signed_in("volunteer").get(f"/questions/{kept.pk}/").status_code == 403
    own = keep_question(title="わたしの", body=OPEN, columns=[], shared=False, by=cast.coordinator)
    assert signed_in("manager").get(f"/questions/{own.pk}/").status_code == 404


def test_the_list_leaves_as_excel_csv_and_parquet(
    crowd: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    kept = keep_question(
        title="みな",
        body=OPEN,
        columns=["sex", "first_entry", "contacts"],
        shared=True,
        by=cast.coordinator,
    )
    write_note(
        person_id=crowd[4].pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, words=""),
        by=cast.outreach,
    )
    publish_agency(agency_id=cast.agency.pk)
    browser = signed_in("coordinator")
    sheet = openpyxl.load_workbook(
        BytesIO(browser.get(f"/questions/{kept.pk}/list.xlsx").content)
    ).active
    table = pq.read_table(BytesIO(browser.get(f"/questions/{kept.pk}/list.parquet").content))
    text = b"".join(browser.get(f"/questions/{kept.pk}/list.csv").streaming_content).decode()  # type: ignore[arg-type]

    assert sheet is not None
    assert sheet.max_row == 31
    assert table.num_rows == 30
    assert (
        dict(zip(table["called_name"].to_pylist(), table["contacts"].to_pylist(), strict=True))[
            "例04"
        ]
        == 1
    )
    assert text.count("\r\n") == 31
    assert signed_in("observer").get(f"/questions/{kept.pk}/list.csv").status_code == 403


def _asked(cast: Cast, columns: list[str]) -> Research:
    kept = keep_question(title="みな", body=OPEN, columns=columns, shared=True, by=cast.coordinator)
    return ask_for_research(
        question_id=kept.pk,
        columns=columns,
        purpose="孤立の研究",
        recipient="見本大学",
        by=cast.coordinator,
    )


def test_research_is_approved_by_two_others_and_open_for_fourteen_days(
    crowd: list[Any], cast: Cast
) -> None:
    asked = _asked(cast, ["sex", "first_entry"])
    with pytest.raises(NotByYou):
        approve_research(research_id=asked.pk, by=cast.coordinator)
    with pytest.raises(NotOpen):
        take_out_research(research_id=asked.pk, by=cast.coordinator)
    approve_research(research_id=asked.pk, by=cast.outreach)
    with pytest.raises(NotByYou):
        approve_research(research_id=asked.pk, by=cast.outreach)
    done = approve_research(research_id=asked.pk, by=cast.manager)

    assert (done.first_by_id, done.second_by_id) == (
        cast.outreach.member_id,
        cast.manager.member_id,
    )
    assert len(done.rows) + done.left_out == 30
    assert min(done.rows.count(row) for row in done.rows) >= 5
    assert take_out_research(research_id=asked.pk, by=cast.coordinator).taken_out == 1
    with pytest.raises(NotSeen):
        take_out_research(research_id=asked.pk, by=cast.manager)
    assert close_research(today=cast.today + timedelta(days=15)) == 1
    assert Research.objects.get(pk=asked.pk).rows == []


def test_no_list_leaves_that_is_a_few_people_apart_from_one_that_left(
    crowd: list[Any], cast: Cast
) -> None:
    def released(columns: list[str]) -> Research:
        asked = _asked(cast, columns)
        approve_research(research_id=asked.pk, by=cast.outreach)
        return approve_research(research_id=asked.pk, by=cast.manager)

    first = released(["sex"])
    assert len(first.people) == len(first.rows)
    assert not {one.pk.hex for one in crowd} & set(first.people)
    assert len(released(["first_entry"]).rows) > 20, "another list"
    hidden = crowd[-1]
    edit_person(person_id=hidden.pk, version=None, restricted=True, by=cast.manager)
    with pytest.raises(TooNearAList):
        released(["sex"])
    close_research(today=cast.today + timedelta(days=15))
    with pytest.raises(TooNearAList):
        released(["sex"])


def test_whose_word_on_research_counts_is_the_agency_s_rule(crowd: list[Any], cast: Cast) -> None:
    Agency.objects.filter(pk=cast.agency.pk).update(second_by="managers")
    asked = _asked(cast, ["sex"])
    with pytest.raises(NotByYou):
        approve_research(research_id=asked.pk, by=cast.centre)
    with pytest.raises(NotSeen):
        confirm_proposal(proposal_id=Proposal.objects.get().pk, by=cast.centre)
    done = approve_research(research_id=asked.pk, by=cast.manager)
    assert (done.first_by_id, done.second_by_id) == (None, cast.manager.member_id), (
        "one other manager, one word"
    )


def test_in_an_agency_of_two_one_word_is_enough_and_one_s_own_never(
    crowd: list[Any], cast: Cast
) -> None:
    two = (cast.coordinator.member_id, cast.centre.member_id)
    Member.objects.filter(agency=cast.agency).exclude(pk__in=two).update(gone_at=timezone.now())
    asked = _asked(cast, ["sex"])
    with pytest.raises(NotAlone):
        confirm_proposal(proposal_id=Proposal.objects.get().pk, by=cast.coordinator)
    done = approve_research(research_id=asked.pk, by=cast.centre)
    assert done.second_by_id == cast.centre.member_id
    assert len(done.rows) + done.left_out == 30


def test_research_waits_on_the_desk_and_is_confirmed_or_stopped_there(
    crowd: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    asked = _asked(cast, ["sex"])
    waits = Proposal.objects.get()
    for role, told in (("centre", True), ("manager", True), ("volunteer", False)):
        assert ("見本大学" in signed_in(role).get("/waiting/").content.decode()) is told, role
    for role in ("centre", "manager"):
        assert signed_in(role).post(f"/waiting/{waits.pk}/confirm/").status_code == 302
    done = Research.objects.get(pk=asked.pk)
    assert (done.first_by_id, done.second_by_id) == (
        cast.centre.member_id,
        cast.manager.member_id,
    )
    assert Event.objects.filter(action="approve_research", object_id=asked.pk).exists()
    again = _asked(cast, ["sex"])
    refuse_research(research_id=again.pk, words="目的がわからない", by=cast.manager)
    assert not proposals_waiting(cast.agency.pk).exists()
    with pytest.raises(NotOpen):
        approve_research(research_id=again.pk, by=cast.centre)


def test_research_whose_time_to_confirm_is_over_is_asked_for_anew(
    crowd: list[Any], cast: Cast
) -> None:
    asked = _asked(cast, ["sex"])
    Proposal.objects.update(open_until=timezone.now())
    for by in (cast.outreach, cast.manager):
        done = approve_research(research_id=asked.pk, by=by)
    assert done.second_by_id == cast.manager.member_id


def test_the_nightly_command_empties_lists_whose_day_is_over(crowd: list[Any], cast: Cast) -> None:
    asked = _asked(cast, ["sex"])
    approve_research(research_id=asked.pk, by=cast.outreach)
    approve_research(research_id=asked.pk, by=cast.manager)
    banso("publish")
    assert Research.objects.get(pk=asked.pk).rows
    Research.objects.update(until_on=cast.today - timedelta(days=1))
    banso("publish")

    assert Research.objects.get(pk=asked.pk).rows == []


def test_research_is_as_wide_as_the_one_who_asks_sees(crowd: list[Any], cast: Cast) -> None:
    for one in crowd[:10]:
        edit_person(person_id=one.pk, version=None, restricted=True, by=cast.manager)
    asked = _asked(cast, ["sex"])
    approve_research(research_id=asked.pk, by=cast.outreach)
    done = approve_research(research_id=asked.pk, by=cast.manager)

    assert len(done.rows) + done.left_out == 20, (
        "the manager sees thirty, the coordinator who asked sees twenty"
    )


def test_nobody_is_left_of_a_handful(cast: Cast) -> None:
    one = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例"), by=cast.outreach
    )
    open_entry(
        person=one,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )
    publish_agency(agency_id=cast.agency.pk)
    asked = _asked(cast, ["sex"])
    approve_research(research_id=asked.pk, by=cast.outreach)
    with pytest.raises(NobodyLeft):
        approve_research(research_id=asked.pk, by=cast.manager)
    refuse_research(research_id=asked.pk, words="人数が少ない", by=cast.manager)
    with pytest.raises(NotOpen):
        approve_research(research_id=asked.pk, by=cast.centre)


def test_what_was_asked_for_research_never_changes(crowd: list[Any], cast: Cast) -> None:
    asked = _asked(cast, ["sex"])
    for columns in ({"purpose": "ほかのこと"}, {"columns": ["age"]}, {"recipient": "だれか"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Research.objects.filter(pk=asked.pk).update(**columns)
    let_member_go(member_id=cast.supporter.member_id, on=cast.today, by=cast.manager)


def test_files_for_outside_hide_small_numbers(
    crowd_of_last_year: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser, last = signed_in("manager"), fiscal_year_of(cast.today) - 1
    there = f"/trends/sex/figure.csv?first={last - 1}&last={last}"
    inside = b"".join(browser.get(there).streaming_content).decode()  # type: ignore[arg-type]
    outside = b"".join(browser.get(f"{there}&for=outside").streaming_content).decode()  # type: ignore[arg-type]
    whole, told = (
        [line for line in text.splitlines() if line.startswith("令和")][-1].split(",")[1:]
        for text in (inside, outside)
    )

    assert sorted(whole) == ["27", "3"]
    assert sorted(told)[0] == ""
    assert 25 <= int(sorted(told)[1]) <= 29
    runs = f"/trends/sex/figure.csv?first={last + 1}&last={last + 1}"
    of_this_year = b"".join(browser.get(f"{runs}&for=outside").streaming_content).decode()  # type: ignore[arg-type]
    assert not [line for line in of_this_year.splitlines() if line.startswith("令和")]
    assert browser.get(f"{there}&by=month&for=outside").status_code == 404


def test_the_report_leaves_as_numbers_with_their_definitions(
    crowd: list[Any], signed_in: Callable[[str], Client]
) -> None:
    book = openpyxl.load_workbook(
        BytesIO(signed_in("manager").get("/reports/support/report.xlsx").content)
    )
    sheet = book.active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]

    heads = [head for head in cells[2] if head]  # in April there are few; definitions are wider
    assert len(heads) >= 3
    assert all(isinstance(one, int) for one in cells[3][1 : len(heads)])
    assert f"{timezone.localtime():%Y-%m-%d}" in str(cells[-1][1]), (
        "the moment is told in local time, as on the page"
    )
    assert any("人口 × 100,000" in str(cell) for row in cells for cell in row)
    assert not any(str(cell).startswith("=") for row in cells for cell in row if cell is not None)


def test_a_report_for_outside_tells_of_people_and_what_follows_from_them(
    crowd_of_last_year: list[Any], cast: Cast
) -> None:
    last = fiscal_year_of(cast.today) - 1
    told = queries.report_for_outside(cast.manager, "accompanying", last)

    assert [line.code for line in told.lines if line.code.startswith("spoken")] == [
        "spoken_people"
    ], "how often the same people were spoken with is not told beside them"
    assert abs((told.people["people"] or 0) - 30) <= MOST
    assert told == queries.report_for_outside(cast.outreach, "accompanying", last)
    with pytest.raises(NotSeen):
        queries.report_for_outside(cast.manager, "accompanying", last + 1)
    shown = [(one, part, of) for one, part, of, _share in told.rates if part is not None and of]
    assert shown
    notes = notes_outside(queries.report(cast.manager, "accompanying", last), told)
    assert {str(one.label) for one, _part, _of in shown} <= {str(row[0]) for row in notes}


def test_a_month_is_a_sheet_beside_the_year_so_far_and_leaves_for_nobody_outside(
    crowd: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser, there = signed_in("manager"), "/reports/support/sheet.html"
    month = browser.get("/reports/support/").context["month_pages"][-1][0]
    sheet = browser.get(f"{there}?month={month}").context["sheet"]
    table = sheet.blocks[0]
    numbers = [row.cells[place] for row in table.rows for place in (1, 2, 4, 5)]

    assert sheet.title.startswith("月報")
    assert table.head == ("項目", "今月", "年度計") * 2
    assert sheet.author.startswith(cast.agency.name)
    assert all(one.replace(",", "").isdigit() for one in numbers if one)
    assert all(int(row.cells[1]) <= int(row.cells[2]) for row in table.rows)
    for wrong in (f"{month}&for=outside", "190001", "x"):
        assert browser.get(f"{there}?month={wrong}").status_code == 404


def test_a_year_that_runs_leaves_for_nobody_outside_but_is_filed_whole(
    crowd: list[Any], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser, there = signed_in("manager"), "/reports/support/report.xlsx"
    assert browser.get(f"{there}?for=outside").status_code == 404
    assert browser.get(there).status_code == 200
    last = fiscal_year_of(cast.today) - 1
    for year, offered in ((last, True), (last + 1, False)):
        page = browser.get(f"/reports/support/?year={year}").content.decode()
        assert (f"report.xlsx?year={year}&amp;for=outside" in page) is offered
    over = browser.get(f"{there}?year={last}&for=outside")
    sheet = openpyxl.load_workbook(BytesIO(over.content)).active
    assert sheet is not None
    heads = [cell.value for cell in next(iter(sheet.iter_rows(min_row=3))) if cell.value]
    assert len(heads) == 2, "no months"
    assert Event.objects.filter(action__contains="report", detail__outside=True).count() == 1


def test_before_anything_is_published_every_page_says_so(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    asked = _asked(cast, ["sex"])
    approve_research(research_id=asked.pk, by=cast.outreach)
    browser = signed_in("manager")
    kept = Question.objects.get()
    for path in ("/trends/", "/reports/", "/questions/", "/questions/new/"):
        assert "まだ集計用の写しがありません" in browser.get(path).content.decode()
    for path in (
        "/trends/age/",
        "/trends/homes/",
        "/trends/age/figure.csv",
        "/trends/age/behind/?period=2026",
        "/reports/support/",
        "/reports/support/report.xlsx",
        f"/questions/{kept.pk}/",
        f"/questions/{kept.pk}/list.csv",
    ):
        assert browser.get(path).headers["Location"] == "/trends/", path
    assert (
        browser.post(f"/research/{asked.pk}/decide/", {"word": "yes"}).headers["Location"]
        == "/trends/"
    )
    assert Research.objects.get(pk=asked.pk).second_by_id is None
    assert browser.post("/trends/publish/").status_code == 302
    assert browser.get("/trends/age/").status_code == 200
