"""
The book: chapters as files of Markdown, and how they become a page.

A chapter begins with its heading and, where pages of the product lead to it, with a comment that
names them: `<!-- pages: intake:rounds intake:round -->`. What stands in 〔…〕 is a word of the
product's own screens, a button or a heading, exactly as it reads there; a test holds that it does.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from banso.kit.furigana import plain, ruby_html, with_readings

HERE = Path(__file__).parent
LANGUAGES = ("ja", "en")
CHAPTERS = (
    "begin",
    "night",
    "meeting",
    "intake",
    "being",
    "plan",
    "there-and-back",
    "table",
    "decision",
    "moving-in",
    "death",
    "month",
    "march",
    "first-week",
    "training-day",
)
"""The chapters in their order: first those of the work, then those of an agency's beginning."""
NAMED = re.compile(r"〔([^〔〕\n]+)〕")
_PAGES = re.compile(r"^<!-- pages: ([^>]*) -->$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class NoSuchChapter(Exception):
    """The book has no chapter of this name."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: its name in addresses, its language, its heading, and what follows it."""

    slug: str
    language: str
    title: str
    text: str
    pages: tuple[str, ...] = ()


def languages_of(slug: str) -> tuple[str, ...]:
    """Return the languages a chapter is written in, Japanese first."""
    return tuple(one for one in LANGUAGES if (HERE / one / f"{slug}.md").is_file())


@lru_cache(maxsize=64)
def chapter(slug: str, language: str) -> Chapter:
    """
    Return a chapter in a language, in Japanese where it isn't written in that one.

    :raises NoSuchChapter: if there is no chapter of this name
    """
    if slug not in CHAPTERS:
        raise NoSuchChapter(slug)
    found = language if language in languages_of(slug) else LANGUAGES[0]
    raw = (HERE / found / f"{slug}.md").read_text(encoding="utf-8")
    pages = _PAGES.search(raw)
    heading, _line, rest = _COMMENT.sub("", raw).strip().partition("\n")
    return Chapter(
        slug=slug,
        language=found,
        title=heading.removeprefix("# ").strip(),
        text=rest.strip(),
        pages=tuple(pages.group(1).split()) if pages else (),
    )


def led_from() -> dict[str, str]:
    """Return the chapter of each page of the product that leads to one, by the page's name."""
    return {page: slug for slug in CHAPTERS for page in chapter(slug, LANGUAGES[0]).pages}


def tokens_of(text: str) -> list[Token]:
    """Return a chapter's text, read as Markdown in which HTML is only letters."""
    return markdown_reader().parse(text)


def markdown_reader() -> MarkdownIt:
    """Return what reads Markdown here, and the documentation: tables, and HTML only as letters."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(
    text: str,
    *,
    address: Callable[[str], str],
    picture: Callable[[str], str],
    readings: bool = False,
) -> SafeString:
    """Return a chapter's text as HTML; links and pictures go where they are said to be."""
    reader = markdown_reader()

    def words(tokens: Any, index: int, _options: Any, _env: Any) -> str:
        return _words(tokens[index].content, readings=readings)

    def link(tokens: Any, index: int, _options: Any, _env: Any) -> str:
        return format_html('<a href="{}">', address(str(tokens[index].attrs.get("href", ""))))

    def shown(tokens: Any, index: int, _options: Any, _env: Any) -> str:
        token = tokens[index]
        source = picture(str(token.attrs.get("src", "")))
        return format_html('<img src="{}" alt="{}" loading="lazy">', source, token.content)

    def wide(_tokens: Any, _index: int, _options: Any, _env: Any) -> str:
        return '<div class="scroll" tabindex="0"><table>\n'

    def narrow(_tokens: Any, _index: int, _options: Any, _env: Any) -> str:
        return "</table></div>\n"

    rules: dict[str, Any] = {
        "text": words,
        "link_open": link,
        "image": shown,
        "table_open": wide,
        "table_close": narrow,
    }
    reader.renderer.rules.update(rules)  # type: ignore[attr-defined]
    return mark_safe(str(reader.render(text)))  # noqa: S308 — HTML in it is escaped, words as well


def _words(text: str, *, readings: bool) -> str:
    pieces: list[str] = []
    for number, piece in enumerate(NAMED.split(text)):
        read = ruby_html(with_readings(piece) if readings else plain(piece)) if piece else ""
        pieces.append(format_html('<b class="named">{}</b>', read) if number % 2 else read)
    return "".join(pieces)
