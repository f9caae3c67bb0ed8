"""A household's money: versions, the day on which it does not last, sheets."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pypdf import PdfReader

from banso.budget import actions, queries, sheets
from banso.budget.actions import NewBudget, NewDebt, NewEvent, NewLine, keep_budget
from banso.budget.models import Budget, BudgetLine
from banso.budget.rules import Line
from banso.companionship.actions import walk_with
from banso.kit.eras import PartialDate, Precision
from banso.kit.refusals import NotSeen
from banso.kit.sheets.pdf import pdf_of
from banso.people.actions import (
    NewPerson,
    edit_person,
    enter_person,
    merge_people,
    note_death,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from tests.conftest import Cast

SignIn = Callable[[str], Client]


def somebody(cast: Cast, name: str = "例の家計の人") -> Person:
    """Enter somebody at the centre."""
    return enter_person(
        person=NewPerson(called_name=name), office_id=cast.centre_office.pk, by=cast.centre
    )


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody at the centre."""
    return somebody(cast)


def kept(person: Person, cast: Cast, *lines: NewLine, **more: Any) -> Budget:
    """Keep a version, made from the one that holds now."""
    based_on = more.pop("based_on", None)
    how: dict[str, Any] = {"on": cast.today, "cash": 5_000, "lines": lines} | more
    return keep_budget(
        person_id=person.pk, budget=NewBudget(**how), by=cast.centre, based_on=based_on
    )


def food(amount: int = 40_000, **more: Any) -> NewLine:
    return NewLine(code="food", now=amount, **more)


