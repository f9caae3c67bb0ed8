"""
The second wall around every table: which rows PostgreSQL lets an agency see, behind the queries.

Closed by default. A table with an `agency_id` shows a row to its own agency; every other table
shows nothing, but to commands, unless its room declares a `Wall`. The policies follow from this and
are put up after every migration, so that no table of a new room can be forgotten.

Where a policy stands, only operators that tell nothing by their errors use an index before it:
equality and order do, LIKE and containment in arrays don't.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Model

from banso.kit.declarations import declared
from banso.kit.row_level_security import AT_THE_DOOR, EVERYTHING

_SAID = "(SELECT current_setting('banso.agency', true))"
_ANYBODY = f"{_SAID} = '{EVERYTHING}'"
_DOOR = f"{_SAID} = '{AT_THE_DOOR}'"
_AGENCY = (
    f"(SELECT nullif(nullif(current_setting('banso.agency', true), '{EVERYTHING}'), '')::uuid)"
)
OWN, READ = "own_agency", "read_by_all"


@dataclass(frozen=True)
class Wall:
    """
    Who sees the rows of a table, where its own `agency_id` does not say it alone.

    `through` names columns that lead to a row with a wall of its own: whoever sees that sees this.
    `held_by` names what leads here (`("access.Member.account", "id")`: the rows whose `id` stands
    in that column). `column` is another column with the agency, `also` a second one whose agency
    sees the row as well. `at_the_door` is seen by whoever signs in; `or_nobodys` rows of no agency
    are everybody's. `read_by_all` says why everybody may read it (what may be written stays as it
    is), `everybodys` why it has no wall at all; `opened_by` names a function of the database that
    opens the rows for what needs an index. To what is `added_only` the role that serves adds rows,
    and changes none.
    """

    code: str
    through: tuple[str, ...] = ()
    held_by: tuple[tuple[str, str], ...] = ()
    column: str = ""
    also: str = ""
    at_the_door: bool = False
    or_nobodys: bool = False
    read_by_all: str = ""
    everybodys: str = ""
    opened_by: str = ""
    added_only: bool = False


@dataclass(frozen=True)
class Policy:
    """One policy of a table: what it is for, and which rows it lets through."""

    name: str
    command: str
    rows: str

    @property
    def mark(self) -> str:
        """What the database keeps beside it, by which it is known again."""
        return blake2b(f"{self.command} {self.rows}".encode(), digest_size=12).hexdigest()

    def statements(self, table: str) -> Iterator[str]:
        """Yield what puts it up, in place of the one of the same name."""
        check = f"WITH CHECK ({self.rows})" if self.command == "ALL" else ""
        yield f'DROP POLICY IF EXISTS {self.name} ON "{table}"'
        yield (
            f'CREATE POLICY {self.name} ON "{table}" FOR {self.command} USING ({self.rows}) {check}'
        )
        yield f"COMMENT ON POLICY {self.name} ON \"{table}\" IS '{self.mark}'"


def wall_of(model: type[Model]) -> Wall:
    """Return the wall around a model's table: the declared one, or the one by default."""
    label = model._meta.label
    return next((one for one in declared(Wall) if one.code == label), Wall(label))


def policies_of(model: type[Model], *, functions: Iterable[str] = ()) -> tuple[Policy, ...]:
    """
    Return the policies of a model's table; what opens it is left out where the database does not
    have that function yet.
    """
    wall, table = wall_of(model), model._meta.db_table
    if wall.everybodys:
        return (Policy(OWN, "ALL", "true"),)
    rows = [_ANYBODY, *_own(model, wall, table)]
    if wall.or_nobodys:
        rows.append(f"{_agency_column(model, wall)} IS NULL")
    if wall.at_the_door:
        rows.append(_DOOR)
    if wall.opened_by and wall.opened_by in functions:
        rows.append(f"{wall.opened_by}()")
    own = Policy(OWN, "ALL", " OR ".join(rows))
    return (own, Policy(READ, "SELECT", "true")) if wall.read_by_all else (own,)


def _agency_column(model: type[Model], wall: Wall) -> str:
    columns = {field.column for field in model._meta.concrete_fields}
    named = _column(model, wall.column) if wall.column else "agency_id"
    return named if named in columns else ""


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _own(model: type[Model], wall: Wall, table: str) -> Iterator[str]:
    if wall.through or wall.held_by:
        yield from (f"({_INSIDE} AND {one})" for one in _leading(model, wall, table))
    elif _agency_column(model, wall):
        yield f"{_agency_column(model, wall)} = {_AGENCY}"
    if wall.also:
        yield f"{_column(model, wall.also)} = {_AGENCY}"


