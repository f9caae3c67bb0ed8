"""Lists leave as CSV that Excel opens on a double click, or as XLSX; no cell is ever a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(text: str) -> str:
    """
    Return a cell that a spreadsheet will not calculate: an apostrophe goes before what would be a
    formula.
    """
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def plain(cell: str) -> str:
    """Return a cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def csv_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield CSV text: a byte order mark, so that Excel reads UTF-8, then line by line."""
    yield "\ufeff"
    yield _line(header)
    for cells in rows:
        yield _line(cells)


def _line(cells: Sequence[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return buffer.getvalue()


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """
    Return a workbook of one sheet; every cell is text, so that 「1-2-3」 and leading zeros stay.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title[:28])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(header) - 1), 16)
    for number, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell[:32000], wrapped)
    book.close()
    return buffer.getvalue()


def as_file(
    kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> HttpResponseBase:
    """Answer with the list as a file; `kind` is csv or xlsx, `name` holds no personal data."""
    response: HttpResponseBase
    if kind == "xlsx":
        response = HttpResponse(xlsx_bytes(name, header, rows), content_type=XLSX)
    else:
        response = StreamingHttpResponse(
            csv_rows(header, rows), content_type="text/csv; charset=utf-8"
        )
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def numbers_as_file(
    name: str,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Any]],
    notes: Sequence[Sequence[Any]],
) -> HttpResponse:
    """
    Answer with a table of figures as XLSX: numbers stay numbers, texts never become formulas, notes
    stand below; it prints on A4 across, one page wide.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold, wrapped, edge = (
        book.add_format(form)
        for form in (
            {"bold": True, "text_wrap": True, "border": 1},
            {"text_wrap": True, "valign": "top"},
            {"border": 1},
        )
    )
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    for column, text in enumerate(header):
        sheet.write_string(2, column, text, bold)
    for line, cells in enumerate(rows, start=3):
        _write(sheet, line, cells, edge)
    for line, cells in enumerate(notes, start=len(rows) + 5):
        _write(sheet, line, cells, wrapped)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, max(1, len(header) - 1), 11)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return HttpResponse(
        buffer.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _write(sheet: Any, line: int, cells: Sequence[Any], form: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, (int, float)):
            sheet.write_number(line, column, cell, form)
        else:
            sheet.write_string(line, column, str(cell or ""), form)
