"""Excel workbooks as tables, sheet by sheet, within bounds that are checked beforehand."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from banso.interop.csv_files import UnreadableFile

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_UNPACKED = 400_000_000
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


@dataclass(frozen=True)
class Sheet:
    """
    One sheet of a workbook: its name, whether it is hidden, its cells, and whether rows or columns
    beyond the bounds were left out.
    """

    name: str
    hidden: bool
    cells: list[list[str]]
    cut: bool


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

    :raises UnreadableFile: if it is no workbook, is broken, or unpacks to more than the bound
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                raise UnreadableFile
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return [_sheet(sheet) for sheet in book.worksheets]
        finally:
            book.close()
    except _BROKEN as error:
        raise UnreadableFile from error


def _sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # what the file says of its own size may be far beyond what it holds
    cells: list[list[str]] = []
    cut = False
    for row in _rows(sheet):
        if len(cells) == MAX_ROWS:
            cut = True
            break
        cut = cut or any(value is not None for value in row[MAX_COLUMNS:])
        values = [plain(value) for value in row[:MAX_COLUMNS]]
        while values and not values[-1]:
            values.pop()
        cells.append(values)
    while cells and not cells[-1]:
        cells.pop()
    return Sheet(sheet.title, sheet.sheet_state != "visible", cells, cut)


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 1)
