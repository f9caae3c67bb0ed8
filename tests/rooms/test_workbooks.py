"""Workbooks as spreadsheets write them: merged cells, formulas, and files that are made to cost."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop import workbooks
from banso.interop.csv_files import UnreadableFile
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.opened_files import open_file
from banso.people.models import LedgerEntry, Person, TimelineEntry
from tests.commands import banso
from tests.conftest import Cast

HEADINGS = ["番号", "氏名", "カナ", "受付日", "備考"]
PART = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: list[list[object]], *merged: str) -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    for one in merged:
        book.active.merge_cells(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with (
        ZipFile(io.BytesIO(workbook([]))) as old,
        ZipFile(made, "w", ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, text)
    return made.getvalue()


TWICE = workbook(
    [
        [1, "見本 渚", "ミホン ナギサ", "2026-04-01", ""],
        [2, None, None, "2026-05-01", "同じ人の2回目"],
        [3, "例 一郎", "", "2026-06-01", ""],
    ],
    "B2:B3",
    "C2:C3",
    "D5:D9",
)
FORMULAS = workbook(
    [
        [1, '=CONCATENATE("見本","渚")', "ミホン ナギサ", "2026-04-01", ""],
        [2, "例 一郎", "", "=DATE(2026,4,1)", ""],
        [3, "例 次郎", "", "2026-06-01", ""],
    ]
)


@pytest.mark.django_db
def test_a_merged_cell_counts_for_each_of_its_rows_and_it_is_said(
    cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "台帳.xlsx").write_bytes(TWICE)
    told = json.loads(
        banso("import", "ledger", str(tmp_path / "台帳.xlsx"), "--json", "--answer", "3=row:2")
    )

    assert told["people"]["refused"] == []
    assert "B2:B3、C2:C3" in told["notes"][0]
    assert "D5" not in told["notes"][0]
    assert set(
        Person.objects.filter(called_name__in=["見本 渚", "例 一郎"]).values_list(
            "called_name", flat=True
        )
    ) == {"見本 渚", "例 一郎"}
    memory = TimelineEntry.objects.filter(person__called_name="見本 渚")
    assert any("同じ人の2回目" in one.fact for one in memory)


def test_what_is_merged_in_the_headings_is_not_written_into_the_rows() -> None:
    content = workbook([["", "", "", "", ""], [1, "見本 渚", "", "", ""]], "A1:A2", "B1:B2")
    opened = open_file(content, LEDGER_WORDS)

    assert opened.cells[opened.headings.row + 1 :][-1][:2] == ["1", "見本 渚"]
    assert opened.sheet.merged == ()


@pytest.mark.django_db
def test_a_formula_without_its_result_is_never_read_as_empty(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    file = SimpleUploadedFile("台帳.xlsx", FORMULAS)
    where = browser.post("/bring-in/", {"file": file, "ledger": "outreach"})["Location"]
    seen = browser.get(where).content.decode()
    assert "B2、D3" in seen
    assert "Excel で一度開いて保存" in seen

    tried = browser.post(where, {"try": "1"}, follow=True).content.decode()
    assert "計算結果がファイルにない式" in tried
    browser.post(where, {"take-in": "1", "mend-3-opened_on": "2026-04-01"})

    taken = LedgerEntry.objects.filter(person__called_name__startswith="例")
    days = {one.person.called_name: one.opened_on.isoformat() for one in taken}
    assert days == {"例 一郎": "2026-04-01", "例 次郎": "2026-06-01"}
    assert not Person.objects.filter(called_name__contains="見本").exists()


@pytest.mark.django_db
def test_a_list_of_receivers_needs_only_the_columns_that_are_taken(
    cast: Cast, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["名称", "住所", "計"], ["北会館", "=B9", "=1+1"], ["南会館", "南町2", "=1+1"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")

    told = json.loads(banso("import", "receivers", str(tmp_path / "list.xlsx"), "--json"))

    assert (told["services"]["read"], told["services"]["new"]) == (2, 1)
    assert [(one["row"], one["field"]) for one in told["services"]["refused"]] == [(2, "address")]


@pytest.mark.once
@pytest.mark.parametrize(
    "text",
    [
        f"<worksheet {SPACE}><sheetData>" + '<row r="1"/>' * 3000 + "</sheetData></worksheet>",
        f"<worksheet {SPACE}><sheetData><row>" + "<c/>" * 3000 + "</row></sheetData></worksheet>",
        f"<worksheet {SPACE}><sheetData/><mergeCells>"
        + '<mergeCell ref="A1:XFD1048576"/>' * 3000
        + "</mergeCells></worksheet>",
    ],
)
def test_what_unpacks_to_more_tags_than_the_bound_is_not_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = with_part(PART, text)
    assert workbooks.sheets_of(content)[0].cells == []
    monkeypatch.setitem(workbooks.MAX_TAGS, "sheet", 2500)

    with pytest.raises(UnreadableFile):
        workbooks.sheets_of(content)


@pytest.mark.once
def test_ranges_that_cover_everything_again_and_again_cost_little() -> None:
    rows = "".join(f'<row r="{one}"><c r="A{one}"><v>1</v></c></row>' for one in range(1, 3000))
    whole = '<mergeCell ref="B2:B1048576"/>' * 3000
    content = with_part(
        PART,
        f"<worksheet {SPACE}><sheetData>{rows}</sheetData>"
        f"<mergeCells>{whole}</mergeCells></worksheet>",
    )

    sheet = workbooks.sheets_of(content)[0]
    assert len(sheet.filled(0).cells) == 2999
    assert len(sheet.merged) == 3000


@pytest.mark.once
def test_a_result_that_is_an_empty_text_is_a_result() -> None:
    cells = '<c r="A1" t="str"><f>B1</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c>'
    text = f"<worksheet {SPACE}><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"
    sheet = workbooks.sheets_of(with_part(PART, text))[0]

    assert (sheet.cells, sheet.unknown) == ([["", "2"]], frozenset())
