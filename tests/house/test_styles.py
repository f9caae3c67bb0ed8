"""How the styles are written, and how they become one file."""

import re
from pathlib import Path

import pytest

from banso.kit.stylesheet import (
    KIT,
    NAME,
    SCRIPT,
    StylesheetFinder,
    composed,
    parts,
    script,
    scripts,
)

SOURCE = Path(__file__).parents[2] / "src/banso"
JOURNEYS = Path(__file__).parents[1] / "journeys"
SHEETS = [path for path in SOURCE.rglob("*.css") if "vendor" not in path.parts]
pytestmark = pytest.mark.house


def _bare(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def test_every_sheet_is_part_of_the_one_that_pages_ask_for() -> None:
    """But that of the page that stays on a telephone, which is small and has one of its own."""
    alone = [SOURCE / "field/static/field/app.css"]

    assert sorted([*parts(), *alone]) == sorted(SHEETS)
    assert all(path.read_text() in composed() for path in SHEETS if path not in alone)


def test_the_one_sheet_is_found_under_its_name() -> None:
    finder = StylesheetFinder()

    assert Path(finder.find(NAME)).read_text() == composed()
    assert Path(finder.find(SCRIPT)).read_text() == script()
    assert [name for name, _ in finder.list([])] == [NAME, SCRIPT]
    assert finder.find("kit/other.css") == []


def test_every_behaviour_is_part_of_the_one_script() -> None:
    assert sorted(scripts()) == sorted((SOURCE / "kit/js").glob("*.js"))
    assert [str(path) for path in scripts() if len(path.read_text().splitlines()) > 300] == []


def test_the_kit_s_styles_name_no_room() -> None:
    """What a class of the kit is for is seen in the kit's own templates."""
    kit = SOURCE / "kit"
    ours = [*kit.rglob("*.html"), *kit.rglob("*.py"), *kit.glob("js/*.js")]
    own = "".join(path.read_text() for path in ours)
    common = {"htmx-request", "middle", "slide", "tight", "with-editor"}  # said by pages
    named = {
        name.split("--")[0]
        for part in KIT
        for selectors in re.findall(r"([^{}]+)\{", _bare(kit / f"css/{part}.css"))
        for name in re.findall(r"[.#]([a-z][\w-]*)", selectors)
    }

    assert [name for name in sorted(named - common) if not re.search(rf"\b{name}\b", own)] == []


def test_a_rule_is_a_block_with_a_declaration_a_line() -> None:
    dense = [
        f"{path.relative_to(SOURCE)}: {line}"
        for path in SHEETS
        for line in _bare(path).splitlines()
        if line.count(";") > 1 or ("{" in line and "}" in line) or len(line) > 120
    ]

    assert dense == []
    assert [str(path) for path in SHEETS if len(path.read_text().splitlines()) > 300] == []


def test_what_scrolls_sideways_is_what_its_content_is_placed_in() -> None:
    """
    Words for the ear alone are placed by what stands around them: in something that scrolls without
    being that, they widen the whole page from beyond its edge.
    """
    blocks = [
        (selector.strip(), rules)
        for path in SHEETS
        for selector, rules in re.findall(r"([^{}]*)\{([^{}]*)\}", _bare(path))
        if re.search(r"overflow(-x)?:\s*auto", rules)
    ]

    assert len(blocks) > 5
    assert [one for one, rules in blocks if not re.search(r"position:\s*[rafs]", rules)] == []


def test_journeys_measure_a_page_that_has_come() -> None:
    """Whether a page fits its window is asked by `beyond`: asked at once, it races with leaving."""
    asked = [
        path.name for path in sorted(JOURNEYS.glob("*.py")) if "scrollWidth" in path.read_text()
    ]
    assert asked == ["waiting.py"]
