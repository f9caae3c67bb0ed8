"""What a figure is, and how it is taken: an act beside the least that could answer it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from banso.access.viewer import Viewer
from banso.kit.db import on_postgres
from banso.kit.ngrams import normalise

ROUNDS = 100
Act = Callable[[int], Any]


@dataclass
class Figure:
    """One line of the table; times in milliseconds."""

    name: str
    queries: int
    p50: float
    p95: float
    work: float
    floor: float
    ratio: float


def times(act: Act, rounds: int) -> list[float]:
    """
    Return how long an act took in each of so many rounds after three for warming up, in
    milliseconds, the shortest first.
    """
    for number in range(3):
        act(1000 + number)
    taken = []
    for number in range(rounds):
        begun = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def p95(taken: list[float]) -> float:
    """Return the 95th percentile of times that are sorted already."""
    return taken[min(len(taken) - 1, round(len(taken) * 0.95))]


def work(act: Act) -> float:
    """
    Return how much the engine did for one run: rows fetched by PostgreSQL, thousands of steps by
    SQLite's machine.
    """
    if on_postgres():
        before = _tuples()
        act(2000)
        return float(_tuples() - before)
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.connection.set_progress_handler(step, 1000)
    try:
        act(2000)
    finally:
        connection.connection.set_progress_handler(None, 1000)
    return float(steps)


def _tuples() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM "
            "pg_stat_user_tables"
        )
        return int(cursor.fetchone()[0])


def sql(statement: str, *parameters: Any) -> None:
    """Ask the database and fetch the whole answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        cursor.fetchall()


def uuid_of(value: Any) -> Any:
    """Return an id as the engine keeps it."""
    return value if on_postgres() else value.hex


def bare_memory(
    cursor: Any,
    *,
    by: Viewer,
    person: Any,
    at: Any,
    kind: str,
    texts: tuple[str, str, str],
    being: bool,
) -> None:
    """Insert a memory and its searchable text by bare SQL; `texts` are title, fact and words."""
    entry = uuid_of(uuid4())
    agency, member, person = uuid_of(by.agency_id), uuid_of(by.member_id), uuid_of(person)
    cursor.execute(
        "INSERT INTO people_timelineentry (id, created_at, agency_id, person_id, author_id, "
        "at, kind, ledger, title, fact, words, view, being, doing, sensitivity, source,"
        " revision_reason, is_current) VALUES (%s, %s, %s, %s, %s, %s, %s, '', %s, %s, %s, "
        "'', %s, %s, 'plain', '', '', %s)",
        [entry, at, agency, person, member, at, kind, *texts, being, False, True],
    )
    cursor.execute(
        (
            "INSERT INTO people_memorytext (entry_id, person_id, agency_id, normalised) VALUES "
            "(%s, %s, %s, %s) RETURNING id"
        ),
        [entry, person, agency, normalise("".join(texts))],
    )
    row = cursor.fetchone()[0]
    if not on_postgres():
        cursor.execute("INSERT INTO people_memory_fts (rowid, pairs) VALUES (%s, 'x')", [row])


class BareSave:
    """The least that a saved note is: five inserts and two updates."""

    def __init__(self, by: Viewer, person: Any) -> None:
        self.by, self.person = by, person

    def write(self) -> None:
        """Write the rows."""
        now = timezone.now()
        agency, member, person = (
            uuid_of(self.by.agency_id),
            uuid_of(self.by.member_id),
            uuid_of(self.person),
        )
        with connection.cursor() as cursor:
            bare_memory(
                cursor,
                by=self.by,
                person=self.person,
                at=now,
                kind="note",
                texts=("訪問", "顔を見に行った。", "また来てくれ。"),
                being=True,
            )
            cursor.execute(
                "INSERT INTO companionship_contactnote (id, created_at, agency_id, "
                'person_id, member_id, "on", method, place, being, doing, outside_id)'
                " VALUES (%s, %s, %s, %s, %s, %s, 'visit', '', %s, %s, '')",
                [uuid_of(uuid4()), now, agency, person, member, now.date(), True, False],
            )
            cursor.execute(
                "UPDATE people_person SET last_met_on = %s WHERE id = %s", [now.date(), person]
            )
