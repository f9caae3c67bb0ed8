"""What is not taken of a file costs its cell and never the person, and is told beforehand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.actions import LedgerSheet, import_ledger
from banso.interop.csv_files import csv_cells
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.models import ImportDifference
from banso.interop.rules import Report
from banso.kit.eras import PartialDate, Precision
from banso.kit.my_number import carries_my_number
from banso.kit.readers.dates import parse_date, says_no_more
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso.people.models import LedgerEntry, MeetingPlace, Person, TimelineEntry
from tests.commands import banso
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
MY_NUMBER = "123456789018"


def bring(cast: Cast, text: str) -> Report:
    cells = csv_cells(text.encode())
    headings = LEDGER_WORDS.headings(cells)
    columns = LEDGER_WORDS.guess(headings.names)
    sheet = LedgerSheet(cells, headings.row, columns, "台帳.csv", headings.names)
    return import_ledger(sheet, ledger="outreach", by=cast.manager)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("備考", f"番号は{MY_NUMBER}"),
        ("電話", MY_NUMBER),
        ("番号", MY_NUMBER),
        ("ふりがな", f"ミホン {MY_NUMBER}"),
        ("氏名", f"見本 渚 {MY_NUMBER}"),
        ("健康", "通院 1234-5678-9018"),
    ],
)
def test_a_my_number_costs_its_cell_and_never_the_person(
    cast: Cast, heading: str, cell: str
) -> None:
    assert carries_my_number(cell)
    row = {"氏名": "見本 渚", "生年月日": "S30.4.1", "寝場所": "駅の北"} | {heading: cell}
    report = bring(cast, f"{','.join(row)}\n{','.join(row.values())}\n")

    assert [one.became for one in report.rows] == ["new"]
    assert report.refused == 0
    assert "マイナンバー" in " ".join(one.text for one in report.remarks)
    person = Person.objects.get()
    assert (person.called_name, person.birth_year) == ("見本 渚", 1955)
    kept = [*LedgerEntry.objects.values_list("values", flat=True), *report.rows[0].typed.values()]
    kept += TimelineEntry.objects.values_list("fact", flat=True)
    assert not carries_my_number(json.dumps(kept, ensure_ascii=False).replace("-", ""))


def test_what_has_no_field_is_told_by_heading_and_cells_before_it_happens(
    cast: Cast, tmp_path: Path, signed_in: Callable[[str], Client]
) -> None:
    text = f"氏名,部屋,趣味,空,備考\n見本 一,201,将棋,,{MY_NUMBER}\n見本 二,202,,,\n"
    path = tmp_path / "台帳.csv"
    path.write_text(text)
    told = json.loads(banso("import", "ledger", str(path), "--dry-run", "--json"))

    assert told["not_taken"] == [
        {"heading": "部屋", "cells": 2, "field": "room"},
        {"heading": "趣味", "cells": 1, "field": ""},
    ]
    assert any("部屋 (2)" in note for note in told["notes"])
    assert not Person.objects.exists()
    client = signed_in("manager")
    file = SimpleUploadedFile("台帳.csv", text.encode())
    page = client.post("/bring-in/", {"file": file, "ledger": "outreach"}, follow=True)
    assert "部屋 (2)" in page.content.decode()
    assert "趣味 (1)" in page.content.decode()
    assert MY_NUMBER not in page.content.decode()


def test_a_reason_without_a_day_stays_among_the_words(cast: Cast) -> None:
    report = bring(cast, "氏名,終結理由\n見本 一,転居\n")

    assert [one.field for one in report.remarks] == ["closing_reason"]
    assert "転居" in TimelineEntry.objects.get(kind="note").fact


EXACT = "1955-04-01"


@pytest.mark.parametrize(
    ("said", "known", "agrees"),
    [
        ("71歳", EXACT, True),
        ("70代", EXACT, True),
        ("50代", EXACT, False),
        ("昭和30年", EXACT, True),
        ("昭和30年5月", EXACT, False),
        ("昭和31年頃", EXACT, True),
        ("昭和40年頃", EXACT, False),
        (EXACT, "昭和30年", False),
        ("70歳くらい", "70歳くらい", True),
    ],
)
def test_a_date_agrees_or_says_something_else(
    cast: Cast, said: str, known: str, agrees: bool
) -> None:
    one, other = (parse_date(text, said_on=cast.today) for text in (said, known))
    assert says_no_more(one, other) is agrees


def test_an_age_of_a_later_file_does_not_replace_an_exact_birth(cast: Cast) -> None:
    bring(cast, "番号,氏名,生年月日\n1,見本 一,1955/4/1\n2,見本 二,1955/4/1\n3,見本 三,70代\n")
    later = bring(cast, "番号,氏名,年齢\n1,見本 一,71\n2,見本 二,40\n3,見本 三,\n")

    assert [one.became for one in later.rows] == ["unchanged"] * 3
    assert {one.birth for one in Person.objects.exclude(called_name="見本 三")} == {
        PartialDate(1955, 4, 1, Precision.DAY)
    }
    assert ImportDifference.objects.get().person.called_name == "見本 二"
    bring(cast, "番号,氏名,生年月日\n3,見本 三,1953/4/1\n")
    assert Person.objects.get(called_name="見本 三").birth_year == 1953


def test_an_earlier_row_of_one_file_that_is_more_exact_stays(cast: Cast) -> None:
    bring(cast, "番号,氏名,生年月日,年齢\n1,見本 一,1955/4/1,\n1,見本 一,,71\n")

    assert Person.objects.get().birth == PartialDate(1955, 4, 1, Precision.DAY)


def test_the_same_dwelling_is_a_reason_to_ask(cast: Cast) -> None:
    known = enter_person(
        person=NewPerson(called_name="みほんさん", names=[("legal", "見本 渚", "")]),
        by=cast.manager,
    )
    entry = NewEntry(
        ledger="aftercare",
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today,
        values={"dwelling": "北九州市八幡東区中央三丁目5-2"},
    )
    open_entry(person=known, entry=entry, by=cast.manager)
    report = bring(cast, "氏名,住まい\n見本 渚,北九州市八幡東区中央3-5-2\n")

    assert report.rows[0].became == "asked"
    assert "same_place" in report.rows[0].alike[0].reasons
    assert not MeetingPlace.objects.exists()
