"""
A sheet as a PDF, set by typst from the same declaration as the screen. Every text is handed over as
data, never as markup.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal
from banso.kit.sheets import Picture, Sheet, Signing
from banso.kit.sheets.glyphs import SIGNS, letters_of
from banso.kit.sheets.pictures import ACROSS, UPRIGHT, UPRIGHT_ALONE, in_ink, spread, turned
from banso.kit.sheets.pieces import with_pieces

TEMPLATE = Path(__file__).with_name("sheet.typ")
FAMILIES = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "BIZ UDPGothic",
    "IPAexGothic",
    "IPAGothic",
    "Hiragino Sans",
    "Yu Gothic",
    "Meiryo",
)
_one_at_a_time = Lock()


class NoJapaneseFont(Refusal):
    """This machine has no Japanese font to print with."""

    sentence = _(
        "This machine has no Japanese font to make a PDF with (Debian: fonts-noto-cjk). "
        "Please print from the screen, or take the Excel file."
    )


@lru_cache(maxsize=1)
def _press() -> tuple[typst.Compiler, tuple[str, ...]]:
    """
    Return the press with its fonts, looked for once in a process: those of the system and those in
    BANSO_FONTS.
    """
    fonts = _fonts()
    compiler = typst.Compiler(str(TEMPLATE), font_paths=fonts)
    return compiler, tuple(family for family in FAMILIES if _can_print(family, fonts))


def _can_print(family: str, fonts: typst.Fonts) -> bool:
    """Return whether a family is here and each of its faces has the signs of the sheets."""
    try:
        here = any(one.family == family and one.path for one in fonts.fonts())
        return here and all(one.issuperset(map(ord, SIGNS)) for one in _letters(family, fonts))
    except ValueError:
        return False


def _fonts() -> typst.Fonts:
    """Look for fonts: those of the system and those in BANSO_FONTS."""
    paths = [str(path) for path in settings.BANSO_FONTS]
    return typst.Fonts(include_embedded_fonts=False, font_paths=paths)


def _letters(family: str, fonts: typst.Fonts) -> Iterator[frozenset[int]]:
    """Yield the code points of a family's regular and bold faces."""
    for one in fonts.fonts():
        if one.family == family and one.path and one.weight in (400, 700):
            yield letters_of(Path(str(one.path)), one.index or 0)


def font_in_use() -> str:
    """Return the family that sheets are printed in, empty where this machine has none."""
    _compiler, families = _press()
    return next(iter(families), "")


def letters_in_use() -> frozenset[int]:
    """Return the code points that the family in use has in its regular and its bold face."""
    faces = list(_letters(font_in_use(), _fonts()))
    return frozenset.intersection(*faces) if faces else frozenset()


def _plain(sheet: Sheet, families: tuple[str, ...]) -> str:
    values: dict[str, Any] = asdict(sheet)
    first = next(iter(sheet.blocks), None)
    lying = sheet.landscape
    if isinstance(first, Picture):
        lying = turned(first.svg, landscape=sheet.landscape)
    paper = ACROSS if lying else UPRIGHT_ALONE if sheet.landscape else UPRIGHT
    for block, plain in zip(sheet.blocks, values["blocks"], strict=True):
        if isinstance(block, Picture):
            plain |= {"svg": in_ink(block.svg), "spread": asdict(spread(block.svg, paper))}
        elif isinstance(block, Signing):
            plain["day"] = block.day
    if sheet.furigana:
        values = with_pieces(values)
    return json.dumps(
        {**values, "landscape": lying, "fonts": families, "lang": get_language() or "ja"},
        ensure_ascii=False,
    )


def pdf_of(sheet: Sheet) -> bytes:
    """
    Return the sheet as a tagged PDF.

    :raises NoJapaneseFont: if there is no font that knows Japanese
    """
    return _pressed(sheet, "pdf")[0]


def pictures_of(sheet: Sheet, *, dots: float) -> list[bytes]:
    """
    Return the pages of the sheet as pictures (PNG) of so many dots an inch, to be looked at.

    :raises NoJapaneseFont: if there is no font that knows Japanese
    """
    return _pressed(sheet, "png", ppi=dots)


def _pressed(sheet: Sheet, form: Literal["pdf", "png"], ppi: float | None = None) -> list[bytes]:
    compiler, families = _press()
    if not families:
        raise NoJapaneseFont
    with _one_at_a_time:
        made = compiler.compile(format=form, ppi=ppi, sys_inputs={"sheet": _plain(sheet, families)})
    return [one for one in (made if isinstance(made, list) else [made]) if one is not None]
