"""What comes in from elsewhere, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from banso.kit.eras import PartialDate
from banso.people.models import OutsideRow

Counted = dict[str, int]


@dataclass(frozen=True)
class Incoming:
    """
    A person from elsewhere; `same_as` is the entry in which somebody recognised them, `days` those
    of which the file speaks.
    """

    outside_id: str
    called_name: str
    names: tuple[tuple[str, str, str], ...] = ()
    birth: PartialDate = field(default_factory=PartialDate)
    sex: str = ""
    place: str = ""
    contact: str = ""
    own_words: str = ""
    same_as: UUID | None = None
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncomingEntry:
    """
    A ledger entry from elsewhere. `opened_said` is false where the file names no day; `into` is an
    entry here of which it is known that it is the same.
    """

    outside_id: str
    person: str
    ledger: str
    office_id: UUID
    opened_on: date
    closed_on: date | None = None
    closing_reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    opened_said: bool = True
    into: UUID | None = None


@dataclass(frozen=True)
class Changed:
    """A row that was changed: the values before and after, and what the file had said before."""

    label: str
    row_id: UUID
    person_id: UUID
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Differs:
    """What a file says otherwise than what stands here."""

    kind: str
    row_id: UUID
    person_id: UUID
    outside_id: str
    field: str
    here: Any
    file: Any


@dataclass
class Outcome:
    """
    What became of some rows: one word for each outside id, whose each is now, every row that was
    made or changed, and what differs.
    """

    became: dict[str, str] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    made: list[tuple[str, UUID]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    differs: list[Differs] = field(default_factory=list)
    said_before: dict[UUID, dict[str, Any]] = field(default_factory=dict)

    @property
    def counted(self) -> Counted:
        """How many rows are new, changed, unchanged, or not open to whoever brings them in."""
        counts = Counter(self.became.values())
        return {word: counts[word] for word in ("new", "changed", "unchanged", "closed")}

    def add(self, other: "Outcome") -> None:
        """Add what became of further rows; ids stay those of people."""
        self.made += other.made
        self.changed += other.changed
        self.differs += other.differs
        self.said_before |= other.said_before

    def differ(
        self,
        row: OutsideRow,
        person_id: UUID,
        found: Mapping[str, tuple[Any, Any]],
    ) -> None:
        """Note what differs in a row."""
        self.differs += [
            Differs(row.kind, row.row_id, person_id, row.outside_id, name, here, file)
            for name, (here, file) in found.items()
        ]


def keep_said(rows: list[tuple[OutsideRow, dict[str, Any]]], outcome: Outcome) -> None:
    """Keep what the file says now, for the next time."""
    fresh, again = [], []
    for row, said in rows:
        if row._state.adding:
            row.said = said
            fresh.append(row)
        elif row.said != said:
            outcome.said_before[row.pk] = row.said
            row.said = row.said | said
            again.append(row)
    OutsideRow.objects.bulk_create(fresh, batch_size=1000)
    OutsideRow.objects.bulk_update(again, ["said", "person", "row_id"], batch_size=500)
    outcome.made += [("people.OutsideRow", row.pk) for row in fresh]
