"""
Which people of a home share rare keys, over everybody: the pairs that are worth comparing.

DuckDB joins the keys slice by slice, within a bound of memory and on disk beyond it. A key under
which many stand is left out, and everybody meets those few with whom they share the rarest keys,
so that a million people under one name cost no more than others.
"""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

MOST_UNDER_A_KEY = 300
MOST_MET = 60
LEAST_BITS = 8.0
SLICE = 20_000
_AT_ONCE = 200_000


class Crowd:
    """Everybody's keys, by numbers from nought on."""

    def __init__(self, folder: Path, *, memory: str = "1GB", threads: int = 2) -> None:
        self._db = duckdb.connect()
        self._db.execute("SET autoinstall_known_extensions = false")
        self._db.execute("SET autoload_known_extensions = false")
        self._db.execute("SET preserve_insertion_order = false")
        self._db.execute("SET memory_limit = ?", [memory])
        self._db.execute("SET threads = ?", [threads])
        self._db.execute("SET temp_directory = ?", [str(folder)])
        self._db.execute("CREATE TABLE filed (person INTEGER, key UBIGINT)")
        self._waiting: list[tuple[int, str]] = []
        self.people = 0

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def hold(self, filed: Iterable[tuple[int, str]]) -> None:
        """Take in (person, key) rows, however many."""
        for row in filed:
            self._waiting.append(row)
            if len(self._waiting) >= _AT_ONCE:
                self._take_in()

    def _take_in(self) -> None:
        if not self._waiting:
            return
        people, keys = zip(*self._waiting, strict=True)
        self._waiting = []
        self.people = max(self.people, max(people) + 1)
        told = pa.table({"person": pa.array(people, pa.int32()), "key": pa.array(keys)})
        self._db.register("told", told)
        self._db.execute("INSERT INTO filed SELECT person, hash(key) FROM told")
        self._db.unregister("told")

    def weigh(self) -> None:
        """Keep the keys that two and not too many people share, each with what it says."""
        self._take_in()
        self._db.execute(
            "CREATE TABLE rare AS SELECT key, count(DISTINCT person) AS people FROM filed "
            "GROUP BY key HAVING count(DISTINCT person) BETWEEN 2 AND ?",
            [MOST_UNDER_A_KEY],
        )
        self._db.execute(
            "CREATE TABLE weighed AS SELECT DISTINCT person, key, "
            "log2(greatest(?, 10000) / people) AS bits FROM filed JOIN rare USING (key)",
            [self.people],
        )
        self._db.execute("DROP TABLE filed")

    @property
    def slices(self) -> int:
        """How many slices there are."""
        return -(-self.people // SLICE)

    def met(self, slice_number: int, fresh: set[int] | None = None) -> list[tuple[int, int]]:
        """
        Return the pairs worth comparing in which the lower number is of one slice, each pair once;
        with `fresh` only those in which somebody of these is.
        """
        mine: list[Any] = [slice_number * SLICE, (slice_number + 1) * SLICE]
        among = ""
        if fresh is not None:
            listed = pa.table({"person": pa.array(sorted(fresh), pa.int32())})
            self._db.register("fresh", listed)
            among = "AND (a.person IN (FROM fresh) OR b.person IN (FROM fresh))"
        rows = self._db.execute(
            f"""
            WITH met AS (
                SELECT a.person AS one, b.person AS other, sum(a.bits) AS bits
                FROM weighed a JOIN weighed b ON a.key = b.key AND a.person < b.person
                WHERE a.person >= ? AND a.person < ? {among}
                GROUP BY 1, 2 HAVING sum(a.bits) >= ?
            )
            SELECT one, other FROM met
            QUALIFY row_number() OVER (PARTITION BY one ORDER BY bits DESC, other) <= ?
            """,
            [*mine, LEAST_BITS, MOST_MET],
        ).fetchall()
        if fresh is not None:
            self._db.unregister("fresh")
        return sorted(rows)
