"""Files for spreadsheets: numbers, days, sorting, names, and nothing calculated."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banso.interop.csv_files import csv_cells
from banso.interop.workbooks import sheets_of
from banso.kit.export import (
    csv_rows,
    harmless,
    numbers_as_file,
    plain,
    sheet_name,
    xlsx_bytes,
)
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from tests.conftest import Cast

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t=+-@'＝0123456789"),
    max_size=30,
)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def lines_of(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_sign_begins_a_formula_and_each_comes_back(sign: str) -> None:
    for text in (f"{sign}1+1", f"'{sign}1", f"''{sign}1"):
        guarded = harmless(text)

        assert (guarded[0], guarded[1:]) == ("'", text)
        assert plain(guarded) == text


@pytest.mark.parametrize("digits", ["09012345678", "0012", "4000020400009"])
def test_digits_stay_as_they_are_when_a_csv_is_opened_by_a_double_click(digits: str) -> None:
    written = "".join(csv_rows(["番号"], [[digits]])).removeprefix("\ufeff番号\r\n")

    assert written == f"\t{digits}\r\n"
    assert csv_cells(f"番号\r\n{written}".encode()) == [["番号"], [digits]]


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5))
def test_what_is_written_as_csv_is_read_without_one_change(rows: list[list[str]]) -> None:
    header = ["呼び名", "備考"]

    written = "".join(csv_rows(header, rows)).encode()

    assert csv_cells(written) == [header, *rows]


@given(st.lists(st.tuples(st.integers(0, 10**8), st.dates(date(1900, 3, 1)), TEXTS), max_size=5))
def test_what_is_written_as_xlsx_is_read_without_one_change(
    rows: list[tuple[int, date, str]],
) -> None:
    read = sheets_of(xlsx_bytes("台帳", ["収入", "開始", "備考"], rows))[0]

    shown = [[str(number), day.isoformat(), text] for number, day, text in rows]
    padded: list[list[str]] = [[*cells, "", "", ""][:3] for cells in read.cells[1:]]
    assert padded == shown


def test_numbers_are_numbers_and_days_are_days_in_a_sheet_that_can_be_sorted() -> None:
    rows: Sequence[Sequence[Any]] = [
        ["例01", 150_000, date(2026, 4, 1), "0012"],
        ["例02", 0, None, ""],
    ]
    book = opened(xlsx_bytes("巡回: 台帳/2026", ["呼び名", "収入", "開始", "番号"], rows, [["註"]]))
    sheet = book.worksheets[0]

    assert [cell.value for cell in sheet[2]][1] == 150_000
    assert (sheet["C2"].is_date, sheet["C2"].value.date()) == (True, date(2026, 4, 1))
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("0012", "s")
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:D3", "A2")
    assert (sheet.title, book.properties.title) == ("巡回  台帳 2026", "巡回: 台帳/2026")
    assert sheet["A5"].value == "註"


def test_a_table_of_figures_has_a_name_a_title_and_can_be_sorted() -> None:
    book = opened(
        numbers_as_file("x", "報告 2026", ["月", "人"], [["4月", 3], ["5月", 2]], []).content
    )
    sheet = book.worksheets[0]

    assert (sheet.title, book.properties.title, sheet.auto_filter.ref) == (
        "報告 2026",
        "報告 2026",
        "A3:B5",
    )
    assert sum(row[1].value for row in sheet["A4:B5"]) == 5


def test_figures_can_be_handed_in_as_they_leave() -> None:
    formula = "終わった月の累計 ÷ 月数 ÷ 人口 × 100,000(小数第1位)。" * 6
    made = numbers_as_file(
        "x",
        "支援状況調査",
        ["行", *(f"{month}月" for month in range(1, 13)), "年度"],
        [["新規相談受付件数", *range(12), 66]],
        [["就労・増収率", 0.43, "3 / 7", formula, "75%"], ["新規相談", formula]],
        of="見本支援機関　2026年度",
    )
    sheet = opened(made.content).worksheets[0]

    assert (sheet["A1"].value, sheet["A2"].value) == ("支援状況調査", "見本支援機関　2026年度")
    assert [cell.data_type for cell in sheet[4]][1:] == ["n"] * 13
    assert sheet["B7"].value == 0.43
    assert sheet.row_dimensions[8].height >= 2 * 15
    on_paper(sheet, "$3:$3")
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert {"D7:M7", "B8:N8"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["N7"].value == "75%"


def on_paper(sheet: Any, head: str) -> None:
    """A4 across, the head on every page, whose it is above and the page below."""
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("9", "landscape") or (
        sheet.page_setup.paperSize,
        sheet.page_setup.orientation,
    ) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == head
    assert "見本支援機関" in (sheet.oddHeader.right.text or "")
    assert "&P" in sheet.oddFooter.right.text or "Page" in sheet.oddFooter.right.text


def test_a_wide_list_goes_on_beside_instead_of_shrinking() -> None:
    head = [f"項目{number}" for number in range(30)]
    made = xlsx_bytes("台帳", head, [["長い答え" * 4] * 30], of="見本支援機関")
    sheet = opened(made).worksheets[0]

    on_paper(sheet, "$1:$1")
    assert sheet.page_setup.fitToWidth > 1
    assert sheet.print_title_cols == "$A:$A"
    wide = sum(7 * sheet.column_dimensions[one].width + 5 for one in sheet.column_dimensions)
    assert 11 * min(1, 785 * sheet.page_setup.fitToWidth / (0.75 * wide)) >= 8


@pytest.mark.parametrize(
    ("title", "name"), [("", "1"), ("[:*?/\\']", "1"), ("History", "1"), ("あ" * 40, "あ" * 28)]
)
def test_any_title_makes_a_name_of_a_sheet(title: str, name: str) -> None:
    assert sheet_name(title) == name
    assert opened(xlsx_bytes(title, ["頭"], [])).sheetnames == [name]


@given(st.text(max_size=40))
def test_no_title_breaks_a_file(title: str) -> None:
    book = opened(xlsx_bytes(title, ["頭"], []))

    assert "".join((book.properties.title or "").split()) == "".join(
        sign for sign in title if sign.isprintable() and not sign.isspace()
    )


def test_a_ledger_leaves_with_its_income_and_days_as_what_they_are(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    for number, income in enumerate([150_000, "約10〜15万円"]):
        person = enter_person(person=NewPerson(called_name=f"例0{number}"), by=cast.outreach)
        entry = NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values={"income": income},
        )
        open_entry(person=person, entry=entry, by=cast.outreach)
    asked = "col=called&col=f_income&col=opened&order=number&state=all"
    browser = signed_in("manager")

    book = opened(browser.get(f"/ledgers/outreach/file.xlsx?{asked}").content)
    listed = browser.get(f"/ledgers/outreach/?{asked}").content.decode()

    cells = [[cell.value for cell in row] for row in book.worksheets[0]["A2:C3"]]
    assert [row[:2] for row in cells] == [["例00", 150_000], ["例01", "約10〜15万円"]]
    assert {row[2].date() for row in cells} == {cast.today}
    assert ("150,000" in listed, "約10〜15万円" in listed, "令和8年" in listed) == (
        True,
        True,
        True,
    )
    text = lines_of(browser.get(f"/ledgers/outreach/file.csv?{asked}"))
    assert text[1] == ["例00", "150000", cast.today.isoformat()]
