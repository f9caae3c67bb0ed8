"""
Lists leave as CSV that Excel opens on a double click, or as XLSX in which numbers are numbers and
days are days; no cell is ever a formula.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import chain
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from banso.kit.paper import LINE, WIDE, Widths, lines_in, set_on_paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | date | None
LONGEST_CELL = 32_000
# What a spreadsheet would calculate, or may after it has dropped a blank; in full width too.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# What a spreadsheet would take for a number and show otherwise: leading zeros, very long numbers.
_DIGITS = re.compile(r"(?:0\d+|\d{12,})\Z")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def harmless(text: str) -> str:
    """
    Return a cell that a spreadsheet will not calculate: an apostrophe goes before what would be a
    formula.
    """
    return "'" + text if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """Return a cell as it was before it was made harmless, or its digits were kept."""
    if cell.startswith("'") and _FORMULA.match(cell):
        return cell[1:]
    return cell[1:] if cell.startswith("\t") and _DIGITS.match(cell[1:]) else cell


def in_csv(cell: Cell) -> str:
    """
    Return a cell as it stands in a CSV file: days in ISO form, and digits that must stay as they
    are behind a tab, which spreadsheets show as nothing.
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return str(cell)
    return "\t" + cell if _DIGITS.match(cell) else harmless(cell)


