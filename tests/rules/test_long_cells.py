"""A cell of any length in a file from elsewhere is read or refused, and never breaks an import."""

from pathlib import Path

import pytest

from banso.interop import hmis_headings
from banso.interop.hmis_files import BadCell, code_in, number_in, read_export
from banso.interop.hsds.older_tables import in_words_of_today
from banso.interop.table_files import Row

LONG = "9" * 5000


@pytest.mark.parametrize(
    ("text", "number"), [("", -1), ("4", 4), ("x", -1), (LONG, -1), ("４", 4), ("²", -1)]
)
def test_a_number_is_one_or_none(text: str, number: int) -> None:
    assert number_in(Row(2, {"a": text}), "a") == number


@pytest.mark.parametrize("text", ["x", LONG, "-1", "²"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        code_in(Row(2, {"a": text}), "a")
    assert code_in(Row(2, {"a": ""}), "a") is None
    assert code_in(Row(2, {"a": "116"}), "a") == 116


@pytest.mark.parametrize(
    ("text", "day"), [("1", "MO"), ("7", "SU"), ("Monday", "MO"), ("0", ""), ("8", ""), (LONG, "")]
)
def test_a_weekday_is_one_or_none(text: str, day: str) -> None:
    assert in_words_of_today("schedules", {"weekday": text}).get("byday", "") == day


def test_every_table_of_an_export_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, columns in hmis_headings.TABLES.items():
        (tmp_path / name).write_text(f"{','.join(columns)}\n{','.join('1' for _one in columns)}\n")
    read: list[bytes] = []
    cells = hmis_headings.csv_cells

    def counted(content: bytes) -> list[list[str]]:
        read.append(content)
        return cells(content)

    monkeypatch.setattr(hmis_headings, "csv_cells", counted)
    monkeypatch.setattr("banso.interop.table_files.csv_cells", counted)
    export = read_export(tmp_path)

    assert len(read) == len(hmis_headings.TABLES)
    assert {name: len(export.of(name)) for name in hmis_headings.TABLES} == dict.fromkeys(
        hmis_headings.TABLES, 1
    )
