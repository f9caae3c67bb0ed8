"""
A sheet as an Excel file that prints on A4: each cell is text, so that nothing turns into a date,
but for what is a number (`Number`), which can be added up.
"""

from io import BytesIO
from typing import Any

import xlsxwriter

from banso.kit.amounts import Number
from banso.kit.export import file_title
from banso.kit.sheets import (
    Block,
    Heading,
    Link,
    Picture,
    Row,
    Sentence,
    Sheet,
    Signing,
    Stamps,
    Table,
    Text,
)
from banso.kit.sheets.boxes import typed

FONT = "Yu Gothic"  # on every Windows and Mac that reads Japanese; elsewhere what stands in for it
MOST_LINES = 18  # of one row: taller than 409 points is none, and what is cut is not read
WIDTH = {True: 112, False: 74}  # characters on a line of A4, where its font stands in for another
SPAN = 24  # columns of the grid that every block is laid on


class _Paper:
    """The worksheet while it is being filled, row by row."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.book, self.sheet, self.line = book, sheet, 0
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.page = book.add_worksheet(
            "".join(letter for letter in sheet.title if letter not in "[]:*?/\\'")[:28] or "1"
        )
        self.size = 14 if sheet.large else 10
        self.share = WIDTH[sheet.landscape] / SPAN
        self.holds = self.share * 10 / self.size  # characters in a column of the grid
        self.page.set_column(0, SPAN - 1, self.share)

    def format(self, **how: Any) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {
                    "text_wrap": True,
                    "valign": "top",
                    "font_name": FONT,
                    "font_size": self.size,
                    **how,
                }
            )
        return self.formats[key]

    def put(self, first: int, last: int, text: str, form: Any) -> None:
        if last > first:
            self.page.merge_range(self.line, first, self.line, last, "", form)
        if isinstance(text, Number):
            self.page.write_number(self.line, first, text.value, form)
        else:
            self.page.write_string(self.line, first, typed(text)[:32000], form)

    def tall(self, lines: int) -> None:
        self.page.set_row(self.line, min(400, max(1, lines) * (20 if self.sheet.large else 14) + 4))
        self.line += 1

    def whole(self, text: str, **how: Any) -> None:
        for part in _parts(text, self.holds * SPAN):
            self.put(0, SPAN - 1, part, self.format(**how))
            self.tall(_lines(part, self.holds * SPAN))


def _parts(text: str, width: float) -> list[str]:
    """Return a text in pieces that each fit a row; almost always it is one."""
    if isinstance(text, Number):
        return [text]
    made: list[str] = []
    full = 0
    for line in text.split("\n"):
        for number, piece in enumerate(_pieces(line, width)):
            more = _lines(piece, width)
            if made and number == 0 and full + more <= MOST_LINES:
                made[-1], full = f"{made[-1]}\n{piece}", full + more
            else:
                made.append(piece)
                full = more
    return made


def _pieces(line: str, width: float) -> list[str]:
    """Return a line in pieces of as many letters as surely fit a row."""
    most = max(1, int(MOST_LINES * max(2, width) / 2) - 1)
    return [line[place : place + most] for place in range(0, len(line), most)] or [""]


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes: a Japanese letter is two characters wide."""
    return sum(
        1 + int(sum(2 if ord(letter) > 0xFF else 1 for letter in line) // max(2, width))
        for line in text.split("\n")
    )


def _edges(widths: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the first and last column of the grid for each share of the width."""
    total, edges, start, sum_so_far = sum(widths), [], 0, 0
    for number, share in enumerate(widths):
        sum_so_far += share
        end = (
            SPAN - 1
            if number == len(widths) - 1
            else max(start, round(SPAN * sum_so_far / total) - 1)
        )
        edges.append((start, end))
        start = end + 1
    return edges


def _row(paper: _Paper, row: Row, edges: list[tuple[int, int]]) -> None:
    """Write a row; one that is too tall goes on in further ones that look like one."""
    texts = [f"{row.mark} {row.cells[0]}" if row.mark else row.cells[0], *row.cells[1:]]
    cells = [
        _parts(text, paper.holds * (last - first + 1))
        for (first, last), text in zip(edges, texts, strict=False)
    ]
    count = max(map(len, cells))
    for step in range(count):
        most = row.room * 2 if step == 0 else 1
        for place, ((first, last), parts) in enumerate(zip(edges, cells, strict=False)):
            text = parts[step] if step < len(parts) else ""
            how = _border(row, place, len(cells), first=step == 0, last=step == count - 1)
            head = {"bold": True} if place == 0 else {}
            look = {"num_format": text.look} if isinstance(text, Number) else {}
            paper.put(first, last, text, paper.format(**how, **head, **look))
            most = max(most, _lines(text, paper.holds * (last - first + 1)))
        paper.tall(most)


def _border(row: Row, place: int, count: int, *, first: bool, last: bool) -> dict[str, int]:
    thick = 5 if row.framed else 1
    return {
        "top": thick if first else 0,
        "bottom": thick if last else 0,
        "left": thick if place == 0 else 1,
        "right": thick if place == count - 1 else 1,
    }


def _draw(paper: _Paper, block: Block) -> None:
    if isinstance(block, Heading):
        paper.whole(block.text, bold=True)
    elif isinstance(block, Text):
        paper.whole(block.text)
    elif isinstance(block, Table):
        edges = _edges(block.widths)
        if block.head:
            for (first, last), text in zip(edges, block.head, strict=False):
                paper.put(first, last, text, paper.format(border=1, bottom=2, bold=True))
            paper.tall(
                max(
                    _lines(text, paper.holds * (last - first + 1))
                    for (first, last), text in zip(edges, block.head, strict=False)
                )
            )
        for row in block.rows:
            _row(paper, row, edges)
    elif isinstance(block, Sentence):
        paper.whole("\n".join(part for part in (block.text, block.reading, block.note) if part))
    elif isinstance(block, Picture):
        paper.whole(block.alt)
    elif isinstance(block, Link):
        paper.whole("\n".join(part for part in (block.note, block.address) if part), border=1)
    elif isinstance(block, Stamps):
        width = max(1, SPAN // 10)
        for labelled, height in ((True, 1), (False, 3)):
            for number, label in enumerate(block.labels):
                first = SPAN - width * (len(block.labels) - number)
                paper.put(
                    max(0, first),
                    max(0, first) + width - 1,
                    label if labelled else "",
                    paper.format(border=1, align="center"),
                )
            paper.tall(height)
    elif isinstance(block, Signing):
        said = (block.label, block.day, block.note)
        paper.whole("\n".join(part for part in said if part), border=1)
    paper.line += 0 if isinstance(block, Heading) else 1


def xlsx_of(sheet: Sheet) -> bytes:
    """
    Return the sheet as a workbook, set up for A4 with the day, the author, the mark of care and
    page n / N on every page.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": file_title(sheet.title)})
    paper = _Paper(book, sheet)
    page = paper.page
    page.set_paper(9)
    page.set_landscape() if sheet.landscape else page.set_portrait()
    page.fit_to_pages(1, 0)  # as wide as the paper; more goes on to the next page, legible
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.set_header(f"&L{_safe(sheet.title)}&R{_safe(sheet.care)}")
    page.set_footer(f"&L{_safe(sheet.day)}&C&P / &N&R{_safe(sheet.author)}")
    page.hide_gridlines(2)
    paper.whole(sheet.title, bold=True, align="center")
    for line in (sheet.subtitle, sheet.legend):
        if line:
            paper.whole(line)
    for block in sheet.blocks:
        _draw(paper, block)
    book.close()
    return buffer.getvalue()


def _safe(text: str) -> str:
    """
    Return a text for a header, where & would begin a code; short enough for what Excel takes there.
    """
    return text.replace("&", "&&")[:70]
