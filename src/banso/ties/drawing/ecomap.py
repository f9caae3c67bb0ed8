"""
The ecomap (エコマップ): the person and household in the middle, what stands around them, lines as
is the custom: thick, plain, dashed, crossed; arrows the way support goes.
"""

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin

from banso.kit.svg import INK, text, width_of
from banso.ties.drawing.board import HEIGHT, WIDTH, Board, Box, grown
from banso.ties.drawing.marks import BOTTOM, TOP, frame, linked
from banso.ties.drawing.nodes import LINE, Node, Placed, label_of
from banso.ties.rules import Direction, Ring, Strength

MIDDLE = 62
_FAR = {Ring.CLOSE: 0.5, Ring.NEIGHBOURHOOD: 0.66, Ring.COMMUNITY: 0.82, Ring.SOCIETY: 0.95}
_LINES = {Strength.STRONG: "5", Strength.PLAIN: "2", Strength.WEAK: '2" stroke-dasharray="6 5'}


def arranged(nodes: Sequence[Node]) -> tuple[list[Placed], float, float]:
    """Return (nodes with their places, width, height); the middle stays free for the household."""

    sized = [(one, *_sized(one)) for one in sorted(nodes, key=lambda one: one.order)]

    def make(factor: float) -> tuple[list[Placed], float, float]:
        wide, tall = WIDTH * factor, HEIGHT * factor
        board = Board(wide, tall, TOP, BOTTOM)
        x, y = wide / 2, TOP + (tall - TOP - BOTTOM) / 2
        board.take(x, y, Box(MIDDLE + 40, MIDDLE + 40, MIDDLE + 30, MIDDLE + 30))
        made = []
        for one, lines, box in sized:
            far = _FAR.get(Ring(one.ring), 0.8)
            across, down = (
                sin(radians(one.bearing)) * far * (wide / 2 - 60),
                cos(radians(one.bearing)) * far * ((tall - TOP - BOTTOM) / 2 - 30),
            )
            made.append(Placed(one, *board.find(x + across, y - down, box), lines, box))
        return made, wide, tall

    return grown([box for _node, _lines, box in sized], make)


def _sized(one: Node) -> tuple[tuple[str, ...], Box]:
    lines = label_of(one, told=False)
    half = max(26.0, max(width_of(line) for line in lines) * 3.2 + 12)
    up = LINE * len(lines) / 2 + 8
    return lines, Box(half + 8, half + 8, up + 8, up + 8)


def read(nodes: Sequence[Node], key: str, by: tuple[float, float]) -> dict[str, int]:
    """
    Return the bearing of a node that was moved by so many units from where it is drawn; nothing for
    one that is not drawn.
    """
    placed, wide, tall = arranged(nodes)
    one = next((other for other in placed if other.node.key == key), None)
    if one is None:
        return {}
    across = (one.x + by[0] - wide / 2) / (wide / 2 - 60)
    down = (one.y + by[1] - TOP - (tall - TOP - BOTTOM) / 2) / ((tall - TOP - BOTTOM) / 2 - 30)
    return {"bearing": round(degrees(atan2(across, -down))) % 360}


def drawn(
    nodes: Sequence[Node],
    *,
    household: Sequence[str],
    title: str,
    head: str,
    legend: Sequence[tuple[str, str]],
) -> str:
    """
    Return the picture as SVG; `household` is the person's called name, then who lives with them.
    """
    placed, wide, tall = arranged(nodes)
    x, y = wide / 2, TOP + (tall - TOP - BOTTOM) / 2
    lines = "".join(_line(x, y, one) for one in placed)
    middle = (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{MIDDLE}" fill="#fff" stroke="{INK}" '
        'stroke-width="3"/>'
    )
    rows = list(household[:4])
    for place, name in enumerate(rows):
        middle += text(
            x,
            y + 5 + 18 * (place - (len(rows) - 1) / 2),
            name,
            anchor="middle",
            size=14 if place == 0 else 12,
            bold=place == 0,
        )
    marks = "".join(linked(one.node, _seat(one)) for one in placed)
    return frame(
        lines + middle + marks, wide=wide, tall=tall, title=title, head=head, legend=legend
    )


def _seat(one: Placed) -> str:
    half_x, half_y = one.box.left - 8, one.box.up - 8
    if one.node.formal:
        shape = (
            f'<rect x="{one.x - half_x:.0f}" y="{one.y - half_y:.0f}" width="{2 * half_x:.0f}" '
            f'height="{2 * half_y:.0f}" fill="#fff" stroke="{INK}" stroke-width="2"/>'
        )
    else:
        shape = (
            f'<rect x="{one.x - half_x:.0f}" y="{one.y - half_y:.0f}" width="{2 * half_x:.0f}" '
            f'height="{2 * half_y:.0f}" rx="{half_y:.0f}" fill="#fff" stroke="{INK}" '
            'stroke-width="2"/>'
        )
    first = one.y - LINE * (len(one.lines) - 1) / 2 + 4
    return shape + "".join(
        text(one.x, first + LINE * place, line, anchor="middle", size=12)
        for place, line in enumerate(one.lines)
    )


def _line(x: float, y: float, one: Placed) -> str:
    """
    Return the line between the middle and a seat, cut at both, with its arrows and, for stress, its
    crosses.
    """
    across, down = one.x - x, one.y - y
    far = max(1.0, hypot(across, down))
    along = (across / far, down / far)
    edge = min(
        (one.box.left - 8) / abs(along[0]) if along[0] else far,
        (one.box.up - 8) / abs(along[1]) if along[1] else far,
    )
    start = (x + along[0] * (MIDDLE + 3), y + along[1] * (MIDDLE + 3))
    end = (one.x - along[0] * (edge + 3), one.y - along[1] * (edge + 3))
    made = (
        f'<path d="M{start[0]:.0f} {start[1]:.0f} L{end[0]:.0f} {end[1]:.0f}" stroke="{INK}" '
        f'fill="none" stroke-width="{_LINES.get(Strength(one.node.strength or "plain"), "2")}"/>'
    )
    if one.node.direction in (Direction.RECEIVES, Direction.MUTUAL):
        made += _arrow(start, (-along[0], -along[1]))
    if one.node.direction in (Direction.GIVES, Direction.MUTUAL):
        made += _arrow(end, along)
    if one.node.stress:
        made += "".join(_cross(start, end, along, share) for share in (0.35, 0.45, 0.55, 0.65))
    return made


def _arrow(tip: tuple[float, float], along: tuple[float, float]) -> str:
    back = (tip[0] - along[0] * 12, tip[1] - along[1] * 12)
    side = (-along[1] * 6, along[0] * 6)
    return (
        f'<path d="M{tip[0]:.0f} {tip[1]:.0f} L{back[0] + side[0]:.0f} {back[1] + side[1]:.0f} '
        f'L{back[0] - side[0]:.0f} {back[1] - side[1]:.0f} z" fill="{INK}"/>'
    )


def _cross(
    start: tuple[float, float], end: tuple[float, float], along: tuple[float, float], share: float
) -> str:
    x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
    slant = (along[0] * 3 - along[1] * 8, along[1] * 3 + along[0] * 8)
    return (
        f'<path d="M{x - slant[0]:.0f} {y - slant[1]:.0f} L{x + slant[0]:.0f} '
        f'{y + slant[1]:.0f}" stroke="{INK}" stroke-width="2"/>'
    )
