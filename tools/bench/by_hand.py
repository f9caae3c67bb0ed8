"""The same questions as somebody would ask them by hand, over the same files and people."""

import json
from datetime import date
from typing import Any

import duckdb

from banso_analysis.engines import Snapshot

TEN: list[dict[str, Any]] = [
    {"fact": "ledger", "values": {"ledger": ["aftercare"]}, "now": True},
    {"fact": "ledger", "has": False, "now": True},
    {"fact": "person", "values": {"sex": ["female"]}, "at_least": {"age": 60}},
    {"fact": "closed", "values": {"closing_reason": ["lost_contact"]}},
    {"fact": "opened", "values": {"ledger": ["aftercare"]}, "after": "closed"},
    {"fact": "ledger", "values": {"sleeps_kind": ["park", "river"]}},
    {"fact": "memory", "least": 25},
    {"fact": "memory", "has": False, "since": "2026-01-01"},
    {"fact": "memory", "flags": {"being": True}, "since": "2026-04-01", "least": 3},
    {"fact": "memory", "values": {"ledger": ["centre"]}, "after": "closed"},
]


class ByHand:
    """DuckDB as somebody would ask it by hand, over the same files and of the same people."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.connection = snapshot, duckdb.connect(":memory:", config={"threads": 2})

    def table(self, name: str) -> str:
        """Return a published table as it is read by hand."""
        base, layer = (
            json.dumps(self.snapshot.files(part, name)).replace('"', "'")
            for part in ("base", "layer")
        )
        return (
            f"(SELECT * FROM read_parquet({base}) WHERE person_id NOT IN (SELECT person_id FROM "
            f"read_parquet('{self.snapshot.touched}')) UNION ALL SELECT * FROM "
            f"read_parquet({layer}))"
        )

    def ask(self, question: str) -> list[Any]:
        """Return the rows."""
        return self.connection.execute(question).fetchall()


def answers(hand: ByHand, today: date) -> list[str]:
    """Return the ten questions in the words of somebody who asks by hand."""
    people, entries, memories = (
        hand.table(name) for name in ("people", "ledger_entries", "timeline")
    )
    there = f"opened_on <= DATE '{today}' AND (closed_on IS NULL OR closed_on > DATE '{today}')"
    return [
        (f"SELECT COUNT(DISTINCT person_id) FROM {entries} WHERE ledger = 'aftercare' AND {there}"),
        (
            f"SELECT COUNT(*) FROM {people} x ANTI JOIN (SELECT person_id FROM {entries} "
            f"WHERE {there}) e USING (person_id)"
        ),
        (
            f"SELECT COUNT(*) FROM {people} WHERE sex = 'female' AND {today.year} - "
            f"birth_year - (birth_month > {today.month})::INT >= 60"
        ),
        (f"SELECT COUNT(DISTINCT person_id) FROM {entries} WHERE closing_reason = 'lost_contact'"),
        (
            f"SELECT COUNT(DISTINCT e.person_id) FROM {entries} e JOIN (SELECT person_id, "
            f"MIN(closed_on) c FROM {entries} WHERE closed_on IS NOT NULL GROUP BY 1) m "
            "USING (person_id) WHERE e.ledger = 'aftercare' AND e.opened_on > m.c"
        ),
        (f"SELECT COUNT(DISTINCT person_id) FROM {entries} WHERE sleeps_kind IN ('park', 'river')"),
        (
            f"SELECT COUNT(*) FROM (SELECT person_id FROM {memories} GROUP BY 1 HAVING "
            "COUNT(*) >= 25)"
        ),
        (
            f"SELECT COUNT(*) FROM {people} x ANTI JOIN (SELECT person_id FROM {memories} "
            "WHERE on_day >= DATE '2026-01-01') t USING (person_id)"
        ),
        (
            f"SELECT COUNT(*) FROM (SELECT person_id FROM {memories} WHERE being AND on_day "
            ">= DATE '2026-04-01' GROUP BY 1 HAVING COUNT(*) >= 3)"
        ),
        (
            f"SELECT COUNT(DISTINCT t.person_id) FROM {memories} t JOIN (SELECT person_id, "
            f"MIN(closed_on) c FROM {entries} WHERE closed_on IS NOT NULL GROUP BY 1) m "
            "USING (person_id) WHERE t.ledger = 'centre' AND t.on_day > m.c"
        ),
    ]
