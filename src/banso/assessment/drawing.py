"""
The picture of composite hardship (SVG): three bands, each item on its own line from "no trouble" to
"needs a hand right now".

A hollow circle is then, a filled one is now: what nobody asked again stands hollow also in a
picture of one day. No colour carries meaning, so that it prints in black and white. Nothing is
added up.
Two shapes of one drawing: wide for paper and desks, narrow for phones (labels above their lines).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from banso.assessment.rules import Hardship, Level, Move
from banso.kit.svg import INK, picture, text

GREY = "#949494"


@dataclass(frozen=True)
class Shape:
    """
    Measures of the drawing: its width, where the lines begin and end, the height of a row, and
    where labels stand.
    """

    width: int
    left: int
    right: int
    row: int
    band: int
    above: bool

    def x(self, step: int) -> float:
        """Return where a step stands on a line."""
        return self.left + (self.width - self.left - self.right) / (len(Level) - 1) * step


WIDE = Shape(width=760, left=310, right=64, row=30, band=0, above=False)
NARROW = Shape(width=340, left=24, right=40, row=44, band=26, above=True)


def _line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    width: float = 1,
    colour: str = GREY,
    dashed: bool = False,
) -> str:
    dash = ' stroke-dasharray="2 4"' if dashed else ""
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{colour}" '
        f'stroke-width="{width}"{dash}/>'
    )


def _circle(x: float, y: float, *, filled: bool) -> str:
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="7" fill="{INK if filled else "#ffffff"}" '
        f'stroke="{INK}" stroke-width="2"/>'
    )


def _arrow(x1: float, x2: float, y: float) -> str:
    """Return the way from then to now, with its head before the circle of now."""
    way = 1 if x2 > x1 else -1
    tip = x2 - way * 9
    head = f'<path d="M{tip:.0f} {y:.0f} l{-way * 8} -5 v10 z" fill="{INK}"/>'
    return _line(x1 + way * 7, y, tip, y, width=2.5, colour=INK) + head


def _row(move: Move, top: float, shape: Shape) -> str:
    y = top + (shape.row - 13 if shape.above else shape.row / 2)
    parts = [
        text(shape.left - 8, top + 16, move.label)
        if shape.above
        else text(shape.left - 22, y + 5, move.label, anchor="end")
    ]
    if move.now is None and move.then is None:
        return parts[0] + text(shape.x(0), y + 4, move.now_said, size=12)
    parts.append(_line(shape.x(0), y, shape.x(3), y, dashed=True))
    parts += [_line(shape.x(step), y - 5, shape.x(step), y + 5) for step in range(4)]
    if move.then is not None and move.now is not None and move.then != move.now:
        parts.append(_arrow(shape.x(move.then), shape.x(move.now), y))
    if move.then is not None and move.then != move.now:
        parts.append(_circle(shape.x(move.then), y, filled=False))
    if move.now is not None:
        parts.append(_circle(shape.x(move.now), y, filled=not move.is_older))
    return "".join(parts)


def _heads(shape: Shape) -> str:
    """Return what the four steps are called, above the lines; on a phone on two heights."""
    parts = []
    for step, label in enumerate(Level.labels):
        anchor = (
            "start"
            if shape.above and step == 0
            else "end"
            if shape.above and step == 3
            else "middle"
        )
        x = 2 if anchor == "start" else shape.width - 2 if anchor == "end" else shape.x(step)
        y = 14 if shape.above and step % 2 else 32 if shape.above else 24
        parts.append(text(x, y, str(label), size=12, anchor=anchor))
    return "".join(parts)


def drawn(moves: Sequence[Move], *, title: str, compared: bool, shape: Shape = WIDE) -> str:
    """Return the picture as SVG; `title` is what it is called for people who hear it."""
    parts, y = [_heads(shape)], 42.0
    for hardship in Hardship:
        rows = [move for move in moves if move.hardship == hardship]
        if not rows:
            continue
        height = shape.band + shape.row * len(rows)
        parts.append(
            f'<rect x="1" y="{y:.0f}" width="{shape.width - 2}" height="{height}" '
            f'fill="none" stroke="{INK}" stroke-width="1.5"/>'
        )
        parts.append(
            text(
                10,
                y + 19 if shape.band else y + height / 2 + 5,
                str(hardship.label),
                size=14,
                bold=True,
            )
        )
        parts += [
            _row(move, y + shape.band + shape.row * number, shape)
            for number, move in enumerate(rows)
        ]
        y += height
    if compared or any(move.is_older for move in moves):
        parts += [
            _circle(shape.left, y + 20, filled=False),
            text(shape.left + 14, y + 25, _("then"), size=12),
        ]
        parts += [
            _circle(shape.left + 80, y + 20, filled=True),
            text(shape.left + 94, y + 25, _("now"), size=12),
        ]
        y += 34
    return picture(parts, width=shape.width, height=y + 4, role="img", title=title)


def thumb(moves: Sequence[Move], *, title: str) -> str:
    """
    Return the picture as small as a stamp: a dot for each item on its line, with a line from where
    it stood then; what the items are is said beside it.
    """
    shown = [one for one in moves if one.now is not None]
    width, tall, left, right = 168, 120, 36, 8
    step = (width - left - right) / (len(Level) - 1)
    gap = min(14.0, (tall - 12) / max(1, len(shown) + len({one.hardship for one in shown})))
    parts, y = [], 8.0
    for hardship in Hardship:
        rows = [one for one in shown if one.hardship == hardship]
        if not rows:
            continue
        parts.append(text(0, y + gap * len(rows) / 2 + 4, _short(str(hardship.label)), bold=True))
        for move in rows:
            x = left + step * (move.now or 0)
            parts.append(_line(left, y, width - right, y, dashed=True))
            if move.then is not None and move.then != move.now:
                parts.append(_small(left + step * move.then, y, filled=False))
                parts.append(_line(left + step * move.then, y, x, y, width=2, colour=INK))
            parts.append(_small(x, y, filled=not move.is_older))
            y += gap
        y += gap
    return picture(parts, width=width, height=tall, role="img", title=title)


def _short(label: str) -> str:
    """Return a hardship's name in two letters of Japanese, or its first few of another."""
    return label[:2] if ord(label[0]) > 0xFF else f"{label[:4]}."


def _small(x: float, y: float, *, filled: bool) -> str:
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{INK if filled else "#ffffff"}" '
        f'stroke="{INK}" stroke-width="1.5"/>'
    )
