"""
Reading tables as organisations really have them: BOM or Shift_JIS, title rows above the header,
Excel's own dates.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from banso.kit.refusals import Refusal

MAX_ROWS = 200_000


class UnreadableFile(Refusal):
    """The file can't be read as a table."""

    field = "file"
    sentence = _(
        "This file can’t be read as a table. CSV (UTF-8 or Shift_JIS) and Excel (.xlsx) can be."
    )


@dataclass(frozen=True)
class Row:
    """One row of a table: its number as a spreadsheet counts, and its cells by header."""

    number: int
    cells: dict[str, str]
    surplus: bool = False


def decoded(content: bytes) -> str:
    """
    Return the text of a CSV file: UTF-8 with or without BOM, UTF-16 with BOM, else Shift_JIS
    (CP932).

    :raises UnreadableFile: if it is none of these
    """
    codings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp932")
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile


def csv_cells(content: bytes) -> list[list[str]]:
    """
    Return the cells of a CSV file; the separator may be a comma, a tab or a semicolon.

    :raises UnreadableFile: if it is none
    """
    text = decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    csv.field_size_limit(10_000_000)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableFile from error


def holds_hsds(path: Path) -> bool:
    """
    Return whether a file looks like HSDS: JSON, or a zip with a table of services; anything else is
    a list.
    """
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return any(Path(name).name == "services.csv" for name in packed.namelist())
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def xlsx_cells(content: bytes) -> list[list[str]]:
    """
    Return the cells of a workbook's first sheet.

    :raises UnreadableFile: if it is no workbook
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            [_plain(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True, max_row=MAX_ROWS)
        ]
        book.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        IndexError,
        TypeError,
    ) as error:
        raise UnreadableFile from error
    return rows


def cells_of(content: bytes) -> list[list[str]]:
    """
    Return the cells of a CSV file or a workbook, told apart by the content, not by the name.

    :raises UnreadableFile: if it is neither
    """
    return xlsx_cells(content) if content[:2] == b"PK" else csv_cells(content)


def rows_by_header(path: Path) -> tuple[list[str], list[Row]]:
    """
    Return the header of a CSV file and its rows by header's name.

    :raises UnreadableFile: if it is no table
    """
    cells = csv_cells(path.read_bytes())
    if not cells:
        raise UnreadableFile
    header = [name.strip() for name in cells[0]]
    rows = []
    for number, values in enumerate(cells[1:], start=2):
        if any(values):
            padded = values + [""] * (len(header) - len(values))
            rows.append(
                Row(
                    number,
                    {name: value.strip() for name, value in zip(header, padded, strict=False)},
                    surplus=any(values[len(header) :]),
                )
            )
    return header, rows
