"""The book in the browser: what it holds, and a chapter."""

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from banso.access.doors import door
from banso.access.viewer import WorkerRequest
from banso.book.rules import CHAPTERS, NoSuchChapter, html_of
from banso.book.rules import chapter as _chapter
from banso.kit.refusals import NotSeen

_OF_AN_AGENCY = CHAPTERS.index("first-week")
_PICTURES = "../static/"


@door()
def contents(request: WorkerRequest) -> HttpResponse:
    """What the book holds."""
    language = get_language() or ""
    every = [_chapter(slug, language) for slug in CHAPTERS]
    context = {"of_work": every[:_OF_AN_AGENCY], "of_agency": every[_OF_AN_AGENCY:]}
    return render(request, "book/contents.html", context)


@door()
def show(request: WorkerRequest, chapter: str) -> HttpResponse:
    """
    A chapter, with readings above the kanji where they are asked for.

    :raises NotSeen: if the book has no such chapter
    """
    readings = "readings" in request.GET
    language = get_language() or ""
    try:
        found = _chapter(chapter, language)
    except NoSuchChapter as error:
        raise NotSeen from error
    place = CHAPTERS.index(found.slug)
    context = {
        "chapter": found,
        "text": html_of(found.text, address=_address, picture=_picture, readings=readings),
        "readings": readings,
        "in_japanese": found.language == "ja",
        "elsewhere": found.language != language.split("-")[0],
        "before": _chapter(CHAPTERS[place - 1], language) if place else None,
        "after": _chapter(CHAPTERS[place + 1], language) if place + 1 < len(CHAPTERS) else None,
    }
    return render(request, "book/chapter.html", context)


def _address(written: str) -> str:
    """Return where a link of the book leads here: to another chapter, or to where it says."""
    name, dot, mark = written.rpartition("/")[2].partition(".md")
    return reverse("book:chapter", args=[name]) + mark if dot and name in CHAPTERS else written


def _picture(written: str) -> str:
    return static(written.removeprefix(_PICTURES)) if written.startswith(_PICTURES) else ""
