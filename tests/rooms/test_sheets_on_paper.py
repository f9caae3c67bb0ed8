"""Sheets at their extremes: boxes and letters as they are meant, whatever stands on them."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from banso.config.home_setup import font_said
from banso.kit.furigana import Ruby, with_readings
from banso.kit.sheets import Heading, Picture, Row, Sentence, Sheet, Signing, Stamps, Table, Text
from banso.kit.sheets import pdf as press
from banso.kit.sheets.boxes import box, boxes, drawn
from banso.kit.sheets.glyphs import DRAWN, SIGNS, letters_of
from banso.kit.sheets.pdf import pdf_of
from banso.kit.sheets.xlsx import xlsx_of

pytestmark = pytest.mark.once
HOUSE = Path(__file__).parents[2] / "src"
LONG = "終わりのない話が続く。" * 36 + "おわり。"  # 400 letters
NAME = "渡邉󠄂寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪ら柑子" * 2


def sheet(*blocks: Any, **more: Any) -> Sheet:
    frame = {"title": "見本の用紙", "day": "令和8年11月25日(2026年)", "care": "取扱注意"}
    return Sheet(**{**frame, "author": "見本 伴", "blocks": blocks, **more})


@cache
def extremes() -> bytes:
    """A sheet with 400 letters in every cell and thirty of the longest names; set once."""
    long = tuple(Row((f"領域{n}", LONG, LONG, LONG), framed=n % 2 == 0, mark="※") for n in range(8))
    names = tuple(
        Row((NAME, "令和8年12月12日(2026年)–令和8年12月31日(2026年)", boxes(ANSWERS, "b")))
        for _ in range(30)
    )
    return pdf_of(
        sheet(
            Stamps(("担当", "主任", "所長")),
            Table(long, ("領域", "一", "二", "三"), (2, 5, 5, 5)),
            Table(names, widths=(3, 3, 2)),
            Signing("署名", note="小さく"),
            landscape=True,
            one_page=True,
            subtitle=NAME,
        )
    )


ANSWERS = (("a", "満員"), ("b", "合わない"), ("c", "断る"))


@cache
def paper() -> tuple[str, float]:
    """The text of the extremes, page by page, and the size of the smallest letter."""
    sizes: set[float] = set()

    def look(text: str, _page: Any, matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3]), 1))

    pages = PdfReader(BytesIO(extremes())).pages
    return "\f".join(page.extract_text(visitor_text=look) for page in pages), min(sizes)


def shipped() -> Iterator[str]:
    """Every text that the house itself can put on a sheet: its words, its codes, its forms."""
    for kind in ("*.po", "*.toml", "sheet*.py", "sheets/*.py", "rules.py", "codes.py"):
        for path in HOUSE.rglob(kind):
            yield path.read_text(encoding="utf-8")


def test_every_letter_of_the_house_is_in_the_font_that_is_used() -> None:
    here = press.letters_in_use()
    wanted = {letter for text in shipped() for letter in text if letter.isprintable()}

    assert wanted - DRAWN - set(map(chr, here)) == set()
    assert here.issuperset(map(ord, SIGNS))


def test_no_letter_comes_from_another_font_and_none_is_missing() -> None:
    used = set()
    for page in PdfReader(BytesIO(extremes())).pages:
        for font in page["/Resources"]["/Font"].values():
            used.add(str(font.get_object()["/BaseFont"]))

    family = press.font_in_use().replace(" ", "").casefold()
    assert used
    assert all(family in name.replace("-", "").casefold() for name in used)


def test_no_letter_is_lost_or_under_eight_points_at_the_extremes() -> None:
    text, smallest = paper()
    flat = re.sub(r"\s", "", text)

    assert smallest >= 8
    assert flat.count("おわり。") == 24
    assert flat.count("住む処藪ら柑子渡邉") >= 30


def test_a_row_stands_on_one_page_and_a_day_on_one_line() -> None:
    for page in paper()[0].split("\f"):
        assert all("\n" not in day for day in re.findall(r"令和8年12月[\s\S]{0,3}?\d+日", page))
        assert page.count("おわり。") % 3 == 0  # three long cells of a row end on the same page


def test_a_day_in_large_letters_with_readings_stands_on_one_line_as_well() -> None:
    told = with_readings(
        "花屋さんは「名前と連絡先」（週二回、令和9年5月27日まで）を知ってよいです。"
    )
    heights: dict[str, set[int]] = {}

    def look(text: str, page: list[float], at: list[float], *_more: Any) -> None:
        for letter in text:
            heights.setdefault(letter, set()).add(round(page[3] * at[5] + page[5]))

    for indent in range(6):
        heights.clear()
        sentence = Sentence((Ruby("あ" * indent), *told))
        made = pdf_of(sheet(sentence, large=True, day="", title="用紙"))
        PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=look)
        (line,) = heights["令"] & heights["月"]
        assert line in heights["7"]


def test_two_places_to_sign_stand_beside_each_other_where_the_paper_is_wide() -> None:
    places: dict[str, float] = {}

    def look(text: str, page: list[float], at: list[float], *_more: Any) -> None:
        places.update({text.strip(): round(page[3] * at[5] + page[5])} if text.strip() else {})

    made = pdf_of(sheet(Signing("一人目"), Signing("二人目"), Signing("三人目"), landscape=True))
    PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=look)

    assert places["一人目"] == places["二人目"] > places["三人目"]


def test_room_to_write_in_never_stands_between_the_lines_of_a_text() -> None:
    heights: list[float] = []

    def look(text: str, page: list[float], at: list[float], *_more: Any) -> None:
        heights.extend([page[3] * at[5] + page[5]] if "終" in text else [])

    made = pdf_of(sheet(Table((Row(("感想", LONG), room=5), Row(("次回", ""), room=3)))))
    PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=look)
    lines = sorted({round(one) for one in heights}, reverse=True)

    assert len(lines) > 8
    assert max(above - below for above, below in pairwise(lines)) < 24


def test_what_is_stamped_stays_with_its_boxes_and_a_number_on_one_line() -> None:
    for lines in range(38, 44):
        blocks = [*[Text("本文")] * lines, Stamps(("担当", "主任"))]
        pages = PdfReader(BytesIO(pdf_of(sheet(*blocks)))).pages
        assert "担当" in pages[-1].extract_text()
    narrow = Table((Row(("", "巡2021-0001、セ2022-0001、サ 2023-0001")),), widths=(9, 5))
    said = PdfReader(BytesIO(pdf_of(sheet(narrow)))).pages[0].extract_text()

    assert [one for one in ("巡", "セ", "サ") if f"{one}\n" in said] == []


def test_what_one_signs_to_stands_on_the_page_on_which_it_is_signed() -> None:
    for lines in range(34, 44):
        blocks = [*[Text("本文")] * lines, Text("これに同意します。"), Signing("署名")]
        pages = PdfReader(BytesIO(pdf_of(sheet(*blocks)))).pages
        (page,) = (one.extract_text() for one in pages if "同意します" in one.extract_text())
        assert "署名" in page


def test_a_box_is_drawn_on_the_screen_and_typed_in_excel_as_every_font_has_it() -> None:
    html = drawn(f"{box(False, '<満員>')} {box(True, '合わない')}")

    assert "☐" not in html
    assert "☑" not in html
    assert html.count('class="tick"') == 1
    assert html.count('class="tick tick--on"') == 1
    assert "&lt;満員&gt;" in html
    made = xlsx_of(sheet(Table((Row(("答え", boxes(ANSWERS, "b"))),))))
    cells = [cell.value for row in load_workbook(BytesIO(made)).active for cell in row]
    assert "□\u00a0満員\u3000■\u00a0合わない\u3000□\u00a0断る" in cells


def test_in_excel_no_row_is_cut_and_no_letter_is_smaller_than_eight_points() -> None:
    made = sheet(
        Heading("見出し"),
        Table((Row(("領域", *[LONG] * 5), framed=True),), ("", *"12345"), (2, 5, 5, 5, 5, 5)),
        Text(LONG * 12),
        landscape=True,
        one_page=True,
    )
    page = load_workbook(BytesIO(xlsx_of(made))).active
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]

    assert "".join(texts).count("おわり。") == 5 + 12
    assert max(one.height or 0 for one in page.row_dimensions.values()) < 400
    assert {cell.font.name for row in page.iter_rows() for cell in row if cell.value} == {
        "Yu Gothic"
    }
    wide = sum(page.column_dimensions["A"].width for _ in range(24)) * 7 + 24 * 5  # in pixels
    smallest = min(cell.font.sz for row in page.iter_rows() for cell in row if cell.value)
    assert smallest * min(1, (297 - 20.3) / 25.4 * 96 / wide) >= 8


def test_boxes_to_approve_in_stand_beside_the_title_and_take_no_line_of_their_own() -> None:
    def top(*blocks: Any) -> float:
        found: list[float] = []

        def look(text: str, page: list[float], at: list[float], *_more: Any) -> None:
            found.extend([page[3] * at[5] + page[5]] if "本文" in text else [])

        made = pdf_of(sheet(*blocks, Text("本文"), subtitle="見本"))
        PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=look)
        return found[0]

    beside, below = Stamps(("担当", "主任", "所長")), Stamps(tuple("一二三四五"))

    assert top() - top(beside) < 40  # points: less than the boxes are high
    assert top() - top(below) > 50


def test_a_picture_whose_letters_would_be_too_small_goes_over_several_pages() -> None:
    small = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">'
        '<text x="5" y="20" font-size="12">端</text></svg>'
    )
    fits = pdf_of(sheet(Picture(small.format(w=1120, h=700), "図"), landscape=True))
    wide = pdf_of(sheet(Picture(small.format(w=2400, h=1600), "図"), landscape=True))

    assert len(PdfReader(BytesIO(fits)).pages) == 1
    assert len(PdfReader(BytesIO(wide)).pages) > 2


def test_what_the_person_keeps_carries_no_mark_of_care_and_an_empty_sheet_is_one_page() -> None:
    reader = PdfReader(BytesIO(pdf_of(sheet(Sentence(()), care=""))))

    assert len(reader.pages) == 1
    assert "取扱注意" not in reader.pages[0].extract_text()


def test_a_font_that_lacks_a_sign_is_not_used_and_the_start_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert press.font_in_use() in font_said()
    (tmp_path / "none.ttf").write_bytes(b"no font")
    with pytest.raises(ValueError, match="none"):
        letters_of(tmp_path / "none.ttf")
    monkeypatch.setattr(press, "letters_of", lambda _path, _index: frozenset({0x3042}))
    press._press.cache_clear()
    try:
        assert press.font_in_use() == ""
        assert "fonts-noto-cjk" in font_said()
    finally:
        press._press.cache_clear()
