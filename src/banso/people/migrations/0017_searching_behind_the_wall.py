"""
Searching texts by pairs of characters, behind the second wall.

A policy keeps PostgreSQL from using the index of pairs. The function opens the texts for itself
alone, and returns the ids of one agency's texts, where that agency is in force. Its own query is
planned anew each time and read to its end, so that the opening never outlives it; where it breaks
off, the transaction takes the opening back.
"""

from typing import Any

from django.db import migrations

SEARCHING = """
    CREATE FUNCTION people_searching() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN RETURN coalesce(current_setting('banso.searching', true), '') = 'on'; END $$
"""
HOLDING = """
    CREATE FUNCTION people_texts_holding(agency uuid, pairs text[], pattern text)
    RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF coalesce(current_setting('banso.agency', true), '') NOT IN ('all', agency::text) THEN
            RETURN;
        END IF;
        PERFORM set_config('banso.searching', 'on', true);
        RETURN QUERY EXECUTE
            'SELECT id FROM people_memorytext WHERE agency_id = $1
             AND people_grams(normalised) @> $2 AND normalised LIKE $3'
            USING agency, pairs, pattern;
        PERFORM set_config('banso.searching', '', true);
    END $$
"""


def forwards(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(SEARCHING)
        editor.execute(HOLDING)


def backwards(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION people_texts_holding(uuid, text[], text)")
        editor.execute("DROP FUNCTION people_searching() CASCADE")  # and the policy made with it


class Migration(migrations.Migration):
    dependencies = [("people", "0016_never_seen")]
    operations = [migrations.RunPython(forwards, backwards)]
