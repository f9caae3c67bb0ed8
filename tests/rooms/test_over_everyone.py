"""
Figures, questions, reports and research over the invented agency, each held against an independent
count, on DuckDB and on Spark.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from banso.access.models import Member
from banso.access.queries import every_manager, viewer_of
from banso.access.viewer import Viewer
from banso.companionship.models import ContactNote
from banso.insight import queries
from banso.insight.declared import figures
from banso.insight.declared import read_question as read
from banso.insight.figure_labels import kind_label
from banso.insight.queries.snapshots import asking, seen_of
from banso.insight.queries.trends import Span
from banso.insight.report_labels import LINES
from banso.insight.report_lines import REPORTS
from banso.intake.models import Intake
from banso.intake.rules import Outcome
from banso.people.models import LedgerEntry, Person, PersonName, TimelineEntry
from banso.people.queries import people_seen_by
from banso.planning.models import SupportPlan
from banso.referrals.models import Referral
from banso.referrals.queries import figures_of_agency as referrals_counted
from banso.surveys.models import Survey
from banso.ties.models import Tie
from banso.ties.queries import figures_of_agency as ties_counted
from banso_analysis.columns import everybody
from banso_analysis.engines import InProcess, snapshot_in
from banso_analysis.figures import behind, numbers, rows_of
from banso_analysis.homes import MARKS, Choice, kept_after, stays
from banso_analysis.periods import fiscal_year_of, fiscal_years, months
from banso_analysis.questions import condition, people
from banso_analysis.research import K, L, released
from banso_analysis.rounding import half_up
from tests import databases

pytestmark = pytest.mark.slow  # the demo is filled first
TEN: dict[str, dict[str, Any]] = {
    "open in the centre or aftercare": {
        "match": "all",
        "parts": [{"fact": "ledger", "values": {"ledger": ["centre", "aftercare"]}, "now": True}],
    },
    "women over sixty": {
        "match": "all",
        "parts": [{"fact": "person", "values": {"sex": ["female"]}, "at_least": {"age": 60}}],
    },
    "no key person": {
        "match": "all",
        "parts": [
            {"fact": "tie", "has": False, "values": {"role": ["key_person"]}},
            {"fact": "ledger", "now": True},
        ],
    },
    "led somewhere and came back": {"match": "all", "parts": [{"fact": "returned", "least": 2}]},
    "alone at entry": {
        "match": "all",
        "parts": [
            {
                "fact": "answer",
                "values": {"item": ["alone"], "moment": ["entry"], "step": ["4", "3"]},
            }
        ],
    },
    "home after the centre": {
        "match": "all",
        "parts": [{"fact": "opened", "values": {"ledger": ["aftercare"]}, "after": "consultation"}],
    },
    "housing or food": {
        "match": "any",
        "parts": [
            {"fact": "matter", "values": {"matter": ["housing"]}},
            {"fact": "matter", "values": {"matter": ["food"]}},
        ],
    },
    "no plan": {"match": "all", "parts": [{"fact": "plan", "has": False}]},
    "closed and out of contact": {
        "match": "all",
        "parts": [{"fact": "closed", "values": {"closing_reason": ["lost_contact"]}}],
    },
    "groups in groups": {
        "match": "any",
        "parts": [
            {
                "match": "all",
                "parts": [
                    {"fact": "consultation", "values": {"channel": ["walk_in"]}},
                    {"fact": "survey", "values": {"moment": ["m6"]}},
                ],
            },
            {"match": "all", "parts": [{"fact": "contact", "least": 5, "flags": {"being": True}}]},
        ],
    },
}


@dataclass
class Demo:
    """The invented agency, published."""

    viewer: Viewer
    snapshots: Path


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """All tests of this file look at one copy of the demo."""
    home = tmp_path_factory.mktemp("everyone")
    with django_db_blocker.unblock(), databases.demo_instead(connection, home):
        viewer = next(one for _name, one in every_manager(today=timezone.localdate()))
        yield Demo(viewer, home / "snapshots")


@pytest.fixture
def demo(filled: Demo, settings: Any) -> Demo:
    settings.BANSO_SNAPSHOTS = filled.snapshots
    return filled


def independent(name: str, today: date) -> set[UUID]:
    """Answer the ten questions from the live tables, by hand."""
    ledger = LedgerEntry.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=today), opened_on__lte=today
    )
    everybody_there = Person.objects.filter(merged_into=None)
    if name == "open in the centre or aftercare":
        return set(
            ledger.filter(ledger__in=["centre", "aftercare"]).values_list("person_id", flat=True)
        )
    if name == "women over sixty":
        return {
            one.pk
            for one in everybody_there.filter(sex="female")
            if one.birth_year
            and today.year - one.birth_year - int((one.birth_month or 0) > today.month) >= 60
        }
    if name == "no key person":
        tied = set(
            Tie.objects.filter(role="key_person", hidden_on=None).values_list(
                "person_id", flat=True
            )
        )
        return set(ledger.values_list("person_id", flat=True)) - tied
    if name == "led somewhere and came back":
        backs = list(
            Referral.objects.filter(returned_on__isnull=False).values_list("person_id", flat=True)
        )
        return {one for one in backs if backs.count(one) >= 2}
    if name == "alone at entry":
        return {
            one.person_id
            for one in Survey.objects.filter(moment="entry", declined=False)
            if one.answers.get("alone") in ("4", "3")
        }
    if name == "home after the centre":
        first = {}
        for one in Intake.objects.order_by("-on"):
            first[one.person_id] = one.on
        return {
            one.person_id
            for one in LedgerEntry.objects.filter(ledger="aftercare")
            if one.person_id in first and one.opened_on > first[one.person_id]
        }
    if name == "housing or food":
        return {
            one.person_id for one in Intake.objects.all() if {"housing", "food"} & set(one.matters)
        }
    if name == "no plan":
        return set(everybody_there.values_list("pk", flat=True)) - set(
            SupportPlan.objects.values_list("person_id", flat=True)
        )
    if name == "closed and out of contact":
        return set(
            LedgerEntry.objects.filter(closing_reason="lost_contact").values_list(
                "person_id", flat=True
            )
        )
    walked_in = set(
        Intake.objects.filter(channel="walk_in").values_list("person_id", flat=True)
    ) & set(Survey.objects.filter(moment="m6").values_list("person_id", flat=True))
    notes = list(ContactNote.objects.filter(being=True).values_list("person_id", flat=True))
    return walked_in | {one for one in notes if notes.count(one) >= 5}


@pytest.mark.parametrize("name", list(TEN))
def test_a_question_returns_whom_an_independent_query_returns(name: str, demo: Demo) -> None:
    with asking(demo.viewer) as asked:
        found = {
            UUID(one) for one in people(asked.engine, read(TEN[name]), today=demo.viewer.today)
        }
    expected = independent(name, demo.viewer.today) & set(
        Person.objects.filter(agency_id=demo.viewer.agency_id, merged_into=None).values_list(
            "pk", flat=True
        )
    )

    assert found == expected
    assert found, "a question that is true of nobody tests nothing"


def test_every_figure_has_words_and_words_for_its_kinds(demo: Demo) -> None:
    assert figures()
    assert all(one.title and one.definition and one.kinds_named for one in figures().values())
    nameless = []
    with asking(demo.viewer) as asked:
        for figure in figures().values():
            cells = numbers(
                asked.engine,
                figure,
                fiscal_years(2019, demo.viewer.today.year, until=demo.viewer.today),
                whole=True,
            )[0]
            nameless += [
                (figure.code, one.kind) for one in cells if one.kind not in figure.kinds_named
            ]
            assert all(kind_label(figure, one.kind) for one in cells)
    assert nameless == []


def test_numbers_open_exactly_their_people(demo: Demo) -> None:
    periods = fiscal_years(
        fiscal_year_of(demo.viewer.today) - 4,
        fiscal_year_of(demo.viewer.today),
        until=demo.viewer.today,
    )
    with asking(demo.viewer) as asked:
        for figure in figures().values():
            for cell in numbers(asked.engine, figure, periods)[0]:
                one = [period for period in periods if period.key == cell.period]
                assert len(behind(asked.engine, figure, one, cell.kind)) == cell.people, (
                    figure.code,
                    cell,
                )


def test_people_in_each_ledger_are_those_whose_entry_was_open_on_that_day(demo: Demo) -> None:
    today = demo.viewer.today
    found = queries.trend(
        demo.viewer, "in_ledger", Span(fiscal_year_of(today) - 4, fiscal_year_of(today))
    )
    for period in found.periods:
        open_then = LedgerEntry.objects.filter(
            Q(closed_on=None) | Q(closed_on__gt=period.last),
            agency_id=demo.viewer.agency_id,
            opened_on__lte=period.last,
        )
        for ledger in ("outreach", "centre", "aftercare"):
            expected = (
                open_then.filter(ledger=ledger, person__merged_into=None)
                .values("person_id")
                .distinct()
                .count()
            )
            assert found.numbers.get((ledger, period.key), 0) == expected, (ledger, period)
    monthly = queries.trend(demo.viewer, "in_ledger", Span(0, fiscal_year_of(today), monthly=True))
    assert len(monthly.periods) == len(months(fiscal_year_of(today), until=today))


def test_the_report_of_the_demo_year_matches_an_independent_count(demo: Demo) -> None:
    viewer = demo.viewer
    for year in (fiscal_year_of(viewer.today) - 3, fiscal_year_of(viewer.today) - 1):
        found = queries.report(viewer, "support", year)
        more = queries.report(viewer, "accompanying", year)
        for period in [*found.found.months, found.found.year]:
            inside = (period.first, period.last)
            intakes = Intake.objects.filter(agency_id=viewer.agency_id, on__range=inside)
            notes = ContactNote.objects.filter(agency_id=viewer.agency_id, on__range=inside)
            assert found.found.numbers["consultations"][period.key] == intakes.count()
            assert (
                found.found.numbers["plans"][period.key]
                == SupportPlan.objects.filter(
                    agency_id=viewer.agency_id, made_on__range=inside
                ).count()
            )
            assert more.found.numbers["spoken_times"][period.key] == intakes.count() + notes.count()
            spoken = set(intakes.values_list("person_id", flat=True)) | set(
                notes.values_list("person_id", flat=True)
            )
            assert more.found.numbers["spoken_people"][period.key] == len(spoken)
            assert more.found.numbers["being"][period.key] == notes.filter(being=True).count()
            assert (
                more.found.numbers["returns"][period.key]
                == Referral.objects.filter(
                    agency_id=viewer.agency_id, returned_on__range=inside
                ).count()
            )
        setting = found.setting
        if setting:
            expected = Fraction(found.found.total("consultations") * 100_000, 12)
            expected /= setting.population
            assert found.per_100k["consultations"] == float(half_up(expected, 1))
    plain = {line.code for lines in REPORTS.values() for line in lines if "-" not in line.code}
    assert plain == set(LINES)


def test_the_reference_findings_show_in_the_demo(demo: Demo) -> None:
    alone = queries.finding(demo.viewer, code="isolation", item="alone", before="entry", after="m6")
    needed = queries.finding(
        demo.viewer, code="isolation", item="needed", before="entry", after="m6"
    )

    assert alone.same.pairs >= 30
    assert alone.same.high is not None
    assert alone.same.high < 0, "isolation falls"
    assert needed.same.low is not None
    assert needed.same.high is not None
    assert needed.same.low < 0 < needed.same.high, "being of use does not rise"


def test_pages_that_show_the_same_thing_show_the_same_number(demo: Demo) -> None:
    """Trends, reports, lists beside people, and the pages of ties and referrals, on one day."""
    viewer, year = demo.viewer, fiscal_year_of(demo.viewer.today)

    def trend(code: str, *kinds: str, first: int = year) -> int:
        found = queries.trend(viewer, code, Span(first, year))
        return sum(
            number
            for (kind, period), number in found.numbers.items()
            if (not kinds or kind in kinds) and (first < year or period == year)
        )

    def line(report: str, code: str) -> int:
        return queries.report(viewer, report, year).found.total(code)

    def listed_total(code: str) -> int:
        with asking(viewer) as asked:
            rows = everybody(
                asked.engine, queries.named([code]), today=viewer.today, condition="TRUE"
            )
        return sum(int(str(row[1])) for row in rows)

    ties, _kinds = ties_counted(viewer, since=viewer.today, day=viewer.today)
    tied = {one.code: one.count for one in ties}
    led = {one.code: one.count for one in referrals_counted(viewer)["figures"]}
    in_ledger = queries.trend(viewer, "in_ledger", Span(year, year)).people[year]
    with_entry = next(one.of for one in ties if one.code == "key")
    pairs = {
        "led there": (trend("ways"), line("accompanying", "ways")),
        "led there, ever": (trend("ways", first=2018), led["all"]),
        "led there, beside people": (trend("ways", first=2018), listed_total("referrals")),
        "answers are of all": (trend("answers", first=2018), led["all"]),
        "accepted": (trend("answers", "accepted", first=2018), led["accepted"]),
        "came back": (trend("returns"), line("accompanying", "returns")),
        "came back, ever": (trend("returns", first=2018), led["returned"]),
        "came back, beside people": (trend("returns", first=2018), listed_total("returns")),
        "contacts": (trend("being", first=2018), listed_total("contacts")),
        "being there": (trend("being", "being", "both"), line("accompanying", "being")),
        "being there, beside": (trend("being", "being", "both", first=2018), listed_total("being")),
        "with an open entry": (in_ledger, line("accompanying", "people")),
        "with an open entry, ties": (in_ledger, with_entry),
        "in the centre": (trend("in_ledger", "centre"), line("centre", "there")),
        "key persons": (trend("key_person"), line("accompanying", "key_person")),
        "key persons, ties": (trend("key_person"), tied["key"]),
        "gives": (line("accompanying", "gives"), tied["gives"]),
        "on rounds": (
            trend("met", *(one.value for one in Outcome if one != "not_there")),
            line("outreach", "seen_times"),
        ),
        "not there": (trend("met", "not_there"), line("outreach", "not_there")),
        "consultations": (trend("channels"), line("support", "consultations")),
    }

    assert {what: pair for what, pair in pairs.items() if pair[0] != pair[1]} == {}
    assert sum(pair[0] > 0 for pair in pairs.values()) >= 15, "zeros compare nothing"


def test_a_research_list_cannot_be_traced_back(demo: Demo) -> None:
    """
    Whoever knows sex, age, and every day of somebody finds at least five rows that fit; no value of
    a row is anybody's id, name or exact day.
    """
    columns = [
        "sex",
        "age",
        "first_entry",
        "last_met",
        "moved_in",
        "sleeps_kind",
        "contacts",
        "returns",
        "hardest",
    ]
    with asking(demo.viewer) as asked:
        rows = everybody(
            asked.engine,
            queries.named(columns),
            today=demo.viewer.today,
            condition=condition(read({"match": "all", "parts": []}), demo.viewer.today),
        )
    made = released(
        [row[1:] for row in rows],
        [(one.code, one.kind, one.tells) for one in queries.named(columns)],
    )
    telling = [place for place, one in enumerate(queries.named(columns)) if one.tells]

    assert made.rows
    alike = Counter(tuple(row[place] for place in telling) for row in made.rows)
    assert min(alike.values()) >= K
    for other in set(range(len(columns))) - set(telling):
        said_by = {key: set[str]() for key in alike}
        for row in made.rows:
            said_by[tuple(row[place] for place in telling)].add(row[other])
        assert min(map(len, said_by.values())) >= L, columns[other]
    assert len(made.rows) + made.left_out == len(rows)
    said = {str(value) for row in made.rows for value in row}
    assert not said & {row[0] for row in rows}
    assert not any(
        str(value) in said for row in rows for value in row[1:] if isinstance(value, date)
    )


def test_homes_kept_with_each_denominator(demo: Demo) -> None:
    today = demo.viewer.today
    with asking(demo.viewer) as asked:
        found = stays(asked.engine, today=today)
    for days in MARKS:
        out, kept, lost = (
            kept_after(found, days, Choice(lost=choice), today=today)
            for choice in ("out", "kept", "not")
        )
        assert (
            kept.kept - out.kept
            == lost.of - lost.kept - (out.of - out.kept)
            == out.out.get("lost", 0)
        )
        assert sum(map(len, out.people.values())) == len(found)
    first = {}
    for entry in LedgerEntry.objects.filter(
        ledger="aftercare", agency_id=demo.viewer.agency_id
    ).order_by("-opened_on"):
        first[entry.person_id] = entry
    assert {UUID(one.person_id): one.since for one in found} == {
        person: entry.opened_on for person, entry in first.items()
    }


@pytest.mark.once
def test_spark_answers_what_duckdb_answers(demo: Demo) -> None:
    """
    The same text goes to both engines, in a process of its own: every figure and ten questions.
    """
    today = demo.viewer.today
    periods = fiscal_years(fiscal_year_of(today) - 4, fiscal_year_of(today), until=today)
    asked = [
        (
            "SELECT period, kind, COUNT(DISTINCT person_id), COUNT(*), GROUPING(kind) FROM "
            f"({rows_of(one, periods)}) AS r GROUP BY GROUPING SETS ((period, kind), (period)) "
            "ORDER BY GROUPING(kind), period, kind"
        )
        for one in figures().values()
    ]
    asked += [
        f"SELECT COUNT(*) FROM people x WHERE {condition(read(body), today)}"
        for body in TEN.values()
    ]
    folder = demo.snapshots / demo.viewer.agency_id.hex
    seen = seen_of(demo.viewer)
    engine = InProcess(snapshot_in(folder), seen)
    here = [[list(map(str, row)) for row in engine.rows(one)] for one in asked]
    engine.close()
    work = json.dumps(
        {
            "folder": str(folder),
            "questions": asked,
            "readable": seen.readable,
            "but": sorted(seen.but),
        }
    )
    program = Path(__file__).parents[1] / "spark_answers.py"
    done = subprocess.run(
        [sys.executable, str(program)],
        input=work,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]

    assert json.loads(done.stdout.splitlines()[-1]) == here
    assert sum(map(len, here)) > 60


def test_what_asks_for_a_duty_counts_for_those_only_who_have_it(demo: Demo) -> None:
    without = viewer_of(Member.objects.get(name__contains="就労支援員"), today=demo.viewer.today)
    with asking(demo.viewer) as whole, asking(without) as part:
        everything = whole.engine.rows(
            "SELECT DISTINCT sensitivity FROM timeline ORDER BY sensitivity"
        )
        some = part.engine.rows("SELECT DISTINCT sensitivity FROM timeline ORDER BY sensitivity")
    assert ("health",) in everything
    assert ("health",) not in some
    assert TimelineEntry.objects.filter(sensitivity="health").exists()


@pytest.mark.django_db
def test_the_last_period_ends_today(demo: Demo) -> None:
    today = demo.viewer.today
    assert fiscal_years(fiscal_year_of(today), fiscal_year_of(today), until=today)[0].last == today
    assert months(fiscal_year_of(today), until=today)[-1].last == today
    assert fiscal_year_of(date(2026, 3, 31)) == 2025
    assert fiscal_year_of(date(2026, 4, 1)) == 2026
    assert months(2025, until=today + timedelta(days=9999))[-1].last == date(2026, 3, 31)


def test_nothing_published_says_who_somebody_is(demo: Demo) -> None:
    """Every string of every file: ids and codes, never a name, a place or a sentence."""
    names = {
        part
        for text in PersonName.objects.values_list("text", flat=True)
        for part in text.split()
        if len(part) > 1
    }
    said = {
        value
        for path in demo.snapshots.rglob("*.parquet")
        for column in pq.read_table(path).to_pydict().values()
        for value in column
        if isinstance(value, str)
    }

    assert names
    assert len(said) > 1000
    assert [value for value in said if not value.isascii()] == []


def test_a_question_sees_whom_the_viewer_sees_and_no_more(demo: Demo) -> None:
    for member in Member.objects.filter(agency_id=demo.viewer.agency_id):
        viewer = viewer_of(member, today=demo.viewer.today)
        with asking(viewer) as asked:
            found = {UUID(row[0]) for row in asked.engine.rows("SELECT person_id FROM people")}
        assert found == set(people_seen_by(viewer).values_list("pk", flat=True)), member.name
