"""The documentation leads somewhere."""

import tomllib
from pathlib import Path

import pytest

from tools.dictionary import dictionary
from tools.site import broken_links, build, pages

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.house


def test_no_link_of_the_documentation_leads_nowhere() -> None:
    assert broken_links() == []


def test_the_site_is_built_and_asks_nobody_else_for_anything(tmp_path: Path) -> None:
    assert build(tmp_path) == len(pages())
    contents = (tmp_path / "index.html").read_text()
    assert "docs/decisions/0001-rooms-and-floors.html" in contents
    for page in tmp_path.rglob("*.html"):
        text = page.read_text()
        assert "<script" not in text, page
        assert '<link rel="stylesheet"' not in text, page
        assert 'src="http' not in text, page


def test_every_decision_stands_in_their_index() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text()
    for path in (ROOT / "docs/decisions").glob("0*.md"):
        assert f"({path.name})" in index


def test_the_picture_of_the_house_has_every_room() -> None:
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    drawn = (ROOT / "docs/house.svg").read_text()
    for floor in floors["contracts"][0]["layers"]:
        for room in floor.split("|"):
            assert f">{room.strip()}<" in drawn, "draw it into docs/house.svg"


def test_the_dictionary_of_data_is_what_the_models_say() -> None:
    said = (ROOT / "docs/data.md").read_text()
    assert said == dictionary(), "write it anew: ./banso dictionary"
