"""
The sphere of life in circles (同心円): the person, close ones, neighbourhood, work and community,
society. As wide as what stands in them; empty ones stay empty.
"""

from collections.abc import Mapping, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from banso.kit.svg import INK, text, width_of
from banso.ties.drawing.board import HEIGHT, WIDTH, Board, Box, grown
from banso.ties.drawing.marks import BOTTOM, PALE, TOP, dot, frame, label, linked
from banso.ties.drawing.nodes import Node, Placed, box_of, label_of
from banso.ties.rules import Ring

RADIUS, INNER, NARROWEST = 8, 0.15, 0.17
RINGS = tuple(Ring)


def edges(nodes: Sequence[Node]) -> list[float]:
    """
    Return how far each circle reaches, as shares of the sheet: room by how many stand in it, none
    narrower than can be read.
    """
    counts = [1.5 + sum(node.ring == ring for node in nodes) for ring in RINGS]
    spare = 1 - INNER - NARROWEST * len(RINGS)
    made, edge = [], INNER
    for count in counts:
        edge += NARROWEST + spare * count / sum(counts)
        made.append(edge)
    return made


def arranged(
    nodes: Sequence[Node], *, names: Mapping[str, str] | None = None
) -> tuple[list[Placed], list[float], float, float]:
    """
    Return (nodes with their places, edges of the circles, width, height); a node always stands in
    its own circle.
    """
    reach = edges(nodes)
    labels = [(one, label_of(one, told=False)) for one in sorted(nodes, key=lambda one: one.order)]
    sized = [(one, lines, box_of(lines, RADIUS)) for one, lines in labels]

    def make(factor: float) -> tuple[list[Placed], list[float], float, float]:
        wide, tall = WIDTH * factor, HEIGHT * factor
        board = Board(wide, tall, TOP, BOTTOM)
        middle, half_x, half_y = _middle(wide, tall)
        board.take(*middle, Box(50, 50, 30, 30))
        for edge, ring in zip(reach, RINGS, strict=True):
            board.take(middle[0], middle[1] - edge * half_y + 12, Box(*_half(names, ring), 10, 6))
        bands = {
            ring: _band(board, place, reach, middle, (half_x, half_y))
            for place, ring in enumerate(RINGS)
        }
        made = []
        for one, lines, box in sized:
            place = RINGS.index(Ring(one.ring))
            far = ([INNER, *reach][place] + reach[place]) / 2
            x, y = (
                middle[0] + sin(radians(one.bearing)) * far * half_x,
                middle[1] - cos(radians(one.bearing)) * far * half_y,
            )
            made.append(
                Placed(one, *board.find(x, y, box, within=bands[Ring(one.ring)]), lines, box)
            )
        return made, reach, wide, tall

    return grown([box for _node, _lines, box in sized], make)


def read(
    nodes: Sequence[Node], key: str, by: tuple[float, float], *, names: Mapping[str, str]
) -> dict[str, Any]:
    """
    Return the circle and the bearing of a node that was moved by so many units from where it is
    drawn; nothing for one that is not drawn.
    """
    placed, reach, wide, tall = arranged(nodes, names=names)
    one = next((other for other in placed if other.node.key == key), None)
    if one is None:
        return {}
    (x, y), half_x, half_y = _middle(wide, tall)
    across, down = (one.x + by[0] - x) / half_x, (one.y + by[1] - y) / half_y
    far = hypot(across, down)
    ring = next((ring for edge, ring in zip(reach, RINGS, strict=True) if far <= edge), RINGS[-1])
    return {"ring": ring.value, "bearing": round(degrees(atan2(across, -down))) % 360}


def _half(names: Mapping[str, str] | None, ring: Ring) -> tuple[float, float]:
    half = width_of((names or {}).get(ring, "")) * 3.2 + 4
    return half, half


def _middle(wide: float, tall: float) -> tuple[tuple[float, float], float, float]:
    """Return (middle of the sheet, half its width, half its height) as the circles use it."""
    return (wide / 2, TOP + (tall - TOP - BOTTOM) / 2), wide / 2 - 12, (tall - TOP - BOTTOM) / 2 - 6


def _band(
    board: Board,
    place: int,
    reach: Sequence[float],
    middle: tuple[float, float],
    half: tuple[float, float],
) -> list[int]:
    low, high = [INNER, *reach][place] + 0.02, reach[place] - 0.02
    return board.band(
        *middle, low=(low * half[0], low * half[1]), high=(high * half[0], high * half[1])
    )


def drawn(
    nodes: Sequence[Node],
    *,
    who: str,
    names: Mapping[str, str],
    title: str,
    head: str,
    legend: Sequence[tuple[str, str]],
) -> str:
    """Return the picture as SVG; `names` are the names of the circles."""
    placed, reach, wide, tall = arranged(nodes, names=names)
    (x, y), half_x, half_y = _middle(wide, tall)
    circles = ""
    for edge, ring in reversed(list(zip(reach, RINGS, strict=True))):
        circles += (
            f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{edge * half_x:.0f}" '
            f'ry="{edge * half_y:.0f}" fill="#fff" stroke="{PALE}" stroke-width="1"/>'
        )
        circles += text(
            x, y - edge * half_y + 15, names[ring], anchor="middle", size=12, colour="#595959"
        )
    person = (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="34" fill="#fff" stroke="{INK}" '
        f'stroke-width="2"/><circle cx="{x:.0f}" cy="{y:.0f}" r="29" fill="none" stroke="{INK}"/>'
    )
    person += text(x, y + 5, who, anchor="middle", size=13, bold=True)
    marks = "".join(
        linked(
            one.node,
            dot(one.x, one.y, RADIUS, formal=one.node.formal, pale=one.node.sleeps)
            + label(one, RADIUS),
        )
        for one in placed
    )
    return frame(
        circles + person + marks, wide=wide, tall=tall, title=title, head=head, legend=legend
    )
