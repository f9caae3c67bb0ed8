"""
What is closed is never changed: held by the database itself, on both engines, behind what actions
check.

Used by migrations. A migration that rebuilds one of these tables on SQLite drops its triggers, and
makes them again by calling this.
"""

from collections.abc import Callable, Sequence
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
