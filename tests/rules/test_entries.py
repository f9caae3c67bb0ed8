"""Coming in, leaving, being passed on, coming back: over a few entries, on the real engine."""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from banso_analysis.answers import composite, felt
from banso_analysis.entries import (
    COMINGS,
    LEAVINGS,
    begun,
    came_back,
    over,
    passed_on,
    was_passed_on,
)

Entry = tuple[str, str, str | None]  # ledger, opened on, closed on


def holds(condition: Callable[[str], str], *entries: Entry, **more: Any) -> list[str]:
    """Return of which entries of one person a condition holds, each called by its place."""
    engine = duckdb.connect()
    engine.execute(
        "CREATE TABLE ledger_entries (id TEXT, person_id TEXT, ledger TEXT, opened_on DATE, "
        "closed_on DATE, closing_reason TEXT, came_from TEXT)"
    )
    for place, (ledger, opened, closed) in enumerate(entries):
        reason = more.get("reasons", {}).get(place, "wished" if closed else "")
        came_from = more.get("came_from", {}).get(place)
        person = more.get("persons", {}).get(place, "p")
        engine.execute(
            "INSERT INTO ledger_entries VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                str(place),
                person,
                ledger,
                f"2026-{opened}",
                f"2026-{closed}" if closed else None,
                reason,
                came_from,
            ],
        )
    found = engine.execute(
        f"SELECT e.id FROM ledger_entries e WHERE {condition('e')} ORDER BY e.id"
    ).fetchall()
    for table, same in ((COMINGS, begun), (LEAVINGS, over)):
        if condition is same:
            rows = engine.execute(f"SELECT t.id FROM {table} t ORDER BY t.id").fetchall()
            assert rows == found
    return [str(row[0]) for row in found]


@pytest.mark.parametrize(
    ("entries", "came", "left"),
    [
        ([("centre", "04-01", None)], ["0"], []),
        ([("centre", "04-01", "05-01")], ["0"], ["0"]),
        ([("centre", "04-01", "05-01"), ("centre", "05-01", None)], ["0"], []),
        ([("centre", "05-01", None), ("centre", "04-01", "05-01")], ["1"], []),
        ([("centre", "04-01", "05-01"), ("centre", "05-01", "06-01")], ["0"], ["1"]),
        ([("centre", "04-01", "05-01"), ("centre", "05-02", None)], ["0", "1"], ["0"]),
        ([("centre", "04-01", "05-01"), ("outreach", "05-01", None)], ["0", "1"], ["0"]),
        ([("centre", "04-01", "04-01"), ("centre", "04-01", "04-01")], ["0"], ["1"]),
        ([("centre", "04-01", "04-01"), ("centre", "04-01", None)], ["0"], []),
        ([("centre", "04-01", "04-01"), ("centre", "04-01", "05-01")], ["0"], ["1"]),
        ([("centre", "04-01", "05-01"), ("centre", "04-01", "04-01")], ["1"], ["0"]),
        ([("centre", "04-01", "05-01"), ("centre", "04-01", "05-01")], ["0", "1"], ["0", "1"]),
        ([("centre", "04-01", "05-01"), ("centre", "05-01", "05-01")], ["0"], ["1"]),
    ],
)
def test_closed_and_opened_again_on_one_day_goes_on(
    entries: list[Entry], came: list[str], left: list[str]
) -> None:
    assert holds(begun, *entries) == came
    assert holds(over, *entries) == left


def test_another_person_s_entry_goes_on_from_nobody_else_s() -> None:
    entries = [("centre", "04-01", "05-01"), ("centre", "05-01", None)]

    assert holds(begun, *entries, persons={1: "q"}) == ["0", "1"]
    assert holds(over, *entries, persons={1: "q"}) == ["0"]
    assert holds(came_back, *entries, persons={1: "q"}) == []


def test_only_from_an_entry_that_was_passed_on_somebody_is_passed_on() -> None:
    entries = [("outreach", "04-01", "05-01"), ("centre", "05-01", None)]

    for reason, there in (("passed_on", ["1"]), ("died", []), ("wished", [])):
        given = {"reasons": {0: reason}, "came_from": {1: "0"}}
        assert holds(was_passed_on, *entries, **given) == there
    assert holds(was_passed_on, *entries, reasons={0: "passed_on"}) == []
    assert holds(passed_on, *entries, reasons={0: "passed_on"}) == ["0"]


