"""
A guard in the database, on both engines: nothing is written at an entry that was merged away.

Whoever read a person before two entries became one, and writes afterwards, would write where nobody
looks. The database refuses it (`LOOK_AGAIN`), and the action begins again: it then finds the person
under the entry that stays.

The triggers follow from the merge rules that the rooms declare, and are made anew after every
migration; before it they go, since SQLite rebuilds tables and would trip over them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections

from banso.kit.db import LOOK_AGAIN
from banso.people.merge_rules import OnMerge, merge_rules

_GONE = "SELECT 1 FROM people_person WHERE id = NEW.{column} AND merged_into_id IS NOT NULL"


@dataclass(frozen=True)
class _Guard:
    """A trigger before rows of a table are inserted, or go over to another person."""

    table: str
    column: str
    on_update: bool

    @property
    def name(self) -> str:
        return f"look_again_{self.table}_{self.column}_{'update' if self.on_update else 'insert'}"

    def before(self, apart: str) -> tuple[str, str]:
        """Return what it comes before, and under which condition."""
        if not self.on_update:
            return "INSERT", ""
        return f"UPDATE OF {self.column}", f"NEW.{self.column} {apart} OLD.{self.column}"

    def sqlite(self) -> list[str]:
        event, goes_over = self.before("IS NOT")
        gone = f"EXISTS ({_GONE.format(column=self.column)})"
        return [
            f"CREATE TRIGGER {self.name} BEFORE {event} ON {self.table} "
            f"WHEN {f'{goes_over} AND ' if goes_over else ''}{gone} "
            f"BEGIN SELECT RAISE(ABORT, '{LOOK_AGAIN}'); END"
        ]

    def postgres(self) -> list[str]:
        event, goes_over = self.before("IS DISTINCT FROM")
        # The lock is the one that a foreign key takes: it waits for a merge under way.
        look = (
            f"PERFORM 1 FROM people_person WHERE id = NEW.{self.column} FOR KEY SHARE; "
            f"IF EXISTS ({_GONE.format(column=self.column)}) THEN "
            f"RAISE EXCEPTION '{LOOK_AGAIN}' USING ERRCODE = '23000'; END IF; RETURN NEW;"
        )
        return [
            f"CREATE OR REPLACE FUNCTION look_again_{self.column}() RETURNS trigger "
            f"LANGUAGE plpgsql AS $$ BEGIN {look} END $$",
            f"CREATE TRIGGER {self.name} BEFORE {event} ON {self.table} FOR EACH ROW "
            f"{f'WHEN ({goes_over})' if goes_over else ''} "
            f"EXECUTE FUNCTION look_again_{self.column}()",
        ]


def _guards(connection: Any) -> Iterator[_Guard]:
    """Yield the guards of every column that points at a person and moves, or is copied, with it."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for rule in merge_rules():
            meta = apps.get_model(rule.model)._meta
            moves = rule.on_merge is OnMerge.MOVE
            if not (moves or rule.on_merge is OnMerge.COPY) or meta.db_table not in there:
                continue  # a migration may stop before the table, or before the column
            cursor.execute(f"SELECT * FROM {meta.db_table} LIMIT 0")  # noqa: S608 — our own name
            columns = {meta.get_field(name).column for name in rule.fields}
            for column in sorted(columns & {one[0] for one in cursor.description}):
                yield _Guard(meta.db_table, column, on_update=False)
                if moves:
                    yield _Guard(meta.db_table, column, on_update=True)


def guard_merged_entries(*, using: str, **signal: Any) -> None:
    """Make the triggers anew, after a migration."""
    connection = connections[using]
    drop_guards(using=using)
    on_postgres = connection.vendor == "postgresql"
    made = [
        statement
        for guard in _guards(connection)
        for statement in (guard.postgres() if on_postgres else guard.sqlite())
    ]
    with connection.cursor() as cursor:
        for statement in made:
            cursor.execute(statement)


def drop_guards(*, using: str, **signal: Any) -> None:
    """Let the triggers go, before a migration changes tables."""
    connection = connections[using]
    on_postgres = connection.vendor == "postgresql"
    found = (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
        if on_postgres
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(found)
        for name, table in cursor.fetchall():
            if name.startswith("look_again_"):
                cursor.execute(f"DROP TRIGGER {name}{f' ON {table}' if on_postgres else ''}")
