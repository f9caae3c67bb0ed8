"""
Marks that the pictures share: dots, labels, links, the frame with head and legend. Everything
differs by shape, so that it prints in black and white.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from banso.kit.svg import GREEN, INK, picture, text, width_of
from banso.ties.drawing.nodes import LINE, Node, Placed

TOP, BOTTOM = 40, 64
BLUE, PALE = "#0017c1", "#8a8a8a"


def dot(x: float, y: float, radius: float, *, formal: bool, pale: bool = False) -> str:
    """
    Return a dot: official ones are squares, the others round; those that are `pale` are hollow and
    broken, so that ink shows it too.
    """
    colour = PALE if pale else BLUE if formal else GREEN
    dash = ' stroke-dasharray="3 2"' if pale else ""
    if formal:
        return (
            f'<rect x="{x - radius:.0f}" y="{y - radius:.0f}" width="{2 * radius:.0f}" '
            f'height="{2 * radius:.0f}" fill="#fff" stroke="{colour}" '
            f'stroke-width="{1.5 if pale else 3}"{dash}/>'
        )
    if pale:
        return (
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="#fff" stroke="{colour}" '
            f'stroke-width="1.5"{dash}/>'
        )
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{colour}" stroke="#fff" '
        'stroke-width="1"/>'
    )


def label(one: Placed, radius: float, *, bold: bool = False, colour: str = INK) -> str:
    """Return a node's label under its dot."""
    return "".join(
        text(
            one.x,
            one.y + radius + 13 + LINE * place,
            line,
            anchor="middle",
            size=12 if line != one.node.told else 11,
            bold=bold and line != one.node.told,
            colour=colour,
            halo=True,
        )
        for place, line in enumerate(one.lines)
    )


def linked(node: Node, inside: str) -> str:
    """
    Return a mark that keyboard, mouse and touch reach: a link to the tie, with what it says; the
    person's own mark is none.
    """
    if not node.key:
        return f"<g>{inside}</g>"
    return (
        f'<a href="#tie-{node.key}" data-tie="{node.key}" '
        f"aria-label={quoteattr(node.said)}><title>{escape(node.said)}</title>{inside}</a>"
    )


def frame(
    inside: str,
    *,
    wide: float,
    tall: float,
    title: str,
    head: str,
    legend: Sequence[tuple[str, str]],
) -> str:
    """Return the sheet: who, when and by whom above, what the marks mean below."""
    parts = [
        f'<rect width="{wide:.0f}" height="{tall:.0f}" fill="#fff"/>',
        text(16, 24, head, size=14, bold=True),
        inside,
    ]
    x, y = 16.0, tall - BOTTOM + 22
    for mark, words in legend:
        need = 40 + width_of(words) * 6.2
        if x + need > wide - 8:
            x, y = 16.0, y + 24
        parts.append(
            f'<g transform="translate({x:.0f} '
            f'{y:.0f})">{mark}</g>{text(x + 30, y + 4, words, size=11)}'
        )
        x += need
    return picture(parts, width=round(wide), height=tall, role="group", title=title)
