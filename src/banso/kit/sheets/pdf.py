"""
A sheet as a PDF, set by typst from the same declaration as the screen. Every text is handed over as
data, never as markup.
"""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal
from banso.kit.sheets import Sheet

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
    fonts = typst.Fonts(
        include_embedded_fonts=False, font_paths=[str(path) for path in settings.BANSO_FONTS]
    )
    here = set(fonts.families())
    compiler = typst.Compiler(str(TEMPLATE), font_paths=fonts)
    return compiler, tuple(family for family in FAMILIES if family in here)


def _plain(sheet: Sheet, families: tuple[str, ...]) -> str:
    values: dict[str, Any] = asdict(sheet)
    return json.dumps(
        {**values, "fonts": families, "lang": get_language() or "ja"}, ensure_ascii=False
    )


def pdf_of(sheet: Sheet) -> bytes:
    """
    Return the sheet as a tagged PDF.

    :raises NoJapaneseFont: if there is no font that knows Japanese
    """
    compiler, families = _press()
    if not families:
        raise NoJapaneseFont
    with _one_at_a_time:
        made = compiler.compile(format="pdf", sys_inputs={"sheet": _plain(sheet, families)})
    return made if isinstance(made, bytes) else b""
