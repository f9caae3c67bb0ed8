"""What an import tells afterwards."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes

LAST_ROW = 9_999_999  # whose number somebody may give in an answer


class Decided(Codes):
    """What somebody decided about a difference."""

    OPEN = "", _("Not decided yet")
    TAKEN = "taken", _("Taken from the file")
    LEFT = "left", _("Left as it is here")
    BOTH = "both", _("Both kept")


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


@dataclass(frozen=True)
class Remark:
    """
    What was not simply taken as it stands in a row that came in: cut, read otherwise, kept as
    words.
    """

    file: str
    row: int
    field: str
    text: str


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

    @property
    def rows_refused(self) -> int:
        """How many rows are not taken in; a row may be refused for several reasons."""
        return len({(one.file, one.row) for one in self.refused})

    def add(self, counted: dict[str, int]) -> None:
        """Add what an action counted."""
        self.new += counted.get("new", 0)
        self.changed += counted.get("changed", 0)
        self.unchanged += counted.get("unchanged", 0)


@dataclass(frozen=True)
class NotTaken:
    """
    A column of which nothing is taken: its heading, how many cells hold something, and what it was
    taken for, were the ledger to have such a field.
    """

    heading: str
    cells: int
    field: str = ""


@dataclass(frozen=True)
class SheetRead:
    """
    How a sheet was read: its name (empty for CSV), how many rows it holds, which row the headings
    stand in (as a spreadsheet counts), and what each heading was taken for, empty where it was left
    aside.
    """

    name: str
    rows: int
    header_row: int
    columns: dict[str, str]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alike:
    """
    Somebody whom a row may mean: a person here, or an earlier row of the same file (`answer` is how
    one says so).
    """

    answer: str
    name: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    person_id: UUID | None = None


@dataclass
class RowSaid:
    """
    What becomes of a row: new, changed, unchanged, asked, refused or left out; with what changes,
    what differs, what is wrong, and whom it may mean.
    """

    row: int
    name: str
    became: str
    lines: list[str] = field(default_factory=list)
    mistakes: list[tuple[str, str]] = field(default_factory=list)
    why: str = ""
    alike: list[Alike] = field(default_factory=list)
    answer: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    person_id: UUID | None = None


@dataclass(frozen=True)
class Missing:
    """A receiver that came with an earlier state of a list, and that the file lacks."""

    outside_id: str
    name: str
    address: str


@dataclass
class Report:
    """What was read, per kind of row; sentences about the whole, and remarks on single rows."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rows: list[RowSaid] = field(default_factory=list)
    differences: int = 0
    run_id: UUID | None = None
    sheet: SheetRead | None = None
    not_taken: list[NotTaken] = field(default_factory=list)
    dry_run: bool = False
    missing: list[Missing] = field(default_factory=list)

    def of(self, kind: str) -> Tally:
        """Return the tally of a kind of row."""
        return self.kinds.setdefault(kind, Tally())

    def remark(self, file: str, row: int, field_name: str, text: str) -> None:
        """Note what was not simply taken as it stands."""
        self.remarks.append(Remark(file, row, field_name, text))

    @property
    def refused(self) -> int:
        """How many rows were not taken in."""
        return sum(tally.rows_refused for tally in self.kinds.values())

    def as_json(self) -> dict[str, Any]:
        """Return everything the report tells as one JSON object: each kind of row, and the rest."""
        kinds: dict[str, Any] = {
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
        return kinds | {
            "dry_run": self.dry_run,
            "notes": [str(note) for note in self.notes],
            "remarks": [asdict(one) for one in self.remarks],
            "not_taken": [asdict(one) for one in self.not_taken],
            "differences": self.differences,
            "run": str(self.run_id) if self.run_id else None,
            "rows": [
                {
                    "row": one.row,
                    "became": one.became,
                    "told": one.lines,
                    "mistakes": one.mistakes,
                    "why": one.why,
                    "alike": [{"answer": who.answer, "name": who.name} for who in one.alike],
                }
                for one in self.rows
            ],
            "missing": [
                {"id": one.outside_id, "name": one.name, "address": one.address}
                for one in self.missing
            ],
            "sheet": asdict(self.sheet) if self.sheet else None,
        }
