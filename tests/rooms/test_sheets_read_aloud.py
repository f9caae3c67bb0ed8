"""Sheets that the person keeps: every kanji on them has its reading, in tables as well."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from banso.desk.sheets import PAPERS
from banso.kit.furigana import with_readings
from banso.kit.sheets import Heading, Row, Sentence, Sheet, Signing, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.kit.sheets.pdf import pdf_of
from banso.kit.sheets.pieces import pieces, read_html
from banso.people.actions import NewPerson, enter_person
from tests.conftest import Cast

CHOICES = (("name", "名前と連絡先"), ("work", "仕事のこと"))


def sheet(*blocks: Any) -> Sheet:
    return Sheet("同意書", "", "", "", blocks, furigana=True, large=True)


def text_of(made: Sheet) -> str:
    pages = PdfReader(BytesIO(pdf_of(made))).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_readings_stand_in_tables_headings_notes_and_beside_places_to_sign() -> None:
    read = text_of(
        sheet(
            Heading("理由"),
            Text("本文"),
            Sentence((), note="最後"),
            Table((Row(("伝える", boxes(CHOICES))),), ("内容", "返事")),
            Signing("署名"),
        )
    )

    wanted = "どういしょ りゆう ほんぶん さいご つた なまえ れんらくさき しごと ないよう へんじ"
    assert [one for one in [*wanted.split(), "しょめい", "れいわ"] if one not in read] == []


def test_a_choice_stays_one_piece_with_its_box_and_a_day_to_write_in_is_read_as_one() -> None:
    runs = pieces(boxes(CHOICES))
    whole = ["".join(part["base"] for part in run["parts"]) for run in runs if run["whole"]]

    assert whole == ["☐\u00a0名前と連絡先", "☐\u00a0仕事のこと"]
    assert "がつ" in text_of(sheet(Signing("名前")))
    assert "つき" not in text_of(sheet(Signing("名前")))


def test_what_was_signed_by_hand_prints_with_readings() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'

    assert "しょめい" in text_of(sheet(Signing("署名", svg=drawing, note="画面に署名")))


@pytest.mark.parametrize(
    ("text", "reading"),
    [("R6.9.19(木)", "もく"), ("R4.4.3(日)", "にち"), ("R7.11.3（月）", "げつ"), ("木の下", "き")],
)
def test_a_day_of_the_week_is_read_as_one(text: str, reading: str) -> None:
    assert reading in [part.reading for part in with_readings(text)]


def test_on_screen_a_box_is_drawn_and_what_was_typed_is_no_markup() -> None:
    made = read_html("☑\u00a0名前 <b>")

    assert 'class="tick tick--on"' in made
    assert "<rt>なまえ</rt>" in made
    assert "<b>" not in made


@pytest.mark.parametrize("paper", ["consent", "withdrawal"])
def test_what_the_person_takes_home_has_readings_in_its_tables(
    paper: str, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    made = PAPERS[paper].build(person, cast.outreach)
    page = signed_in("outreach").get(f"/people/{person.pk}/sheets/{paper}.html").content.decode()
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page, re.DOTALL)
    bare = [
        cell for cell in cells if re.search("[\u4e00-\u9fff]", re.sub("<ruby>.*?</ruby>", "", cell))
    ]

    assert made.furigana
    assert cells
    assert bare == []
