"""The engines' own indexes over pairs of characters: an FTS5 table on SQLite, an expression index on PostgreSQL."""

from typing import Any

from django.db import migrations

POSTGRES = [
    """
    CREATE FUNCTION people_grams(squeezed text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        ARRAY(SELECT DISTINCT substr(squeezed, place, 2) FROM generate_series(1, length(squeezed) - 1) AS place)
    """,
    "CREATE INDEX memory_by_pairs ON people_memorytext USING gin (people_grams(squeezed)) WITH (fastupdate = off)",
]
SQLITE = ["CREATE VIRTUAL TABLE people_memory_fts USING fts5(pairs, content='', columnsize=0)"]


def forwards(apps: Any, editor: Any) -> None:
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def backwards(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX memory_by_pairs")
        editor.execute("DROP FUNCTION people_grams(text)")
    else:
        editor.execute("DROP TABLE people_memory_fts")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
