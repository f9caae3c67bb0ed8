"""
What is closed is never changed: held by the database itself, on both engines, behind what actions
check.

Used by migrations. A migration that rebuilds one of these tables on SQLite drops its triggers, and
makes them again by calling this.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Step = Callable[[Any, Any], None]


def _event(kind: str, columns: Sequence[str]) -> str:
    return f"UPDATE OF {', '.join(columns)}" if kind == "update" else kind.upper()


def _sqlite(name: str, table: str, columns: Sequence[str], closed: dict[str, str]) -> list[str]:
    return [
        (
            f"CREATE TRIGGER {name}_{kind} BEFORE {_event(kind, columns)} ON {table} WHEN "
            f"{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        for kind, condition in closed.items()
    ]


def _postgres(name: str, table: str, columns: Sequence[str], closed: dict[str, str]) -> list[str]:
    made = []
    for kind, condition in closed.items():
        body = (
            f"BEGIN IF {condition} THEN RAISE EXCEPTION '{name}'; END IF; RETURN "
            f"{'OLD' if kind == 'delete' else 'NEW'}; END"
        )
        made.append(
            f"CREATE FUNCTION {name}_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
        )
        made.append(
            f"CREATE TRIGGER {name}_{kind} BEFORE {_event(kind, columns)} ON {table} FOR "
            f"EACH ROW EXECUTE FUNCTION {name}_{kind}()"
        )
    return made


def frozen(
    name: str, table: str, *, columns: Sequence[str], closed: dict[str, str]
) -> tuple[Step, Step]:
    """
    Return what a migration runs forwards and backwards to refuse changes to closed rows.

    `closed` holds by kind of change (insert, update, delete) the condition, over OLD and NEW, under
    which it is refused; `columns` are those that an update may
    not touch then.
    """

    def forwards(apps: Any, editor: Any) -> None:
        build = _postgres if editor.connection.vendor == "postgresql" else _sqlite
        for statement in build(name, table, columns, closed):
            editor.execute(statement)

    def backwards(apps: Any, editor: Any) -> None:
        for kind in closed:
            if editor.connection.vendor == "postgresql":
                editor.execute(f"DROP TRIGGER {name}_{kind} ON {table}")
                editor.execute(f"DROP FUNCTION {name}_{kind}()")
            else:
                editor.execute(f"DROP TRIGGER {name}_{kind}")

    return forwards, backwards


def under(
    parent: str, key: str, condition: str, *, through: tuple[str, str] | None = None
) -> dict[str, str]:
    """
    Return the conditions for rows that belong to a parent which may be closed: over inserting,
    updating and deleting.

    `key` names the column that points at the parent, or with `through` (table, column) at a row
    that points at it.
    """

    def closed(row: str) -> str:
        target = f"{row}.{key}"
        if through:
            table, column = through
            return (
                f"EXISTS (SELECT 1 FROM {parent} p JOIN {table} t ON t.{column} = p.id WHERE "  # noqa: S608 — our own names
                f"t.id = {target} AND ({condition}))"
            )
        return f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {target} AND ({condition}))"  # noqa: S608 — names of migrations

    return {"insert": closed("NEW"), "update": closed("OLD"), "delete": closed("OLD")}


LETS = (
    "AND NOT EXISTS (SELECT 1 FROM {table} e WHERE e.of_table = '{of}' "
    "AND e.row_id = CAST(OLD.id AS TEXT))"
)
_OF_SQLITE = re.compile(
    r"""(?P<head>CREATE TRIGGER (?P<name>\w+)_(?:update|delete) BEFORE .+? """
    r"""ON "?(?P<of>\w+)"? WHEN )"""
    r"""(?P<condition>.+)(?P<tail> BEGIN SELECT RAISE\(ABORT, '(?P=name)'\); END)""",
    re.DOTALL,
)
_OF_POSTGRES = re.compile(
    r"\s*BEGIN IF (?P<condition>.+) THEN RAISE EXCEPTION '(?P<name>\w+)'; END IF; RETURN "
    r"(?P<row>OLD|NEW); END\s*",
    re.DOTALL,
)
_FUNCTIONS = """
    SELECT p.proname, c.relname, p.prosrc FROM pg_trigger t
    JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def let_pass(connection: Any, table: str) -> None:
    """
    Let through, of what is closed, the rows that are named in a table: by the table they stand in
    and their key. Everything that `frozen` refuses about other rows it goes on refusing.

    To be called after every migration; what knows of the table already stays as it is.
    """
    with connection.cursor() as cursor:
        for statement in list(_with_pass(connection, cursor, table)):
            cursor.execute(statement)


def no_pass(connection: Any, table: str) -> None:
    """
    Take back what `let_pass` has changed: before a migration, since SQLite rebuilds tables and
    would trip over triggers that speak of one that is away.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS)
        for name, statement in cursor.fetchall():
            found = _OF_SQLITE.fullmatch(statement or "")
            if found is None or table not in found["condition"]:
                continue
            added = " " + LETS.format(table=table, of=found["of"])
            plain = found["condition"].removesuffix(added)[1:-1]  # between its brackets
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"{found['head']}{plain}{found['tail']}")


def _with_pass(connection: Any, cursor: Any, table: str) -> Iterator[str]:
    postgres = connection.vendor == "postgresql"
    cursor.execute(_FUNCTIONS if postgres else _TRIGGERS)
    for row in cursor.fetchall():
        if postgres:
            name, of, source = row
            found = _OF_POSTGRES.fullmatch(source)
            if found is None or name.endswith("_insert") or table in (of, *source.split()):
                continue
            let = LETS.format(table=table, of=of)
            body = (
                f"BEGIN IF ({found['condition']}) {let} THEN RAISE EXCEPTION '{found['name']}'; "
                f"END IF; RETURN {found['row']}; END"
            )
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ {body} $$"
            )
            continue
        name, statement = row
        found = _OF_SQLITE.fullmatch(statement or "")
        if found is None or table in found["condition"] or found["of"] == table:
            continue
        let = LETS.format(table=table, of=found["of"])
        yield f"DROP TRIGGER {name}"
        yield f"{found['head']}({found['condition']}) {let}{found['tail']}"
