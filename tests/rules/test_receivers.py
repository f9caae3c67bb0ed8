"""
What a receiver has several of: hours read from words, numbers typed line by line, lists and the
lines they make; numbers with check digits; when somebody should ask again.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from banso.resources.rules.codes import (
    CONFIRM_AFTER,
    Confirmed,
    corporate_number_is_valid,
)
from banso.resources.rules.hours import DAYS, hours_in_words, hours_on, read_hours
from banso.resources.rules.parts import (
    contact_in_words,
    cost_in_words,
    kind_of,
    lines_of,
    lines_without_a_number,
    lists_of,
    more_phones,
    phones_of,
)

WORKDAYS = "MO,TU,WE,TH,FR"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("平日　８時３０分～１７時１５分", [("WEEKLY", WORKDAYS, "08:30", "17:15")]),
        ("月曜日から金曜日 午前9時から午後5時", [("WEEKLY", WORKDAYS, "09:00", "17:00")]),
        (
            "月・水・金 9:00–12:00、13:00–16:00",
            [("WEEKLY", "MO,WE,FR", "09:00", "12:00"), ("WEEKLY", "MO,WE,FR", "13:00", "16:00")],
        ),
        (
            "平日9時～21時／土曜9時～17時",
            [("WEEKLY", WORKDAYS, "09:00", "21:00"), ("WEEKLY", "SA", "09:00", "17:00")],
        ),
        ("第2・第4火曜日 13時～15時", [("MONTHLY", "2TU,4TU", "13:00", "15:00")]),
        ("火曜日・木曜日～土曜日 午前9時半～18時", [("WEEKLY", "TU,TH,FR,SA", "09:30", "18:00")]),
        ("午前8時30分から午後5時15分", [("", "", "08:30", "17:15")]),
        ("毎日 0時～24時", [("WEEKLY", ",".join(DAYS), "00:00", "24:00")]),
    ],
)
def test_hours_are_read_as_receivers_write_them(
    text: str, read: list[tuple[str, str, str, str]]
) -> None:
    assert [
        (one.get("freq", ""), one.get("byday", ""), one["opens_at"], one["closes_at"])
        for one in read_hours(text)
    ] == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "雨の日は休み",
        "平日のみ",
        "日曜日・祝日 9時～17時",
        "電話9時～16時",
        "17時～9時",
        "25時～26時",
        "9時～17時 変わることがあります",
        "第2火・第2火 9時～10時",
    ],
)
def test_hours_that_are_not_wholly_understood_stay_words(text: str) -> None:
    assert read_hours(text) == []


@given(
    st.text("月火水木金土日曜平毎祝第123456789０時分:～-・、() 午前後半から年中無休", max_size=40)
)
def test_any_words_are_read_without_harm_and_what_is_read_can_be_told(text: str) -> None:
    read = read_hours(text)
    assert len(hours_in_words(read)) == len(read)
    assert all(one["opens_at"] < one["closes_at"] <= "24:00" for one in read)


def test_a_day_of_the_week_is_told_only_from_weekly_rules_that_are_valid() -> None:
    rules = [
        *read_hours("水 13時～16時、水 9時～12時"),
        {"freq": "WEEKLY", "interval": 2, "byday": "WE", "opens_at": "20:00"},
        *read_hours("第2火 9時～10時"),
    ]
    assert hours_on(rules, date(2026, 11, 25)) == "09:00–12:00、13:00–16:00"
    assert hours_on(rules, date(2026, 11, 24)) == ""
    assert hours_on([rules[0] | {"valid_to": "2026-10-31"}], date(2026, 11, 25)) == ""


def test_on_a_public_holiday_only_rules_that_do_not_rest_are_told() -> None:
    rests = read_hours("月 9時～17時(祝日を除く)")
    works = read_hours("月 9時～17時(祝日も開所)")
    plain = read_hours("月 9時～17時")
    labour_thanksgiving, ordinary = date(2026, 11, 23), date(2026, 11, 30)

    assert hours_on(rests, labour_thanksgiving) == ""
    assert hours_on(rests, ordinary) == "09:00–17:00"
    assert hours_on(works, labour_thanksgiving) == "09:00–17:00"
    assert hours_on(plain, labour_thanksgiving) == "09:00–17:00"


def test_numbers_typed_line_by_line_come_back_as_they_were_typed() -> None:
    phones = phones_of("093-000-0001", "093-000-0009", "０９３-000-0002 夜間\n\n(093) 000 0003")
    assert [(one["number"], one["type"], one.get("description", "")) for one in phones] == [
        ("093-000-0001", "voice", ""),
        ("093-000-0002", "voice", "夜間"),
        ("(093) 000 0003", "voice", ""),
        ("093-000-0009", "fax", ""),
    ]
    assert more_phones({"phones": phones}) == "093-000-0002 夜間\n(093) 000 0003"


def test_prices_are_told_with_what_they_are_for() -> None:
    assert cost_in_words({"option": "一泊", "amount": 1500, "currency": "JPY"}) == "一泊 1,500円"
    assert cost_in_words({"amount": 12.5, "currency": "USD"}) == "12.5 USD"
    assert cost_in_words({"amount_description": "収入による"}) == "収入による"


def weekly(**more: Any) -> dict[str, Any]:
    return {"freq": "WEEKLY", "byday": "TU", "opens_at": "09:00", "closes_at": "17:00", **more}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({}, "09:00–17:00"),
        ({"interval": 1}, "09:00–17:00"),
        ({"interval": 0}, "09:00–17:00"),
        ({"interval": 2}, ""),
        ({"freq": "MONTHLY"}, ""),
        ({"byday": "tu,we"}, "09:00–17:00"),
        ({"byday": "WE"}, ""),
        ({"byday": ""}, ""),
        ({"valid_from": "2026-11-24"}, "09:00–17:00"),
        ({"valid_from": "2026-11-25"}, ""),
        ({"valid_to": "2026-11-24"}, "09:00–17:00"),
        ({"valid_to": "2026-11-23"}, ""),
        ({"until": "2026-11-23"}, ""),
        ({"valid_to": "2026-11-24", "until": "2026-11-01"}, "09:00–17:00"),
        ({"closes_at": ""}, "09:00"),
        ({"opens_at": "", "closes_at": ""}, ""),
        ({"opens_at": "09:00:00Z"}, "09:00–17:00"),
    ],
)
def test_the_hours_of_a_day(rule: dict[str, Any], told: str) -> None:
    assert hours_on([weekly(**rule)], date(2026, 11, 24)) == told


@pytest.mark.parametrize(
    ("schedules", "told"),
    [
        ([weekly(byday=",".join(DAYS))], ["every day 09:00–17:00"]),
        ([weekly(byday="MO, FR", description="x")], ["Mon, Fri 09:00–17:00 x"]),
        ([weekly(byday="2TU,-1FR,XX")], [None]),
        ([{}], []),
        ([{"description": "x"}, {"opens_at": "10:00"}], ["x", "10:00"]),
    ],
)
def test_hours_are_told_in_words(schedules: list[Any], told: list[str | None]) -> None:
    with translation.override("en"):
        found = hours_in_words(schedules)

    assert len(found) == len(told)
    for one, expected in zip(found, told, strict=True):
        if expected is None:
            assert one == "Tue no. 2 of the month, Fri no. -1 of the month, XX 09:00–17:00"
        else:
            assert one == expected


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("月 午前0時～午後12時", "00:00", "12:00"),
        ("月 午後1時～午後11時59分", "13:00", "23:59"),
        ("月 正午～24時", "12:00", "24:00"),
        ("月 9:05~9:06", "09:05", "09:06"),
        ("毎週月曜 9時から10時まで", "09:00", "10:00"),
    ],
)
def test_times_of_the_day(text: str, opens: str, closes: str) -> None:
    (one,) = read_hours(text)

    assert (one["opens_at"], one["closes_at"], one["byday"]) == (opens, closes, "MO")


@pytest.mark.parametrize(
    "text", ["月 9時～9時", "月 9時60分～10時", "月 23時～24時1分", "毎月 9時～10時"]
)
def test_what_is_no_time_of_a_day_is_not_read(text: str) -> None:
    assert read_hours(text) == []


def test_the_remark_in_brackets_stays_a_remark() -> None:
    (one,) = read_hours("平日 9時～17時（祝日を除く）")

    assert one["description"] == "祝日を除く"
    assert "description" not in read_hours("平日 9時～17時")[0]


def test_a_number_says_what_it_is_for() -> None:
    assert [kind_of(one) for one in ({}, {"type": ""}, {"type": "FAX"})] == [
        "voice",
        "voice",
        "fax",
    ]


def test_somebody_to_ask_for_and_a_price_in_words() -> None:
    assert contact_in_words({"name": "見本", "department": "福祉課", "email": "x"}) == "見本 福祉課"
    assert contact_in_words({"title": "係長"}) == "係長"
    assert cost_in_words({"option": "一泊", "amount": 1500}) == "一泊 1,500円"
    assert cost_in_words({"amount": 0, "currency": "JPY", "amount_description": "x"}) == "0円 x"
    assert cost_in_words({"amount": 2.5, "currency": "USD"}) == "2.5 USD"
    assert cost_in_words({"amount": "many", "option": "x"}) == "x"


def test_lists_make_the_lines_that_are_searched() -> None:
    parts = {
        "schedules": read_hours("月 9時～17時"),
        "languages": [{"name": "英語"}, {"code": "vi"}],
        "required_documents": [{"document": "a"}, {"uri": "x"}, {"document": "b"}],
        "service_areas": [{"name": "市内"}, {"description": "近隣"}],
        "contacts": [{"name": "見本"}, {"name": "例"}],
        "phones": [
            {"number": "1", "type": "fax"},
            {"number": "2", "type": "tty"},
            {"number": "3"},
        ],
    }

    lines = lines_of(parts, {"area": 4})

    assert lines["languages"] == "英語、vi"
    assert lines["documents"] == "a\n\nb"
    assert lines["area"] == "市内、近"
    assert lines["contact"] == "見本、例"
    assert (lines["phone"], lines["fax"]) == ("3", "1")
    assert lines["hours"].endswith("09:00–17:00")
    assert lines_of({"phones": [{"number": "2", "type": "tty"}]}, {}) == {"phone": "2", "fax": ""}
    assert lines_of({"phones": [{"number": "2", "type": "fax"}]}, {}) == {"phone": "", "fax": "2"}
    assert lines_of({}, {}) == {}
    assert lines_of({"service_areas": [{"name": "x" * 3000}]}, {}) == {"area": "x" * 2000}


def test_lines_make_lists_where_no_list_was_given() -> None:
    lines = {
        "hours": "雨の日は休み",
        "languages": "英語、 中国語、",
        "documents": "a\r\nb",
        "area": "市内",
        "contact": "見本",
        "phone": "1",
        "fax": "2",
    }

    assert lists_of(lines, {}) == {
        "phones": [{"number": "1", "type": "voice"}, {"number": "2", "type": "fax"}],
        "schedules": [{"description": "雨の日は休み"}],
        "contacts": [{"name": "見本"}],
        "languages": [{"name": "英語"}, {"name": "中国語"}],
        "required_documents": [{"document": "a"}, {"document": "b"}],
        "service_areas": [{"name": "市内"}],
    }
    assert lists_of({"area": "x"}, {"service_areas": [{"name": "y"}]}) == {
        "service_areas": [{"name": "y"}]
    }
    assert lists_of({"hours": "月 9時～10時"}, {})["schedules"] == read_hours("月 9時～10時")
    assert lists_of({}, {}) == {}


def test_lines_that_begin_with_no_number_are_told() -> None:
    assert lines_without_a_number("０９３-000-0001 夜\n夜間 093\n(093) 000\n12") == [
        "夜間 093",
        "12",
    ]
    assert phones_of("", "", "夜間 093-000-0001") == []
    assert phones_of("1", "") == [{"number": "1", "type": "voice"}]
    assert more_phones({}) == ""


def test_numbers_with_a_check_digit() -> None:
    assert corporate_number_is_valid("7000012050002")
    assert not corporate_number_is_valid("7000012050003")
    assert not corporate_number_is_valid("700001205000")
    assert not corporate_number_is_valid("７０００012050002")
    assert not corporate_number_is_valid("7-000012050002")


def test_a_receiver_is_asked_again_after_half_a_year_or_on_its_own_day() -> None:
    today = date(2026, 11, 24)

    assert timedelta(days=182) == CONFIRM_AFTER
    assert Confirmed(None, None).is_due(today)
    assert Confirmed(today - CONFIRM_AFTER, None).is_due(today)
    assert not Confirmed(today - CONFIRM_AFTER + timedelta(days=1), None).is_due(today)
    assert Confirmed(today, today).is_due(today)
    assert not Confirmed(today - 2 * CONFIRM_AFTER, today + timedelta(days=1)).is_due(today)


def test_more_ways_to_write_hours() -> None:
    assert (
        hours_on(
            [weekly(description="祝日含む"), weekly(opens_at="18:00", closes_at="19:00")],
            date(2026, 11, 3),
        )
        == "09:00–17:00、18:00–19:00"
    )
    assert hours_on([weekly(description="祝日を含む")], date(2026, 11, 3)) == "09:00–17:00"
    assert (
        hours_on(
            [weekly(description="祝日を除く"), weekly(opens_at="18:00", closes_at="")],
            date(2026, 11, 3),
        )
        == "18:00"
    )
    assert hours_on([weekly(opens_at="9:00Z")], date(2026, 11, 24)) == "9:00–17:00"


def test_the_nth_day_of_a_month_in_words() -> None:
    with translation.override("en"):
        assert hours_in_words([{"byday": "+2TU"}]) == ["Tue no. 2 of the month"]


def test_numbers_and_prices_at_their_edges() -> None:
    assert phones_of("", "", "093-000-0001 093-000-0002") == [
        {"number": "093-000-0001 093-000-0002", "type": "voice"}
    ]
    assert phones_of("", "", "093-000-0001 内線 093-000-0002") == [
        {"number": "093-000-0001", "type": "voice", "description": "内線 093-000-0002"}
    ]
    assert cost_in_words({"amount": 5, "currency": ""}) == "5円"
    assert lists_of({"documents": "a\rb"}, {})["required_documents"] == [{"document": "ab"}]


def test_days_of_several_ranges_are_kept_together() -> None:
    (one,) = read_hours("土日 月～火木～金 9時～17時".replace("土日 ", "土日"))

    assert one["byday"] == "MO,TU,TH,FR,SA,SU"


def test_what_stands_between_and_behind_hours_is_read_as_filling() -> None:
    two = read_hours("月 9時から10時まで、火 11時から12時まで、")
    assert [(one["byday"], one["opens_at"]) for one in two] == [("MO", "09:00"), ("TU", "11:00")]
    assert [one["byday"] for one in read_hours("月曜 9時～10時 、")] == ["MO"]
    (one,) = read_hours("月 9時～10時(予約制)(祝日を除く)")
    assert one["description"] == "予約制)(祝日を除く"


def test_until_may_stand_apart_from_its_hour() -> None:
    two = read_hours("月 9時～10時 まで、火 11時～12時")

    assert [(one["byday"], one["closes_at"]) for one in two] == [("MO", "10:00"), ("TU", "12:00")]
