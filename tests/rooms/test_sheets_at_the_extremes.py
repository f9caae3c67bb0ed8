"""
Every sheet of the house, by its address, with 400 letters in every text, the longest names and
sixty ties: nothing is lost, nothing too small to be read, nothing beyond the paper.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from banso.kit.models import Line, Prose
from banso.kit.sheets import Heading, Picture, Sentence, Sheet, Table, Text
from banso.kit.sheets.pdf import pdf_of
from banso.kit.sheets.xlsx import xlsx_of
from banso.ties.actions import keep_tie
from tests.conftest import Cast
from tests.rooms.test_doors import Home
from tests.rooms.test_nothing_ticked import sheets

pytestmark = pytest.mark.once
END = "おわり。"
LONG = "終わりのない話が続く。" * 36 + END  # 400 letters
NAME = "渡邉󠄂寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処末尾"
LEAST, LEAST_IN_PICTURES = 7.9, 6.9  # points, as they are rounded in a file
TIES = 60


def stretch() -> int:
    """Make every text of every row as long as it may be, wherever the database lets it."""
    done = 0
    for model in apps.get_models():
        for one in model._meta.concrete_fields:
            if isinstance(one, Prose):
                text = LONG
            elif isinstance(one, Line):
                text = NAME[: one.max_length]
            else:
                continue
            rows = model._default_manager.exclude(**{one.name: ""})
            try:
                with transaction.atomic():
                    done += rows.update(**{one.name: text})
            except DatabaseError:
                continue  # closed, or has to differ from row to row
    return done


def texts(sheet: Sheet) -> Iterator[str]:
    yield sheet.subtitle
    for one in sheet.blocks:
        if isinstance(one, Table):
            yield from one.head
            for row in one.rows:
                yield from row.cells
        elif isinstance(one, Text | Heading | Sentence):
            yield one.text


def printed(sheet: Sheet) -> tuple[str, float, bool]:
    """Return what can be read on paper, the smallest letter, whether all of it is on the paper."""
    sizes: list[float] = []
    inside = True
    pages = PdfReader(BytesIO(pdf_of(sheet))).pages
    read: list[str] = []
    for page in pages:
        places: list[float] = []

        def look(text: str, at: list[float], to: list[float], _font: Any, size: float) -> None:
            if text.strip():
                sizes.append(abs(size * to[3] * at[3]))
                places.append(to[4] * at[0] + at[4])  # noqa: B023 — read before the next page

        read.append(page.extract_text(visitor_text=look))
        inside &= all(-1 <= place <= float(page.mediabox.width) for place in places)
    return re.sub(r"\s", "", "".join(read)), min(sizes, default=99), inside


def test_every_sheet_holds_the_longest_of_everything(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    home = Home(cast)
    for number in range(TIES):
        keep_tie(
            person_id=home.person.pk,
            name=f"{number}{NAME}"[:80],
            what="person",
            kind=("blood", "place", "work", "fourth")[number % 4],
            role="family" if number % 2 else "friend",
            by=cast.outreach,
        )
    assert stretch() > 200
    wrong: dict[str, str] = {}
    looked = 0
    for _route, address, sheet in sheets(home, signed_in("manager")):
        looked += 1
        text, smallest, inside = printed(sheet)
        wanted = "".join(texts(sheet)).count(END)
        if text.count(END) < wanted:
            wrong[address] = f"{text.count(END)} of {wanted} long texts"
        drawn = any(isinstance(one, Picture) for one in sheet.blocks)
        if smallest < (LEAST_IN_PICTURES if drawn else LEAST):
            wrong[address] = f"letters of {smallest:.1f} points"
        if not inside and not drawn:  # a picture over several sheets is cut at their edges
            wrong[address] = "beyond the paper"
        book = load_workbook(BytesIO(xlsx_of(sheet))).active
        cells = "".join(str(cell.value) for row in book.iter_rows() for cell in row if cell.value)
        if cells.count(END) < wanted:
            wrong[f"{address} (xlsx)"] = f"{cells.count(END)} of {wanted}"
        heights = [one.height or 0 for one in book.row_dimensions.values()]
        if max(heights, default=0) > 409:
            wrong[f"{address} (xlsx)"] = "a row higher than any may be"

    assert wrong == {}
    assert looked > 30
