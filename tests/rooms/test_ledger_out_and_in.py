"""A ledger that leaves as a file is read again without one change."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.ledger_rows import LedgerSheet, read_rows
from banso.interop.table_files import cells_of
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.models import LedgerEntry, Person
from banso.people.rules import Ledger
from banso.people.web.ledger_list import columns_of
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
# What a list tells beside and a file does not bring in.
BESIDE = {"office", "met", "f_admitted_on"}
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
    assert row.values == LedgerEntry.objects.get(pk=kept.pk).values == values
    assert Person.objects.filter(pk=person.pk).exists()
