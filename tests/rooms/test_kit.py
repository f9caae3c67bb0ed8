"""Eras, My Number, exports, keyset pages."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from banso.kit.codes import Codes
from banso.kit.eras import PartialDate, Precision, fiscal_year, in_japanese
from banso.kit.export import csv_rows, harmless, xlsx_bytes
from banso.kit.formatting import brief_day, time_since
from banso.kit.my_number import MyNumberRefused, carries_my_number, refuse_my_number
from banso.kit.ngrams import bigrams, fts_document, normalise
from banso.kit.readers.dates import UnreadableDate, parse_date, parse_day

VALID = "123456789018"  # invented; only its check digit is right


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("S30.4.1", (1955, 4, 1, "day")),
        ("Ｓ３０．４．１", (1955, 4, 1, "day")),
        ("昭和30年", (1955, None, None, "year")),
        ("昭和三十年頃", (1955, None, None, "about")),
        ("昭和30年頃", (1955, None, None, "about")),
        ("1955/4/1", (1955, 4, 1, "day")),
        ("１９５５年４月", (1955, 4, None, "month")),
        ("19550401", (1955, 4, 1, "day")),
        ("平成元年1月8日", (1989, 1, 8, "day")),
        ("令和元.5.1", (2019, 5, 1, "day")),
        ("昭30", (1955, None, None, "year")),
        ("不明", (None, None, None, "unknown")),
        ("", (None, None, None, "unknown")),
        ("H2.6.15", (1990, 6, 15, "day")),
        ("S45.9", (1970, 9, None, "month")),
        ("1955年頃", (1955, None, None, "about")),
    ],
)
def test_dates_are_read_as_people_write_them(
    typed: str, known: tuple[int | None, int | None, int | None, str]
) -> None:
    assert parse_date(typed) == PartialDate(*known[:3], Precision(known[3]))


@pytest.mark.parametrize(
    "typed",
    [
        "S99.1.1",
        "1955/13/1",
        "1955/2/30",
        "きのう",
        "S30.4.1.2",
        "昭和",
        "3000/1/1",
        "=1+1",
        "S0.1.1",
    ],
)
def test_dates_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        parse_date(typed)


@given(st.dates(date(1868, 2, 1), date(2099, 12, 31)))
def test_every_day_survives_being_written_in_japanese(day: date) -> None:
    assert parse_day(in_japanese(day).split("(")[0]) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    try:
        parse_date(text)
    except UnreadableDate:
        return


def test_ages_and_fiscal_years() -> None:
    assert PartialDate(1955, 4, 1, Precision.DAY).age_on(date(2026, 3, 31)) == 70
    assert PartialDate(1955, None, None, Precision.ABOUT).age_on(date(2026, 3, 31)) == 71
    assert (fiscal_year(date(2026, 3, 31)), fiscal_year(date(2026, 4, 1))) == (2025, 2026)


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        f"番号は{VALID}です",
        "1234-5678-9018",
        "１２３４　５６７８　９０１８",
        "１２３４−５６７８−９０１８",
        "123-456-789-018",
        "1 2 3 4 5 6 7 8 9 0 1 8",
    ],
)
def test_a_valid_my_number_is_found_in_any_text(text: str) -> None:
    assert carries_my_number(text)
    with pytest.raises(MyNumberRefused):
        refuse_my_number({"somewhere": ["deep", text]})


@pytest.mark.parametrize(
    "text",
    [
        "123456789012",
        f"0197531f-8904-7a3b-8abc-{VALID}",  # the id of a row
        "090-0000-0001",
        "1234567890180",
        "電話 052-961-1111",
        "",
        *(f"電話 090-1234-5678 {count}" for count in range(10)),
        *(f"093-000-0001 に {count}回かけた" for count in range(10)),
        *(f"０９０－１２３４－５６７８　{count}人" for count in range(10)),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not carries_my_number(text)


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    assert harmless(cell) == "'" + cell
    assert "".join(csv_rows(["頭"], [[cell]])).startswith("\ufeff頭\r\n")


def test_a_workbook_keeps_leading_zeros_and_formulas_as_text() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes("台帳", ["番号"], [["0012"], ["=1+1"], ["1-2-3"]]))
    ).worksheets[0]

    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:]] == [
        ("0012", "s"),
        ("=1+1", "s"),
        ("1-2-3", "s"),
    ]


@given(st.text(max_size=60))
def test_any_text_can_be_indexed(text: str) -> None:
    normalised = normalise(text)

    assert len(bigrams(normalised)) == max(0, len(normalised) - 1)
    assert fts_document(normalised).count("g") == len(bigrams(normalised))


class Weather(Codes):
    UNSAID = "", "Not said"
    CLEAR = "clear", "Clear"


def test_a_stored_code_finds_its_words_and_one_of_former_days_stands_for_itself() -> None:
    assert Weather.label_of("clear") == "Clear"
    assert Weather.label_of("") == "Not said"
    assert Weather.label_of("hail") == "hail"


def test_a_code_is_plain_text_wherever_it_is_kept() -> None:
    assert Weather.CLEAR == "clear"
    assert f"{Weather.CLEAR}" == str(Weather.CLEAR) == "clear"
    assert json.dumps([Weather.CLEAR]) == '["clear"]'
    assert Weather.choices == [("", "Not said"), ("clear", "Clear")]


def test_a_day_in_a_row_is_short_and_says_how_long_ago_it_was() -> None:
    today = date(2026, 11, 27)
    with translation.override("ja"):
        assert brief_day(date(2026, 11, 20)) == "R8.11.20(金)"
        assert brief_day(date(2019, 4, 30)) == "H31.4.30(火)"
        assert brief_day(None) == ""
        said = [
            time_since(day, today)
            for day in (
                today,
                date(2026, 11, 28),
                date(2026, 11, 20),
                date(2026, 9, 28),
                date(2026, 9, 27),
                date(2025, 11, 27),
                date(2020, 7, 28),
                None,
            )
        ]
    assert said == ["今日", "今日", "7日前", "60日前", "2か月前", "1年前", "6年3か月前", ""]
    with translation.override("en"):
        assert brief_day(date(2026, 11, 20)) == "2026-11-20 (Fri)"
        assert time_since(date(2020, 7, 28), today) == "6 y 3 m ago"
