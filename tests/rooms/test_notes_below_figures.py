"""Notes below a table of figures: rows as high as what stands in them, wherever it stands."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from banso.kit.export import numbers_as_file

pytestmark = pytest.mark.once


def test_a_note_in_a_narrow_last_column_is_as_high_as_its_words() -> None:
    months = [f"令和8年{month}月" for month in range(4, 12)]
    note = [
        "新しい相談",
        "終わった7か月の累計 ÷ 7 ÷ 人口 × 100,000（いちばん長い文）",
        "新規相談の50%(平成30年度の目安値)",
    ]
    made = numbers_as_file(
        "report", "報告", ["項目", *months], [["相談", *range(8)]], [note], of="会　令和8年度"
    )
    book = load_workbook(BytesIO(made.content)).active
    row = book.max_row

    assert book.cell(row, len(months) + 1).value == note[2]
    assert book.row_dimensions[row].height >= 3 * 15, "35 half letters in a column of twelve"
    assert "会  令和8年度" in str(book.oddHeader.right.text)