def csv_rows(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield CSV text: a byte order mark, so that Excel reads UTF-8, then line by line."""
    yield "\ufeff"
    yield _line(header)
    for cells in rows:
        yield _line(cells)


def _line(cells: Sequence[Cell]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([in_csv(cell) for cell in cells])
    return buffer.getvalue()


class _Book:
    """A workbook of one sheet while it is being filled."""

    def __init__(self, buffer: BytesIO, title: str) -> None:
        self.book = xlsxwriter.Workbook(
            buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties({"title": file_title(title)})
        self.sheet = self.book.add_worksheet(sheet_name(title))

    def form(self, **how: Any) -> tuple[Any, Any]:
        """Return a format for texts and numbers, and the same for days."""
        return (
            self.book.add_format(how),
            self.book.add_format({**how, "num_format": "yyyy-mm-dd", "align": "left"}),
        )

    def write(self, line: int, cells: Sequence[Cell], forms: tuple[Any, Any]) -> None:
        """Write a row: numbers as numbers, days as days, all else as text."""
        for column, cell in enumerate(cells):
            if isinstance(cell, bool) or cell is None or isinstance(cell, str):
                text = "" if cell is None else str(cell).replace("\r\n", "\n")
                self.sheet.write_string(line, column, text[:LONGEST_CELL], forms[0])
            elif isinstance(cell, date):
                self._write_day(line, column, cell, forms)
            else:
                self.sheet.write_number(line, column, cell, forms[0])

    def _write_day(self, line: int, column: int, day: date, forms: tuple[Any, Any]) -> None:
        if isinstance(day, datetime) or day.year < 1900:  # before the first day of spreadsheets
            self.sheet.write_string(line, column, day.isoformat(), forms[0])
        else:
            self.sheet.write_datetime(line, column, day, forms[1])

    def note(self, line: int, cells: Sequence[Cell], columns: Sequence[int]) -> None:
        """
        Write a note below a table: its longest text takes the columns that the others leave, and
        the row is as high as what stands in it.
        """
        form = self.form(text_wrap=True, valign="top")
        texts = ["" if cell is None else str(cell) for cell in cells]
        at = max(range(len(texts)), key=lambda place: len(texts[place]), default=0)
        spare = max(0, len(columns) - len(cells))
        spread: list[Cell] = [*cells[: at + 1], *([None] * spare), *cells[at + 1 :]]
        self.write(line, spread, form)
        if spare and isinstance(cells[at], str):
            self.sheet.merge_range(line, at, line, at + spare, "", form[0])
            self.sheet.write_string(line, at, texts[at][:LONGEST_CELL], form[0])
        wide = [*columns, *([WIDE] * len(cells))]
        rooms = [
            sum(wide[at : at + spare + 1]) if place == at else wide[place + spare * (place > at)]
            for place in range(len(texts))
        ]
        most = max(
            (lines_in(text, room - 2) for text, room in zip(texts, rooms, strict=True)), default=1
        )
        self.sheet.set_row(line, min(400, most * LINE))

    def tall(self, line: int, cells: Sequence[Cell]) -> None:
        """
        Make a row as high as what stands in it, as much as a row may be: not every program does so
        by itself when it prints. What goes on in a further line stands in a column of the greatest
        width.
        """
        said = (str(cell) for cell in cells if isinstance(cell, str))
        most = max((lines_in(text, WIDE - 2) for text in said), default=1)
        if most > 1:
            self.sheet.set_row(line, min(409, most * LINE))

    def can_be_sorted(self, top: int, columns: int, rows: int) -> None:
        """Let the columns of a table be sorted and filtered; its head stays in sight."""
        self.sheet.freeze_panes(top + 1, 0)
        if columns:
            self.sheet.autofilter(top, 0, top + rows, columns - 1)


def file_title(title: str) -> str:
    """Return a title as it can stand among the properties of a file."""
    return "".join(sign for sign in title if sign.isprintable())


def sheet_name(title: str) -> str:
    """Return a title as a spreadsheet takes it for the name of a sheet."""
    name = _NO_SHEET_NAME.sub(" ", file_title(title)).strip()[:28].strip()
    return "1" if not name or name.lower() == "history" else name


def xlsx_bytes(
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    notes: Iterable[Sequence[Cell]] = (),
    *,
    of: str = "",
) -> bytes:
    """
    Return a workbook of one sheet: the table, which can be sorted, and below it the notes; printed
    it carries `of`, whose list it is.

    Texts stay as they are, so that 「1-2-3」 and leading zeros do.
    """
    buffer = BytesIO()
    made, widths = _Book(buffer, title), Widths()
    made.write(0, header, made.form(bold=True, text_wrap=True, valign="top"))
    widths.see(header)
    wrapped, line = made.form(text_wrap=True, valign="top"), 0
    for line, cells in enumerate(rows, start=1):
        made.write(line, cells, wrapped)
        made.tall(line, cells)
        widths.see(cells)
    made.can_be_sorted(0, len(header), line)
    plainly = made.form()
    for below, cells in enumerate(notes, start=line + 2):
        made.write(below, cells, plainly)
    set_on_paper(made.sheet, widths, title=title, of=of, head=0)
    made.book.close()
    return buffer.getvalue()


def as_file(
    kind: str,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str = "",
    notes: Sequence[Sequence[Cell]] = (),
    of: str = "",
) -> HttpResponseBase:
    """
    Answer with the list as a file; `kind` is csv or xlsx, `name` holds no personal data, `title` is
    what the list is called, `of` whose it is, and notes stand below it.
    """
    response: HttpResponseBase
    if kind == "xlsx":
        response = HttpResponse(
            xlsx_bytes(title or name, header, rows, notes, of=of), content_type=XLSX
        )
    else:
        below = [[], *notes] if notes else []
        response = StreamingHttpResponse(
            csv_rows(header, chain(rows, below)), content_type="text/csv; charset=utf-8"
        )
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def numbers_as_file(
    name: str,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Any]],
    notes: Sequence[Sequence[Any]],
    *,
    of: str = "",
) -> HttpResponse:
    """
    Answer with a table of figures as XLSX, ready to be handed in: below the title stands `of`,
    whose figures they are and over which time; numbers stay numbers, texts never become formulas,
    notes stand below and can be read; it prints on A4 with its head on every page.
    """
    buffer = BytesIO()
    made, widths = _Book(buffer, title), Widths()
    made.sheet.write_string(0, 0, title, made.book.add_format({"bold": True, "font_size": 14}))
    made.sheet.write_string(1, 0, of)
    made.write(2, header, made.form(bold=True, text_wrap=True, border=1))
    edge = made.form(border=1)
    for line, cells in enumerate(rows, start=3):
        made.write(line, cells, edge)
    for cells in (header, *rows):
        widths.see(cells)
    made.can_be_sorted(2, len(header), len(rows))
    made.sheet.freeze_panes(3, 1)
    for line, cells in enumerate(notes, start=len(rows) + 5):
        made.note(line, cells, widths.columns)
    set_on_paper(made.sheet, widths, title=title, of=of, head=2)
    made.book.close()
    return HttpResponse(
        buffer.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
