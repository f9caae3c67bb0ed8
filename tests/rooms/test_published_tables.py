"""What is published is declared once, by name: a changed declaration makes the snapshot anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from banso.access.models import Agency
from banso.insight import queries
from banso.insight.actions import publish_agency
from banso.insight.declared import read_question as read
from banso.insight.models import Question
from banso.insight.queries.published import OfAgency, declaration
from banso.insight.queries.snapshots import NothingPublished, asking, folder_of
from banso.insight.queries.trends import Span
from banso.kit.declarations import read_declarations
from banso.kit.eras import fiscal_year
from banso.kit.publishing import CODE, NUMBER, Column, PublishedTable
from banso.people import declares
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso_analysis.columns import PersonColumn, beside
from banso_analysis.engines import InProcess, Seen, snapshot_in
from banso_analysis.figures import ENTRY, Figure, or_unknown, standing
from banso_analysis.questions import Fact
from tests.conftest import Cast

PETS = {"dog": "犬", "none": "いない"}
PET = Column("pet", CODE, "values", "pet", label="飼っている動物", options=PETS)
WITH_PETS = Figure(
    "pets",
    standing("ledger_entries", or_unknown("t.pet"), span=ENTRY),
    at_the_end=True,
    title="いっしょにいる動物",
    definition="年度末に台帳が開いている人を、動物ごとに数えます。",
    kinds={**PETS, "unknown": "わからない"},
)
PET_ASKED = Fact("pet", "動物といる", "ledger_entries", "opened_on", choices=("pet",))
PET_BESIDE = PersonColumn(
    "pet", beside("ledger_entries", "MAX(pet)"), "code", label="動物", options=PETS
)
INCOME = Column("income", NUMBER, "values", "income", sensitivity="money")
IN_OUTREACH = {"match": "all", "parts": [{"fact": "ledger", "values": {"ledger": ["outreach"]}}]}


@pytest.fixture
def declaring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let the people room publish more of its ledgers than it does."""

    def declare(*columns: Column, and_also: tuple[Any, ...] = ()) -> None:
        monkeypatch.undo()
        more = tuple(
            replace(one, columns=(*one.columns, *columns))
            if isinstance(one, PublishedTable) and one.code == "ledger_entries"
            else one
            for one in declares.DECLARATIONS
        )
        monkeypatch.setattr(declares, "DECLARATIONS", (*more, *and_also))
        read_declarations()

    yield declare
    monkeypatch.undo()
    read_declarations()


@pytest.fixture
def three(cast: Cast) -> None:
    """Three people in the outreach ledger, one of them with a dog."""
    for number, values in enumerate(({"pet": "dog", "income": 30000}, {"pet": "none"}, {})):
        person = enter_person(
            person=NewPerson(called_name=f"例{number}"),
            office_id=cast.outreach_office.pk,
            by=cast.outreach,
        )
        entry = NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values=values,
        )
        open_entry(person=person, entry=entry, by=cast.outreach)


def asked(cast: Cast) -> tuple[Any, int, int]:
    """Ask a figure, a question and a report."""
    year = fiscal_year(cast.today)
    trend = queries.trend(cast.manager, "in_ledger", Span(year, year))
    report = queries.report(cast.manager, "accompanying", fiscal_year=year)
    return (
        trend.numbers,
        queries.count_of(cast.manager, read(IN_OUTREACH)).people,
        report.found.total("people"),
    )


def with_a_pet(cast: Cast) -> list[Any]:
    """Ask what the new column says."""
    with asking(cast.manager) as open_question:
        return open_question.engine.rows("SELECT pet FROM ledger_entries ORDER BY pet")


