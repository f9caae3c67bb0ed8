"""Sheets: the same declaration on the screen, as PDF and as Excel; furigana above the kanji."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from banso.kit.formatting import grouped, more_or_less, percent, tenths, yen
from banso.kit.furigana import Ruby, plain, with_readings, without_marks
from banso.kit.sheets import Heading, Picture, Row, Sentence, Sheet, Signing, Stamps, Table, Text
from banso.kit.sheets import pdf as press
from banso.kit.sheets.answering import answer_sheet
from banso.kit.sheets.pdf import NoJapaneseFont, pdf_of
from banso.kit.sheets.xlsx import xlsx_of

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0 L10 10" '
    'stroke="#000"/></svg>'
)


def sheet(*blocks: Any, **more: Any) -> Sheet:
    return Sheet(
        title="見本の用紙",
        day="令和8年11月25日",
        author="見本 伴",
        care="取扱注意",
        blocks=blocks,
        **more,
    )


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def normalised(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_page_carries_title_care_day_author_and_its_number() -> None:
    made = pages(pdf_of(sheet(*(Text(f"行{number}") for number in range(120)))))

    assert len(made) > 1
    for number, text in enumerate(made, start=1):
        for words in (
            "見本の用紙",
            "取扱注意",
            "令和8年11月25日",
            "見本伴",
            f"{number}/{len(made)}",
        ):
            assert words in normalised(text)


def test_a_full_grid_stays_on_one_page_of_a4_landscape_and_loses_nothing() -> None:
    rows = tuple(
        Row((f"領域{row}", *(f"い{row}ろ{column}は" + "長い内容。" * 9 for column in range(5))))
        for row in range(8)
    )
    reader = PdfReader(
        BytesIO(
            pdf_of(
                sheet(
                    Table(rows, ("領域", *"12345"), (2, 5, 5, 5, 5, 5)),
                    Signing("署名"),
                    Stamps(("担当",)),
                    landscape=True,
                    one_page=True,
                )
            )
        )
    )
    text = normalised(reader.pages[0].extract_text())

    assert len(reader.pages) == 1
    assert float(reader.pages[0].mediabox.width) == pytest.approx(841.9, abs=1)
    assert all(f"い{row}ろ{column}は" in text for row in range(8) for column in range(5))
    assert text.count("長い内容。") == 8 * 5 * 9


def test_no_letter_is_under_eight_points_however_much_is_written() -> None:
    rows = tuple(Row((f"領域{row}", "長い内容。" * 80), mark="※") for row in range(8))
    made = sheet(
        Table(rows, widths=(1, 2)), Signing("署名", note="小さく"), landscape=True, one_page=True
    )
    sizes = set()

    def look(text: str, _page: Any, matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * matrix[3], 1))

    for page in PdfReader(BytesIO(pdf_of(made))).pages:
        page.extract_text(visitor_text=look)
    assert sizes
    assert min(abs(size) for size in sizes) >= 8


def test_boxes_are_drawn_and_only_the_ticked_one_has_a_tick() -> None:
    def lines(words: str) -> int:
        _compiler, families = press._press()
        drawn = _compiler.compile(
            format="svg", sys_inputs={"sheet": press._plain(sheet(Text(words)), families)}
        )
        return str(drawn).count("<path")

    assert lines("は☐") == lines("は") + 1
    assert lines("は☑") == lines("は☐") + 2
    assert not {"☐", "☑"} & set("".join(pages(pdf_of(sheet(Text("☐ 満員 ☑ 受け入れ"))))))


def test_what_no_letter_can_be_small_enough_for_goes_on_to_a_second_page() -> None:
    rows = tuple(Row(("領域", "終わりのない話。" * 900)) for _ in range(8))
    made = pages(pdf_of(sheet(Table(rows), landscape=True, one_page=True)))

    assert len(made) > 1
    assert "".join(made).count("話") == 8 * 900


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1",
        "*太字* _斜体_ $x$",
        '#image("/etc/passwd")',
        "=1+1",
        "<script>alert(1)</script>",
        "//",
        "\\",
        "@ref [x] `raw`",
    ],
)
def test_what_people_write_is_never_markup(text: str) -> None:
    made = sheet(
        Heading(text),
        Text(text),
        Table((Row((text, text)),)),
        Sentence(plain(text)),
        Signing(text, note=text),
    )

    assert normalised("".join(pages(pdf_of(made)))).count(normalised(text)) >= 6
    book = load_workbook(BytesIO(xlsx_of(made)))
    assert any(
        cell.value == text and cell.data_type == "s"
        for row in book.active.iter_rows()
        for cell in row
    )
    request = RequestFactory().get("/")
    html = answer_sheet(request, made, kind="html", name="x").content.decode()
    assert "<script>alert" not in html


def test_the_workbook_prints_on_a4_with_the_same_words() -> None:
    made = sheet(
        Stamps(("担当", "主任")),
        Heading("見出し"),
        Table(
            (Row(("項目", "1-2-3"), framed=True, mark="※"), Row(("次", "x" * 400))),
            ("項目", "答え"),
        ),
        Text("本文"),
        Sentence(with_readings("私は眠る。"), note="続いている"),
        Picture(SVG, "図の説明"),
        Signing("署名", SVG, "同意する"),
        landscape=True,
        one_page=True,
    )
    page = load_workbook(BytesIO(xlsx_of(made))).active
    values = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]

    for words in (
        "見本の用紙",
        "担当",
        "見出し",
        "※ 項目",
        "1-2-3",
        "本文",
        "私は眠る。\nわたしはねむる。\n続いている",
        "図の説明",
        "署名\n同意する",
    ):
        assert words in values
    assert (
        page.page_setup.paperSize,
        page.page_setup.orientation,
        page.page_setup.fitToHeight,  # as wide as the paper, as long as it is
    ) == (9, "landscape", 0)
    assert (
        "&P / &N" in page.oddFooter.center.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")
        or page.oddFooter.center.text
    )
    framed = next(cell for row in page.iter_rows() for cell in row if cell.value == "1-2-3")
    assert (framed.border.top.style, framed.border.right.style) == ("thick", "thick")


def test_numbers_are_numbers_in_excel_and_what_only_looks_like_one_is_text() -> None:
    texts = ("0090", "令和8年", "090-0000-0000", "204", grouped(None), percent(None))
    with translation.override("ja"):
        numbers = (grouped(12000), yen(8000), percent(2 / 3), tenths(0.25), more_or_less(-1800))
        made = sheet(Table((Row(("項目", *numbers)), Row(("次", *texts))), widths=(1,) * 7))
        said = [str(one) for one in numbers]
    found = {
        cell.coordinate: cell
        for row in load_workbook(BytesIO(xlsx_of(made))).active.iter_rows()
        for cell in row
        if cell.value is not None
    }
    kept = [one for one in found.values() if isinstance(one.value, int | float)]

    assert said == ["12,000", "8,000円", "67%", "0.2", "-1,800"]
    assert [one.value for one in kept] == [12000, 8000, pytest.approx(0.67), 0.25, -1800]
    assert [one.number_format for one in kept] == [
        "#,##0",
        '""#,##0"円"',
        "0%",
        "0.0",
        "+#,##0;-#,##0;0",
    ]
    assert {"0090", "204", "090-0000-0000"} <= {one.value for one in found.values()}
    assert "12,000" in "".join(pages(pdf_of(made)))


def test_a_framed_row_is_drawn_thick() -> None:
    def strokes(framed: bool) -> int:
        reader = PdfReader(BytesIO(pdf_of(sheet(Table((Row(("国報告", "はい"), framed=framed),))))))
        content = reader.pages[0].get_contents()
        assert content is not None
        return content.get_data().decode("latin-1").count("1.8 w")

    assert strokes(False) == 0
    assert strokes(True) > 0


def test_the_pdf_is_tagged_and_says_its_language_and_title() -> None:
    reader = PdfReader(BytesIO(pdf_of(sheet(Picture(SVG, "図の説明"), Heading("見出し")))))
    catalogue = reader.trailer["/Root"]

    assert reader.metadata is not None
    assert reader.metadata.title == "見本の用紙"
    assert catalogue["/Lang"] == "ja"
    assert catalogue["/MarkInfo"]["/Marked"]


def test_without_a_japanese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "_press", lambda: (None, ()))

    with pytest.raises(NoJapaneseFont):
        pdf_of(sheet())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("私は病院へ行く。", "私[わたし]は病院[びょういん]へ行[い]く。"),
        ("打ち合わせに出る", "打[う]ち合[あ]わせに出[で]る"),
        ("一日《ついたち》に会う", "一日[ついたち]に会[あ]う"),
        ("来月｜一日《ついたち》", "来月[らいげつ]一日[ついたち]"),
        ("4月1日と3日", "4月[がつ]1日[ついたち]と3日[みっか]"),
        ("1日休む", "1日[にち]休[やす]む"),
        ("令和8年12月20日", "令和[れいわ]8年[ねん]12月[がつ]20日[はつか]"),
        ("渡邉󠄂《わたなべ》さん", "渡邉󠄂[わたなべ]さん"),
        ("かなだけ", "かなだけ"),
        ("ABC 12", "ABC 12"),
    ],
)
def test_kanji_get_their_reading_and_okurigana_stay(text: str, read: str) -> None:
    assert (
        "".join(
            f"{part.base}[{part.reading}]" if part.reading else part.base
            for part in with_readings(text)
        )
        == read
    )


@given(st.text(alphabet="私病院行日一二月年々きのうはへ、。《》｜123 渡邉髙アイａx\n", max_size=40))
def test_readings_never_change_the_sentence(text: str) -> None:
    parts = with_readings(text)

    assert "".join(part.base for part in parts) == without_marks(text)
    assert all(not one.reading or one.base for one in parts)
    assert plain(text) == (Ruby(without_marks(text)),)