@pytest.mark.parametrize(
    ("entries", "again"),
    [
        ([("outreach", "04-01", "05-01"), ("centre", "06-01", None)], ["1"]),
        ([("outreach", "04-01", None), ("centre", "06-01", None)], ["1"]),
        ([("outreach", "04-01", None), ("centre", "04-01", None)], []),
        ([("outreach", "04-01", "04-01"), ("centre", "04-01", None)], ["1"]),
        ([("outreach", "04-01", "04-01"), ("centre", "04-01", "05-01")], ["1"]),
        ([("outreach", "04-01", "04-01"), ("centre", "04-01", "04-01")], []),
        ([("outreach", "04-01", "05-01"), ("centre", "04-01", "06-01")], []),
        ([("centre", "04-01", "04-01")], []),
    ],
)
def test_who_had_an_entry_before_has_come_back(entries: list[Entry], again: list[str]) -> None:
    assert holds(came_back, *entries) == again


# what was answered

PERIODS = (
    "(SELECT * FROM (VALUES (1, DATE '2026-04-01', DATE '2026-04-30'), (2, DATE '2026-05-01', "
    "DATE '2026-05-31')) AS given(period, first_on, last_on))"
)


def kinds(rows: str, table: str, given: list[tuple[Any, ...]]) -> dict[tuple[str, int], str]:
    engine = duckdb.connect()
    engine.execute(table)
    name = table.split()[2]
    engine.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' for _one in given[0])})", given)
    found = engine.execute(rows.replace("{periods}", PERIODS)).fetchall()
    assert len({row[:2] for row in found}) == len(found), "one row for each person and period"
    return {(person, period): kind for person, period, kind in found}


HARDSHIPS = (
    "CREATE TABLE hardships (person_id TEXT, on_day DATE, part_id TEXT, hardship TEXT, "
    "level INT, together INT)"
)
Item = tuple[str, int, int]  # hardship, level, how many items of it were answered


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ([("money", 0, 1), ("body", 0, 1)], "none"),
        ([("money", 1, 1), ("body", 0, 1)], "m"),
        ([("money", 3, 1), ("body", 2, 1)], "mb"),
        ([("money", 0, 1), ("body", 1, 1)], "b"),
        ([("body", 1, 1)], "unknown"),
        ([("body", 0, 1)], "unknown"),
        ([("money", 0, 2), ("body", 1, 1)], "unknown"),
        ([("money", 1, 2), ("body", 0, 1)], "m"),
        ([("money", 0, 2), ("money", 0, 2), ("body", 0, 1)], "none"),
        ([("money", 0, 2), ("money", 2, 2), ("body", 0, 1)], "m"),
        ([("other", 3, 1)], "unknown"),
    ],
)
def test_hardships_come_together_only_where_each_is_known(items: list[Item], kind: str) -> None:
    rows = [("p", "2026-04-30", "x", *one) for one in items]
    found = kinds(composite(m="money", b="body"), HARDSHIPS, rows)

    assert found == {("p", 1): kind}


def test_of_two_assessments_in_a_period_the_trouble_of_either_counts() -> None:
    rows = [
        ("p", "2026-04-01", "x", "money", 0, 1),
        ("p", "2026-04-30", "y", "money", 1, 1),
        ("p", "2026-04-30", "y", "body", 0, 1),
        ("q", "2026-04-01", "z", "money", 0, 2),
        ("q", "2026-04-02", "w", "money", 0, 1),
        ("q", "2026-04-02", "w", "body", 0, 1),
        ("p", "2026-05-31", "v", "money", 0, 1),
        ("p", "2026-05-31", "v", "body", 0, 1),
        ("p", "2026-06-01", "u", "body", 3, 1),
    ]

    assert kinds(composite(m="money", b="body"), HARDSHIPS, rows) == {
        ("p", 1): "m",
        ("q", 1): "unknown",
        ("p", 2): "none",
    }


def test_the_last_answer_of_a_period_says_how_somebody_felt() -> None:
    rows = [
        ("1", "p", "2026-04-01", "isolation", "alone", "1"),
        ("2", "p", "2026-04-30", "isolation", "alone", "4"),
        ("3", "q", "2026-04-02", "isolation", "alone", "3"),
        ("4", "q", "2026-04-02", "isolation", "alone", "2"),
        ("5", "r", "2026-04-02", "isolation", "alone", ""),
        ("6", "s", "2026-04-02", "isolation", "needed", "4"),
        ("7", "t", "2026-04-02", "own", "alone", "4"),
        ("8", "q", "2026-05-31", "isolation", "alone", "3"),
        ("9", "q", "2026-05-31", "isolation", "alone", ""),
    ]
    table = (
        "CREATE TABLE survey_answers (id TEXT, person_id TEXT, on_day DATE, code TEXT, "
        "item TEXT, step TEXT)"
    )

    assert kinds(felt("isolation", "alone", ("4", "3")), table, rows) == {
        ("p", 1): "yes",
        ("q", 1): "no",
        ("q", 2): "yes",
    }
