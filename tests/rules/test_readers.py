"""Dates, numbers, phones and addresses, read the same in forms and in files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.kit.eras import PartialDate, Precision, in_english, in_japanese
from banso.kit.readers.addresses import joined, prefecture_code, read_address
from banso.kit.readers.dates import (
    DateAhead,
    UnreadableDate,
    day_of_serial,
    parse_birth,
    parse_date,
    parse_day,
    words_only,
)
from banso.kit.readers.numbers import read_amount
from banso.kit.readers.phones import dialled, phone_numbers, with_zero
from banso_recognition import Reason, Sketch, blocking_keys, compare

TODAY = date(2026, 11, 24)
DAY = PartialDate(1948, 3, 9, Precision.DAY)


@pytest.mark.parametrize(
    "typed",
    [
        "S23.3.9生",
        "S23.3.9生まれ",
        "昭23年3月9日生(78歳)",
        "1948-03-09T00:00:00",
        "1948-03-09 00:00:00",
        "1948/3/9 0:00",
        "1948/3/9 0:00:00",
        "1948-03-09T00:00:00+09:00",
        "昭和23年3月9日(78歳)",
        "昭和23年3月9日 (満78才)",
        "昭和23年3月9日 78歳",
        "昭和２３年３月９日（火）",
        "S23・3・9",
        "S 23. 3. 9",
        "S230309",
        "西暦1948年3月9日",
        "1948年(昭和23年)3月9日",
        "昭和23年(1948年)3月9日",
        "昭和23(1948)年3月9日",
        "1948年3月9日(昭和23年)",
        "昭和二十三年三月九日",
    ],
)
def test_a_day_is_read_in_every_form_in_which_people_have_it(typed: str) -> None:
    assert parse_date(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("西暦1948年", PartialDate(1948, None, None, Precision.YEAR)),
        ("昭和23年月日不詳", PartialDate(1948, None, None, Precision.YEAR)),
        ("昭和23年3月日不明", PartialDate(1948, 3, None, Precision.MONTH)),
        ("約1948年", PartialDate(1948, None, None, Precision.ABOUT)),
        ("昭和23年頃(1948年)", PartialDate(1948, None, None, Precision.ABOUT)),
        ("1948年?", PartialDate(1948, None, None, Precision.ABOUT)),
        ("昭和23年秋", PartialDate(1948, None, None, Precision.ABOUT, "昭和23年秋")),
    ],
)
def test_a_part_of_a_date_stays_a_part(typed: str, known: PartialDate) -> None:
    assert parse_date(typed) == known


@pytest.mark.parametrize(
    "typed", ["不詳", "なし", "無し", "記載なし", "－", "？", "生年月日不明", "N/A"]
)
def test_not_known_is_an_answer(typed: str) -> None:
    assert parse_date(typed) == PartialDate()


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("約60歳", 1966),
        ("70歳くらい", 1956),
        ("７０才ぐらい", 1956),
        ("68歳", 1958),
        ("七十歳位", 1956),
        ("70〜76歳", 1953),
        ("70代", None),
        ("60代後半", None),
        ("昭和30年代", None),
    ],
)
def test_an_age_is_kept_in_its_words_with_the_day_on_which_it_was_said(
    typed: str, year: int | None
) -> None:
    known = parse_date(typed, said_on=TODAY)

    precision = Precision.UNKNOWN if year is None else Precision.ABOUT
    assert known == PartialDate(year, None, None, precision, f"{typed}(2026-11-24)")


def test_what_was_said_years_ago_is_read_back_for_the_day_on_which_it_was_said() -> None:
    kept = parse_date("70歳くらい", said_on=date(2019, 5, 2))

    for shown in (in_japanese(kept), in_english(kept)):
        assert parse_birth(shown, today=TODAY) == kept
    assert kept.age_on(TODAY) == 77


def test_an_age_without_a_day_is_no_date() -> None:
    for typed in ("70歳くらい", "70代", "200歳(2026-11-24.)", "71"):
        with pytest.raises(UnreadableDate):
            parse_date(typed)


def test_two_years_that_contradict_each_other_are_no_date() -> None:
    with pytest.raises(UnreadableDate):
        parse_date("昭和23年(1949年)3月9日")


@pytest.mark.parametrize("typed", ["2026-11-25", "R8.12", "令和9年", "2055/4/1"])
def test_nobody_is_born_in_the_future(typed: str) -> None:
    with pytest.raises(DateAhead):
        parse_birth(typed, today=TODAY)


def test_somebody_may_be_born_today_and_in_the_running_year() -> None:
    assert parse_birth("R8.11.24", today=TODAY).exact == TODAY
    assert parse_birth("令和8年", today=TODAY).year == 2026


def test_words_that_are_no_date_can_be_kept_and_come_back_as_they_were() -> None:
    kept = words_only("昭和23年13月", TODAY)

    assert parse_date(in_japanese(kept)) == kept
    assert (kept.year, kept.precision) == (None, Precision.UNKNOWN)


@given(
    st.one_of(
        st.dates(date(1900, 1, 1), TODAY).map(
            lambda day: PartialDate(day.year, day.month, day.day, Precision.DAY)
        ),
        st.dates(date(1900, 1, 1), TODAY).map(
            lambda day: PartialDate(day.year, day.month, None, Precision.MONTH)
        ),
        st.integers(1900, 2026).map(lambda year: PartialDate(year, None, None, Precision.YEAR)),
        st.integers(1900, 2026).map(lambda year: PartialDate(year, None, None, Precision.ABOUT)),
        st.builds(
            lambda age, day: parse_date(f"{age}歳くらい", said_on=day),
            st.integers(0, 110),
            st.dates(date(2010, 1, 1), TODAY),
        ),
    )
)
def test_every_date_that_is_shown_can_be_typed_again(known: PartialDate) -> None:
    assert parse_birth(in_japanese(known), today=TODAY) == known


def test_a_bare_number_of_a_spreadsheet_is_a_day() -> None:
    assert day_of_serial("17601") == date(1948, 3, 9)
    assert (day_of_serial("1948"), day_of_serial("99999")) == (None, None)


def test_a_day_is_needed_where_a_day_is_asked() -> None:
    assert parse_day("令和8年11月24日(火)") == TODAY
    for typed in ("なし", "令和8年11月", "70代"):
        with pytest.raises(UnreadableDate):
            parse_day(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("15万円", 150_000),
        ("１５万", 150_000),
        ("12.5万円", 125_000),
        ("8万5千円", 85_000),
        ("13万6,000円", None),
        ("136,000円", 136_000),
        ("¥136,000-", 136_000),
        ("0", 0),
        ("約10〜15万円", None),
        ("10万円以上", None),
        ("1,50", None),
        ("-5", None),
        ("99999999999", None),
        ("なし", None),
        ("", None),
    ],
)
def test_amounts_are_read_where_they_are_plain(typed: str, amount: int | None) -> None:
    assert read_amount(typed) == amount


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("9012345678", ("09012345678",)),
        ("312345678", ("0312345678",)),
        ("+81-90-1234-5678", ("09012345678",)),
        ("+81 (0)3 1234 5678", ("0312345678",)),
        ("０９０−１２３４−５６７８", ("09012345678",)),
        ("090-1111-2222 / 080-3333-4444", ("09011112222", "08033334444")),
        ("自宅 03-1234-5678、妹さん 090 1234 5678", ("0312345678", "09012345678")),
        ("03-1234-5678 06-1111-2222", ("0312345678", "0611112222")),
        ("03(1234)5678 内線12", ("0312345678",)),
        ("0120-123-456", ("0120123456",)),
        ("妹さんを通して", ()),
        ("部屋 117", ()),
    ],
)
def test_every_number_of_a_text_is_dialled_within_the_country(
    typed: str, numbers: tuple[str, ...]
) -> None:
    assert phone_numbers(typed) == numbers


def test_a_zero_that_a_spreadsheet_took_comes_back_and_nothing_else_changes() -> None:
    assert with_zero("9012345678") == "09012345678"
    for text in ("090-1234-5678", "117", "03-1234-5678(妹)", "12345678901", ""):
        assert with_zero(text) == text
    assert dialled("5678") == "5678"


def test_an_address_tells_its_postal_code_and_its_prefecture() -> None:
    read = read_address("〒７６０－０００１ 香川県高松市見本町１丁目")

    assert (read.postal_code, read.prefecture_code) == ("760-0001", "37")
    assert read.text == "香川県高松市見本町１丁目"
    assert (prefecture_code("北海道見本市"), prefecture_code("見本市")) == ("01", "")


def test_parts_of_an_address_are_joined_and_said_once() -> None:
    assert joined(["香川県", "高松市", "香川県高松市見本町1-1", "", "見本ビル2階"]) == (
        "香川県高松市見本町1-1見本ビル2階"
    )
    assert joined(["香川県", "高松市", "見本町1-1"]) == "香川県高松市見本町1-1"


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text: str) -> None:
    read_amount(text), phone_numbers(text), with_zero(text), read_address(text), joined([text])
    try:
        parse_birth(text, today=TODAY)
    except UnreadableDate:
        return


def test_the_first_of_january_counts_as_a_year() -> None:
    names = (("見本 花子", "みほん はなこ"),)
    first = Sketch(names, (1948, 1, 1))

    assert Reason.SAME_BIRTH not in compare(first, first).reasons
    assert Reason.SAME_BIRTH_YEAR in compare(first, Sketch(names, (1948, 3, 9))).reasons
    assert blocking_keys("見本 花子", birth=(1948, 1, 1)) == blocking_keys(
        "見本 花子", birth=(1948, None, None)
    )
