"""
A database in which people write for real, again and again from the same beginning.

PostgreSQL takes a third of a second to copy and to drop a database. What a test has changed is put
back in a tenth of that, from tables beside the real ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from tests.at_once import copied, working_in
from tools.private_postgres import SUPERUSER

KEEP = """
DO $$
DECLARE name text;
BEGIN
  CREATE SCHEMA before;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE before.%1$I AS TABLE public.%1$I', name);
  END LOOP;
END $$
"""
# Neither references nor triggers of a history that only grows stand in the way: each table has in
# the end what it had before.
PUT_BACK = """
DO $$
DECLARE name text; other boolean; columns text;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'before' LOOP
    EXECUTE format(
      'WITH now AS (SELECT t::text FROM public.%1$I t), was AS (SELECT t::text FROM before.%1$I t)'
      ' SELECT EXISTS (TABLE now EXCEPT ALL TABLE was) OR EXISTS (TABLE was EXCEPT ALL TABLE now)',
      name) INTO other;
    IF other THEN
      SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
        WHERE attrelid = format('public.%I', name)::regclass
        AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
      EXECUTE format('DELETE FROM public.%I', name);
      EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM before.%1$I', name, columns);
    END IF;
  END LOOP;
END $$
"""


def _as_superuser(name: str) -> psycopg.Connection[Any] | None:
    """Return a connection that may put anything back; nothing, where the cluster is not our own."""
    settings = connection.settings_dict
    try:
        return psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"],
            user=SUPERUSER,
            dbname=name,
            autocommit=True,
        )
    except psycopg.OperationalError:
        return None


@contextmanager
def _put_back_after(owner: psycopg.Connection[Any], name: str) -> Iterator[None]:
    try:
        with working_in(name):
            yield
    finally:
        owner.execute(PUT_BACK)


class Stage:
    """
    Something is played on it for real, in a copy of the database as it stood when the first play
    began; afterwards nothing of it has been.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.usual = folder, str(connection.settings_dict["NAME"])
        self.name = f"{self.usual}_stage"
        self.owner: psycopg.Connection[Any] | None = None

    @contextmanager
    def play(self) -> Iterator[None]:
        """Let the block write for real, and put everything back."""
        if connection.vendor == "postgresql" and self.owner is None:
            self._build()
        if self.owner:
            with _put_back_after(self.owner, self.name):
                yield
        else:
            with (
                copied(self.usual, self.folder / "stage.sqlite3") as name,
                working_in(name),
            ):
                yield

    def _build(self) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.usual}"')
        self.owner = _as_superuser(self.name)
        if self.owner:
            self.owner.execute(KEEP)

    def close(self) -> None:
        """Take the stage away."""
        if self.owner:
            self.owner.close()
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
