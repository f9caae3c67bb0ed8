"""The book says what is so: words of the screens, links, pictures, the pages it is for."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from banso.book.rules import (
    CHAPTERS,
    HERE,
    LANGUAGES,
    NAMED,
    NoSuchChapter,
    chapter,
    html_of,
    languages_of,
    led_from,
    tokens_of,
)
from banso.kit.declarations import ReadBeside, declared_by_code
from tests.house.access_tables import addresses
from tests.house.messages import messages, translated
from tests.house.words import english_not_ours, words_not_ours

SOURCE = Path(__file__).parents[2] / "src/banso"
pytestmark = pytest.mark.house


def _every() -> Iterator[tuple[str, str]]:
    for slug in CHAPTERS:
        for language in languages_of(slug):
            yield slug, language


@cache
def _of_forms() -> set[str]:
    """Return every string in the forms that are files: their labels and choices."""

    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for one in value.values():
                yield from strings(one)
        elif isinstance(value, list):
            for one in value:
                yield from strings(one)

    return {
        text for path in SOURCE.rglob("*.toml") for text in strings(tomllib.loads(path.read_text()))
    }


def test_every_file_is_a_chapter_and_every_chapter_has_its_japanese() -> None:
    for language in LANGUAGES:
        files = {path.stem for path in (HERE / language).glob("*.md")}
        assert files <= set(CHAPTERS), language
    assert {path.stem for path in (HERE / "ja").glob("*.md")} == set(CHAPTERS)
    for slug, language in _every():
        assert chapter(slug, language).title, slug
        assert chapter(slug, language).text, slug
    assert chapter("night", "en").language == "en"
    assert chapter("death", "en").language == "ja"
    with pytest.raises(NoSuchChapter):
        chapter("../ja/night", "ja")


@pytest.mark.parametrize(("slug", "language"), list(_every()))
def test_the_words_of_the_screens_read_as_they_do_there(slug: str, language: str) -> None:
    found = chapter(slug, language)
    named = set(NAMED.findall(found.text)) - {"…"}
    known = {"ja": set(translated().values()), "en": messages()}[language] | _of_forms()
    assert named - known == set(), "no page of Banso says this"
    assert "〔" not in NAMED.sub("", found.text)


@pytest.mark.parametrize(("slug", "language"), list(_every()))
def test_links_lead_to_chapters_and_pictures_are_there(slug: str, language: str) -> None:
    for token in tokens_of(chapter(slug, language).text):
        for child in token.children or ():
            if child.type == "link_open":
                target = str(child.attrs["href"])
                assert target.startswith("https://") or (HERE / language / target).is_file()
            if child.type == "image":
                source = str(child.attrs["src"])
                assert source.startswith("../static/")
                assert finders.find(source.removeprefix("../static/")), source
                assert child.content, "say what is seen"


def test_every_page_that_leads_to_a_chapter_exists_and_leads_to_one() -> None:
    known = {f"{room}:{pattern.name}" for _route, pattern, room in addresses()}
    assert set(led_from()) - known == set()
    pages = [page for slug in CHAPTERS for page in chapter(slug, "ja").pages]
    assert len(pages) == len(set(pages)), "one page, one chapter"
    assert set(declared_by_code(ReadBeside)) == set(led_from())


def test_no_word_stays_in_the_book_that_is_not_ours() -> None:
    for slug, language in _every():
        text = NAMED.sub("", chapter(slug, language).text)
        said = words_not_ours(text) if language == "ja" else english_not_ours(text)
        assert not said, (slug, language, said)


def test_a_chapter_is_drawn_without_any_html_of_its_own() -> None:
    drawn = html_of(
        "〔今日〕を<script>alert(1)</script> [x](javascript:alert(1)) [次](night.md)\n\n"
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        address=lambda one: f"/to/{one}",
        picture=str,
    )
    assert '<b class="named">今日</b>' in drawn
    assert "<script" not in drawn
    assert 'href="/to/javascript' not in drawn
    assert '<a href="/to/night.md">' in drawn
    assert "<table>" in drawn
    read = html_of("夜の〔今日〕", address=str, picture=str, readings=True)
    assert "<ruby>夜" in read


def test_the_wheel_carries_the_book() -> None:
    assert (SOURCE / "book").is_dir()
    assert str(HERE) == str(SOURCE / "book")
    assert settings.ROOMS.index("book") > 0
    assert re.match(r"^# ", (HERE / "ja/night.md").read_text())
