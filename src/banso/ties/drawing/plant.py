"""
The sphere of life like a spider plant (オリヅルラン型, after Nakai Hisao; rules in field.md §3.1).

Bases are chosen by the person. A runner goes out from its base and comes back; at its end a
plantlet. Its length is felt distance, not intimacy. What is
dormant stays as a pale line. Nothing is filled, enclosed, scored or aimed at.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, degrees, hypot, radians, sin

from banso.kit.svg import GREEN, INK
from banso.ties.drawing.board import HEIGHT, WIDTH, Board, Box, grown
from banso.ties.drawing.marks import BOTTOM, PALE, TOP, dot, frame, label, linked
from banso.ties.drawing.nodes import Node, Placed, box_of, label_of

PALE_INK = "#595959"
ROOTED, LEAF = 15, 9
NEAREST, STRETCH = 60, 1.7
EDGE, NARROWEST = 16, 800


def arranged(nodes: Sequence[Node], *, home: str) -> tuple[list[Placed], float, float]:
    """
    Return (bases and plantlets with their places, width, height); where no base was chosen yet, one
    stands for the person.
    """
    bases = [one for one in nodes if one.is_base] or [Node(key="", name=home, is_base=True)]

    sized = [
        (one, *_sized(one))
        for one in [
            *bases,
            *sorted(
                (one for one in nodes if not one.is_base), key=lambda one: (one.reach, one.order)
            ),
        ]
    ]

    def make(factor: float) -> tuple[list[Placed], float, float]:
        wide, tall = WIDTH * factor, HEIGHT * factor
        board = Board(wide, tall, TOP, BOTTOM)
        made: dict[str, Placed] = {}
        for place, (one, lines, box) in enumerate(sized):
            if one.is_base:
                x, y = wide * (place + 1) / (len(bases) + 1), TOP + (tall - TOP - BOTTOM) / 2
            else:
                base, far = (
                    made.get(one.from_base) or made[bases[0].key],
                    one.reach * _unit(tall) + NEAREST,
                )
                x, y = (
                    base.x + sin(radians(one.bearing)) * far * STRETCH,
                    base.y - cos(radians(one.bearing)) * far,
                )
            made[one.key] = Placed(one, *board.find(x, y, box), lines, box)
        return list(made.values()), wide, tall

    return grown([box for _node, _lines, box in sized], make)


def _sized(one: Node) -> tuple[tuple[str, ...], Box]:
    lines = label_of(one)
    return lines, box_of(lines, ROOTED if one.is_base else LEAF)


def _unit(tall: float) -> float:
    return ((tall - TOP - BOTTOM) / 2 - 90) / 5


def read(nodes: Sequence[Node], key: str, by: tuple[float, float]) -> dict[str, int]:
    """
    Return the bearing and the felt distance of a plantlet that was moved by so many units from
    where it is drawn; nothing for one that is not drawn so.
    """
    placed, _wide, tall = arranged(nodes, home="")
    at = {one.node.key: one for one in placed}
    one = at.get(key)
    if one is None or one.node.is_base:
        return {}
    base = at.get(one.node.from_base) or next(other for other in placed if other.node.is_base)
    across, down = (one.x + by[0] - base.x) / STRETCH, one.y + by[1] - base.y
    return {
        "bearing": round(degrees(atan2(across, -down))) % 360,
        "reach": min(5, max(1, round((hypot(across, down) - NEAREST) / _unit(tall)))),
    }


def drawn(
    nodes: Sequence[Node], *, home: str, title: str, head: str, legend: Sequence[tuple[str, str]]
) -> str:
    """
    Return the picture as SVG; `home` names what stands for the person where no base was chosen.
    """
    placed, wide, tall = _close(arranged(nodes, home=home)[0])
    at = {one.node.key: one for one in placed}
    first = next(one for one in placed if one.node.is_base)
    runners = "".join(
        _runner(at.get(one.node.from_base) or first, one) for one in placed if not one.node.is_base
    )
    marks = "".join(
        linked(one.node, _base(one) if one.node.is_base else _plantlet(one)) for one in placed
    )
    return frame(runners + marks, wide=wide, tall=tall, title=title, head=head, legend=legend)


def _close(placed: Sequence[Placed]) -> tuple[list[Placed], float, float]:
    """
    Return what is drawn on a sheet without empty edges, and how large that is: letters are as large
    as they can be where there is little room.
    """
    left, right = (
        min(one.x - one.box.left for one in placed),
        max(one.x + one.box.right for one in placed),
    )
    top, bottom = (
        min(one.y - one.box.up for one in placed),
        max(one.y + one.box.down for one in placed),
    )
    wide = max(NARROWEST, right - left + 2 * EDGE)
    across, down = (wide - left - right) / 2, TOP + EDGE - top
    moved = [replace(one, x=one.x + across, y=one.y + down) for one in placed]
    return moved, wide, TOP + BOTTOM + bottom - top + 2 * EDGE


def _runner(base: Placed, tip: Placed) -> str:
    """
    Return the way out and, where the person came back, the way back: two strands of one runner.
    """
    across, down = tip.x - base.x, tip.y - base.y
    far = max(1.0, hypot(across, down))
    bend = min(60.0, far * 0.16)
    side = (-down / far * bend, across / far * bend)
    middle = (base.x + across / 2, base.y + down / 2)
    pale = tip.node.sleeps
    colour, wide, dash = (PALE, 1.5, ' stroke-dasharray="1 6"') if pale else (GREEN, 2.5, "")
    made = ""
    for sign in (1, -1) if tip.node.came_back and tip.node.visits else (1,):
        turn = (middle[0] + sign * side[0], middle[1] + sign * side[1])
        made += (
            f'<path d="M{base.x:.0f} {base.y:.0f} Q{turn[0]:.0f} {turn[1]:.0f} {tip.x:.0f} '
            f'{tip.y:.0f}" fill="none" stroke="{colour}" stroke-width="{wide}" '
            f'stroke-linecap="round"{dash}/>'
        )
    return made


def _base(one: Placed) -> str:
    roots = "".join(
        (
            f'<path d="M{one.x + shift:.0f} {one.y + ROOTED:.0f} l{shift / 3:.0f} 7" '
            f'stroke="{GREEN}" stroke-width="2" fill="none"/>'
        )
        for shift in (-9, -3, 3, 9)
    )
    rings = (
        f'<circle cx="{one.x:.0f}" cy="{one.y:.0f}" r="{ROOTED}" fill="#fff" stroke="{GREEN}" '
        f'stroke-width="3"/><circle cx="{one.x:.0f}" cy="{one.y:.0f}" r="{ROOTED - 6}" '
        f'fill="{GREEN}"/>'
    )
    return (roots if one.node.key else "") + rings + label(one, ROOTED, bold=True)


def _plantlet(one: Placed) -> str:
    leaves = (
        ""
        if one.node.formal
        else (
            f'<path d="M{one.x:.0f} {one.y - 3:.0f} q-9 -2 -12 -9 q9 0 12 9 q3 -9 12 -9 q-3 7 '
            f'-12 9" {_leaf(pale=one.node.sleeps)}/>'
        )
    )
    return (
        dot(one.x, one.y, LEAF - 2, formal=one.node.formal, pale=one.node.sleeps)
        + leaves
        + label(one, LEAF, colour=PALE_INK if one.node.sleeps else INK)
    )


def _leaf(*, pale: bool) -> str:
    """Return how a leaf is filled: hollow where it sleeps."""
    return f'fill="#fff" stroke="{PALE}" stroke-width="1"' if pale else f'fill="{GREEN}"'
