"""Reading tables as organisations really have them, told apart by content, not by name."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from banso.interop.csv_files import OpenQuote, UnreadableFile, csv_cells
from banso.interop.workbooks import sheets_of

__all__ = [
    "OpenQuote",
    "Row",
    "UnreadableFile",
    "cells_of",
    "holds_hsds",
    "renamed_header",
    "rows_by_header",
]


@dataclass(frozen=True)
class Row:
    """One row of a table: its number as a spreadsheet counts, and its cells by header."""

    number: int
    cells: dict[str, str]
    surplus: bool = False


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


def cells_of(content: bytes) -> list[list[str]]:
    """
    Return the cells of a CSV file or a workbook, told apart by the content, not by the name.

    :raises UnreadableFile: if it is neither
    """
    return first_sheet(content) if content[:2] == b"PK" else csv_cells(content)


def first_sheet(content: bytes) -> list[list[str]]:
    """
    Return the cells of a workbook's first sheet.

    :raises UnreadableFile: if it is no workbook
    """
    sheets = sheets_of(content)
    if not sheets:
        raise UnreadableFile
    return sheets[0].cells


def rows_by_header(
    path: Path, renamed: Mapping[str, str] | None = None
) -> tuple[list[str], list[Row]]:
    """
    Return the header of a CSV file and its rows by header's name; `renamed` gives the name that is
    meant for a heading that says otherwise.

    :raises UnreadableFile: if it is no table
    """
    return rows_below(csv_cells(path.read_bytes()), renamed)


def rows_below(
    cells: list[list[str]], renamed: Mapping[str, str] | None = None
) -> tuple[list[str], list[Row]]:
    """
    Return the header of a table's cells and the rows below it, as `rows_by_header` does.

    :raises UnreadableFile: if there are none
    """
    if not cells:
        raise UnreadableFile
    header = renamed_header([name.strip() for name in cells[0]], renamed or {})
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


def renamed_header(header: list[str], renamed: Mapping[str, str]) -> list[str]:
    """
    Return a header with the names that are meant; a column that bore such a name by itself gives
    way.
    """
    meant = {renamed[name] for name in header if name in renamed}
    return [renamed.get(name, "" if name in meant else name) for name in header]
