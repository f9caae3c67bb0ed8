"""A ledger that leaves as a file is read again without one change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.models import ContactNote
from banso.interop.actions import import_ledger
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.ledger_rows import LedgerSheet, read_rows
from banso.interop.models import ImportDifference
from banso.interop.rules import Report
from banso.interop.table_files import cells_of
from banso.kit.eras import PartialDate, Precision
from banso.people.actions import (
    NewEntry,
    NewPerson,
    close_entry,
    enter_person,
    merge_people,
    note_death,
    open_entry,
)
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.models import (
    ContactPoint,
    LedgerEntry,
    MeetingPlace,
    Person,
    PersonName,
    TimelineEntry,
)
from banso.people.rules import Ledger
from banso.people.web.ledger_list import columns_of
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
# What a list tells beside and a file does not bring in.
BESIDE = {"office", "met"}
LINES = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" ＝=+-@'0"), max_size=20
).map(str.strip)


def value_of(one: Any) -> Any:
    if one.kind == "choice":
        return st.sampled_from([code for code, _label in one.options])
    if one.kind == "many":
        codes = [code for code, _label in one.options]
        return st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)
    if one.kind == "day":
        return st.dates(date(1950, 1, 1), date(2030, 1, 1)).map(date.isoformat)
    return st.integers(0, 10**7) if one.kind == "number" else LINES.filter(bool)


def test_every_heading_of_our_own_lists_is_understood(cast: Cast) -> None:
    for ledger in Ledger:
        columns = columns_of(ledger, cast.manager)
        found = LEDGER_WORDS.guess([str(one.label) for one in columns])
        meant = {one.code: found.get(place, "") for place, one in enumerate(columns)}
        names = {"called": "called_name", "full": "full_name", "opened": "opened_on"}
        names |= {"closed": "closed_on", "why": "closing_reason", "worker": "staff"}

        assert {code: field for code, field in meant.items() if code not in BESIDE} == {
            one.code: names.get(one.code, one.code.removeprefix("f_"))
            for one in columns
            if one.code not in BESIDE
        }


@pytest.mark.parametrize("ledger", ["outreach", "centre", "aftercare"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@given(data=st.data())
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_a_ledger_holds_comes_back(
    cast: Cast,
    signed_in: Callable[[str], Client],
    ledger: str,
    kind: str,
    data: st.DataObject,
) -> None:
    fields = [one for one in LEDGER_FIELDS[Ledger(ledger)] if f"f_{one.code}" not in BESIDE]
    values = data.draw(
        st.fixed_dictionaries({}, optional={one.code: value_of(one) for one in fields})
    )
    name = data.draw(LINES.filter(bool))
    person = enter_person(
        person=NewPerson(called_name=name, names=[("legal", f"見本 {name}", "")]), by=cast.manager
    )
    entry = NewEntry(
        ledger=ledger,
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today,
        values=values,
    )
    kept = open_entry(person=person, entry=entry, by=cast.manager)
    people = Person.objects.count()

    query = "&".join(f"col={one.code}" for one in columns_of(ledger, cast.manager))
    answer = signed_in("manager").get(f"/ledgers/{ledger}/file.{kind}?state=all&{query}")
    cells = cells_of(b"".join(answer) if answer.streaming else answer.content)
    columns = LEDGER_WORDS.guess(cells[0])
    rows = read_rows(LedgerSheet(cells, 0, columns, "x"), ledger, cast.today)

    row = next(one for one in rows if one.running == kept.number)
    assert (row.problems, row.remarks) == ([], [])
    assert (row.called, row.full, row.opened, row.closed) == (
        name,
        f"見本 {name}",
        cast.today,
        None,
    )
    again = back_in(cells, ledger, cast.manager)
    assert {one.became for one in again.rows} == {"unchanged"}
    assert Person.objects.count() == people
    assert row.values == LedgerEntry.objects.get(pk=kept.pk).values == values
    assert Person.objects.filter(pk=person.pk).exists()


def out(client: Client, cast: Cast, ledger: str, kind: str) -> list[list[str]]:
    query = "&".join(f"col={one.code}" for one in columns_of(ledger, cast.manager))
    answer = client.get(f"/ledgers/{ledger}/file.{kind}?state=all&order=number&{query}")
    return cells_of(b"".join(answer) if answer.streaming else answer.content)


def back_in(cells: list[list[str]], ledger: str, by: Viewer) -> Report:
    sheet = LedgerSheet(cells, 0, LEDGER_WORDS.guess(cells[0]), "x.csv")
    return import_ledger(sheet, ledger=ledger, by=by)


def everything() -> list[Any]:
    """Every row that says something of somebody: with its version, so that nothing is rewritten."""
    models = (Person, PersonName, MeetingPlace, ContactPoint, LedgerEntry, TimelineEntry)
    models += (ContactNote, ImportDifference)
    return [sorted(model.objects.values_list(), key=str) for model in models]


BORN = PartialDate(1955, 4, 1, Precision.DAY)
SAID = PartialDate(1956, None, None, Precision.ABOUT, "70歳くらい(2026-11-24)")
LIVES = {
    "たけさん": ("見本 武", BORN),
    "帽子の人": ("", SAID),
    "見本 花子": ("見本 花子", PartialDate(1960, None, None, Precision.YEAR)),
    "亡くなった人": ("例 一郎", PartialDate(1941, 12, 8, Precision.DAY)),
    "伏せた人": ("例 次郎", PartialDate()),
    "べつの記録": ("見本 武", PartialDate(1955, 4, None, Precision.ABOUT)),
}


def some_lives(cast: Cast) -> None:
    """One as many are, one nameless, one merged, one dead, one hidden, one who has left."""
    people = {}
    for called, (full, birth) in LIVES.items():
        kana = "ミホン タケシ" if full == "見本 武" else ""
        names = [("legal", full, kana)] if full else []
        new = NewPerson(called_name=called, names=names, birth=birth)
        people[called] = enter_person(person=new, by=cast.manager)
        for ledger in Ledger:
            values = {"sleeps_at": "駅の北"} if ledger == "outreach" else {}
            values |= {"admitted_on": "2026-11-02"} if ledger == "centre" else {}
            entry = NewEntry(
                ledger=ledger,
                office_id=cast.outreach_office.pk,
                worker_id=cast.outreach.member_id,
                on=cast.today - timedelta(days=40),
                values=values,
            )
            open_entry(person=people[called], entry=entry, by=cast.manager)
    for one in LedgerEntry.objects.filter(person=people["見本 花子"]):
        close_entry(entry_id=one.pk, on=cast.today, reason="hospital", by=cast.manager)
    kept, gone = people["たけさん"].pk, people["べつの記録"].pk
    merge_people(kept_id=kept, gone_id=gone, reason="", by=cast.manager)
    died = PartialDate(2026, 11, 20, Precision.DAY)
    note_death(person_id=people["亡くなった人"].pk, death=died, by=cast.manager)
    Person.objects.filter(pk=people["伏せた人"].pk).update(restricted=True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_list_changes_nothing_in_the_same_home_and_nobody_is_new(
    cast: Cast, signed_in: Callable[[str], Client], kind: str
) -> None:
    some_lives(cast)
    before = everything()
    for ledger in Ledger:
        cells = out(signed_in("manager"), cast, ledger, kind)
        assert len(cells) == 1 + len(LIVES)
        for _again in range(2):
            report = back_in(cells, ledger, cast.manager)
            assert {one.became for one in report.rows} == {"unchanged"}
            assert everything() == before

        lesser = replace(cast.manager, duties=cast.manager.duties - {Duty.SEE_RESTRICTED})
        told = back_in(cells, ledger, lesser)
        assert [one.became for one in told.rows].count("closed") == 1
        assert everything() == before


def test_what_was_changed_in_our_own_list_is_told_and_a_word_here_stays(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    some_lives(cast)
    cells = out(signed_in("manager"), cast, "outreach", "csv")
    changed = [[cell.replace("駅の北", "公園") for cell in row] for row in cells]

    report = back_in(changed, "outreach", cast.manager)

    assert report.differences == len(LIVES)
    assert {one.values["sleeps_at"] for one in LedgerEntry.objects.filter(ledger="outreach")} == {
        "駅の北"
    }
    other = [[cell.replace("帽子の人", "だれか") for cell in row] for row in cells]
    assert [one.became for one in back_in(other, "outreach", cast.manager).rows].count("asked") == 1
    wrong = back_in(cells, "centre", cast.manager)
    assert {one.became for one in wrong.rows} == {"asked"}
    assert "別の台帳" in wrong.rows[0].why


def test_our_own_list_is_complete_in_another_home(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    some_lives(cast)
    for ledger in Ledger:
        cells = out(signed_in("manager"), cast, ledger, "xlsx")
        there = LedgerEntry.objects.filter(agency=cast.neighbour_agency, ledger=ledger)
        first = back_in(cells, ledger, cast.neighbour)
        asked = {one.row: one.alike[0].answer for one in first.rows if one.became == "asked"}
        sheet = LedgerSheet(cells, 0, LEDGER_WORDS.guess(cells[0]), "x.csv")
        import_ledger(sheet, ledger=ledger, by=cast.neighbour, answers=asked)

        own = LedgerEntry.objects.filter(agency=cast.agency, ledger=ledger)
        assert {described(one) for one in there} == {described(one) for one in own}
    assert Person.objects.filter(agency=cast.neighbour_agency).count() == len(LIVES) - 1


def described(entry: LedgerEntry) -> tuple[Any, ...]:
    person = entry.person
    names = PersonName.objects.filter(person=person, kind="legal").values_list("text", "kana")
    return (
        person.called_name,
        {text for text, _kana in names} <= {person.called_name} or str(set(names)),
        person.birth,
        person.has_died,
        entry.opened_on,
        entry.closed_on,
        entry.closing_reason,
        str(sorted(entry.values.items())),
    )
