"""Cells of incoming ledgers: days, births, numbers and amounts; none of them costs the row."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from banso.interop.ledger_cells import birth_cell, contact_cell, day_cell
from banso.kit.eras import PartialDate, Precision
from banso.people.models import ContactPoint, LedgerEntry, Person, TimelineEntry
from tests.commands import banso
from tests.conftest import Cast

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day", "told", "kept"),
    [
        ("2023/5/6 10:30", date(2023, 5, 6), False, False),
        ("R5.5.6", date(2023, 5, 6), False, False),
        ("45052", date(2023, 5, 6), True, False),
        ("", None, False, False),
        ("なし", None, False, False),
        ("令和5年度中", None, True, True),
        ("R5.5", None, True, True),
        ("2027/5/6", None, True, True),
    ],
)
def test_a_day_is_read_or_its_words_are_kept(
    text: str, day: date | None, told: bool, kept: bool
) -> None:
    cell = day_cell(text, TODAY)

    assert (cell.value, bool(cell.remark), cell.keep) == (day, told, kept)


@pytest.mark.parametrize(
    ("text", "age", "born"),
    [
        ("S23.3.9生", "", PartialDate(1948, 3, 9, Precision.DAY)),
        ("17601", "", PartialDate(1948, 3, 9, Precision.DAY)),
        ("不詳", "78", PartialDate(1948, None, None, Precision.ABOUT, "78歳(2026-11-24)")),
        ("", "70代", PartialDate(words="70代(2026-11-24)")),
        ("S23.3.9", "50", PartialDate(1948, 3, 9, Precision.DAY)),
        ("S23.13.9", "", PartialDate(words="S23.13.9(2026-11-24)")),
        ("S23.13.9", "70代", PartialDate(words="S23.13.9(2026-11-24)")),
        ("2055/4/1", "", PartialDate(words="2055/4/1(2026-11-24)")),
        ("", "不明", PartialDate()),
        ("長" * 90, "", PartialDate(words=f"{'長' * 60}(2026-11-24)")),
    ],
)
def test_a_birth_is_read_from_its_cell_or_from_an_age(
    text: str, age: str, born: PartialDate
) -> None:
    assert birth_cell(text, age, TODAY).value == born


def test_a_number_that_lost_its_zero_is_told() -> None:
    assert contact_cell("9012345678").value == "09012345678"
    assert "09012345678" in contact_cell("9012345678").remark
    assert contact_cell("090-1234-5678 / 03-1234-5678").remark == ""


def test_a_ledger_with_such_cells_comes_in_whole_and_a_second_time_changes_nothing(
    cast: Cast, tmp_path: Path
) -> None:
    rows = [
        ["番号", "氏名", "生年月日", "年齢", "性別", "電話", "月収", "受付日", "終了日"],
        ["1", "見本 一", date(1948, 3, 9), None, 1, 9012345678, "15万円", date(2023, 5, 6), None],
        ["2", "見本 二", "不詳", 68, "女", "090-1111-2222/080-3333-4444", "約10〜15万円"],
        ["3", "見本 三", "70歳くらい", None, "男", "+81-90-5555-6666", 120000, "いつか", "なし"],
        ["4", "見本 四", "2099/1/1", None, "男", None, None, "2099/1/1", "R1.1.1"],
        ["5", "見本 五", "1950/1/1 0:00:00", None, "男", None, None, "R5.5.6", "R5.4.1"],
    ]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "台帳.xlsx"
    book.save(path)

    told = banso("import", "ledger", str(path))
    again = banso("import", "ledger", str(path))

    assert "people: read 5, new 5, changed 0, unchanged 0, refused 0" in told
    assert "people: read 5, new 0, changed 0, unchanged 5, refused 0" in again
    assert "ledger_entries: read 5, new 0, changed 0, unchanged 5, refused 0" in again
    people = {one.called_name: one for one in Person.objects.all()}
    today = cast.today.isoformat()
    assert {name: (one.birth.year, one.birth.words) for name, one in people.items()} == {
        "見本 一": (1948, ""),
        "見本 二": (cast.today.year - 68, f"68歳({today})"),
        "見本 三": (cast.today.year - 70, f"70歳くらい({today})"),
        "見本 四": (None, f"2099/1/1({today})"),
        "見本 五": (1950, ""),
    }
    assert people["見本 一"].sex == "male"
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {
        "09012345678",
        "090-1111-2222/080-3333-4444",
        "+81-90-5555-6666",
    }
    entries = {one.person.called_name: one for one in LedgerEntry.objects.select_related("person")}
    assert [entries[f"見本 {one}"].values.get("income") for one in "一二三"] == [
        150_000,
        "約10〜15万円",
        120_000,
    ]
    assert entries["見本 五"].closed_on is None
    notes = "\n".join(TimelineEntry.objects.filter(kind="note").values_list("fact", flat=True))
    assert "R5.4.1" in notes
    assert "いつか" in notes
