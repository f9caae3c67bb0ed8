"""
The picture of composite hardship (SVG): three bands of equal height, each item on its own line from "no trouble" to "needs a hand right now".

A hollow circle is then, a filled one is now; no colour carries meaning, so that it prints in black and white. Nothing is added up.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from banso.assessment.rules import HARDSHIP_LABELS, LEVEL_LABELS, Hardship, Move

WIDTH, ROW, HEAD, LEFT, RIGHT = 720, 30, 44, 262, 30
STEP = (WIDTH - LEFT - RIGHT) / (len(LEVEL_LABELS) - 1)


def _x(step: int) -> float:
    return LEFT + 10 + (STEP - 7) * step


def _text(x: float, y: float, text: str, *, size: int = 13, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{anchor}" fill="#1a1a1a"{weight}>{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, *, width: float = 1, colour: str = "#949494", dashed: bool = False) -> str:
    dash = ' stroke-dasharray="2 4"' if dashed else ""
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{colour}" stroke-width="{width}"{dash}/>'


def _circle(x: float, y: float, *, filled: bool) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="7" fill="{"#1a1a1a" if filled else "#ffffff"}" stroke="#1a1a1a" stroke-width="2"/>'


def _arrow(x1: float, x2: float, y: float) -> str:
    """Return the way from then to now, with its head before the circle of now."""
    way = 1 if x2 > x1 else -1
    tip = x2 - way * 9
    head = f'<path d="M{tip:.0f} {y:.0f} l{-way * 8} -5 v10 z" fill="#1a1a1a"/>'
    return _line(x1 + way * 7, y, tip, y, width=2.5, colour="#1a1a1a") + head


def _row(move: Move, y: float) -> str:
    parts = [_text(LEFT - 22, y + 5, move.label, anchor="end"), _line(_x(0), y, _x(3), y, dashed=True)]
    parts += [_line(_x(step), y - 5, _x(step), y + 5) for step in range(4)]
    if move.now is None:
        parts.append(_text(_x(0) + 12, y + 5, move.now_said, size=12))
    if move.then is not None and move.now is not None and move.then != move.now:
        parts.append(_arrow(_x(move.then), _x(move.now), y))
    if move.then is not None and move.then != move.now:
        parts.append(_circle(_x(move.then), y, filled=False))
    if move.now is not None:
        parts.append(_circle(_x(move.now), y, filled=True))
    return "".join(parts)


def drawn(moves: Sequence[Move], *, title: str, compared: bool) -> str:
    """Return the picture as SVG; `title` is what it is called for people who hear it."""
    parts: list[str] = []
    for step, label in enumerate(LEVEL_LABELS.values()):
        parts.append(_text(_x(step), HEAD - 16, str(label), size=12, anchor="middle" if 0 < step < 3 else ("start" if step == 0 else "end")))
    y = float(HEAD)
    for hardship in Hardship:
        rows = [move for move in moves if move.hardship == hardship]
        if not rows:
            continue
        height = ROW * len(rows)
        parts.append(f'<rect x="1" y="{y:.0f}" width="{WIDTH - 2}" height="{height}" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>')
        parts.append(_text(12, y + height / 2 + 5, str(HARDSHIP_LABELS[hardship]), bold=True))
        for number, move in enumerate(rows):
            parts.append(_row(move, y + ROW * number + ROW / 2))
        y += height
    if compared:
        parts += [_circle(LEFT, y + 20, filled=False), _text(LEFT + 14, y + 25, _("then"), size=12)]
        parts += [_circle(LEFT + 80, y + 20, filled=True), _text(LEFT + 94, y + 25, _("now"), size=12)]
        y += 34
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 4:.0f}" role="img" aria-label={quoteattr(title)} font-family="Noto Sans CJK JP, Noto Sans JP, sans-serif">'
    return head + "".join(parts) + "</svg>"