def test_the_day_on_which_it_does_not_last_is_said_and_stands_on_the_desk(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    made = kept(person, cast, food(), words="月末はいつも足りない。")

    def on_desk(role: str) -> bool:
        return "例の家計の人" in signed_in(role).get("/budget/desk/").content.decode()

    assert made.short_on is not None
    assert made.short_on <= cast.today + timedelta(days=15)
    assert on_desk("centre")
    assert not on_desk("coordinator")  # who neither drew it up nor walks with them
    walk_with(
        person_id=person.pk, member_id=cast.coordinator.member_id, on=cast.today, by=cast.manager
    )
    assert on_desk("coordinator")
    memory = TimelineEntry.objects.get(source_id=made.pk)
    assert (memory.words, memory.sensitivity) == ("月末はいつも足りない。", "money")
    note_death(
        person_id=person.pk,
        death=PartialDate(cast.today.year, precision=Precision.YEAR),
        by=cast.centre,
    )
    assert not on_desk("centre")


def test_a_plan_that_lasts_takes_it_off_the_desk(person: Person, cast: Cast) -> None:
    first = kept(person, cast, food())
    wages = NewLine(code="wages", now=0, planned=80_000, day=1)

    second = kept(person, cast, food(planned=20_000), wages, based_on=first.pk)

    first.refresh_from_db()
    assert first.replaced_on == cast.today
    assert queries.short_soon(cast.centre) in ([], [second])
    said = sheets.Shown(queries.whole(second)).said
    assert len(said) == 2
    assert queries.whole(second).short(planned=False) is not None


def test_a_form_over_an_older_version_is_told_so(person: Person, cast: Cast) -> None:
    first = kept(person, cast, food())
    kept(person, cast, food(30_000), based_on=first.pk)

    for older in (first.pk, None):
        with pytest.raises(actions.NewerVersion):
            kept(person, cast, food(1), based_on=older)


def test_a_version_is_never_changed(person: Person, cast: Cast) -> None:
    made = kept(person, cast, food())

    for rows, change in (
        (Budget.objects.filter(pk=made.pk), {"cash": 1}),
        (BudgetLine.objects.filter(budget=made), {"now": 1}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


@pytest.mark.parametrize(
    "more",
    [
        {"lines": ()},
        {"lines": (food(-1),)},
        {"lines": (food(100_000_000),)},
        {"lines": (food(), food())},
        {"lines": (food(day=32),)},
        {"lines": (NewLine(code="no", now=1),)},
        {"debts": (NewDebt(kind="rent", total=-1),)},
        {"events": (NewEvent(year=1990, what="前"),)},
        {"cash": 100_000_000},
    ],
)
def test_what_cannot_be_is_refused(person: Person, cast: Cast, more: dict[str, Any]) -> None:
    how: dict[str, Any] = {"on": cast.today, "cash": 0, "lines": (food(),)} | more
    with pytest.raises((actions.NoSuchAmount, actions.NothingInIt)):
        keep_budget(person_id=person.pk, budget=NewBudget(**how), by=cast.centre)


def test_who_does_not_reach_the_person_or_know_of_money_sees_nothing(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    made = kept(person, cast, food())

    for other in (cast.neighbour, cast.aftercare, cast.outreach, cast.employment, cast.observer):
        with pytest.raises(NotSeen):
            queries.budget_seen(other, made.pk)
    assert signed_in("employment").get(f"/budget/{made.pk}/").status_code == 403
    edit_person(person_id=person.pk, version=None, restricted=True, by=cast.manager)
    with pytest.raises(NotSeen):
        queries.budget_seen(cast.centre, made.pk)
    assert queries.short_soon(cast.centre) == []


def test_versions_move_when_two_entries_become_one_and_back(person: Person, cast: Cast) -> None:
    other = somebody(cast, "例の同じ人")
    mine, theirs = kept(person, cast, food()), kept(other, cast, food())

    merge = merge_people(kept_id=other.pk, gone_id=person.pk, reason="", by=cast.centre)
    newest = queries.newest_of(other, cast.centre)
    assert newest is not None
    assert newest.pk == theirs.pk
    part_people(merge_id=merge.pk, by=cast.centre)

    assert Budget.objects.get(pk=mine.pk).person_id == person.pk
    assert Budget.objects.get(pk=theirs.pk).person_id == other.pk


def test_the_form_begins_with_the_version_before(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in("centre")
    address = f"/budget/of/{person.pk}/keep/"
    typed = {
        "on": str(cast.today),
        "cash": "1万円",
        "now_pension": "130000",
        "day_pension": "15",
        "pace_pension": "even",
        "now_food": "30,000",
        "planned_food": "25000",
        "debt0_kind": "rent",
        "debt0_total": "60000",
        "debt0_instalment": "5000",
        "event0_year": str(cast.today.year + 1),
        "event0_what": "更新料",
    }
    half = browser.post(address, typed | {"debt1_to_whom": "例の店", "now_gas": "少し"})
    done = browser.post(address, typed)
    again = browser.get(address).content.decode()

    assert half.status_code == 422
    assert done.status_code == 302
    assert 'value="130000"' in again
    assert 'value="更新料"' in again
    made = Budget.objects.get()
    assert made.debts.get().instalment == 5_000
    page = browser.get(done["Location"]).content.decode()
    assert "130,000" in page
    assert "計画どおり" in page
    stale = browser.post(address, typed)
    assert stale.status_code == 422
    assert str(actions.NewerVersion.sentence) in stale.content.decode()


LONG = "終わりのない話が続く。" * 18


@pytest.mark.once
def test_the_sheets_hold_the_longest_and_nothing_at_eight_points_or_more(
    person: Person, cast: Cast
) -> None:
    debt = NewDebt(kind="lender", to_whom=LONG[:100], total=99_999_999, instalment=1, day=31)
    event = NewEvent(year=cast.today.year + 60, what=LONG, cost=99_999_999)
    every = tuple(NewLine(code=one, now=99_999_999, planned=99_999_999, day=31) for one in Line)
    empty = kept(somebody(cast), cast, food(0))
    full = kept(
        person,
        cast,
        *every,
        debts=(debt,) * 5,
        events=(event,) * 5,
        words=LONG * 2,
        view=LONG * 2,
        reason=LONG,
        household=LONG,
    )

    for made in (empty, full):
        found = queries.whole(queries.budget_seen(cast.centre, made.pk))
        for build in (sheets.month_sheet, sheets.years_sheet, sheets.days_sheet):
            assert smallest(pdf_of(build(found, cast.centre, agency="見本の会"))) >= 8


def smallest(pdf: bytes) -> float:
    """Return the size of the smallest letter of a PDF."""
    sizes: set[float] = set()

    def look(text: str, _page: Any, matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3]), 1))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return min(sizes)
