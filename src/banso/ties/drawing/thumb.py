"""The sphere of life as small as a stamp: who stands around the person now, near or far."""

from collections.abc import Sequence
from math import cos, radians, sin

from banso.kit.svg import INK, picture, text, width_of, wrapped
from banso.ties.drawing.marks import PALE, dot
from banso.ties.drawing.nodes import Node

WIDTH, HEIGHT = 168, 120
LONGEST, CALLED = 10, 3
FIRST = ("key_person", "light_key")


def drawn(nodes: Sequence[Node], *, title: str) -> str:
    """
    Return the ties that stand now as dots on their way from the person, without small text: the few
    who matter most are called by name, where there is room for it.
    """
    middle_x, middle_y = WIDTH / 2, HEIGHT / 2
    lines, dots, names = [], [], []
    taken: list[tuple[float, float, float]] = []
    for node in sorted(nodes, key=lambda one: (one.role not in FIRST, one.order)):
        far = 12 + 7.5 * node.reach
        x = middle_x + sin(radians(node.bearing)) * far * 1.5
        y = middle_y - cos(radians(node.bearing)) * far
        lines.append(
            f'<line x1="{middle_x:.0f}" y1="{middle_y:.0f}" x2="{x:.0f}" y2="{y:.0f}" '
            f'stroke="{PALE}"/>'
        )
        dots.append(dot(x, y, 4, formal=node.formal))
        if node.role in FIRST and len(taken) < CALLED:
            words = wrapped(node.name, LONGEST, 1)[0]
            half = width_of(words) * 3.2
            at_x = min(WIDTH - half - 2, max(half + 2, x))
            at_y = y + 17 if y < HEIGHT - 22 else y - 9
            if all(
                abs(at_y - top) > 13 or abs(at_x - left) > half + wide for left, top, wide in taken
            ):
                taken.append((at_x, at_y, half))
                names.append(text(at_x, at_y, words, size=12, anchor="middle", halo=True))
    who = f'<circle cx="{middle_x:.0f}" cy="{middle_y:.0f}" r="6" fill="{INK}"/>'
    return picture(
        [*lines, *dots, who, *names], width=WIDTH, height=HEIGHT, role="img", title=title
    )
