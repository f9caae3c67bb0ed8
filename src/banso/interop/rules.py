"""What an import tells afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class Refused:
    """
    A row that was not taken in: file, row (as a spreadsheet counts, the header is 1), field and
    reason.
    """

    file: str
    row: int
    field: str
    reason: str


class BadRow(ValueError):
    """
    A row can't be taken in: which field, and why, as a sentence goes on after the field's name.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


@dataclass
class Tally:
    """One kind of row."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)

    def refuse(self, file: str, row: int, field_name: str, reason: str) -> None:
        """Note a row that is not taken in."""
        self.refused.append(Refused(file, row, field_name, reason))

    def add(self, counted: dict[str, int]) -> None:
        """Add what an action counted."""
        self.new += counted.get("new", 0)
        self.changed += counted.get("changed", 0)
        self.unchanged += counted.get("unchanged", 0)


@dataclass
class Report:
    """What was read, per kind of row."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def of(self, kind: str) -> Tally:
        """Return the tally of a kind of row."""
        return self.kinds.setdefault(kind, Tally())

    def as_json(self) -> dict[str, Any]:
        """Return the report as one JSON object, by kind of row."""
        return {
            kind: {
                "read": tally.read,
                "new": tally.new,
                "changed": tally.changed,
                "unchanged": tally.unchanged,
                "refused": [
                    {"file": one.file, "row": one.row, "field": one.field, "reason": one.reason}
                    for one in tally.refused
                ],
            }
            for kind, tally in self.kinds.items()
        }
