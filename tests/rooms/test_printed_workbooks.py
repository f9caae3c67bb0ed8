"""Workbooks as they come out of a printer: set by LibreOffice, read again page by page."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from banso.kit.export import xlsx_bytes
from banso.kit.formatting import grouped, percent, yen
from banso.kit.sheets import Heading, Row, Sentence, Sheet, Signing, Stamps, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.kit.sheets.xlsx import xlsx_of

pytestmark = pytest.mark.once
LONG = "終わりのない話が続く。" * 36 + "おわり。"  # 400 letters
NAME = "渡邉󠄂寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処"
ANSWERS = (("a", "満員"), ("b", "合わない"), ("c", "断る"))
COLUMNS = 24


@dataclass
class Printed:
    """A printed workbook: the text of each page, the smallest letter, the paper."""

    pages: list[str]
    smallest: float
    papers: set[tuple[int, int]]

    @property
    def text(self) -> str:
        """Everything that can be read on it, without gaps."""
        return "".join(self.pages)


def _sheet(*, landscape: bool) -> Sheet:
    rows = tuple(Row(("領域", LONG, LONG, boxes(ANSWERS, "b")), framed=True) for _ in range(8))
    names = tuple(Row((NAME, "令和8年12月12日(2026年)", "")) for _ in range(30))
    return Sheet(
        title="見本の用紙",
        subtitle=NAME,
        day="令和8年11月25日(2026年)",
        author="見本 伴",
        care="取扱注意",
        landscape=landscape,
        blocks=[
            Stamps(("担当", "主任", "所長")),
            Heading("四百字"),
            Table(rows, ("領域", "ご本人の言葉", "事実と所見", "答え"), (2, 5, 5, 4)),
            Text(LONG),
            Table(names, ("だれ", "いつ", "備考"), (5, 4, 3)),
            Sentence(()),
            Signing("ご本人の署名"),
        ],
    )


def _numbers() -> Sheet:
    rows = tuple(
        Row((f"{n}行", grouped(n * 1000), yen(n * 1000), percent(n / 7))) for n in range(7)
    )
    return Sheet("数", "令和8年11月25日(2026年)", "見本 伴", "", [Table(rows, widths=(2, 3, 3, 2))])


def _books() -> dict[str, bytes]:
    header = [f"項目{place:02}" for place in range(COLUMNS)]
    rows = [[f"値{line}の{place}" for place in range(COLUMNS - 1)] + [LONG] for line in range(40)]
    return {
        "across": xlsx_of(_sheet(landscape=True)),
        "upright": xlsx_of(_sheet(landscape=False)),
        "numbers": xlsx_of(_numbers()),
        "nothing": xlsx_of(Sheet("空", "", "", "", [])),
        "list": xlsx_bytes("台帳", header, rows, of="見本伴走会 令和8年度"),
    }


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Print all of them in one go: the program takes longer to start than to print."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing on this machine (Debian: libreoffice-calc-nogui)"
    folder: Path = tmp_path_factory.mktemp("printed")
    for name, made in _books().items():
        (folder / f"{name}.xlsx").write_bytes(made)
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            *("--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, sorted(folder.glob("*.xlsx"))),
        ],
        check=True,
        timeout=240,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return {one.stem: _read(one) for one in folder.glob("*.pdf")}


def _read(path: Path) -> Printed:
    sizes: set[float] = set()

    def look(text: str, page: list[float], at: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(abs(size * at[3] * page[3]))

    pages = PdfReader(path).pages
    texts = [re.sub(r"\s", "", page.extract_text(visitor_text=look)) for page in pages]
    papers = {(round(one.mediabox.width), round(one.mediabox.height)) for one in pages}
    return Printed(texts, min(sizes, default=99), papers)


@pytest.mark.parametrize(
    ("name", "paper"), [("across", (842, 595)), ("upright", (595, 842)), ("list", (842, 595))]
)
def test_it_prints_on_a4_with_letters_that_are_read(
    printed: dict[str, Printed], name: str, paper: tuple[int, int]
) -> None:
    assert printed[name].papers == {paper}
    assert printed[name].smallest >= 8


@pytest.mark.parametrize("name", ["across", "upright"])
def test_nothing_of_a_sheet_is_cut(printed: dict[str, Printed], name: str) -> None:
    text = printed[name].text

    assert text.count("おわり。") == 8 * 2 + 1
    assert text.count("住む処") == 30 + 1
    assert text.count("■合わない") == 8
    assert text.count("□満員") == 8
    count = len(printed[name].pages)
    for number, page in enumerate(printed[name].pages, start=1):
        assert f"{number}/{count}" in page
        assert "取扱注意" in page


def test_a_list_has_its_heads_on_every_page_and_loses_no_column(
    printed: dict[str, Printed],
) -> None:
    made = printed["list"]

    assert {f"項目{place:02}" for place in range(COLUMNS)} <= set(
        re.findall(r"項目\d\d", made.text)
    )
    assert all("項目" in page for page in made.pages)
    assert all("見本伴走会" in page for page in made.pages)
    assert made.text.count("おわり。") == 40
    assert {f"値{line}の{place}" for line in range(40) for place in range(COLUMNS - 1)} <= set(
        re.findall(r"値\d+の\d+", made.text.replace("値", " 値"))
    )


def test_numbers_are_printed_as_they_stand_on_the_screen(printed: dict[str, Printed]) -> None:
    text = printed["numbers"].text

    assert [one for one in ("6,000", "6,000円", "86%", "0%") if one not in text] == []
    assert "#" not in text, "no column too narrow for its number"


def test_an_empty_sheet_is_one_page(printed: dict[str, Printed]) -> None:
    assert len(printed["nothing"].pages) == 1
