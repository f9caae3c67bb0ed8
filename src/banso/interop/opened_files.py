"""A file laid open: its sheets with what each holds, and the one that is read with its headings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from banso.interop.column_guesses import Headings, Words
from banso.interop.csv_files import UnreadableFile, csv_cells
from banso.interop.rules import NotTaken, SheetRead
from banso.interop.workbooks import MAX_COLUMNS, MAX_ROWS, Sheet, named, sheets_of

_PEEK = 3
_MOST_NAMED = 8


@dataclass(frozen=True)
class SheetHeld:
    """What a sheet holds: for the list from which one chooses."""

    number: int
    name: str
    hidden: bool
    rows: int
    understood: int
    begins: str


@dataclass(frozen=True)
class OpenedFile:
    """A file's sheets, which of them is read, and its headings."""

    sheets: list[Sheet]
    held: list[SheetHeld]
    number: int
    headings: Headings

    @property
    def sheet(self) -> Sheet:
        """The sheet that is read."""
        return self.sheets[self.number]

    @property
    def cells(self) -> list[list[str]]:
        """The cells of the sheet that is read."""
        return self.sheet.cells

    @property
    def samples(self) -> list[list[str]]:
        """What stands in the first rows under each heading."""
        rows = self.cells[self.headings.row + 1 : self.headings.row + 1 + _PEEK]
        return [
            [row[column] if column < len(row) else "" for row in rows]
            for column in range(len(self.headings.names))
        ]

    def read_as(self, columns: dict[int, str]) -> SheetRead:
        """Return how the sheet is read, for the report."""
        return SheetRead(
            name=self.sheet.name,
            rows=len([row for row in self.cells[self.headings.row + 1 :] if any(row)]),
            header_row=self.headings.row + 1,
            columns={
                heading.strip(): columns.get(column, "")
                for column, heading in enumerate(self.headings.names)
                if heading.strip()
            },
            others=tuple(one.name for one in self.held if one.number != self.number),
        )

    def not_taken(self, columns: dict[int, str], lacks: Collection[str] = ()) -> list[NotTaken]:
        """
        Return the columns that hold something of which nothing is taken; `lacks` are fields for
        which there is no place where the file goes.
        """
        found = []
        below = self.cells[self.headings.row + 1 :]
        for column, heading in enumerate(self.headings.names):
            field = columns.get(column, "")
            cells = sum(1 for row in below if column < len(row) and row[column].strip())
            if cells and (not field or field in lacks):
                found.append(NotTaken(heading.strip() or _("(no heading)"), cells, field))
        return found

    def said(self, columns: dict[int, str], lacks: Collection[str] = ()) -> list[str]:
        """Return what must be said of how the file is read: other sheets, what is left aside."""
        said = []
        others = [one for one in self.held if one.number != self.number and one.rows]
        if others:
            said.append(
                _("Read: sheet “%(name)s”. Not read: %(others)s.")
                % {
                    "name": self.sheet.name,
                    "others": "、".join(
                        _("%(name)s (%(rows)d rows)") % {"name": one.name, "rows": one.rows}
                        for one in others
                    ),
                }
            )
        not_taken = self.not_taken(columns, lacks)
        if aside := _counted(one for one in not_taken if not one.field):
            said.append(_("Columns left aside (cells): %(columns)s.") % {"columns": aside})
        if without := _counted(one for one in not_taken if one.field):
            said.append(
                _(
                    "There is no field for these here, nothing of them is taken (cells): "
                    "%(columns)s. “Keep in the note, with its heading” keeps them."
                )
                % {"columns": without}
            )
        said += self._of_cells()
        if self.sheet.cut:
            said.append(
                _(
                    "The sheet is larger than can be read: what stands below row %(rows)d or right "
                    "of column %(columns)d is cut off."
                )
                % {"rows": MAX_ROWS, "columns": MAX_COLUMNS}
            )
        return said

    def _of_cells(self) -> list[str]:
        """Return what must be said of merged cells, and of formulas without their results."""
        said = []
        if merged := [
            f"{named(top, column)}:{named(last, column)}" for top, column, last in self.sheet.merged
        ]:
            words = _("Merged cells count for each of their rows: %(cells)s.")
            said.append(words % {"cells": _some(merged)})
        if self.sheet.unknown:
            words = _(
                "Cells that hold a formula whose result is not in the file: %(cells)s. Please open "
                "the file once in Excel, save it, and choose it again; until then, rows that need "
                "such a cell are not taken in."
            )
            cells = [named(*place) for place in sorted(self.sheet.unknown)]
            said.append(words % {"cells": _some(cells)})
        return said


def open_file(
    content: bytes, words: Words, *, sheet: str = "", header_row: int | None = None
) -> OpenedFile:
    """
    Lay a file open. Where no sheet is named (or numbered from 1), the visible one whose headings
    are understood best is read; where no row is named (from 1), the headings are looked for.

    :raises UnreadableFile: if it is no table, or has no such sheet
    """
    sheets = sheets_of(content) if content[:2] == b"PK" else [_csv(content)]
    if not sheets:
        raise UnreadableFile
    held = [_held(number, one, words) for number, one in enumerate(sheets)]
    number = _named(held, sheet) if sheet else _best(held)
    cells = sheets[number].cells
    row = None if header_row is None else header_row - 1
    headings = words.headings(cells, row)
    sheets[number] = sheets[number].filled(headings.row)
    return OpenedFile(sheets, held, number, headings)


def _some(cells: list[str]) -> str:
    """Return the first cells by name, and how many there are where these are not all."""
    first = "、".join(cells[:_MOST_NAMED])
    if len(cells) <= _MOST_NAMED:
        return first
    return _("%(cells)s and more, %(count)d in all") % {"cells": first, "count": len(cells)}


def _counted(columns: Iterable[NotTaken]) -> str:
    return "、".join(f"{one.heading} ({one.cells})" for one in columns)


def _csv(content: bytes) -> Sheet:
    cells = csv_cells(content)
    return Sheet("", hidden=False, cells=cells, cut=False)


def _held(number: int, sheet: Sheet, words: Words) -> SheetHeld:
    names = words.headings(sheet.cells).names
    first: list[str] = next((row for row in sheet.cells if any(row)), [])
    return SheetHeld(
        number=number,
        name=sheet.name,
        hidden=sheet.hidden,
        rows=len([row for row in sheet.cells if any(row)]),
        understood=len(words.guess(names)),
        begins="、".join(cell for cell in first if cell)[:80],
    )


def _best(held: list[SheetHeld]) -> int:
    return max(held, key=lambda one: (not one.hidden, one.understood, -one.number)).number


def _named(held: list[SheetHeld], name: str) -> int:
    found = [one.number for one in held if name in (one.name, str(one.number + 1))]
    if not found:
        raise UnreadableFile(
            _("There is no sheet “%(name)s” in this file. It holds: %(sheets)s.")
            % {"name": name, "sheets": "、".join(one.name for one in held)}
        )
    return found[0]
