"""
What a receiver has several of: hours read from words, numbers typed line by line, all of it told on
the page.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banso.resources.actions import keep_service
from banso.resources.models import Service
from banso.resources.rules.hours import DAYS, hours_in_words, hours_on, read_hours
from banso.resources.rules.parts import cost_in_words, more_phones, phones_of
from tests.conftest import Cast

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


def test_the_page_tells_every_number_with_its_confirmation_and_the_hours_of_the_day(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("outreach")
    form = {
        "name": "見本相談室",
        "organization": "見本の会(架空)",
        "phone": "093-000-0001",
        "more_phones": "093-000-0002 夜間",
        "fax": "093-000-0009",
        "email": "a@example.jp",
        "url": "example.jp/a",
        "hours": "毎日 9時～17時",
        "languages": "日本語、英語",
        "documents": "なにもいりません",
    }
    answer = client.post("/receivers/add/", form, follow=True)
    one = Service.objects.get(name="見本相談室")
    html = answer.content.decode()

    assert [html.count(f"tel:093-000-000{number}") for number in (1, 2, 9)] == [1, 1, 0]
    assert html.count("最終確認") == 3
    assert "曜日 09:00–17:00</strong>" in html
    assert one.url == "https://example.jp/a"
    edit = client.get(f"/receivers/{one.pk}/edit/").content.decode()
    assert "093-000-0002 夜間" in edit
    assert (
        client.post(
            f"/receivers/{one.pk}/edit/", form | {"more_phones": "", "fax": "よる"}
        ).status_code
        == 422
    )
    assert (
        client.post(
            f"/receivers/{one.pk}/edit/", form | {"more_phones": "よるは べつの番号"}
        ).status_code
        == 422
    )
    client.post(f"/receivers/{one.pk}/edit/", form | {"more_phones": ""})
    assert "tel:093-000-0002" not in client.get(f"/receivers/{one.pk}/").content.decode()


def test_a_receiver_with_one_number_needs_no_list(cast: Cast) -> None:
    one = keep_service(
        by=cast.outreach,
        organization="見本の会(架空)",
        name="見本",
        phone="093-000-0001",
        hours="雨の日は休み",
    )
    assert one.parts == {}
    assert one.lists == {
        "phones": [{"number": "093-000-0001", "type": "voice"}],
        "schedules": [{"description": "雨の日は休み"}],
    }
