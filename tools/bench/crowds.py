"""
The data set of everyone: a million people and twenty million memories, written by bare statements;
nothing but what figures are made of.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from banso.access.actions import SignIn, add_member, create_agency
from banso.access.queries import anybody_here, viewer_of
from banso.access.viewer import Viewer
from banso.config.home_setup import say
from banso.kit.db import on_postgres
from banso.kit.ids import new_id
from tools.bench.building import who
from tools.bench.figures import uuid_of

BATCH = 50_000
LEDGERS = ("outreach", "centre", "aftercare")
REASONS = ("wished", "moved", "lost_contact", "hospital", "other")
SLEEPS = ("park", "river", "road", "station", "facility", "cafe")
SYSTEMS = ("medical", "welfare", "housing", "work", "community")
PEOPLE = (
    "id, created_at, version, agency_id, called_name, sort_name, own_words, sex, birth_year, "
    "birth_month, birth_day, birth_precision, looks, restricted, last_met_on, "
    "merged_into_id, outside_id"
)
ENTRIES = (
    "id, created_at, version, agency_id, person_id, ledger, number, office_id, worker_id, "
    'opened_on, closed_on, closing_reason, came_from_id, "values", origins, outside_id'
)
MEMORIES = (
    "id, created_at, agency_id, person_id, author_id, at, kind, ledger, title, fact, words, "
    "view, being, doing, sensitivity, source, revision_reason, is_current"
)


def build_crowd(people: int, memories: int) -> Viewer:
    """Build what is missing and return the member who asks."""
    if anybody_here():
        return who()
    today = timezone.localdate()
    agency, offices = create_agency(name="見本", offices=["巡回"])
    member = add_member(
        agency_id=agency.pk,
        name="見本",
        roles=["manager"],
        office_ids=[offices[0].pk],
        on=today,
        sign_in=SignIn(username="bench", password="bench-bench"),  # noqa: S106
    )
    by, dice, now = viewer_of(member, today=today), random.Random(23), timezone.now()  # noqa: S311
    ids = [uuid_of(new_id()) for _ in range(people)]
    mine, office = uuid_of(by.agency_id), uuid_of(offices[0].pk)
    _write("people_person", PEOPLE, (_person(one, mine, now, dice, today) for one in ids), people)
    _write(
        "people_ledgerentry",
        ENTRIES,
        (
            row
            for number, one in enumerate(ids)
            for row in _entries(number, one, mine, office, now, dice, today)
        ),
        2 * people,
    )
    with _without_indexes():
        _write(
            "people_timelineentry",
            MEMORIES,
            (_memory(dice.choice(ids), mine, now, dice) for _ in range(memories)),
            memories,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return by


def _person(
    one: Any, agency: Any, now: datetime, dice: random.Random, today: Any
) -> tuple[Any, ...]:
    met = today - timedelta(days=dice.randint(0, 700))
    return (
        one,
        now,
        1,
        agency,
        "見本",
        "",
        "",
        dice.choice(("male", "male", "female", "")),
        dice.randint(1935, 2004),
        dice.randint(1, 12),
        None,
        "month",
        "",
        False,
        met,
        None,
        "",
    )


def _entries(
    number: int, one: Any, agency: Any, office: Any, now: datetime, dice: random.Random, today: Any
) -> Iterator[tuple[Any, ...]]:
    opened = today - timedelta(days=dice.randint(200, 4000))
    for place in range(2):
        ledger = LEDGERS[(number + place) % 3]
        closed = opened + timedelta(days=dice.randint(20, 900)) if dice.random() < 0.6 else None
        closed = closed if closed and closed < today else None
        values = (
            f'{{"sleeps_kind": "{dice.choice(SLEEPS)}", "since": "under_1y"}}'
            if ledger == "outreach"
            else "{}"
        )
        reason = dice.choice(REASONS) if closed else ""
        yield (
            uuid_of(new_id()),
            now,
            1,
            agency,
            one,
            ledger,
            f"B{number}-{place}",
            office,
            None,
            opened,
            closed,
            reason,
            None,
            values,
            "{}",
            "",
        )
        opened = min(today, opened + timedelta(days=dice.randint(30, 300)))


def _memory(one: Any, agency: Any, now: datetime, dice: random.Random) -> tuple[Any, ...]:
    at, being = now - timedelta(minutes=dice.randint(0, 6_000_000)), dice.random() < 0.5
    return (
        uuid_of(new_id()),
        now,
        agency,
        one,
        None,
        at,
        "note",
        dice.choice(LEDGERS),
        "訪問",
        "",
        "",
        "",
        being,
        not being,
        dice.choice(("plain", "plain", "health")),
        "",
        "",
        True,
    )


def _write(table: str, columns: str, rows: Iterable[tuple[Any, ...]], count: int) -> None:
    waiting: list[tuple[Any, ...]] = []
    for number, row in enumerate(rows, start=1):
        waiting.append(row)
        if len(waiting) == BATCH or number == count:
            _put(table, columns, waiting)
            waiting = []
            if number % (BATCH * 20) == 0:
                say(f"{table} {number} of {count}")


def _put(table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        if on_postgres():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.execute("BEGIN")
            places = ", ".join(["%s"] * len(rows[0]))
            insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"
            cursor.executemany(insert, rows)
            cursor.execute("COMMIT")


class _without_indexes:
    """Let the block write memories without their indexes; they are made again behind it."""

    def __enter__(self) -> None:
        ask = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = "
            "'people_timelineentry' AND sql IS NOT NULL"
        )
        self.made: list[tuple[str, str]] = []
        if not on_postgres():
            with connection.cursor() as cursor:
                cursor.execute(ask)
                self.made = cursor.fetchall()
                for name, _sql in self.made:
                    cursor.execute(f'DROP INDEX "{name}"')

    def __exit__(self, *_error: object) -> None:
        with connection.cursor() as cursor:
            for _name, sql in self.made:
                cursor.execute(sql)