_INSIDE = f"{_SAID} <> '{AT_THE_DOOR}'"


def _leading(model: type[Model], wall: Wall, table: str) -> Iterator[str]:
    """Yield that a row is led to, or leads here, whose own policy holds in this as well."""
    for name in wall.through:
        field: Any = model._meta.get_field(name)
        there = f'"{field.related_model._meta.db_table}" one'
        same = f'one."{field.target_field.column}" = "{table}"."{field.column}"'
        yield f"EXISTS (SELECT 1 FROM {there} WHERE {same})"  # noqa: S608 — names of our own
    for path, mine in wall.held_by:
        label, _, name = path.rpartition(".")
        other: Any = apps.get_model(label)._meta
        same = f'one."{other.get_field(name).column}" = "{table}"."{mine}"'
        yield f'EXISTS (SELECT 1 FROM "{other.db_table}" one WHERE {same})'  # noqa: S608


def walled_models() -> list[type[Model]]:
    """Return every model of every installed app with a table of its own."""
    models = apps.get_models(include_auto_created=True)
    return [one for one in models if one._meta.managed and not one._meta.proxy]


def _needed(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield the tables and columns that a model's policies speak of."""
    wall, meta = wall_of(model), model._meta
    yield meta.db_table, str(meta.pk.column)
    for name in (*wall.through, *filter(None, (wall.also, wall.column))):
        field: Any = meta.get_field(name)
        yield meta.db_table, field.column
        if name in wall.through:
            yield field.related_model._meta.db_table, field.target_field.column
    for path, mine in wall.held_by:
        label, _, name = path.rpartition(".")
        other: Any = apps.get_model(label)._meta
        yield other.db_table, other.get_field(name).column
        yield meta.db_table, mine
    if not wall.through and not wall.held_by and _agency_column(model, wall):
        yield meta.db_table, _agency_column(model, wall)


_COLUMNS = """
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0
"""
_STANDING = """
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, p.polname,
           obj_description(p.oid, 'pg_policy')
    FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
"""
_FUNCTIONS = "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"


def missing_walls(connection: Any) -> Mapping[str, list[str]]:
    """Return the tables whose wall does not stand as declared, each with what puts it up."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        columns = set(cursor.fetchall())
        cursor.execute(_FUNCTIONS)
        functions = [name for (name,) in cursor.fetchall()]
        cursor.execute(_STANDING)
        standing, closed = set(), set()
        for table, on, name, mark in cursor.fetchall():
            standing.add((table, name, mark))
            if on:
                closed.add(table)
    missing: dict[str, list[str]] = {}
    for model in walled_models():
        if not set(_needed(model)) <= columns:
            continue  # a migration may stop before the table, or before the column
        table, wanted = model._meta.db_table, policies_of(model, functions=functions)
        names = {one.name for one in wanted}
        todo = [
            f'DROP POLICY {name} ON "{table}"'
            for on, name, _mark in sorted(standing, key=str)
            if on == table and name and name not in names
        ]
        for one in wanted:
            if (table, one.name, one.mark) not in standing:
                todo += one.statements(table)
        if table not in closed:
            todo.append(
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
            )
        if todo:
            missing[table] = todo
    return missing


def put_walls_up(*, using: str, **signal: Any) -> None:
    """
    Put up what is missing of the wall, after a migration, and let the role that serves in: it reads
    and writes rows, and owns nothing.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    todo = [one for some in missing_walls(connection).values() for one in some]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in todo:
            cursor.execute(statement)
        for statement in _grants(cursor):
            cursor.execute(statement)


def _grants(cursor: Any) -> Iterator[str]:
    role = settings.BANSO_SERVING_ROLE
    cursor.execute("SELECT current_user")
    if not role or role == cursor.fetchone()[0]:
        return
    role = '"' + role.replace('"', '""') + '"'
    cursor.execute("SELECT quote_ident(current_schema())")
    schema = cursor.fetchone()[0]
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
    cursor.execute(_COLUMNS)
    there = {table for table, _column in cursor.fetchall()}
    for model in walled_models():
        if wall_of(model).added_only and model._meta.db_table in there:
            yield f'REVOKE UPDATE, DELETE, TRUNCATE ON "{model._meta.db_table}" FROM {role}'
    if "django_migrations" in there:
        yield f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}"
