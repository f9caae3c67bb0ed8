"""
What a database is made of, so that two can be compared: as sentences of its own catalogue.

The order of columns is left out, since a column that came later stands last, and so are the names
that Django makes up for indexes and keys, which tell how the table or the column was called first.
"""

import re
from typing import Any

_MADE_UP = re.compile(r"\w+_([0-9a-f]{8}(_\w+)?|check|key)\b")
_POSTGRES = {
    "table": """
        SELECT relname, relkind, relrowsecurity, relforcerowsecurity, relacl::text
        FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v')
    """,
    "column": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.attidentity, a.attcollation::regcollation::text, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
          AND a.attnum > 0 AND NOT a.attisdropped
    """,
    "constraint": """
        SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid),
               CASE WHEN contype IN ('c', 'u') THEN conname END
        FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0 AND contype <> 'n'
    """,
    "index": """
        SELECT i.indrelid::regclass::text, i.indisunique, pg_get_indexdef(i.indexrelid),
               c.reloptions::text
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisprimary
    """,
    "trigger": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": """
        SELECT pg_get_functiondef(oid), proacl::text
        FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
    """,
    "policy": """
        SELECT p.polrelid::regclass::text, p.polname, p.polcmd, p.polpermissive,
               p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid),
               pg_get_expr(p.polwithcheck, p.polrelid), obj_description(p.oid, 'pg_policy')
        FROM pg_policy p
    """,
    "sequence": """
        SELECT d.refobjid::regclass::text, d.refobjsubid, c.relacl::text
        FROM pg_class c JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i')
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S'
    """,
    "view": "SELECT viewname, definition FROM pg_views WHERE schemaname = current_schema()",
}


def made_of(connection: Any) -> set[str]:
    """Return one sentence for everything that the connection's database is made of."""
    with connection.cursor() as cursor:
        read = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
        return {_plain(one) for one in read(cursor)}


def _plain(sentence: str) -> str:
    """Return a sentence without quotes, breaks and made-up names."""
    bare = re.sub(r"\s+", " ", sentence.replace('"', ""))
    return _MADE_UP.sub("…", bare).strip()


def _on_postgres(cursor: Any) -> list[str]:
    told = []
    for kind, query in _POSTGRES.items():
        cursor.execute(query)
        told += [f"{kind}: {' · '.join(map(str, row))}" for row in cursor.fetchall()]
    return told


def _on_sqlite(cursor: Any) -> list[str]:
    cursor.execute("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    told = []
    for kind, table, sql in cursor.fetchall():
        head, _, inside = sql.partition("(")
        if kind == "table" and "VIRTUAL" not in head:
            inside, _, after = inside.rpartition(")")
            told += [f"table {table}: {part}" for part in (*_parts(inside), after)]
        else:
            told.append(sql)
    return told


def _parts(inside: str) -> list[str]:
    """Return what stands between the commas of a table: its columns and constraints."""
    parts, depth, begun = [], 0, 0
    for place, sign in enumerate(inside):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append(inside[begun:place].strip())
            begun = place + 1
    return [*parts, inside[begun:].strip()]
