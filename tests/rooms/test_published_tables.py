"""What is published is declared once, by name: a changed declaration makes the snapshot anew."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
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
from banso.people.ledger_fields import LedgerField
from banso.people.published.tables import of_field
from banso_analysis.columns import PersonColumn, beside
from banso_analysis.engines import InProcess, Seen, snapshot_in
from banso_analysis.figures import ENTRY_STANDS, Figure, or_unknown, standing
from banso_analysis.publishing import NotAsDeclared, publish, record
from banso_analysis.questions import Fact
from banso_analysis.schema import (
    BadDeclaration,
    Declaration,
    Kind,
    Table,
    declaration_of,
)
from banso_analysis.schema import Column as Declared
from tests.conftest import Cast

AT = "2026-01-01T00:00:00+00:00"
PETS = {"dog": "犬", "none": "いない"}
PET = Column("pet", CODE, "values", "pet", label="飼っている動物", options=PETS)
WITH_PETS = Figure(
    "pets",
    standing("ledger_entries", or_unknown("t.pet"), rule=ENTRY_STANDS),
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
    building = browser.post("/questions/new/", asked_for | {"g0.0.v.pet": ["dog"]})
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
            rule=ENTRY_STANDS,
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


ENTRIES = Table(
    "entries",
    (Declared("person_id", Kind.ID), Declared("on_day", Kind.DAY, source="on")),
    source="model",
)
PEOPLE = Table("people", (Declared("person_id", Kind.ID),))
ON_DAY = ENTRIES.columns[1]


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRIES, columns=(*ENTRIES.columns, Declared("kind", Kind.CODE))),
        replace(ENTRIES, columns=ENTRIES.columns[:1]),
        replace(ENTRIES, source="only=current"),
        replace(ENTRIES, name="other"),
        *(
            replace(ENTRIES, columns=(ENTRIES.columns[0], replace(ON_DAY, **change)))
            for change in (
                {"name": "day"},
                {"kind": Kind.CODE},
                {"source": "at"},
                {"sensitivity": "health"},
            )
        ),
    ],
)
def test_whatever_is_declared_otherwise_is_another_format(changed: Table) -> None:
    assert declaration_of([PEOPLE, changed]).format != declaration_of([PEOPLE, ENTRIES]).format
    assert declaration_of([ENTRIES, PEOPLE]).format == declaration_of([PEOPLE, ENTRIES]).format


@pytest.mark.parametrize(
    "make",
    [
        lambda: declaration_of([ENTRIES]),
        lambda: declaration_of([PEOPLE, PEOPLE]),
        lambda: replace(ENTRIES, columns=ENTRIES.columns[1:]),
        lambda: replace(ENTRIES, columns=ENTRIES.columns * 2),
        lambda: replace(ENTRIES, name="entries; DROP TABLE people"),
        lambda: replace(ENTRIES, columns=(*ENTRIES.columns, Declared("a b", Kind.CODE))),
    ],
)
def test_what_can_not_be_published_is_refused_at_once(make: Callable[[], Any]) -> None:
    with pytest.raises(BadDeclaration):
        make()


@pytest.mark.parametrize("odd", [{"person_id": ["1"]}, {"person_id": [], "on_day": [], "x": []}])
def test_rows_are_written_by_the_names_that_are_declared(odd: dict[str, list[Any]]) -> None:
    with pytest.raises(NotAsDeclared):
        record(ENTRIES, odd)
    made = record(ENTRIES, {"on_day": ["2026-04-01"], "person_id": ["1"]})

    assert made.to_pylist() == [{"person_id": "1", "on_day": date(2026, 4, 1)}]


class Source:
    """Two people without a database; the power goes while the second table is read."""

    def __init__(self, *tables: Table, breaks: bool = False) -> None:
        self.declaration: Declaration = declaration_of([PEOPLE, *tables])
        self.breaks = breaks

    def mark(self) -> int:
        return 1

    def touched_since(self, mark: int) -> list[str]:
        return []

    def piece(self, table: str, after: str, size: int) -> tuple[dict[str, list[Any]], str]:
        if self.breaks and table != "people":
            raise RuntimeError("the power went")
        rows = {one.name: ["1", "2"] for one in self.declaration.tables[table].columns}
        return rows, ""

    def of_people(self, table: str, people: Any) -> Iterator[dict[str, list[Any]]]:
        yield from ()

    def in_one_moment(self) -> Any:
        from contextlib import nullcontext

        return nullcontext()


def test_a_base_that_broke_off_is_gone_on_with_only_as_it_was_declared(tmp_path: Path) -> None:
    first = Table("entries", (Declared("person_id", Kind.ID), Declared("kind", Kind.CODE)))
    then = replace(first, columns=(*first.columns, Declared("more", Kind.CODE)))
    for table in (first, then):
        with pytest.raises(RuntimeError):
            publish(tmp_path, Source(table, breaks=True), at=AT)

    done = publish(tmp_path, Source(then), at=AT)

    assert done.went_on
    body = json.loads((tmp_path / "current.json").read_text())
    assert [name for name, _kind, _asks in body["tables"]["entries"]] == then.names
    assert not publish(tmp_path, Source(then), at=AT).whole
    assert publish(tmp_path, Source(first), at=AT).whole


@pytest.mark.parametrize(
    ("kind", "kept", "published"),
    [
        ("choice", "dog", "dog"),
        ("choice", "駅裏の山田さんの犬", ""),
        ("choice", "", ""),
        ("number", 30000, 30000),
        ("number", "30000", 30000),
        ("number", "三万くらい", None),
        ("number", None, None),
        ("day", "2026-04-01", "2026-04-01"),
        ("day", "春ごろ", None),
        ("day", None, None),
    ],
)
def test_a_field_of_a_ledger_gives_its_codes_numbers_and_days_and_no_words(
    kind: str, kept: object, published: object
) -> None:
    column = of_field(LedgerField("pet", "動物", kind, (("dog", "犬"),), published=True))

    assert column.of is not None
    assert column.of(kept) == published


@pytest.mark.parametrize("kind", ["line", "prose", "many"])
def test_what_people_write_is_never_published(kind: str) -> None:
    with pytest.raises(BadDeclaration, match="never published"):
        of_field(LedgerField("words", "言葉", kind, published=True))


def test_what_the_rooms_declare_can_be_published(db: None) -> None:
    declared = declaration()

    assert {"people", "ledger_entries", "timeline", "survey_answers"} <= set(declared.tables)
    assert OfAgency(Agency().pk).declaration is declared
