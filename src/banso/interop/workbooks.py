"""Excel workbooks as tables, sheet by sheet, within bounds that are checked beforehand."""

import io
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet import _reader as reading

from banso.interop.csv_files import UnreadableFile

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_UNPACKED = 400_000_000
MAX_TAGS = {"sheet": 10_000_000, "strings": 4_000_000, "": 1_000_000}
MAX_MERGED = 20_000
_MOST_FILLED = 2_000_000
_CHUNK = 1 << 20
_MERGED = reading.MERGE_TAG.removesuffix("s")
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    OSError,
    IndexError,
    TypeError,
    AttributeError,
    EOFError,
)
Place = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """
    One sheet of a workbook: its name, whether it is hidden, its cells, and whether rows or columns
    beyond the bounds were left out; which cells are merged downwards (row, column, last row), and
    which hold a formula without its result. Rows and columns count from 0.
    """

    name: str
    hidden: bool
    cells: list[list[str]]
    cut: bool
    merged: tuple[tuple[int, int, int], ...] = ()
    unknown: frozenset[Place] = frozenset()

    def filled(self, header: int) -> "Sheet":
        """
        Return the sheet with what stands in cells merged downwards below its headings in each of
        their rows, and with those cells only as the merged ones.
        """
        cells = [list(row) for row in self.cells] if self.merged else self.cells
        unknown, done, left = set(self.unknown), [], _MOST_FILLED
        for top, column, last in self.merged:
            last = min(last, len(cells) - 1)
            if top <= header or last <= top or left < last - top:
                continue
            done.append((top, column, last))
            left -= last - top
            text = cells[top][column] if column < len(cells[top]) else ""
            for row in range(top + 1, last + 1):
                cells[row] += [""] * (column + 1 - len(cells[row]))
                cells[row][column] = cells[row][column] or text
                if (top, column) in self.unknown:
                    unknown.add((row, column))
        return replace(self, cells=cells, merged=tuple(done), unknown=frozenset(unknown))


def no_result() -> str:
    """Return what is said of a cell whose formula was never calculated."""
    return _("holds a formula whose result is not in the file")


def named(row: int, column: int) -> str:
    """Return a cell as a spreadsheet names it: B2."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def without_result(places: Collection[Place], row: int, columns: Mapping[int, str]) -> list[str]:
    """
    Return the fields of a row (as a spreadsheet counts) whose cells hold a formula without its
    result.
    """
    return [field for column, field in columns.items() if field and (row - 1, column) in places]


def plain(value: Any) -> str:
    """Return a cell as text: days in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def sheets_of(content: bytes) -> list[Sheet]:
    """
    Return the sheets of a workbook in their order.

    :raises UnreadableFile: if it is no workbook, is broken, or unpacks to more than the bounds
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _bounded(packed)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return [_sheet(sheet) for sheet in book.worksheets]
        finally:
            book.close()
    except _BROKEN as error:
        raise UnreadableFile from error


def _bounded(packed: zipfile.ZipFile) -> None:
    """Refuse what unpacks to more bytes, or to more tags, than can be read in a few seconds."""
    if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
        raise UnreadableFile
    tags = dict.fromkeys(MAX_TAGS, 0)
    for one in packed.infolist():
        kind = "sheet" if "worksheets/" in one.filename else ""
        kind = "strings" if "sharedStrings" in one.filename else kind
        with packed.open(one) as part:
            while chunk := part.read(_CHUNK):
                tags[kind] += chunk.count(b"<")
                if tags[kind] > MAX_TAGS[kind]:
                    raise UnreadableFile


class _Cells(reading.WorkSheetParser):  # type: ignore[misc]
    """A sheet while it is read, cell by cell: nothing of it is held but what is asked for."""

    row_counter: int
    col_counter: int

    def __init__(self, source: Any, sheet: Any) -> None:
        book = sheet.parent
        super().__init__(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self.cut = False
        self.merged: list[tuple[int, int, int]] = []
        self.unknown: set[Place] = set()

    def rows(self) -> Iterator[tuple[int, dict[int, str]]]:
        """Yield each row that has cells with its number, from 0, and its texts by column."""
        inside: list[Any] = []
        cells: dict[int, str] = {}
        in_cell = False
        for event, element in reading.iterparse(self.source, events=("start", "end")):
            if event == "start":
                inside.append(element)
                if element.tag == reading.ROW_TAG:
                    self.begin(element)
                    cells = {}
                in_cell = in_cell or element.tag == reading.CELL_TAG
                continue
            inside.pop()
            if element.tag == reading.CELL_TAG:
                in_cell = False
                self.take(element, cells)
            elif in_cell:
                continue
            elif element.tag == reading.ROW_TAG:
                yield self.row_counter - 1, cells
            elif element.tag == _MERGED:
                self.merge(element.get("ref", ""))
            if inside:
                inside[-1].remove(element)

    def begin(self, row: Any) -> None:
        """Begin a row: at its number, or below the one before."""
        number = row.get("r")
        self.row_counter = self.row_counter + 1 if number is None else int(float(number))
        self.col_counter = 0

    def take(self, element: Any, cells: dict[int, str]) -> None:
        """Take a cell, or note that its formula has no result."""
        cell = self.parse_cell(element)
        row, column = self.row_counter - 1, cell["column"] - 1
        if column >= MAX_COLUMNS:
            self.cut = self.cut or cell["value"] is not None
            return
        if cell["value"] is not None:
            cells[column] = plain(cell["value"])
        elif element.find(reading.FORMULA_TAG) is not None and _has_no_result(element):
            self.unknown.add((row, column))

    def merge(self, reference: str) -> None:
        """Note cells that are merged downwards."""
        left, top, _right, bottom = range_boundaries(reference)
        if bottom > top and left <= MAX_COLUMNS:
            if len(self.merged) < MAX_MERGED:
                self.merged.append((top - 1, left - 1, bottom - 1))
            else:
                self.cut = True


def _has_no_result(element: Any) -> bool:
    """Return whether a formula was never calculated; an empty text is a result (t="str")."""
    return element.get("t") != "str" or element.find(reading.VALUE_TAG) is None


def _sheet(sheet: Any) -> Sheet:
    cells: list[list[str]] = []
    with sheet._get_source() as source:
        read = _Cells(source, sheet)
        for number, texts in read.rows():
            if number >= MAX_ROWS:
                read.cut = True
                continue
            if number < len(cells) and any(cells[number]):
                continue  # a row that stands twice counts once
            values = [texts.get(column, "") for column in range(max(texts, default=-1) + 1)]
            while values and not values[-1]:
                values.pop()
            if values:
                cells += [[] for _row in range(number + 1 - len(cells))]
                cells[number] = values
    return Sheet(
        sheet.title,
        sheet.sheet_state != "visible",
        cells,
        read.cut,
        tuple(sorted(read.merged)),
        frozenset(read.unknown),
    )
