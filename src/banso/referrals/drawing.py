"""
The journey (SVG): the person's real path through receivers, as it was walked.

A thick line is the person with their companion. From it a way leads up to each receiver and back
again: a try that did not come about is drawn with the same
box and the same line back. Boxes go left to right and on in the next row, so that labels never
overlap and the same path is always the same picture.
Lines and marks differ by shape, so that it prints in black and white; returns are green on the
screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from banso.kit.svg import GREEN, INK, picture, text, wrapped

COLUMNS, ON_PAPER, HEIGHT, TOP, BOX = 6, 4, 190, 34, 84  # boxes beside each other
STEP = 920 / COLUMNS


@dataclass(frozen=True)
class Stop:
    """
    One receiver on the path: its number, what is written in its box, and how the person came back;
    `refused` where it was not taken.
    """

    key: str
    number: int
    name: str
    system: str
    went: str
    came_back: str = ""
    refused: bool = False
    is_open: bool = False


def _stop(stop: Stop, x: float, top: float, base: float) -> str:
    half = STEP / 2 - 8
    dash = ' stroke-dasharray="5 4"' if stop.refused else ""
    parts = [
        (
            f'<rect x="{x - half:.0f}" y="{top:.0f}" width="{2 * half:.0f}" height="{BOX}" '
            f'rx="10" fill="#ffffff" stroke="{INK}" stroke-width="2"{dash}/>'
        )
    ]
    parts.append(text(x, top + 17, f"{stop.number}. {stop.system}", anchor="middle", size=11))
    for line, words in enumerate(wrapped(stop.name, 20, 2)):
        parts.append(text(x, top + 36 + 17 * line, words, anchor="middle", size=13, bold=True))
    parts.append(text(x, top + BOX - 9, stop.went, anchor="middle", size=11))
    left, right = x - half / 2, x + half / 2
    parts.append(
        f'<path d="M{left:.0f} {base:.0f} V{top + BOX:.0f}" stroke="{INK}" stroke-width="2" '
        f'fill="none"{dash}/>'
    )
    parts.append(f'<path d="M{left:.0f} {top + BOX + 2:.0f} l-5 9 h10 z" fill="{INK}"/>')
    if not stop.is_open:
        parts.append(
            f'<path d="M{right:.0f} {top + BOX:.0f} V{base - 8:.0f}" stroke="{GREEN}" '
            'stroke-width="4" fill="none"/>'
        )
        parts.append(
            f'<circle cx="{right:.0f}" cy="{base:.0f}" r="8" fill="#ffffff" stroke="{GREEN}" '
            'stroke-width="4"/>'
        )
        for line, words in enumerate(wrapped(stop.came_back, 22, 2)):
            parts.append(
                text(x, base + 26 + 15 * line, words, anchor="middle", size=11, colour=GREEN)
            )
    said = quoteattr(
        f"{stop.number}. {stop.system} {stop.name} {stop.went} {stop.came_back}".strip()
    )
    return (
        f'<a href="#stop-{stop.key}" '
        f"aria-label={said}><title>{escape(stop.name)}</title>{''.join(parts)}</a>"
    )


def drawn(stops: Sequence[Stop], *, title: str, who: str, columns: int = COLUMNS) -> str:
    """Return the journey as SVG, so many boxes beside each other; `who` is written above it."""
    rows = max(1, -(-len(stops) // columns))
    parts: list[str] = []
    for row in range(rows):
        base = TOP + HEIGHT * row + BOX + 40
        last = len(stops) - row * columns if row == rows - 1 else columns
        end = 20 + STEP * min(max(last, 1), columns)
        parts.append(
            f'<path d="M20 {base:.0f} H{end:.0f}" stroke="{INK}" stroke-width="5" '
            'fill="none" stroke-linecap="round"/>'
        )
        if row < rows - 1:
            parts.append(
                f'<path d="M{end:.0f} {base:.0f} v{HEIGHT - BOX - 52} H20 v{BOX + 52}" '
                f'stroke="{INK}" stroke-width="2" fill="none" stroke-dasharray="2 5"/>'
            )
    for place, stop in enumerate(stops):
        row, column = divmod(place, columns)
        top = TOP + HEIGHT * row
        parts.append(_stop(stop, 20 + STEP * (column + 0.5), top, top + BOX + 40))
    tall = TOP + HEIGHT * rows + 4
    parts.append(text(22, 20, who, size=14, bold=True))
    return picture(parts, width=round(40 + STEP * columns), height=tall, role="group", title=title)


__all__ = ["ON_PAPER", "Stop", "drawn"]
