"""
Boxes to tick. In a declaration they are the two signs; on screen, on paper and in Excel they are
drawn, or typed in signs that every Japanese font has: a font without them would fall back to one in
which an empty box looks crossed.
"""

import re
from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

EMPTY, TICKED, CROSSED = "☐", "☑", "☒"
TOGETHER = "\u00a0"  # a box never stands at the end of a line, apart from its words
_BOX = re.compile("[☐☑☒]")
_TYPED = str.maketrans({"☐": "□", "☑": "■", "☒": "×", "✓": "○", "✔": "○", "✗": "×", "✘": "×"})


def box(ticked: bool, label: object = "") -> str:
    """Return a box, ticked or empty, with its words."""
    return f"{TICKED if ticked else EMPTY}{TOGETHER if label else ''}{label}"


def boxes(choices: Iterable[tuple[str, object]], chosen: Iterable[str] = ()) -> str:
    """Return the boxes of a list of codes in one text, those that were chosen ticked."""
    ticked = set(chosen)
    return "\u3000".join(box(code in ticked, label) for code, label in choices)


def typed(text: str) -> str:
    """Return a text as it stands in Excel: □ is empty, ■ ticked, whatever font is there."""
    return text.translate(_TYPED)


def drawn(text: str) -> SafeString:
    """Return a text as HTML in which boxes are drawn, and said to people who hear the page."""
    names = {EMPTY: _("not ticked"), TICKED: _("ticked"), CROSSED: _("crossed out")}
    classes = {EMPTY: "tick", TICKED: "tick tick--on", CROSSED: "tick tick--crossed"}

    def one(found: re.Match[str]) -> str:
        sign = found.group()
        return format_html(
            '<span class="{}" role="img" aria-label="{}"></span>', classes[sign], names[sign]
        )

    return mark_safe(_BOX.sub(one, escape(text)))  # noqa: S308 — every piece is escaped