def test_a_changed_declaration_makes_the_base_anew_and_every_answer_is_right(
    cast: Cast, three: None, declaring: Callable[..., None]
) -> None:
    expected = ({("outreach", fiscal_year(cast.today)): 3}, 3, 3)
    publish_agency(agency_id=cast.agency.pk)
    assert asked(cast) == expected

    declaring(PET)
    with pytest.raises(NothingPublished):
        asked(cast)
    anew = publish_agency(agency_id=cast.agency.pk)

    assert anew.whole
    assert asked(cast) == expected
    assert with_a_pet(cast) == [("",), ("dog",), ("none",)]
    assert not publish_agency(agency_id=cast.agency.pk).whole

    declaring()
    assert publish_agency(agency_id=cast.agency.pk).whole
    assert asked(cast) == expected


def test_a_column_is_added_in_its_room_alone_and_counted_asked_and_listed(
    cast: Cast,
    three: None,
    declaring: Callable[..., None],
    signed_in: Callable[[str], Client],
) -> None:
    declaring(PET, and_also=(WITH_PETS, PET_ASKED, PET_BESIDE))
    publish_agency(agency_id=cast.agency.pk)
    browser = signed_in("manager")
    asked_for = {"match": "all", "g0.match": "all", "g0.0.fact": "pet", "g0.0.has": "has"}

    trends = browser.get("/trends/").content.decode()
    trend = browser.get("/trends/pets/").content.decode()
    building = browser.post("/questions/new/", asked_for | {"g0.0.v.pet": ["dog"]}, follow=True)
    browser.post(
        "/questions/new/",
        asked_for | {"g0.0.v.pet": ["dog"], "keep": "1", "title": "犬", "columns": ["pet"]},
    )
    kept = browser.get(f"/questions/{Question.objects.get().pk}/").content.decode()

    assert "いっしょにいる動物" in trends
    assert all(word in trend for word in ("犬", "いない", "わからない", "年度末に台帳が"))
    assert "飼っている動物" in building.content.decode()
    assert '<span class="count">1</span>' in building.content.decode()
    assert all(word in kept for word in ("動物といる 飼っている動物＝犬", "<th", "動物", "例0"))


def test_a_figure_leaves_out_what_one_may_not_read(
    cast: Cast, three: None, declaring: Callable[..., None]
) -> None:
    by_income = replace(
        WITH_PETS,
        code="incomes",
        rows=standing(
            "ledger_entries",
            "CASE WHEN t.income > 0 THEN 'some' WHEN t.income IS NULL THEN NULL ELSE 'none' END",
            span=ENTRY,
        ),
    )
    declaring(INCOME, and_also=(by_income,))
    publish_agency(agency_id=cast.agency.pk)
    year = fiscal_year(cast.today)

    seen = queries.trend(cast.manager, "incomes", Span(year, year))
    unseen = queries.trend(cast.observer, "incomes", Span(year, year))

    assert (seen.numbers, seen.people) == ({("some", year): 1}, {year: 1})
    assert (unseen.numbers, unseen.people) == ({}, {})


def test_who_reads_the_old_snapshot_meanwhile_reads_on(
    cast: Cast, three: None, declaring: Callable[..., None]
) -> None:
    publish_agency(agency_id=cast.agency.pk)
    with asking(cast.manager) as open_question:
        declaring(PET)
        publish_agency(agency_id=cast.agency.pk)

        assert open_question.engine.rows("SELECT COUNT(*) FROM people") == [(3,)]


def test_in_a_column_stands_nothing_for_who_may_not_read_it(
    cast: Cast, three: None, declaring: Callable[..., None]
) -> None:
    declaring(INCOME)
    publish_agency(agency_id=cast.agency.pk)
    snapshot = snapshot_in(folder_of(cast.agency.pk))
    text = "SELECT income FROM ledger_entries ORDER BY income NULLS LAST"

    assert InProcess(snapshot, Seen(readable=("plain",))).rows(text) == [(None,)] * 3
    assert InProcess(snapshot, Seen(readable=("plain", "money"))).rows(text) == [
        (30000,),
        (None,),
        (None,),
    ]


def test_what_the_rooms_declare_can_be_published(db: None) -> None:
    declared = declaration()

    assert {"people", "ledger_entries", "timeline", "survey_answers"} <= set(declared.tables)
    assert OfAgency(Agency().pk).declaration is declared
