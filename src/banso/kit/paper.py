"""A worksheet as it prints: A4, nothing cut and nothing too small, its head on every page."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from django.utils import timezone

from banso.kit.formatting import format_day
from banso.kit.svg import width_of

A4 = 9
ACROSS = 785  # points between the margins of A4 landscape
SMALLEST = 0.75  # of eleven points: never under eight
NARROW, WIDE = 8, 42  # half letters
LINE = 15  # points


class Widths:
    """How wide each column has to be for what stands in it."""

    def __init__(self) -> None:
        self.columns: list[int] = []

    def see(self, cells: Sequence[Any]) -> None:
        """Take a row into account."""
        for place, cell in enumerate(cells):
            said = "0000-00-00" if isinstance(cell, date) else "" if cell is None else str(cell)
            wide = max((width_of(line) for line in said.split("\n")), default=0) + 2
            wide = min(WIDE, max(NARROW, wide))
            if place == len(self.columns):
                self.columns.append(wide)
            self.columns[place] = max(self.columns[place], wide)

    def set_on(self, sheet: Any) -> None:
        """Give the columns of a worksheet their widths."""
        for place, wide in enumerate(self.columns):
            sheet.set_column(place, place, wide)

    @property
    def pages(self) -> int:
        """How many sheets it takes across, for letters that can be read."""
        points = sum((7 * wide + 5) * 0.75 for wide in self.columns)
        return max(1, ceil(points * SMALLEST / ACROSS))


def set_on_paper(sheet: Any, widths: Widths, *, title: str, of: str, head: int) -> None:
    """
    Set a worksheet up to be printed: `of` says whose it is and over which time, the row `head` and
    the first column stand on every page.
    """
    widths.set_on(sheet)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    sheet.fit_to_pages(widths.pages, 0)
    sheet.repeat_rows(head)
    if widths.pages > 1:
        sheet.repeat_columns(0)
    sheet.set_header(f"&L{_said(title)}&R{_said(of)}")
    sheet.set_footer(f"&L{_said(format_day(timezone.localdate()))}&R&P / &N")


def _said(text: str) -> str:
    """Return a text for a header, in which & begins a code; as much as a header takes."""
    spaced = text.replace("\u3000", "  ")
    return "".join(sign for sign in spaced if sign.isprintable()).replace("&", "&&")[:100]


def lines_in(text: str, wide: float) -> int:
    """Return how many lines a text takes in a cell so many half letters wide."""
    return sum(1 + int(width_of(line) // max(2, wide)) for line in text.split("\n"))
